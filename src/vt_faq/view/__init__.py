"""Showing: panels, plain text and JSON. Nothing here decides what is shown."""

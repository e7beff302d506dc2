"""Showing: `reply` lays out what is shown in blocks; `plain` and `panels` draw them."""

"""Labelled queries and phrasings → a trained ranking; needs the `train` extra."""

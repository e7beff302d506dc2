"""The corpus: its typed model, its files and how they are read."""

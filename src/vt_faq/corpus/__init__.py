"""The corpus: the files that people edit, their typed model, and how they are read and checked."""

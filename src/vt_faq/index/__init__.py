"""The index: the SQLite that is made of a corpus, in memory or as a file."""

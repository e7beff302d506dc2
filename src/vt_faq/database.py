"""Corpus files → a database, in two parts: showing need not wait for what is searched."""

from __future__ import annotations

import sqlite3

from vt_faq import store
from vt_faq.corpus.read import Files
from vt_faq.search import build
from vt_faq.search.build import Progress, unheard


def write_texts(connection: sqlite3.Connection, files: Files) -> None:
    """Write what is shown."""
    with connection:
        store.write(connection, files.corpus)


def write_search(
    connection: sqlite3.Connection, files: Files, progress: Progress = unheard
) -> None:
    """Write what is searched."""
    with connection:
        build.write(connection, files.corpus, files.phrasings, files.ranking, progress)

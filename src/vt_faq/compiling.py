"""Corpus files → database, in memory or as an index file."""

from __future__ import annotations

import os
import sqlite3
import tempfile
from pathlib import Path

from vt_faq import store
from vt_faq.corpus.read import Files, read
from vt_faq.errors import VtFaqError
from vt_faq.search import build


def compile_index(source: Path, target: Path) -> None:
    """Write the index of a corpus; an existing index stays whole until the new one is.

    Raises CorpusError when the corpus cannot be read, VtFaqError when the index cannot
    be written.
    """
    files = read(source)
    try:
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    except OSError as error:
        raise _unwritable(target, error) from error
    os.close(handle)
    unfinished = Path(name)
    try:
        connection = sqlite3.connect(unfinished)
        try:
            connection.execute("PRAGMA journal_mode = OFF")
            write_texts(connection, files)
            write_search(connection, files)
            connection.execute("VACUUM")
        finally:
            connection.close()
        unfinished.chmod(0o644)
        unfinished.replace(target)
    except (OSError, sqlite3.OperationalError) as error:
        raise _unwritable(target, error) from error
    finally:
        unfinished.unlink(missing_ok=True)


def write_texts(connection: sqlite3.Connection, files: Files) -> None:
    """Write what is shown."""
    with connection:
        store.write(connection, files.corpus)


def write_search(connection: sqlite3.Connection, files: Files) -> None:
    """Write what is searched."""
    with connection:
        build.write(connection, files.corpus, files.phrasings, files.ranking)


def _unwritable(target: Path, error: Exception) -> VtFaqError:
    reason = getattr(error, "strerror", None) or str(error)
    return VtFaqError(f"De index {target} is niet te schrijven ({reason}). Kies een andere plek.")

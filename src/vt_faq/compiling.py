"""Corpus files → an index file."""

from __future__ import annotations

import hashlib
import os
import sqlite3
import tempfile
from pathlib import Path

from vt_faq.corpus.model import Corpus
from vt_faq.corpus.read import read
from vt_faq.database import write_search, write_texts
from vt_faq.errors import UsageError, VtFaqError
from vt_faq.search.build import Progress, unheard
from vt_faq.source import digest_of, is_index

READ = 0.1
"""Share of the work that reading the corpus is."""


def compile_index(source: Path, target: Path, progress: Progress = unheard) -> bool:
    """Write the index of a corpus; an existing index stays whole until the new one is.

    Returns whether the source differs from that of the index that was there, if any.
    Raises CorpusError when the corpus cannot be read, VtFaqError when the index cannot
    be written.
    """
    if target.is_file() and target.stat().st_size and not is_index(target):
        raise UsageError(
            f"{target} bestaat al en is geen index. Kies een andere naam, of haal het bestand weg."
        )
    files = read(source)
    digest = _digest(source, files.corpus)
    before = digest_of(target)
    progress(READ)
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
            with connection:
                connection.execute("INSERT INTO meta VALUES ('digest', ?)", (digest,))
            write_search(connection, files, lambda share: progress(READ + share * (1 - READ)))
            connection.execute("VACUUM")
        finally:
            connection.close()
        unfinished.chmod(0o644)
        unfinished.replace(target)
    except (OSError, sqlite3.OperationalError) as error:
        raise _unwritable(target, error) from error
    finally:
        unfinished.unlink(missing_ok=True)
    return digest != before


def _digest(source: Path, corpus: Corpus) -> str:
    """The SHA-256 of the files of a corpus, put one after the other in this order."""
    summary = hashlib.sha256()
    for name in (source.name, corpus.phrasings, corpus.ranking):
        if name is not None:
            summary.update((source.parent / name).read_bytes())
    return summary.hexdigest()


def _unwritable(target: Path, error: Exception) -> VtFaqError:
    reason = getattr(error, "strerror", None) or str(error)
    return VtFaqError(f"De index {target} is niet te schrijven ({reason}). Kies een andere plek.")

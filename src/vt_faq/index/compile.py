"""Corpus files → an index file."""

from __future__ import annotations

import hashlib
import os
import sqlite3
import tempfile
from pathlib import Path

from vt_faq.corpus.model import Corpus
from vt_faq.corpus.read import read
from vt_faq.errors import UsageError, VtFaqError, reason
from vt_faq.index.build import Progress, unheard, whole, write_search, write_texts
from vt_faq.index.open import digest_of, is_index
from vt_faq.search.ranking import LONGEST_POSTING

READ = 0.1
"""Share of the work that reading the corpus is."""

FULL = "database or disk is full"

OURS = b"question_by_chapter"
"""What stands at the beginning of every index of ours, of any version: the name of a key."""

BEGINNING = 1 << 20
"""Bytes in which that is looked for."""


def compile_index(
    source: Path,
    target: Path,
    progress: Progress = unheard,
    longest: int = LONGEST_POSTING,
) -> bool:
    """Write the index of a corpus; an existing index stays whole until the new one is.

    Postings are cut after their `longest` strongest candidates (docs/scaling.md).
    All that is written on the way stands in the folder of the target, and goes when it fails.
    Returns whether the source differs from that of the index that was there, if any.
    Raises CorpusError when the corpus cannot be read, VtFaqError when the index cannot
    be written.
    """
    target = Path(os.path.realpath(target))
    if target.is_symlink():
        raise _unwritable(target, "het verwijst naar zichzelf")
    if target.exists() and not _may_go(target):
        raise UsageError(
            f"{target} bestaat al en is geen index. Kies een andere naam, of haal het bestand weg."
        )
    files = read(source)
    digest = _digest(source, files.corpus)
    before = digest_of(target)
    progress(READ)
    mode = _mode(target)
    try:
        with tempfile.TemporaryDirectory(dir=target.parent, prefix=".vt-faq-") as folder:
            unfinished, finished = Path(folder, "unfinished"), Path(folder, "finished")
            connection = sqlite3.connect(unfinished, isolation_level=None)
            try:
                connection.execute("PRAGMA journal_mode = OFF")
                with whole(connection):
                    write_texts(connection, files)
                    connection.execute("INSERT INTO meta VALUES ('digest', ?)", (digest,))
                    write_search(
                        connection,
                        files,
                        lambda share: progress(READ + share * (1 - READ)),
                        longest,
                    )
                connection.execute("VACUUM INTO ?", (str(finished),))
            finally:
                connection.close()
            finished.chmod(mode)
            finished.replace(target)
    except OSError as error:
        raise _unwritable(target, reason(error)) from error
    except sqlite3.OperationalError as error:
        why = "de schijf is vol" if str(error) == FULL else f"SQLite zegt: {error}"
        raise _unwritable(target, why) from error
    return digest != before


def _may_go(target: Path) -> bool:
    """Whether a file is an index of ours, of any version, or is empty."""
    if not target.is_file():
        return False
    if not target.stat().st_size:
        return True
    with target.open("rb") as file:
        return is_index(target) and OURS in file.read(BEGINNING)


def _mode(target: Path) -> int:
    """The permissions of the file that is replaced, or those that a new file gets."""
    if target.exists():
        return target.stat().st_mode & 0o777
    mask = os.umask(0o077)
    os.umask(mask)
    return 0o666 & ~mask


def _digest(source: Path, corpus: Corpus) -> str:
    """The SHA-256 of the files of a corpus, put one after the other in this order."""
    summary = hashlib.sha256()
    for name in (source.name, corpus.phrasings, corpus.queries, corpus.ranking):
        if name is not None:
            summary.update((source.parent / name).read_bytes())
    return summary.hexdigest()


def _unwritable(target: Path, why: str) -> VtFaqError:
    return VtFaqError(f"De index {target} is niet te schrijven: {why}. Kies een andere plek.")

"""Corpus files → an index file."""

from __future__ import annotations

import hashlib
import sqlite3
from pathlib import Path

from vt_faq.corpus.model import Corpus
from vt_faq.corpus.read import ranking_file, read
from vt_faq.index.build import Progress, unheard, whole, write_search, write_texts
from vt_faq.index.open import digest_of, is_index
from vt_faq.replace import replaceable, replacing, unwritable
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
    target = replaceable(target, "index", _is_ours)
    files = read(source)
    digest = _digest(source, files.corpus)
    before = digest_of(target)
    progress(READ)
    try:
        with replacing(target) as finished:
            connection = sqlite3.connect(finished.with_name("unfinished"), isolation_level=None)
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
    except sqlite3.OperationalError as error:
        why = "de schijf is vol" if str(error) == FULL else f"SQLite zegt: {error}"
        raise unwritable(target, why) from error
    return digest != before


def _is_ours(target: Path) -> bool:
    """Whether a file is an index of ours, of any version."""
    with target.open("rb") as file:
        return is_index(target) and OURS in file.read(BEGINNING)


def _digest(source: Path, corpus: Corpus) -> str:
    """The SHA-256 of the files of a corpus, put one after the other in this order."""
    summary = hashlib.sha256()
    ranking = ranking_file(source, corpus)
    beside = [source.parent / name for name in (corpus.phrasings, corpus.queries) if name]
    for file in (source, *beside, *([ranking] if ranking.is_file() else [])):
        summary.update(file.read_bytes())
    return summary.hexdigest()

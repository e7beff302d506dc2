"""Corpus, phrasings and ranking → the search tables of the database."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path

from vt_faq.corpus.model import Corpus, Phrasings, Ranking
from vt_faq.search import bm25, index
from vt_faq.search.documents import Document, documents
from vt_faq.search.index import Posting

CALIBRATION_FILE = Path(__file__).parent / "calibration.json"

TABLES = """
CREATE TABLE topic (
    position INTEGER PRIMARY KEY, id TEXT NOT NULL, name TEXT NOT NULL,
    near TEXT NOT NULL, advice TEXT NOT NULL
);
CREATE TABLE notice (language TEXT PRIMARY KEY, text TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE danger (cue TEXT PRIMARY KEY) WITHOUT ROWID;
"""


def candidate_ids(corpus: Corpus, phrasings: Phrasings) -> tuple[str, ...]:
    """Ids of the candidates, in the order of their numbers."""
    questions = (question.id for question in corpus.questions)
    return (*questions, *(topic.id for topic in phrasings.topics))


def digest(texts: Iterable[Document]) -> str:
    """A fingerprint of the documents that a ranking is trained on."""
    summary = hashlib.sha256()
    for document in texts:
        summary.update(f"{document.candidate}\t{document.weight}\t{document.text}\n".encode())
    return summary.hexdigest()


def write(
    connection: sqlite3.Connection, corpus: Corpus, phrasings: Phrasings, ranking: Ranking | None
) -> None:
    """Write the search tables into the database of the corpus.

    The ranking is used when it was trained for these very candidates; BM25 otherwise.
    """
    connection.executescript(TABLES)
    connection.executemany(
        "INSERT INTO topic VALUES (?, ?, ?, ?, ?)",
        (
            (position, topic.id, topic.name, json.dumps(topic.near), json.dumps(topic.advice))
            for position, topic in enumerate(phrasings.topics, len(corpus.questions))
        ),
    )
    connection.executemany(
        "INSERT INTO notice VALUES (?, ?)",
        ((name, language.notice) for name, language in phrasings.languages.items()),
    )
    connection.executemany("INSERT INTO danger VALUES (?)", ((cue,) for cue in phrasings.danger))
    candidates = candidate_ids(corpus, phrasings)
    calibrations = json.loads(CALIBRATION_FILE.read_text(encoding="utf-8"))
    if ranking is not None and ranking.candidates == candidates:
        kind = "trained"
        index.write(connection, list(ranking.priors), _trained(ranking))
    else:
        kind = "untrained"
        postings = bm25.postings(documents(corpus, phrasings), len(candidates))
        index.write(connection, [0.0] * len(candidates), postings)
    connection.executemany(
        "INSERT INTO meta VALUES (?, ?)",
        (
            ("ranking", kind),
            ("advice", json.dumps(phrasings.advice)),
            ("calibration", json.dumps(calibrations[kind])),
        ),
    )


def _trained(ranking: Ranking) -> Iterator[tuple[str, Posting]]:
    for name, line in ranking.features.items():
        weight, *steps = line.split()
        pairs = (step.split(":") for step in steps)
        impacts = {int(candidate): int(size) * ranking.unit for candidate, size in pairs}
        yield name, Posting(float(weight), impacts)

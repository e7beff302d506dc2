"""Corpus, phrasings and ranking → the search tables of the database."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TypeVar

from vt_faq.corpus.model import Corpus, Phrasings, Ranking
from vt_faq.search import bm25, correct, index, language
from vt_faq.search.documents import Document, documents
from vt_faq.search.index import Posting
from vt_faq.search.search import NO_TOPIC
from vt_faq.search.text import words

T = TypeVar("T")
Progress = Callable[[float], None]
"""Is told now and then which share (0–1) of the work is done."""

BM25_SHARE = 2.0
"""How much BM25 counts beside a trained ranking; chosen by the ablation in docs/search.md."""

TOLD_EVERY = 500

CALIBRATION_FILE = Path(__file__).parent / "calibration.json"

TABLES = """
CREATE TABLE topic (
    position INTEGER PRIMARY KEY, id TEXT NOT NULL, name TEXT NOT NULL, reply TEXT
);
CREATE TABLE near (topic INTEGER, place INTEGER, question TEXT, PRIMARY KEY (topic, place));
CREATE TABLE advice (topic INTEGER, place INTEGER, resource TEXT, PRIMARY KEY (topic, place));
CREATE TABLE calibration (
    signal INTEGER PRIMARY KEY, confidence REAL NOT NULL, answerable REAL NOT NULL
);
CREATE TABLE phrasing (candidate INTEGER NOT NULL, text TEXT NOT NULL);
CREATE INDEX phrasing_by_candidate ON phrasing (candidate);
CREATE TABLE heading (word TEXT, position INTEGER, PRIMARY KEY (word, position)) WITHOUT ROWID;
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


def unheard(share: float) -> None:
    """Nobody wants to know how far it is."""


def write(
    connection: sqlite3.Connection,
    corpus: Corpus,
    phrasings: Phrasings,
    ranking: Ranking | None,
    progress: Progress = unheard,
) -> None:
    """Write the search tables into the database of the corpus.

    The ranking is blended with BM25 when it was trained for these very candidates.
    """
    texts = list(documents(corpus, phrasings))
    candidates = candidate_ids(corpus, phrasings)
    counts = bm25.tally(_told(texts, len(texts), progress, 0.0, 0.5), len(candidates))
    postings = _told(bm25.postings(counts), len(counts.found), progress, 0.5, 0.8)
    kind = _write_index(connection, postings, candidates, ranking)
    connection.executescript(TABLES)
    _write_calibration(connection, kind)
    _write_topics(connection, corpus, phrasings)
    connection.executemany(
        "INSERT INTO phrasing VALUES (?, ?)", ((item.candidate, item.text) for item in texts)
    )
    connection.executemany("INSERT INTO heading VALUES (?, ?)", sorted(set(_headings(corpus))))
    connection.executemany("INSERT INTO danger VALUES (?)", ((cue,) for cue in phrasings.danger))
    _write_words(connection, _told(texts, len(texts), progress, 0.8, 1.0))
    _write_languages(connection, phrasings, texts)


def _told(
    items: Iterable[T], total: int, progress: Progress, start: float, end: float
) -> Iterator[T]:
    """The items; on the way, the progress from `start` to `end` is told."""
    for done, item in enumerate(items):
        if done % TOLD_EVERY == 0:
            progress(start + (end - start) * done / total)
        yield item


def _write_index(
    connection: sqlite3.Connection,
    postings: Iterable[tuple[str, Posting]],
    candidates: tuple[str, ...],
    ranking: Ranking | None,
) -> str:
    if ranking is not None and ranking.candidates == candidates:
        index.write(connection, dict(enumerate(ranking.priors)), _blended(postings, ranking))
        return "trained"
    index.write(connection, {}, postings)
    return "untrained"


def _blended(
    postings: Iterable[tuple[str, Posting]], ranking: Ranking
) -> Iterator[tuple[str, Posting]]:
    """BM25 and the trained ranking in one: impacts are added, the weights are the trained ones.

    Features too rare to have been trained on speak through BM25 alone.
    """
    for name, posting in postings:
        impacts = {c: BM25_SHARE * i for c, i in zip(posting.candidates, posting.impacts)}
        weight, *steps = ranking.features.get(name, "0").split()
        for step in steps:
            candidate, size = map(int, step.split(":"))
            impacts[candidate] = impacts.get(candidate, 0.0) + size * ranking.unit
        yield name, Posting(float(weight), array("i", impacts), array("f", impacts.values()))


def _write_calibration(connection: sqlite3.Connection, kind: str) -> None:
    calibration = json.loads(CALIBRATION_FILE.read_text(encoding="utf-8"))[kind]
    connection.executemany(
        "INSERT INTO calibration VALUES (?, ?, ?)",
        (
            (signal, *weights)
            for signal, weights in enumerate(
                zip(calibration["confidence"], calibration["answerable"], strict=True)
            )
        ),
    )
    connection.executemany(
        "INSERT INTO meta VALUES (?, ?)",
        ((name, str(calibration[name])) for name in ("answered_from", "unanswered_below")),
    )


def _write_topics(connection: sqlite3.Connection, corpus: Corpus, phrasings: Phrasings) -> None:
    """Write the topics; advice for when no topic is known stands under topic NO_TOPIC."""
    advice = [(NO_TOPIC, place, name) for place, name in enumerate(phrasings.advice)]
    for position, topic in enumerate(phrasings.topics, len(corpus.questions)):
        connection.execute(
            "INSERT INTO topic VALUES (?, ?, ?, ?)", (position, topic.id, topic.name, topic.reply)
        )
        connection.executemany(
            "INSERT INTO near VALUES (?, ?, ?)",
            ((position, place, name) for place, name in enumerate(topic.near)),
        )
        advice += [
            (position, place, name) for place, name in enumerate(topic.advice or phrasings.advice)
        ]
    connection.executemany("INSERT INTO advice VALUES (?, ?, ?)", advice)


def _headings(corpus: Corpus) -> Iterator[tuple[str, int]]:
    for position, (chapter, _, question) in enumerate(corpus.numbered()):
        for word in words(f"{corpus.chapters[chapter - 1].title} {question.question}"):
            yield word, position


def _write_words(connection: sqlite3.Connection, texts: Iterable[Document]) -> None:
    frequencies = Counter(word for item in texts for word in set(words(item.text)))
    connection.executescript(correct.TABLES)
    connection.executemany(
        "INSERT INTO word VALUES (?, ?, ?, ?)",
        (
            (word[0], len(word), word, frequency)
            for word, frequency in sorted(frequencies.items())
            if frequency >= correct.RAREST
        ),
    )


def _write_languages(
    connection: sqlite3.Connection, phrasings: Phrasings, texts: list[Document]
) -> None:
    connection.executescript(language.TABLES)
    connection.executemany(
        "INSERT INTO notice VALUES (?, ?)",
        ((name, item.notice) for name, item in sorted(phrasings.languages.items())),
    )
    others = {
        name: [
            text for listed in (item.questions, item.topics) for t in listed.values() for text in t
        ]
        for name, item in sorted(phrasings.languages.items())
    }
    foreign = {text for listed in others.values() for text in listed}
    own = [item.text for item in texts if item.text not in foreign]
    if others:
        connection.executemany(
            "INSERT INTO tongue VALUES (?, ?)",
            ((name, values.tobytes()) for name, values in language.odds(own, others)),
        )

"""Corpus files → the tables of an index, in two parts: showing need not wait for searching."""

from __future__ import annotations

import sqlite3
from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from vt_faq.content import Calibration, Chapter, Question, Resource
from vt_faq.corpus.model import Corpus, Files
from vt_faq.index.aids import write_danger, write_languages, write_topics, write_words
from vt_faq.index.blend import Blend
from vt_faq.index.schema import FORMAT, SEARCH_TABLES, SHAPES, TEXTS, tables
from vt_faq.markup import references, resources
from vt_faq.search import bm25
from vt_faq.search.documents import candidate_ids, documents
from vt_faq.search.outcome import THRESHOLDS, UNTRAINED
from vt_faq.search.ranking import LONGEST_POSTING, Posting
from vt_faq.search.text import words

T = TypeVar("T")
Progress = Callable[[float], None]
"""Is told now and then which share (0–1) of the work is done."""

TOLD_EVERY = 500


def unheard(share: float) -> None:
    """Nobody wants to know how far it is."""


@contextmanager
def whole(connection: sqlite3.Connection) -> Iterator[None]:
    """Write all that follows, or when it fails or is interrupted, nothing."""
    connection.execute("BEGIN")
    try:
        yield
    except BaseException:
        connection.rollback()
        raise
    connection.commit()


def write_texts(connection: sqlite3.Connection, files: Files) -> None:
    """Write what is shown: the texts and the structure of a corpus."""
    corpus = files.corpus
    for statement in tables():
        connection.execute(statement)
    texts = {name: getattr(corpus, name) for name in TEXTS}
    texts["emergency"] = corpus.emergency and corpus.emergency.line
    shortcuts = {f"shortcut:{name}": target for name, target in corpus.shortcuts.items()}
    connection.executemany(
        "INSERT INTO meta VALUES (?, ?)",
        [
            (name, text)
            for name, text in (texts | shortcuts | {"format": str(FORMAT)}).items()
            if text
        ],
    )
    for chapter in corpus.chapters:
        _insert(connection, chapter)
    for position, question in enumerate(corpus.questions):
        _insert(connection, question, position=position, chapter=question.chapter)
        connection.executemany(
            "INSERT INTO reference VALUES (?, ?)",
            ((target, question.id) for target in references(question.answer)),
        )
        connection.executemany(
            "INSERT INTO mention VALUES (?, ?)",
            ((resource, question.id) for resource in resources(question.answer)),
        )
    for position, resource in enumerate(corpus.resources):
        _insert(connection, resource, position=position)


def _insert(
    connection: sqlite3.Connection, item: Question | Chapter | Resource, **more: int
) -> None:
    row = {name: getattr(item, name) for name in SHAPES[type(item)]} | more
    marks = ", ".join("?" * len(row))
    connection.execute(
        f"INSERT INTO {type(item).__name__.lower()} ({', '.join(row)}) VALUES ({marks})",
        tuple(row.values()),
    )


def write_search(
    connection: sqlite3.Connection,
    files: Files,
    progress: Progress = unheard,
    longest: int = LONGEST_POSTING,
) -> None:
    """Write what is searched; postings are cut after their `longest` strongest candidates.

    A trained ranking is blended with BM25.
    """
    corpus, phrasings, _, trained = files
    for statement in SEARCH_TABLES:
        connection.execute(statement)
    texts = list(documents(files))
    candidates = candidate_ids(corpus, phrasings)
    if trained is not None and not set(candidates) & set(trained.candidates):
        trained = None
    counts = bm25.tally(_told(texts, len(texts), progress, 0.0, 0.5), len(candidates))
    postings = _told(bm25.postings(counts), len(counts.found), progress, 0.5, 0.8)
    if trained is not None:
        blend = Blend(trained, candidates, corpus)
        connection.executemany("INSERT INTO prior VALUES (?, ?)", blend.priors())
        postings = blend.postings(postings)
    _write_postings(connection, postings, longest)
    _write_calibration(connection, UNTRAINED if trained is None else trained.calibration)
    write_topics(connection, corpus, phrasings)
    connection.executemany(
        "INSERT INTO phrasing VALUES (?, ?)", ((item.candidate, item.text) for item in texts)
    )
    connection.executemany("INSERT INTO heading VALUES (?, ?)", sorted(set(_headings(corpus))))
    write_danger(connection, corpus, phrasings)
    write_words(connection, _told(texts, len(texts), progress, 0.8, 1.0))
    write_languages(connection, phrasings, texts)


def _told(
    items: Iterable[T], total: int, progress: Progress, start: float, end: float
) -> Iterator[T]:
    """The items; on the way, the progress from `start` to `end` is told."""
    for done, item in enumerate(items):
        if done % TOLD_EVERY == 0:
            progress(start + (end - start) * done / total)
        yield item


def _write_postings(
    connection: sqlite3.Connection, postings: Iterable[tuple[str, Posting]], longest: int
) -> None:
    rest: defaultdict[int, tuple[array[int], array[float]]] = defaultdict(
        lambda: (array("i"), array("f"))
    )
    for number, (name, posting) in enumerate(postings):
        kept, left = posting.parted(longest)
        connection.execute(
            "INSERT INTO feature VALUES (?, ?, ?, ?)",
            (name, posting.weight, kept.candidates.tobytes(), kept.impacts.tobytes()),
        )
        if left.candidates:
            connection.execute("INSERT INTO cut VALUES (?, ?)", (name, number))
        for candidate, impact in zip(left.candidates, left.impacts):
            features, impacts = rest[candidate]
            features.append(number)
            impacts.append(impact)
    connection.executemany(
        "INSERT INTO rest VALUES (?, ?, ?)",
        (
            (candidate, features.tobytes(), impacts.tobytes())
            for candidate, (features, impacts) in sorted(rest.items())
        ),
    )


def _write_calibration(connection: sqlite3.Connection, calibration: Calibration) -> None:
    weights = zip(calibration.confidence, calibration.answerable, strict=True)
    connection.executemany(
        "INSERT INTO calibration VALUES (?, ?, ?)",
        ((signal, *both) for signal, both in enumerate(weights)),
    )
    connection.executemany(
        "INSERT INTO threshold VALUES (?, ?)",
        ((name, getattr(calibration, name)) for name in THRESHOLDS),
    )


def _headings(corpus: Corpus) -> Iterator[tuple[str, int]]:
    for position, question in enumerate(corpus.questions):
        chapter = corpus.chapters[question.chapter - 1]
        for word in words(f"{chapter.title} {question.question}"):
            yield word, position

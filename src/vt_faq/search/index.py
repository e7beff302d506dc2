"""The search index: which candidates each feature speaks for, and how strongly.

It lives in the database of the corpus. A candidate is a question of the corpus or a
topic that the corpus does not answer; questions come first, so the number of a
candidate below the number of questions is the position of that question.
"""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Iterable, Iterator, Mapping
from heapq import nlargest
from math import log, sqrt
from typing import NamedTuple

from vt_faq.search.text import is_word
from vt_faq.store import Store

TABLES = """
CREATE TABLE feature (
    name TEXT PRIMARY KEY, weight REAL NOT NULL, candidates BLOB NOT NULL, impacts BLOB NOT NULL
) WITHOUT ROWID;
CREATE TABLE prior (candidate INTEGER PRIMARY KEY, score REAL NOT NULL);
"""
BATCH = 500

LONGEST_POSTING = 1_000
"""Candidates kept per feature, the strongest first: what bounds the work of a query.

A feature that speaks for more candidates tells them hardly apart. Below so many candidates
nothing is left out.
"""


class Posting(NamedTuple):
    """What a feature says.

    `weight` is its informativeness (≥ 0) and its share in the length of a query;
    `impacts` holds what one occurrence adds to the score of each of the `candidates`.
    """

    weight: float
    candidates: array[int]
    impacts: array[float]


class Evidence(NamedTuple):
    """What a query says.

    A score per candidate (those that nothing speaks for have none); how many of its features
    the index knows; which share of its words (0–1); and which share of its features speaks
    for the best question (0–1).
    """

    scores: dict[int, float]
    found: int
    known: float
    coverage: float


def tf_weight(count: int) -> float:
    """What a feature counts for that occurs `count` ≥ 1 times in a text: 1 + ln(count)."""
    return 1.0 + log(count)


def write(
    connection: sqlite3.Connection,
    priors: Mapping[int, float],
    postings: Iterable[tuple[str, Posting]],
) -> None:
    """Write an index; `priors` holds scores that candidates have before anything is asked."""
    connection.executescript(TABLES)
    connection.executemany("INSERT INTO prior VALUES (?, ?)", priors.items())
    connection.executemany(
        "INSERT INTO feature VALUES (?, ?, ?, ?)",
        (
            (name, weight, candidates.tobytes(), impacts.tobytes())
            for name, posting in postings
            for weight, candidates, impacts in [_bounded(posting)]
        ),
    )


def _bounded(posting: Posting) -> Posting:
    if len(posting.candidates) <= LONGEST_POSTING:
        return posting
    strongest = nlargest(LONGEST_POSTING, zip(posting.impacts, posting.candidates))
    strongest.sort(key=lambda pair: pair[1])
    return Posting(
        posting.weight,
        array("I", (candidate for _, candidate in strongest)),
        array("f", (impact for impact, _ in strongest)),
    )


class Index:
    """Reads an index; the priors are kept, the postings are read per query."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._priors = dict(store.rows("SELECT candidate, score FROM prior"))

    def known(self, tokens: Iterable[str]) -> set[str]:
        """Those of the words that stand in some document."""
        return {row[0] for row in self._rows("name", tokens)}

    def postings(self, names: Iterable[str]) -> dict[str, Posting]:
        """The postings of those of the features that the index knows."""
        return {
            name: Posting(weight, array("I", candidates), array("f", impacts))
            for name, weight, candidates, impacts in self._rows(
                "name, weight, candidates, impacts", names
            )
        }

    def _rows(
        self, columns: str, names: Iterable[str]
    ) -> Iterator[tuple[str, float, bytes, bytes]]:
        wanted = list(dict.fromkeys(names))
        for start in range(0, len(wanted), BATCH):
            batch = wanted[start : start + BATCH]
            marks = ", ".join("?" * len(batch))
            yield from self._store.rows(
                f"SELECT {columns} FROM feature WHERE name IN ({marks})", batch, blobs=True
            )

    def evidence(self, counts: Mapping[str, int], questions: int) -> Evidence:
        """Scores of all candidates for the counted features of a query.

        The first `questions` candidates are questions.

        score(c) = prior(c) + Σ tf(f) · impact(f, c) / √Σ (tf(f) · weight(f))²,
        with tf = 1 + ln(count): long and short queries get scores of the same size.
        """
        found = self.postings(counts)
        square = sum((tf_weight(counts[name]) * found[name].weight) ** 2 for name in found)
        length = sqrt(square) or 1.0
        scores = dict(self._priors)
        for name, (_, candidates, impacts) in found.items():
            factor = tf_weight(counts[name]) / length
            for candidate, impact in zip(candidates, impacts):
                scores[candidate] = scores.get(candidate, 0.0) + factor * impact
        best = max((c for c in scores if c < questions), key=scores.__getitem__, default=-1)
        speaking = sum(best in posting.candidates for posting in found.values())
        asked = [name for name in counts if is_word(name)]
        return Evidence(
            scores,
            len(found),
            sum(name in found for name in asked) / len(asked) if asked else 0.0,
            speaking / len(counts) if counts else 0.0,
        )

"""The search index: which candidates each feature speaks for, and how strongly.

It lives in the database of the corpus. A candidate is a question of the corpus or a
topic that the corpus does not answer; questions come first, so the number of a
candidate below the number of questions is the position of that question.
"""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Iterable, Mapping
from math import log, sqrt
from typing import NamedTuple

from vt_faq.search.text import is_word
from vt_faq.store import Store

TABLES = """
CREATE TABLE feature (
    name TEXT PRIMARY KEY, weight REAL NOT NULL, candidates BLOB NOT NULL, impacts BLOB NOT NULL
) WITHOUT ROWID;
CREATE TABLE candidate (position INTEGER PRIMARY KEY, prior REAL NOT NULL);
"""
BATCH = 500


def tf_weight(count: int) -> float:
    """What a feature counts for that occurs `count` ≥ 1 times in a text: 1 + ln(count)."""
    return 1.0 + log(count)


class Posting(NamedTuple):
    """What a feature says.

    `weight` is its informativeness (≥ 0) and its share in the length of a query;
    `impacts` is what one occurrence adds to the score of each candidate.
    """

    weight: float
    impacts: Mapping[int, float]


class Evidence(NamedTuple):
    """What a query says.

    A score per candidate; how many of its features the index knows; which share of its words
    (0–1); and which share of its features speaks for the best question (0–1).
    """

    scores: list[float]
    found: int
    known: float
    coverage: float


def write(
    connection: sqlite3.Connection, priors: list[float], postings: Iterable[tuple[str, Posting]]
) -> None:
    """Write an index; `priors` holds the score of each candidate before anything is asked."""
    connection.executescript(TABLES)
    connection.executemany("INSERT INTO candidate VALUES (?, ?)", enumerate(priors))
    connection.executemany(
        "INSERT INTO feature VALUES (?, ?, ?, ?)",
        (
            (
                name,
                posting.weight,
                array("I", posting.impacts).tobytes(),
                array("f", posting.impacts.values()).tobytes(),
            )
            for name, posting in postings
        ),
    )


class Index:
    """Reads an index; the priors are kept, the postings are read per query."""

    def __init__(self, store: Store) -> None:
        self._store = store
        rows = store.rows("SELECT prior FROM candidate ORDER BY position")
        self._priors = [float(prior) for (prior,) in rows]

    def known(self, tokens: Iterable[str]) -> set[str]:
        """Those of the words that stand in some document."""
        wanted = list(set(tokens))
        found: set[str] = set()
        for start in range(0, len(wanted), BATCH):
            batch = wanted[start : start + BATCH]
            marks = ", ".join("?" * len(batch))
            rows = self._store.rows(f"SELECT name FROM feature WHERE name IN ({marks})", batch)
            found.update(name for (name,) in rows)
        return found

    def postings(self, names: Iterable[str]) -> dict[str, tuple[float, array[int], array[float]]]:
        """Weight, candidates and impacts of those of the features that the index knows."""
        wanted = list(names)
        found = {}
        for start in range(0, len(wanted), BATCH):
            batch = wanted[start : start + BATCH]
            marks = ", ".join("?" * len(batch))
            for name, weight, candidates, impacts in self._store.rows(
                f"SELECT name, weight, candidates, impacts FROM feature WHERE name IN ({marks})",
                batch,
            ):
                found[name] = (weight, array("I", candidates), array("f", impacts))
        return found

    def evidence(self, counts: Mapping[str, int], questions: int) -> Evidence:
        """Scores of all candidates for the counted features of a query.

        The first `questions` candidates are questions.

        score(c) = prior(c) + Σ tf(f) · impact(f, c) / √Σ (tf(f) · weight(f))²,
        with tf = 1 + ln(count): long and short queries get scores of the same size.
        """
        found = self.postings(counts)
        square = 0.0
        sums = [0.0] * len(self._priors)
        for name, (weight, candidates, impacts) in found.items():
            tf = tf_weight(counts[name])
            square += (tf * weight) ** 2
            for candidate, impact in zip(candidates, impacts):
                sums[candidate] += tf * impact
        length = sqrt(square) or 1.0
        asked = [name for name in counts if is_word(name)]
        known = sum(name in found for name in asked) / len(asked) if asked else 0.0
        scores = [prior + total / length for prior, total in zip(self._priors, sums)]
        best = max(range(questions), key=scores.__getitem__)
        speaking = sum(best in candidates for _, candidates, _ in found.values())
        return Evidence(scores, len(found), known, speaking / len(counts) if counts else 0.0)

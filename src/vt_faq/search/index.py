"""The search index: which candidates each feature speaks for, and how strongly.

It lives in the database of the corpus. A candidate is a question of the corpus or a
topic that the corpus does not answer; questions come first, so the number of a
candidate below the number of questions is the position of that question.
"""

from __future__ import annotations

import sqlite3
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from heapq import nlargest
from math import log, sqrt
from typing import Any, NamedTuple

from vt_faq.search.text import is_word
from vt_faq.store import Store

TABLES = """
CREATE TABLE feature (
    name TEXT PRIMARY KEY, weight REAL NOT NULL, candidates BLOB NOT NULL, impacts BLOB NOT NULL
) WITHOUT ROWID;
CREATE TABLE prior (candidate INTEGER PRIMARY KEY, score REAL NOT NULL);
CREATE TABLE cut (name TEXT PRIMARY KEY, number INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE rest (candidate INTEGER PRIMARY KEY, features BLOB NOT NULL, impacts BLOB NOT NULL);
"""
BATCH = 500

LEANING = -1
"""What stands for no candidate, but for the corpus having an answer at all."""

LONGEST_POSTING = 1_000
"""Candidates in the posting of a feature, the strongest: what bounds the work of a query.

A longer posting is cut, and what is cut off stands with the candidates, under `rest`.
"""

RESCORED = 300
"""Candidates, the best by their postings, whose scores are completed from their `rest`.

Up to LONGEST_POSTING candidates nothing is cut and every score is complete.
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

    A score per candidate (those that nothing speaks for have none); the score of LEANING;
    how many of its features the index knows; which share of its words (0–1); and which share
    of its features speaks for the best question (0–1).
    """

    scores: dict[int, float]
    leaning: float
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
    rest: defaultdict[int, tuple[array[int], array[float]]] = defaultdict(
        lambda: (array("i"), array("f"))
    )
    for number, (name, posting) in enumerate(postings):
        kept, left = _parted(posting)
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


def _parted(posting: Posting) -> tuple[Posting, Posting]:
    """What a posting keeps, and what is cut off."""
    weight, candidates, impacts = posting
    if len(candidates) <= LONGEST_POSTING:
        return posting, Posting(weight, array("i"), array("f"))
    order = sorted(range(len(impacts)), key=impacts.__getitem__, reverse=True)
    kept, left = sorted(order[:LONGEST_POSTING]), order[LONGEST_POSTING:]
    return _selected(posting, kept), _selected(posting, left)


def _selected(posting: Posting, places: list[int]) -> Posting:
    return Posting(
        posting.weight,
        array("i", map(posting.candidates.__getitem__, places)),
        array("f", map(posting.impacts.__getitem__, places)),
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
            name: Posting(weight, array("i", candidates), array("f", impacts))
            for name, weight, candidates, impacts in self._rows(
                "name, weight, candidates, impacts", names
            )
        }

    def _rows(self, columns: str, names: Iterable[str], table: str = "feature") -> Iterator[Any]:
        wanted = list(dict.fromkeys(names))
        for start in range(0, len(wanted), BATCH):
            batch = wanted[start : start + BATCH]
            marks = ", ".join("?" * len(batch))
            yield from self._store.rows(
                f"SELECT {columns} FROM {table} WHERE name IN ({marks})", batch, blobs=True
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
        factors = {name: tf_weight(counts[name]) / length for name in found}
        for name, (_, candidates, impacts) in found.items():
            factor = factors[name]
            for candidate, impact in zip(candidates, impacts):
                scores[candidate] = scores.get(candidate, 0.0) + factor * impact
        leaning = scores.pop(LEANING, 0.0)
        cut = [name for name in found if len(found[name].candidates) >= LONGEST_POSTING]
        added = self._complete(scores, {name: factors[name] for name in cut}) if cut else {}
        best = max((c for c in scores if c < questions), key=scores.__getitem__, default=-1)
        speaking = added.get(best, 0) + sum(
            best in posting.candidates for posting in found.values()
        )
        asked = [name for name in counts if is_word(name)]
        return Evidence(
            scores,
            leaning,
            len(found),
            sum(name in found for name in asked) / len(asked) if asked else 0.0,
            speaking / len(counts) if counts else 0.0,
        )

    def _complete(self, scores: dict[int, float], factors: Mapping[str, float]) -> dict[int, int]:
        """Add to the best scores what was cut off; returns how many features that was, each."""
        numbers = {
            number: factors[name] for name, number in self._rows("name, number", factors, "cut")
        }
        best = nlargest(RESCORED, scores, key=scores.__getitem__)
        marks = ", ".join("?" * len(best))
        added = {}
        for candidate, features, impacts in self._store.rows(
            f"SELECT * FROM rest WHERE candidate IN ({marks})", best, blobs=True
        ):
            rest = dict(zip(array("i", features), array("f", impacts)))
            spoken = numbers.keys() & rest.keys()
            scores[candidate] += sum(numbers[number] * rest[number] for number in spoken)
            added[candidate] = len(spoken)
        return added

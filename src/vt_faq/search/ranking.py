"""The ranking: which candidates each feature speaks for, and how strongly.

A candidate is a question of the corpus or a topic that the corpus does not answer. They are
numbered together, questions first, so the number of a question is its position.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping
from heapq import nlargest
from math import exp, log, sqrt
from typing import Any, NamedTuple

from vt_faq.index.guard import LARGEST, MOST, Types
from vt_faq.index.rows import Index
from vt_faq.search.text import is_word

BATCH = 500

LEANING = -1
"""What stands for no candidate, but for the corpus having an answer at all."""

DANGER = -2
"""What stands for danger; the kinds of danger follow, from -3 downwards."""

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

    def parted(self, longest: int) -> tuple[Posting, Posting]:
        """The `longest` strongest candidates, in order; and the others."""
        if len(self.candidates) <= longest:
            return self, self._only([])
        order = sorted(range(len(self.impacts)), key=self.impacts.__getitem__, reverse=True)
        return self._only(sorted(order[:longest])), self._only(order[longest:])

    def _only(self, places: list[int]) -> Posting:
        return Posting(
            self.weight,
            array("i", map(self.candidates.__getitem__, places)),
            array("f", map(self.impacts.__getitem__, places)),
        )


class Evidence(NamedTuple):
    """What a query says.

    A score per question and per topic (those that nothing speaks for have none); the score of
    LEANING; how many of its features the index knows; which share of its words (0–1); and
    which share of its features speaks for the best question (0–1); then the score of danger
    and that of each of its kinds.
    """

    questions: dict[int, float]
    topics: dict[int, float]
    leaning: float
    found: int
    known: float
    coverage: float
    danger: float = 0.0
    kinds: Mapping[int, float] = {}

    @property
    def scores(self) -> dict[int, float]:
        """The scores of all candidates."""
        return self.questions | self.topics

    def shares(self, candidates: Iterable[int]) -> list[float]:
        """The share (0–1) of each of these among all candidates: the softmax of their scores."""
        scores = self.scores
        highest = max(scores.values(), default=0.0)
        total = sum(exp(score - highest) for score in scores.values())
        return [exp(scores[c] - highest) / total if c in scores else 0.0 for c in candidates]


def tf_weight(count: int) -> float:
    """What a feature counts for that occurs `count` ≥ 1 times in a text: 1 + ln(count)."""
    return 1.0 + log(count)


class Ranking:
    """Reads the ranking of an index; the priors are kept, the postings are read per query."""

    def __init__(self, index: Index, rescored: int = RESCORED) -> None:
        self._index = index
        self._rescored = rescored
        self._is_cut = bool(index.rows("SELECT 1 FROM cut LIMIT 1", (), (int,)))
        self._questions = index.question_count()
        self._priors = dict(index.rows("SELECT candidate, score FROM prior", (), (int,), (float,)))

    def known(self, tokens: Iterable[str]) -> set[str]:
        """Those of the words that stand in some document."""
        return {row[0] for row in self._batches("name", "feature", tokens, (str,))}

    def postings(self, names: Iterable[str]) -> dict[str, Posting]:
        """The postings of those of the features that the index knows."""
        return {
            name: Posting(weight, *self._lists(candidates, impacts))
            for name, weight, candidates, impacts in self._batches(
                "name, weight, candidates, impacts",
                "feature",
                names,
                *((str,), (float,), (bytes,), (bytes,)),
            )
        }

    def evidence(self, counts: Mapping[str, int]) -> Evidence:
        """Scores of all candidates for the counted features of a query.

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
        others = {number: scores.pop(number) for number in list(scores) if number < 0}
        added = self._complete(scores, factors) if self._is_cut else {}
        if any(not abs(score) <= LARGEST for score in (*scores.values(), *others.values())):
            raise self._index.damaged()
        questions = {c: score for c, score in scores.items() if c < self._questions}
        best = max(questions, key=questions.__getitem__, default=-1)
        speaking = added.get(best, 0) + sum(
            best in posting.candidates for posting in found.values()
        )
        asked = [name for name in counts if is_word(name)]
        return Evidence(
            questions,
            {c: score for c, score in scores.items() if c >= self._questions},
            others.get(LEANING, 0.0),
            len(found),
            sum(name in found for name in asked) / len(asked) if asked else 0.0,
            speaking / len(counts) if counts else 0.0,
            others.pop(DANGER, 0.0),
            {DANGER - 1 - number: score for number, score in others.items() if number < DANGER},
        )

    def _complete(self, scores: dict[int, float], factors: Mapping[str, float]) -> dict[int, int]:
        """Add to the best scores what was cut off; returns how many features that was, each."""
        rows = self._batches("name, number", "cut", factors, (str,), (int,))
        numbers = {number: factors[name] for name, number in rows}
        best = nlargest(self._rescored, scores, key=scores.__getitem__)
        marks = ", ".join("?" * len(best))
        added = {}
        for candidate, features, impacts in self._index.rows(
            f"SELECT candidate, features, impacts FROM rest WHERE candidate IN ({marks})",
            best,
            *((int,), (bytes,), (bytes,)),
        ):
            rest = dict(zip(*self._lists(features, impacts)))
            spoken = numbers.keys() & rest.keys()
            scores[candidate] += sum(numbers[number] * rest[number] for number in spoken)
            added[candidate] = len(spoken)
        return added

    def _batches(
        self, columns: str, table: str, names: Iterable[str], *types: Types
    ) -> Iterator[Any]:
        """Rows of these names, the first of their columns; a name that was not asked is damage."""
        wanted = dict.fromkeys(names)
        asked = list(wanted)
        for start in range(0, len(asked), BATCH):
            batch = asked[start : start + BATCH]
            marks = ", ".join("?" * len(batch))
            for row in self._index.rows(
                f"SELECT {columns} FROM {table} WHERE name IN ({marks})", batch, *types
            ):
                if row[0] not in wanted:
                    raise self._index.damaged()
                yield row

    def _lists(self, whole: bytes, real: bytes) -> tuple[array[int], array[float]]:
        """Two lists of the same length, as they stand in the index; of at most MOST items."""
        if len(whole) != len(real) or len(whole) % 4 or len(whole) > 4 * MOST:
            raise self._index.damaged()
        return array("i", whole), array("f", real)

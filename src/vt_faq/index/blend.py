"""A trained ranking and BM25 in one, also for a corpus that has changed since the training."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator

from vt_faq.corpus.model import Corpus, Trained
from vt_faq.search.ranking import DANGER, Posting

BM25_SHARE = 2.0
"""How much BM25 counts beside a trained ranking; chosen by the ablation in docs/search.md."""

NEWCOMER_SHARE = 9.0
"""How much BM25 counts for what is newer than the training, and has nothing else."""

NEWCOMER_PRIOR = 1.5
"""What a newcomer's score is above the mean of the priors, before anything is asked."""


class Blend:
    """Joins what was trained, candidate by candidate and kind by kind, with a corpus as it is."""

    def __init__(self, trained: Trained, candidates: tuple[str, ...], corpus: Corpus) -> None:
        """Join `trained` with the `candidates` of a corpus and its kinds of danger.

        What was trained for what is gone is left out; newcomers speak through BM25 alone.
        """
        self._trained = trained
        places = {name: place for place, name in enumerate(candidates)}
        kinds = {name: place for place, name in enumerate(corpus.kind_ids)}
        self._places = {
            **{
                number: places[name]
                for number, name in enumerate(trained.candidates)
                if name in places
            },
            **{
                DANGER - 1 - number: DANGER - 1 - kinds[name]
                for number, name in enumerate(trained.kinds)
                if name in kinds
            },
            **{number: number for number in range(DANGER, 0)},
        }
        known = set(trained.candidates)
        self._newcomers = {place for name, place in places.items() if name not in known}

    def priors(self) -> Iterator[tuple[int, float]]:
        """The score of each candidate before anything is asked."""
        kept = {
            self._places[int(number)]: prior
            for number, prior in self._trained.priors.items()
            if int(number) in self._places
        }
        yield from kept.items()
        usual = [prior for place, prior in kept.items() if place >= 0]
        for place in sorted(self._newcomers):
            yield place, sum(usual) / len(usual) + NEWCOMER_PRIOR

    def postings(self, postings: Iterable[tuple[str, Posting]]) -> Iterator[tuple[str, Posting]]:
        """The postings of BM25 and what was trained: impacts are added.

        The weights are the trained ones; features too rare to have been trained on speak through
        BM25 alone, and only those of newcomers when they are pairs: a third of all features, and no
        difference that could be measured.
        """
        left = dict(self._trained.features)
        for name, posting in postings:
            if name not in left and " " in name and self._newcomers.isdisjoint(posting.candidates):
                continue
            impacts = {
                place: impact * (NEWCOMER_SHARE if place in self._newcomers else BM25_SHARE)
                for place, impact in zip(posting.candidates, posting.impacts)
            }
            yield name, self._joined(left.pop(name, "0"), impacts)
        for name, steps in left.items():
            yield name, self._joined(steps, {})

    def _joined(self, steps: str, impacts: dict[int, float]) -> Posting:
        weight, *parts = steps.split()
        for part in parts:
            number, size = map(int, part.split(":"))
            if (place := self._places.get(number)) is not None:
                impacts[place] = impacts.get(place, 0.0) + size * self._trained.unit
        return Posting(float(weight), array("i", impacts), array("f", impacts.values()))

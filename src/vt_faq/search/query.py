"""A query as it was meant: its typing errors, and the language that it is put in."""

from __future__ import annotations

import re
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from math import log, log10

from vt_faq.index.rows import Index
from vt_faq.search.text import features, is_word, words

SHORTEST = 5
"""Shorter words are left as they are: too many others are near."""

RAREST = 3
"""A word that stands in fewer phrasings is not proposed: it may be an error itself."""

NEAREST = 0.8
"""Normalized Damerau-Levenshtein similarity (0–1) from which a word is near."""

FREQUENCY_BONUS = 0.02
"""What ten times the frequency adds to the similarity of a proposal."""

SMOOTHING = 0.5
OWN_TEXTS = 3_000
"""How many texts of the corpus's own language are enough to know it by."""

_DIGIT = re.compile(r"\d")
BATCH = 200
"""How many features of a query are looked at; enough to know a language by."""

ENOUGH_WORDS = 2
CLEARLY = 1.0
"""Log-odds from which a word speaks for a language; names of organisations stand in all of them."""

THRESHOLD = 3.0
"""Log-odds of another language over the corpus's own from which it is believed."""


def corrections(index: Index, tokens: Sequence[str], known: Iterable[str]) -> dict[str, str]:
    """The unknown words of a query that are probably misspelt, with what was meant.

    A proposal begins with the same letter, is at most two letters longer or shorter, and
    weighs by how often people use it. Digits are never corrected.
    """
    unknown = set(tokens).difference(known)
    doubtful = [word for word in unknown if len(word) >= SHORTEST and word.isalpha()]
    proposals = ((word, _nearest(index, word)) for word in sorted(doubtful))
    return {word: proposal for word, proposal in proposals if proposal}


def _nearest(index: Index, word: str) -> str | None:
    frequencies = dict(
        index.rows(
            "SELECT text, frequency FROM word WHERE initial = ? AND length BETWEEN ? AND ?"
            " AND frequency > 0",
            (word[0], len(word) - 2, len(word) + 2),
            *((str,), (int,)),
        )
    )
    if not frequencies:
        return None
    from rapidfuzz import process
    from rapidfuzz.distance import DamerauLevenshtein

    near = process.extract(
        word,
        frequencies.keys(),
        scorer=DamerauLevenshtein.normalized_similarity,
        score_cutoff=NEAREST,
        limit=10,
    )
    best = max(
        near,
        key=lambda item: item[1] + FREQUENCY_BONUS * log10(frequencies[item[0]]),
        default=None,
    )
    return best and str(best[0])


def language_odds(
    own: Sequence[str], others: Mapping[str, Iterable[str]]
) -> Iterator[tuple[str, array[float]]]:
    """Per feature ln P(feature | language) − ln P(feature | own language) of the other languages.

    They stand in the order of `others`. Naive Bayes with additive smoothing over words and
    character n-grams, from example texts.
    """
    own = own[:: len(own) // OWN_TEXTS + 1]
    counts = {name: _counted(texts) for name, texts in (("", own), *others.items())}
    kinds = len(set().union(*counts.values()))
    totals = {name: sum(count.values()) + SMOOTHING * kinds for name, count in counts.items()}
    for feature in set().union(*(counts[name] for name in others)):
        base = log((counts[""][feature] + SMOOTHING) / totals[""])
        yield (
            feature,
            array(
                "f",
                (log((counts[name][feature] + SMOOTHING) / totals[name]) - base for name in others),
            ),
        )


def _counted(texts: Iterable[str]) -> Counter[str]:
    total: Counter[str] = Counter()
    for text in texts:
        total.update(name for name in features(words(text)) if " " not in name)
    return total


def detect(index: Index, languages: Sequence[str], counts: Iterable[str]) -> str | None:
    """The one of the other languages that the features of a query speak for, if any does clearly.

    Whole words have to: ENOUGH_WORDS in Latin script, which many languages share, and otherwise
    one. Pieces alone are too much alike, and what has a digit in it belongs to no language.
    """
    spoken = (name for name in counts if " " not in name and not _DIGIT.search(name))
    names = list(islice(spoken, BATCH))
    marks = ", ".join("?" * len(names))
    totals = dict.fromkeys(languages, 0.0)
    heard: Counter[str] = Counter()
    for name, odds in index.rows(
        f"SELECT name, odds FROM tongue WHERE name IN ({marks})", names, (str,), (bytes,)
    ):
        if len(odds) != 4 * len(languages):
            raise index.damaged()
        for language, value in zip(languages, array("f", odds)):
            totals[language] += value
            if value > CLEARLY and is_word(name):
                heard[language] += 1 if name.isascii() else ENOUGH_WORDS
    enough = (language for language, words in heard.items() if words >= ENOUGH_WORDS)
    best = max(enough, key=totals.__getitem__, default=None)
    return best if best is not None and totals[best] > THRESHOLD else None

"""Typing errors: words that no phrasing knows → near words that some do."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import log10

from vt_faq.store import Store

TABLES = """
CREATE TABLE word (
    initial TEXT, length INTEGER, text TEXT, frequency INTEGER NOT NULL,
    PRIMARY KEY (initial, length, text)
) WITHOUT ROWID;
"""
SHORTEST = 5
"""Shorter words are left as they are: too many others are near."""

RAREST = 3
"""A word that stands in fewer phrasings is not proposed: it may be an error itself."""

NEAREST = 0.8
"""Normalized Damerau-Levenshtein similarity (0–1) from which a word is near."""

FREQUENCY_BONUS = 0.02
"""What ten times the frequency adds to the similarity of a proposal."""


def corrections(store: Store, tokens: Sequence[str], known: Iterable[str]) -> dict[str, str]:
    """The unknown words of a query that are probably misspelt, with what was meant.

    A proposal begins with the same letter, is at most two letters longer or shorter, and
    weighs by how often people use it. Digits are never corrected.
    """
    unknown = set(tokens).difference(known)
    doubtful = [word for word in unknown if len(word) >= SHORTEST and word.isalpha()]
    proposals = ((word, _nearest(store, word)) for word in sorted(doubtful))
    return {word: proposal for word, proposal in proposals if proposal}


def _nearest(store: Store, word: str) -> str | None:
    frequencies = dict(
        store.rows(
            "SELECT text, frequency FROM word WHERE initial = ? AND length BETWEEN ? AND ?",
            (word[0], len(word) - 2, len(word) + 2),
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

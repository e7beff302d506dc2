"""BM25 impacts: how strongly each feature speaks for each candidate."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby
from math import log
from typing import NamedTuple

from vt_faq.search.documents import Document
from vt_faq.search.ranking import Posting
from vt_faq.search.text import features, words

K1 = 2.0
B = 0.75


class Tally(NamedTuple):
    """How often each feature occurs in each candidate.

    `found` holds, per feature, the candidates it occurs in and how often in each; `norms`
    what the length of each candidate takes off.
    """

    found: dict[str, tuple[array[int], array[float]]]
    norms: list[float]


def tally(documents: Iterable[Document], candidates: int) -> Tally:
    """The features counted, with all documents of a candidate taken as one.

    Documents must come candidate by candidate.
    """
    found: dict[str, tuple[array[int], array[float]]] = {}
    lengths = [0.0] * candidates
    for candidate, group in groupby(documents, key=lambda document: document.candidate):
        counts: Counter[str] = Counter()
        for document in group:
            for name, count in features(words(document.text)).items():
                counts[name] += count * document.weight  # type: ignore[assignment]
        lengths[candidate] = float(sum(counts.values()))
        for name, frequency in counts.items():
            if name not in found:
                found[name] = (array("i"), array("f"))
            listed, frequencies = found[name]
            listed.append(candidate)
            frequencies.append(frequency)
    mean = sum(lengths) / max(candidates, 1) or 1.0
    return Tally(found, [K1 * (1 - B + B * length / mean) for length in lengths])


def postings(tally: Tally) -> Iterator[tuple[str, Posting]]:
    """The posting of each feature.

    impact(f, c) = idf(f) · tf · (k1 + 1) / (tf + k1 · (1 − b + b · length(c) / mean length)),
    idf(f) = ln(1 + (N − df + ½) / (df + ½)); Robertson and Zaragoza, *The Probabilistic
    Relevance Framework: BM25 and Beyond*, 2009.
    """
    found, norms = tally
    for name, (listed, frequencies) in found.items():
        idf = log(1 + (len(norms) - len(listed) + 0.5) / (len(listed) + 0.5))
        impacts = array(
            "f", (idf * tf * (K1 + 1) / (tf + norms[c]) for c, tf in zip(listed, frequencies))
        )
        yield name, Posting(idf, listed, impacts)

"""BM25 impacts: how strongly each feature speaks for each candidate."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby
from math import log

from vt_faq.search.documents import Document
from vt_faq.search.index import Posting
from vt_faq.search.text import features, words

K1 = 2.0
B = 0.75


def postings(documents: Iterable[Document], candidates: int) -> Iterator[tuple[str, Posting]]:
    """The posting of each feature, with all documents of a candidate taken as one.

    impact(f, c) = idf(f) · tf · (k1 + 1) / (tf + k1 · (1 − b + b · length(c) / mean length)),
    idf(f) = ln(1 + (N − df + ½) / (df + ½)); Robertson and Zaragoza, *The Probabilistic
    Relevance Framework: BM25 and Beyond*, 2009. Documents must come candidate by candidate.
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
                found[name] = (array("I"), array("f"))
            listed, frequencies = found[name]
            listed.append(candidate)
            frequencies.append(frequency)
    mean = sum(lengths) / max(candidates, 1) or 1.0
    norms = [K1 * (1 - B + B * length / mean) for length in lengths]
    for name, (listed, frequencies) in found.items():
        idf = log(1 + (candidates - len(listed) + 0.5) / (len(listed) + 0.5))
        impacts = array(
            "f", (idf * tf * (K1 + 1) / (tf + norms[c]) for c, tf in zip(listed, frequencies))
        )
        yield name, Posting(idf, listed, impacts)

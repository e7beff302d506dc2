"""BM25 impacts: the ranking of a corpus for which no ranking was trained."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
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
    Relevance Framework: BM25 and Beyond*, 2009.
    """
    counts: defaultdict[str, defaultdict[int, float]] = defaultdict(lambda: defaultdict(float))
    lengths = [0.0] * candidates
    for document in documents:
        for name, count in features(words(document.text)).items():
            counts[name][document.candidate] += count * document.weight
            lengths[document.candidate] += count * document.weight
    mean = sum(lengths) / max(candidates, 1) or 1.0
    norms = [K1 * (1 - B + B * length / mean) for length in lengths]
    for name, found in counts.items():
        idf = log(1 + (candidates - len(found) + 0.5) / (len(found) + 0.5))
        yield (
            name,
            Posting(
                idf, {c: idf * tf * (K1 + 1) / (tf + norms[c]) for c, tf in sorted(found.items())}
            ),
        )

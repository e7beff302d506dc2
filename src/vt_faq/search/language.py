"""In which language a query is put."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import log

from vt_faq.search.text import features, is_word, words
from vt_faq.store import Store

TABLES = """
CREATE TABLE tongue (name TEXT PRIMARY KEY, odds BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE notice (language TEXT PRIMARY KEY, text TEXT NOT NULL) WITHOUT ROWID;
"""
SMOOTHING = 0.5
OWN_TEXTS = 3_000
"""How many texts of the corpus's own language are enough to know it by."""

BATCH = 200
"""How many features of a query are looked at; enough to know a language by."""

THRESHOLD = 3.0
"""Log-odds of another language over the corpus's own from which it is believed."""


def odds(
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


def detect(store: Store, languages: Sequence[str], counts: Iterable[str]) -> str | None:
    """The one of the other languages that the features of a query speak for, if any does clearly.

    At least one whole word has to: pieces alone are too much alike.
    """
    names = [name for name in counts if " " not in name][:BATCH]
    marks = ", ".join("?" * len(names))
    totals = dict.fromkeys(languages, 0.0)
    heard = set()
    for name, odds in store.rows(
        f"SELECT name, odds FROM tongue WHERE name IN ({marks})", names, blobs=True
    ):
        for language, value in zip(languages, array("f", odds)):
            totals[language] += value
            if value > 0 and is_word(name):
                heard.add(language)
    best = max(heard, key=totals.__getitem__, default=None)
    return best if best is not None and totals[best] > THRESHOLD else None

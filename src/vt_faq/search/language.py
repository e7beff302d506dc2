"""In which language a query is put."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from math import log

from vt_faq.search.text import features, words
from vt_faq.store import Store

TABLES = """
CREATE TABLE tongue (
    name TEXT, language TEXT, odds REAL NOT NULL, PRIMARY KEY (name, language)
) WITHOUT ROWID;
CREATE TABLE notice (language TEXT PRIMARY KEY, text TEXT NOT NULL) WITHOUT ROWID;
"""
SMOOTHING = 0.5
BATCH = 200
"""How many features of a query are looked at; enough to know a language by."""

THRESHOLD = 3.0
"""Log-odds of another language over the corpus's own from which it is believed."""


def odds(
    own: Iterable[str], others: Mapping[str, Iterable[str]]
) -> Iterator[tuple[str, dict[str, float]]]:
    """Per feature and language ln P(feature | language) − ln P(feature | own language).

    Naive Bayes with additive smoothing over words and character n-grams, from example texts.
    """
    counts = {name: _counted(texts) for name, texts in (("", own), *others.items())}
    kinds = len(set().union(*counts.values()))
    totals = {name: sum(count.values()) + SMOOTHING * kinds for name, count in counts.items()}
    for feature in set().union(*(counts[name] for name in others)):
        base = log((counts[""][feature] + SMOOTHING) / totals[""])
        yield (
            feature,
            {
                name: log((counts[name][feature] + SMOOTHING) / totals[name]) - base
                for name in others
            },
        )


def _counted(texts: Iterable[str]) -> Counter[str]:
    total: Counter[str] = Counter()
    for text in texts:
        total.update(name for name in features(words(text)) if " " not in name)
    return total


def detect(store: Store, counts: Iterable[str]) -> str | None:
    """The other language that the features of a query speak for, if any does clearly.

    At least one whole word has to: pieces alone are too much alike.
    """
    names = [name for name in counts if " " not in name][:BATCH]
    marks = ", ".join("?" * len(names))
    rows = store.rows(
        f"SELECT language, sum(odds) FROM tongue WHERE name IN ({marks})"
        " GROUP BY language HAVING max(CASE WHEN name LIKE '#%' THEN 0 ELSE odds END) > 0"
        " ORDER BY 2 DESC LIMIT 1",
        names,
    )
    return str(rows[0][0]) if rows and rows[0][1] > THRESHOLD else None

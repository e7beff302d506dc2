"""What each part of the search is worth: judge it without, on natural queries held out.

    python tools/ablation.py [--folds N]

Prints a Markdown table for docs/search.md. Every variant is trained anew without the queries
that it is judged on (N of the five folds of tools/train.py); needs the `train` extra and about
a minute per fold and variant.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).parent))

import train
from vt_faq.corpus.model import Corpus, Phrasings, Trained
from vt_faq.corpus.read import read
from vt_faq.index import build
from vt_faq.search import bm25
from vt_faq.search.documents import documents
from vt_faq.search.text import features

LEANING_SIGNAL = 5
Kept = Callable[[str], bool]


@contextmanager
def changed(**values: Any) -> Iterator[None]:
    """Other features, or other settings of the training, for a while."""
    places = [(module, name) for name in values for module in (train, bm25, build)]
    before = [(m, name, getattr(m, name)) for m, name in places if hasattr(m, name)]
    for module, name, _ in before:
        setattr(module, name, values[name])
    yield
    for module, name, value in before:
        setattr(module, name, value)


def only(kept: Kept) -> Any:
    """Features of which some are left out."""
    return lambda tokens: type(features([]))(
        {name: count for name, count in features(tokens).items() if kept(name)}
    )


def phrased(phrasings: Phrasings, kept: Kept) -> Phrasings:
    """Phrasings of which some are left out."""
    return phrasings._replace(
        questions={name: tuple(filter(kept, texts)) for name, texts in phrasings.questions.items()},
        topics=tuple(
            topic._replace(phrasings=tuple(filter(kept, topic.phrasings)))
            for topic in phrasings.topics
        ),
    )


def judged(
    corpus: Corpus,
    phrasings: Phrasings,
    labels: train.Labels,
    folds: int,
    kept: Kept = lambda _: True,
    *,
    trained: bool = True,
) -> list[train.Judged]:
    """Held-out queries, judged by a search that knows only the `kept` phrasings."""
    texts = [document.text for document in documents(corpus, phrasings)]
    queries = [text for text in dict.fromkeys(texts) if train._key(text) in labels]
    random.Random(0).shuffle(queries)
    found: list[train.Judged] = []
    for fold in range(folds):
        rows = {text: labels[train._key(text)] for text in queries[fold :: train.FOLDS]}
        rest = phrased(train._without(phrasings, set(rows)), kept)
        ranking: Trained | None = train.train(corpus, rest, labels) if trained else None
        found += train.judge(corpus, rest, ranking, rows)
    return found


def row(name: str, found: list[train.Judged], *, leaning: bool = True) -> str:
    """A line of the table."""
    values = np.array([item.signals for item in found])
    if not leaning:
        values[:, LEANING_SIGNAL] = 0.0
    answerable = np.array([bool(item.gold) for item in found])
    _, sure = train._logistic(values, answerable)
    places = np.empty(len(sure))
    places[np.argsort(sure)] = np.arange(1, len(sure) + 1)
    with_answer = answerable.sum()
    auroc = (places[answerable].sum() - with_answer * (with_answer + 1) / 2) / (
        with_answer * (len(sure) - with_answer)
    )
    first, three = (
        np.mean([any(c in item.gold for c in item.ranking[:depth]) for item in found if item.gold])
        for depth in (1, 3)
    )
    return f"| {name} | {first:.3f} | {three:.3f} | {auroc:.3f} |"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--folds", type=int, default=train.FOLDS)
    folds = parser.parse_args().folds
    corpus, phrasings, _ = read(train.ROOT / "data" / "faq.json")
    labels = train.read_labels(corpus)
    arguments = (corpus, phrasings, labels, folds)

    def natural(text: str) -> bool:
        return train._key(text) in labels

    whole = judged(*arguments)
    print("| | acceptable@1 | recall@3 | AUROC |\n|---|---|---|---|")
    print(row(f"all of it ({len(whole)} queries)", whole), flush=True)
    print(row("without the lean", whole, leaning=False), flush=True)
    print(row("BM25 alone", judged(*arguments, trained=False)), flush=True)
    with changed(BM25_SHARE=0.0):
        print(row("the regression alone", judged(*arguments)), flush=True)
    with changed(GOLD_SHARES=(1.0,)):
        print(row("one answer taught per query", judged(*arguments)), flush=True)
    with changed(features=only(lambda name: " " not in name)):
        print(row("without pairs of words", judged(*arguments)), flush=True)
    with changed(features=only(lambda name: name[0] != "#")):
        print(row("without pieces of words", judged(*arguments)), flush=True)
    print(row("without authored phrasings", judged(*arguments, natural)), flush=True)
    chance = random.Random(0)
    half = {key for key in labels if chance.random() < 0.5}
    print(
        row(
            "with half of the natural queries",
            judged(*arguments, lambda text: train._key(text) not in half),
        ),
        flush=True,
    )


if __name__ == "__main__":
    main()

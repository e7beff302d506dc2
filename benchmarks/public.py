"""How vt-faq does on FAQ data that others made.

    python benchmarks/public.py [--clinc FILE] [--banking FOLDER]

CLINC150 is `data_full.json` (Larson and others, 2019); Banking77 is a folder with `train.csv` and
`test.csv` (Casanueva and others, 2020). Every intent becomes a question, and what is in its
training set its phrasings. Reports, untrained and trained by `vt-faq train`: the share of queries
of which the first question is right; the same when `unanswered` counts as wrong; the share of the
queries out of scope that is `unanswered`; and how the last two trade at other thresholds. Beside
it, in the same run, other ways to search the same sentences, and a linear SVM.

Needs the `train` extra; bm25s and tantivy are measured where they are installed.
"""

from __future__ import annotations

import argparse
import csv
import json
import random
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.svm import LinearSVC

from peers import peers
from vt_faq import Faq, Outcome
from vt_faq.training.train import train

PUBLISHED = {
    "CLINC150": (
        "in scope / out of scope recalled: BERT 0.962 / 0.523 and 0.969 / 0.403,"
        " Rasa 0.915 / 0.453, DialogFlow 0.917 / 0.140 (Larson and others, 2019)"
    ),
    "Banking77": (
        "BERT fine-tuned, all / 30 / 10 examples: 0.937 / 0.900 / 0.834"
        " (Casanueva and others, 2020)"
    ),
}
OUT = "oos"
Labelled = tuple[str, str]
"""A sentence and its intent."""

RECALLS = (0.4, 0.5, 0.6, 0.7, 0.8, 0.9)
"""Shares of what is out of scope for which the share kept is told."""


class Set(NamedTuple):
    """A public set: what is learnt from and what is asked."""

    name: str
    train: list[Labelled]
    test: list[Labelled]


def clinc(path: Path) -> Iterator[Set]:
    """CLINC150, with its sentences out of scope."""
    parts = json.loads(path.read_text(encoding="utf-8"))
    learnt = [*parts["train"], *parts["oos_train"]]
    asked = [*parts["test"], *parts["oos_test"]]
    yield Set("CLINC150", [(t, i) for t, i in learnt], [(t, i) for t, i in asked])


def banking(folder: Path) -> Iterator[Set]:
    """Banking77 whole, and with 30 and 10 examples per intent."""
    train_set, test_set = (
        [(row["text"], row["category"]) for row in csv.DictReader(file.open(encoding="utf-8"))]
        for file in (folder / "train.csv", folder / "test.csv")
    )
    yield Set("Banking77", train_set, test_set)
    for shots in (30, 10):
        chosen: defaultdict[str, list[Labelled]] = defaultdict(list)
        for item in random.Random(shots).sample(train_set, len(train_set)):
            if len(chosen[item[1]]) < shots:
                chosen[item[1]].append(item)
        few = [item for listed in chosen.values() for item in listed]
        yield Set(f"Banking77, {shots} examples", few, test_set)


def corpus(data: Set, folder: Path) -> Path:
    """The set as a corpus in a folder: each intent a question, what is out of scope a topic."""
    told: defaultdict[str, list[str]] = defaultdict(list)
    for text, intent in data.train:
        told[intent].append(text)
    outside = [{"id": OUT, "name": "", "phrasings": told.pop(OUT)}] if OUT in told else []
    ids = {intent: f"i{place}" for place, intent in enumerate(sorted(told))}
    questions = [
        {"id": name, "question": intent.replace("_", " "), "answer": intent}
        for intent, name in ids.items()
    ]
    whole = {
        "title": data.name,
        "language": "en",
        "chapters": [{"title": data.name, "questions": questions}],
        "phrasings": "phrasings.json",
    }
    aids = {
        "questions": {ids[i]: list(dict.fromkeys(texts)) for i, texts in told.items()},
        "topics": outside,
    }
    (folder / "phrasings.json").write_text(json.dumps(aids), encoding="utf-8")
    path = folder / "faq.json"
    path.write_text(json.dumps(whole), encoding="utf-8")
    return path


class Asked(NamedTuple):
    """What came of a query: its intent, the first one found, and whether anything was told.

    `answerable` is how likely it is (0–1) that it is in scope.
    """

    intent: str
    first: str
    told: bool = True
    answerable: float = 1.0


def row(name: str, found: list[Asked]) -> str:
    """A row of the table."""
    inside = [item for item in found if item.intent != OUT]
    outside = [item for item in found if item.intent == OUT]
    right = sum(item.intent == item.first for item in inside) / len(inside)
    kept = sum(item.intent == item.first and item.told for item in inside) / len(inside)
    recalled = f"{sum(not item.told for item in outside) / len(outside):.3f}" if outside else ""
    return f"| {name} | {right:.3f} | {kept:.3f} | {recalled} |"


def trade(found: list[Asked]) -> str:
    """What is kept in scope, for each share of RECALLS that is recalled out of scope."""
    inside = [item for item in found if item.intent != OUT]
    outside = sorted(item.answerable for item in found if item.intent == OUT)
    told = []
    for recall in RECALLS:
        threshold = outside[int(recall * len(outside))]
        kept = sum(i.intent == i.first and i.answerable >= threshold for i in inside) / len(inside)
        told.append(f"{recall:.1f} / {kept:.3f}")
    return f"Out of scope recalled / right and kept: {', '.join(told)}"


def asked(path: Path, data: Set) -> list[Asked]:
    """What vt-faq makes of every query."""
    with Faq.load(path) as faq:
        results = ((intent, faq.ask(text, 1)) for text, intent in data.test)
        return [
            Asked(
                intent,
                result.matches[0].question.answer if result.matches else "",
                result.outcome is not Outcome.UNANSWERED,
                result.answerable,
            )
            for intent, result in results
        ]


def report(data: Set) -> None:
    """Print the table of a set."""
    print(f"### {data.name}: {len(data.train)} learnt, {len(data.test)} asked\n")
    print("| | first right | and not `unanswered` | out of scope recalled |\n|---|---|---|---|")
    with TemporaryDirectory() as folder:
        path = corpus(data, Path(folder))
        print(row("vt-faq, untrained", asked(path, data)))
        train(path)
        trained = asked(path, data)
        print(row("vt-faq, trained", trained))
    learnt = [(text, intent) for text, intent in data.train if intent != OUT]
    texts = [text for text, _ in learnt]
    for name, engine in peers(texts, texts):
        found = [(intent, engine(text)) for text, intent in data.test if intent != OUT]
        print(row(name, [Asked(i, learnt[hits[0]][1] if hits else "") for i, hits in found]))
    vectors = TfidfVectorizer(sublinear_tf=True, ngram_range=(1, 2))
    machine = LinearSVC().fit(vectors.fit_transform(texts), [intent for _, intent in learnt])
    inside = [item for item in data.test if item[1] != OUT]
    guessed = machine.predict(vectors.transform([text for text, _ in inside]))
    print(row("linear SVM", [Asked(i, g) for (_, i), g in zip(inside, guessed, strict=True)]))
    if any(item.intent == OUT for item in trained):
        print(f"\n{trade(trained)}")
    published = PUBLISHED[data.name.partition(",")[0]]
    print(f"\nPublished: {published}\n")


def main() -> None:
    """Report on the sets that are given."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--clinc", type=Path)
    parser.add_argument("--banking", type=Path)
    options = parser.parse_args()
    for data in clinc(options.clinc) if options.clinc else ():
        report(data)
    for data in banking(options.banking) if options.banking else ():
        report(data)


if __name__ == "__main__":
    main()

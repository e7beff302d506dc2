"""Train the ranking of data/faq.json and calibrate the outcomes.

    python tools/train.py

Writes data/ranking.json (two logistic regressions over the features of vt_faq.search.text,
rounded to small whole steps: which candidate a query is about, and whether it has an answer
at all) and src/vt_faq/search/calibration.json (confidence, thresholds). Labelled natural
queries come from tools/natural.jsonl, one JSON object a line with `query` and `gold` (numbers
of the questions that answer it, best first, none when the corpus does not); all of them are
phrasings too. They are held out in turn, so that the calibration sees only scores of queries
that the ranking was not trained on.

Needs the `train` extra; nobody needs this file to use or to build vt-faq.
"""

from __future__ import annotations

import json
import random
import sqlite3
from collections import Counter
from collections.abc import Iterator
from math import log
from pathlib import Path
from typing import NamedTuple

import numpy as np
from scipy import sparse
from sklearn.linear_model import LogisticRegression

from vt_faq.corpus.model import Corpus, Files, Phrasings, Trained
from vt_faq.corpus.read import read
from vt_faq.index.build import write_search, write_texts
from vt_faq.index.rows import Index
from vt_faq.search.documents import Document, candidate_ids, digest, documents
from vt_faq.search.outcome import SCALED_SIGNALS, signals
from vt_faq.search.ranking import LEANING, Ranking, tf_weight
from vt_faq.search.text import features, is_word, words

ROOT = Path(__file__).parents[1]
LABELLED = ROOT / "tools" / "natural.jsonl"
RANKING = ROOT / "data" / "ranking.json"
CALIBRATION = ROOT / "src" / "vt_faq" / "search" / "calibration.json"

INVERSE_PENALTY = 10.0
LEANING_INVERSE_PENALTY = 2.0
GOLD_SHARES = (1.0, 0.6, 0.4)
"""How much a labelled query counts for its best answer, the second and the third."""

RAREST_FEATURE = 2
STEPS = 127
SMALLEST_STEP = 4
FOLDS = 5
BLUFF = 0.08
LOSS = 0.09

Labels = dict[str, list[int]]
"""Per query (its folded words) the questions that answer it, as candidates, best first."""


class Judged(NamedTuple):
    """What the search, not trained on a query, made of it."""

    signals: list[float]
    ranking: list[int]
    gold: list[int]


def train(corpus: Corpus, phrasings: Phrasings, labels: Labels) -> Trained:
    """The ranking that fits the documents of a corpus."""
    texts = list(documents(corpus, phrasings))
    counts = [features(words(document.text)) for document in texts]
    frequency = Counter(name for count in counts for name in count)
    names = sorted(name for name, n in frequency.items() if n >= RAREST_FEATURE)
    idf = np.array([log((1 + len(texts)) / (1 + frequency[name])) + 1 for name in names])
    matrix = _matrix(counts, names, idf)
    candidates = candidate_ids(corpus, phrasings)
    impacts, priors = _fit(matrix, list(_targets(texts, labels)), len(candidates))
    golds = [(row, labels.get(_key(document.text))) for row, document in enumerate(texts)]
    leaning = _lean(matrix, [(row, bool(gold)) for row, gold in golds if gold is not None])
    leaning *= np.abs(impacts).max() / np.abs(leaning).max()
    impacts = np.column_stack([impacts, leaning]) * idf[:, None]
    unit = float(np.abs(impacts).max()) / STEPS
    steps = np.rint(impacts / unit).astype(int)
    steps[np.abs(steps) < SMALLEST_STEP] = 0
    numbers = [*range(len(candidates)), LEANING]
    return Trained(
        digest=digest(texts),
        provenance=(
            f"tools/train.py: logistic regression, C={INVERSE_PENALTY:g} and"
            f" {LEANING_INVERSE_PENALTY:g}, {len(texts)} documents, features in at least"
            f" {RAREST_FEATURE} of them"
        ),
        candidates=candidates,
        priors=tuple(round(float(prior), 4) for prior in priors),
        unit=round(unit, 6),
        features={
            name: " ".join(
                [f"{idf[i]:.4g}", *(f"{numbers[c]}:{steps[i, c]}" for c in steps[i].nonzero()[0])]
            )
            for i, name in enumerate(names)
            if steps[i].any() or is_word(name)
        },
    )


def _targets(texts: list[Document], labels: Labels) -> Iterator[tuple[int, int, float]]:
    """Row, candidate and weight of each example: a query with several answers is one for each."""
    for row, document in enumerate(texts):
        gold = labels.get(_key(document.text), [])
        if document.candidate not in gold:
            gold = [document.candidate]
        total = sum(GOLD_SHARES[: len(gold)])
        for candidate, share in zip(gold, GOLD_SHARES):
            yield row, candidate, document.weight * share / total


def _fit(
    matrix: sparse.csr_matrix, targets: list[tuple[int, int, float]], candidates: int
) -> tuple[np.ndarray, np.ndarray]:
    """Impacts (feature × candidate) and priors of which candidate a text is about."""
    rows, classes, weights = zip(*targets, strict=True)
    model = LogisticRegression(C=INVERSE_PENALTY, max_iter=200, tol=2e-3)
    model.fit(matrix[list(rows)], classes, sample_weight=weights)
    priors = np.full(candidates, float(model.intercept_.min()))
    priors[model.classes_] = model.intercept_
    impacts = np.zeros((matrix.shape[1], candidates))
    impacts[:, model.classes_] = model.coef_.T
    return impacts, priors


def _lean(matrix: sparse.csr_matrix, answerable: list[tuple[int, bool]]) -> np.ndarray:
    """Impact of each feature on there being an answer at all."""
    rows, flags = zip(*answerable, strict=True)
    model = LogisticRegression(C=LEANING_INVERSE_PENALTY, max_iter=200)
    return np.asarray(model.fit(matrix[list(rows)], flags).coef_[0])


def _matrix(counts: list[Counter[str]], names: list[str], idf: np.ndarray) -> sparse.csr_matrix:
    column = {name: i for i, name in enumerate(names)}
    rows, columns, values = [], [], []
    for row, count in enumerate(counts):
        known = [(column[name], n) for name, n in count.items() if name in column]
        weights = [tf_weight(n) * idf[i] for i, n in known]
        length = float(np.linalg.norm(weights)) or 1.0
        rows += [row] * len(known)
        columns += [i for i, _ in known]
        values += [weight / length for weight in weights]
    return sparse.csr_matrix((values, (rows, columns)), shape=(len(counts), len(names)))


def judge(
    corpus: Corpus, phrasings: Phrasings, ranking: Trained | None, rows: Labels
) -> list[Judged]:
    """What an index of this corpus makes of labelled queries."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    files = Files(corpus, phrasings, ranking)
    write_texts(connection, files)
    write_search(connection, files)
    index = Ranking(Index(connection))
    questions = len(corpus.questions)
    judged = []
    for query, gold in rows.items():
        tokens = words(query)
        evidence = index.evidence(features(tokens))
        answers = [evidence.questions.get(position, 0.0) for position in range(questions)]
        ranked = sorted(range(questions), key=answers.__getitem__, reverse=True)
        judged.append(Judged(signals(evidence, len(tokens)), ranked, gold))
    return judged


def held_out(corpus: Corpus, phrasings: Phrasings, labels: Labels) -> list[Judged]:
    """Each labelled phrasing as judged by a ranking that was trained without it."""
    texts = [document.text for document in documents(corpus, phrasings)]
    queries = [text for text in dict.fromkeys(texts) if _key(text) in labels]
    random.Random(0).shuffle(queries)
    judged: list[Judged] = []
    for fold in range(FOLDS):
        rows = {text: labels[_key(text)] for text in queries[fold::FOLDS]}
        rest = _without(phrasings, set(rows))
        judged += judge(corpus, rest, train(corpus, rest, labels), rows)
    return judged


def _without(phrasings: Phrasings, texts: set[str]) -> Phrasings:
    def rest(listed: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(text for text in listed if text not in texts)

    return phrasings._replace(
        questions={name: rest(listed) for name, listed in phrasings.questions.items()},
        topics=tuple(topic._replace(phrasings=rest(topic.phrasings)) for topic in phrasings.topics),
    )


def calibrate(judged: list[Judged], *, scaled: bool) -> dict[str, object]:
    """The calibration (see search.outcome) that fits scores of queries not trained on.

    Thresholds: of the queries without an answer a share of BLUFF is `answered`; of those
    with an answer a share of LOSS is `unanswered`. Without `scaled` only the signals are
    used that do not depend on the size of the scores, and so hold for any corpus.
    """
    values = np.array([item.signals for item in judged])
    if not scaled:
        values[:, 1 : 1 + SCALED_SIGNALS] = 0.0
    answerable = np.array([bool(item.gold) for item in judged])
    right = np.array([item.ranking[0] in item.gold for item in judged])
    confidence, sure = _logistic(values, right)
    answerability, has_answer = _logistic(values, answerable)
    return {
        "confidence": confidence,
        "answerable": answerability,
        "answered_from": round(float(np.quantile(sure[~answerable], 1 - BLUFF)), 4),
        "unanswered_below": round(float(np.quantile(has_answer[answerable], LOSS)), 4),
    }


def _logistic(values: np.ndarray, target: np.ndarray) -> tuple[list[float], np.ndarray]:
    mean, deviation = values.mean(0), values.std(0)
    varying = deviation > 0
    scaled = (values[:, varying] - mean[varying]) / deviation[varying]
    model = LogisticRegression(C=1.0).fit(scaled, target)
    weights = np.zeros(values.shape[1])
    weights[varying] = model.coef_[0] / deviation[varying]
    weights[0] = float(model.intercept_[0]) - float(weights @ np.where(varying, mean, 0.0))
    weights = weights.round(5)
    return list(map(float, weights)), 1 / (1 + np.exp(-values @ weights))


def _key(text: str) -> str:
    return " ".join(words(text))


def _write(path: Path, value: dict[str, object]) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")


def read_labels(corpus: Corpus) -> Labels:
    """The labelled queries."""
    candidates = {question.number: i for i, question in enumerate(corpus.questions)}
    rows = map(json.loads, LABELLED.read_text(encoding="utf-8").splitlines())
    return {_key(row["query"]): [candidates[number] for number in row["gold"]] for row in rows}


def main() -> None:
    """Train, calibrate, write."""
    corpus, phrasings, _ = read(ROOT / "data" / "faq.json")
    labels = read_labels(corpus)
    trained = held_out(corpus, phrasings, labels)
    # A corpus of somebody else's begins with questions and answers, and nothing more.
    untrained = judge(corpus, Phrasings({}), None, labels)
    _write(
        CALIBRATION,
        {
            "trained": calibrate(trained, scaled=True),
            "untrained": calibrate(untrained, scaled=False),
        },
    )
    ranking = train(corpus, phrasings, labels)
    _write(RANKING, {"schema": 1, **ranking._asdict()})
    print(f"{ranking.provenance}; {len(ranking.features)} features kept")
    print(f"{len(trained)} queries held out: {_summary(trained)}")


def _summary(judged: list[Judged]) -> str:
    answerable = [item for item in judged if item.gold]
    first, three = (
        np.mean([any(c in item.gold for c in item.ranking[:depth]) for item in answerable])
        for depth in (1, 3)
    )
    return f"{len(answerable)} with an answer, acceptable@1 {first:.3f}, recall@3 {three:.3f}"


if __name__ == "__main__":
    main()

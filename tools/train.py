"""Train the ranking of data/faq.json, its ear for danger, and its calibration.

    python tools/train.py

Writes data/ranking.json: linear models over the features of vt_faq.search.text, rounded to small
whole steps. They say which candidate a query is about, whether it has an answer at all, whether it
speaks of danger, and of which kind. Labelled queries come from the file that the corpus names.

The calibration sees only queries whose writer the models have not read: writers are held out in
FOLDS parts. Thresholds are set for a use in which a share of UNANSWERABLE has no answer.

Needs the `train` extra; nobody needs this file to use or to build vt-faq.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterator, Sequence
from math import log
from pathlib import Path
from typing import NamedTuple

import numpy as np
from scipy import sparse
from sklearn.linear_model import LogisticRegression

from vt_faq.content import Calibration
from vt_faq.corpus.model import Files, Labelled, Trained
from vt_faq.corpus.read import read_untrained
from vt_faq.index.build import write_search, write_texts
from vt_faq.index.rows import Index
from vt_faq.search.documents import Document, candidate_ids, digest, documents
from vt_faq.search.outcome import LEAD_OVER_TOPICS, NEVER, UNTRAINED, signals
from vt_faq.search.ranking import DANGER, LEANING, Evidence, Ranking, tf_weight
from vt_faq.search.text import features, is_word, words

ROOT = Path(__file__).parents[1]

INVERSE_PENALTY = 10.0
LEANING_INVERSE_PENALTY = 2.0
DANGER_INVERSE_PENALTY = 10.0
HINT_WEIGHT = 0.5
"""What a hint of danger counts, against what clearly speaks of it."""

RAREST_FEATURE = 2
STEPS = 127
SMALLEST_STEP = 4
FOLDS = 3

UNANSWERABLE = 0.7
RIGHT = 0.8
USEFUL = 0.86
"""Shares of what is answered that must be right and useful; measured with a third less to read."""

LOSS = 0.07
TOPIC_RIGHT = 0.8
HARD_ALARMS = 0.07
"""Share of ordinary queries by writers about danger (with its words) that may raise the alarm.

A line too many costs less than one too few.
"""


class Judged(NamedTuple):
    """What a search that has not read its writer made of a query."""

    labelled: Labelled
    signals: list[float]
    first: str
    grade: int
    topic: str | None
    topic_share: float
    danger: float


def fit(files: Files) -> Trained:
    """The ranking of a corpus, with a calibration that is not its own yet."""
    texts = list(documents(files))
    judged = [item for item in files.queries if item.danger is not None]
    named = {_key(item.query): item for item in files.queries}
    others = [item for item in judged if not item.answers and item.topic is None]
    counts = [
        features(words(text))
        for text in (*(document.text for document in texts), *(item.query for item in others))
    ]
    frequency = Counter(name for count in counts for name in count)
    names = sorted(name for name, n in frequency.items() if n >= RAREST_FEATURE)
    idf = np.array([log((1 + len(counts)) / (1 + frequency[name])) + 1 for name in names])
    matrix = _matrix(counts, names, idf)
    candidates = candidate_ids(files.corpus, files.phrasings)
    labels = [named.get(_key(document.text)) for document in texts] + others

    targets = list(_targets(texts, labels, candidates))
    impacts, priors = _fit(matrix, targets, len(candidates))
    columns, numbers = [impacts], dict(enumerate(priors))
    known = [(row, bool(item.answers)) for row, item in enumerate(labels[: len(texts)]) if item]
    leaning, _ = _binary(matrix, known, LEANING_INVERSE_PENALTY)
    columns.append(leaning * np.abs(impacts).max() / np.abs(leaning).max())
    ids = [*range(len(candidates)), LEANING]
    kinds = (
        tuple(kind.id for kind in files.corpus.emergency.kinds) if files.corpus.emergency else ()
    )
    heard = [(row, item) for row, item in enumerate(labels) if item and item.danger]
    if kinds and len({item.danger for _, item in heard}) > 1:
        flags = [(row, item.danger != "no") for row, item in heard]
        weights = [HINT_WEIGHT if item.danger == "hint" else 1.0 for _, item in heard]
        column, numbers[DANGER] = _binary(matrix, flags, DANGER_INVERSE_PENALTY, weights)
        columns.append(column)
        ids.append(DANGER)
        for place, kind in enumerate(kinds):
            rows = [(row, item.kind == kind) for row, item in heard if item.kind]
            column, numbers[DANGER - 1 - place] = _binary(matrix, rows, DANGER_INVERSE_PENALTY)
            columns.append(column)
            ids.append(DANGER - 1 - place)
    weights = np.column_stack(columns) * idf[:, None]
    unit = float(np.abs(weights).max()) / STEPS
    steps = np.rint(weights / unit).astype(int)
    steps[np.abs(steps) < SMALLEST_STEP] = 0
    return Trained(
        digest=digest(texts),
        provenance=(
            f"tools/train.py: logistic regressions, C={INVERSE_PENALTY:g},"
            f" {LEANING_INVERSE_PENALTY:g} and {DANGER_INVERSE_PENALTY:g}, {len(counts)} texts,"
            f" features in at least {RAREST_FEATURE} of them"
        ),
        candidates=candidates,
        kinds=kinds,
        priors={str(number): round(float(prior), 4) for number, prior in numbers.items()},
        unit=round(unit, 6),
        calibration=UNTRAINED,
        features={
            name: " ".join(
                [f"{idf[i]:.4g}", *(f"{ids[c]}:{steps[i, c]}" for c in steps[i].nonzero()[0])]
            )
            for i, name in enumerate(names)
            if steps[i].any() or is_word(name)
        },
    )


def _targets(
    texts: Sequence[Document], labels: Sequence[Labelled | None], candidates: tuple[str, ...]
) -> Iterator[tuple[int, int, float]]:
    """Row, candidate and weight of each example: a query with several answers is one for each."""
    for row, document in enumerate(texts):
        label = labels[row]
        gold = [candidates.index(name) for name in label.answers] if label else []
        if document.candidate not in gold:
            gold = [document.candidate]
        for candidate in gold:
            yield row, candidate, document.weight / len(gold)


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


def _binary(
    matrix: sparse.csr_matrix,
    flags: list[tuple[int, bool]],
    inverse_penalty: float,
    weights: list[float] | None = None,
) -> tuple[np.ndarray, float]:
    """Impact of each feature on a flag, and what it is before anything is asked."""
    rows, values = zip(*flags, strict=True)
    model = LogisticRegression(C=inverse_penalty, max_iter=300)
    model.fit(matrix[list(rows)], values, sample_weight=weights)
    return np.asarray(model.coef_[0]), float(model.intercept_[0])


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


def judge(files: Files, queries: Sequence[Labelled]) -> list[Judged]:
    """What an index of this corpus makes of labelled queries."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    write_texts(connection, files)
    write_search(connection, files)
    ranking = Ranking(Index(connection))
    names = candidate_ids(files.corpus, files.phrasings)
    return [_judged(item, ranking, names) for item in queries]


def _judged(item: Labelled, ranking: Ranking, names: tuple[str, ...]) -> Judged:
    tokens = words(item.query)
    evidence: Evidence = ranking.evidence(features(tokens))
    best = max(evidence.questions, key=evidence.questions.__getitem__, default=0)
    topic = max(evidence.topics, key=evidence.topics.__getitem__, default=None)
    (share,) = evidence.shares([topic]) if topic is not None else [0.0]
    return Judged(
        item,
        signals(evidence, len(tokens)),
        names[best],
        item.grades.get(names[best], 0),
        None if topic is None else names[topic],
        share,
        evidence.danger,
    )


def held_out(files: Files) -> list[Judged]:
    """Each labelled query as judged by a ranking that has not read its writer."""
    writers = sorted({item.writer for item in files.queries})
    found: list[Judged] = []
    for fold in range(FOLDS):
        away = set(writers[fold::FOLDS])
        rest = files._replace(
            queries=tuple(item for item in files.queries if item.writer not in away)
        )
        rest = rest._replace(trained=fit(rest))
        found += judge(rest, [item for item in files.queries if item.writer in away])
    return found


def calibrate(judged: list[Judged]) -> Calibration:
    """The calibration that fits scores of queries whose writers were not trained on."""
    rows = [item for item in judged if item.labelled.answers or item.labelled.topic is not None]
    values = np.array([item.signals for item in rows])
    answerable = np.array([bool(item.labelled.answers) for item in rows])
    right = np.array([item.grade == 2 for item in rows])
    useful = np.array([item.grade > 0 for item in rows])
    weight = np.where(
        answerable, (1 - UNANSWERABLE) / answerable.mean(), UNANSWERABLE / (~answerable).mean()
    )
    confidence, sure = _logistic(values, right)
    answerability, has_answer = _logistic(values, answerable)
    eligible = values[:, LEAD_OVER_TOPICS] >= 0
    topics = [
        (item.topic_share, item.topic == item.labelled.topic)
        for item in judged
        if item.labelled.topic is not None
    ]
    return Calibration(
        tuple(confidence),
        tuple(answerability),
        _answered_from(sure, eligible, right, useful, weight),
        round(float(np.quantile(has_answer[answerable], LOSS)), 4),
        _precise_from(topics),
        _danger_from(judged),
    )


def _answered_from(
    sure: np.ndarray,
    eligible: np.ndarray,
    right: np.ndarray,
    useful: np.ndarray,
    weight: np.ndarray,
) -> float:
    """The lowest confidence from which enough of what is answered is right and useful."""
    for threshold in np.arange(0.2, 0.99, 0.01):
        taken = (sure >= threshold) & eligible
        total = weight[taken].sum()
        if (
            total
            and (weight * right)[taken].sum() / total >= RIGHT
            and (weight * useful)[taken].sum() / total >= USEFUL
        ):
            return round(float(threshold), 2)
    return 0.99


def _precise_from(topics: list[tuple[float, bool]]) -> float:
    """The lowest share from which enough topics are the right ones."""
    for threshold in np.arange(0.3, 0.99, 0.02):
        taken = [is_right for share, is_right in topics if share >= threshold]
        if taken and sum(taken) / len(taken) >= TOPIC_RIGHT:
            return round(float(threshold), 2)
    return 0.99


def _danger_from(judged: list[Judged]) -> float:
    """The score of danger that a share of HARD_ALARMS of ordinary queries reaches."""
    about = {item.labelled.writer for item in judged if item.labelled.kind}
    hard = [
        item.danger
        for item in judged
        if item.labelled.danger == "no" and item.labelled.writer in about
    ]
    return round(float(np.quantile(hard, 1 - HARD_ALARMS)), 3) if hard else NEVER


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


def _plain(value: object) -> object:
    return value._asdict() if isinstance(value, Calibration) else value


def main() -> None:
    """Train, calibrate, write."""
    files = read_untrained(ROOT / "data" / "faq.json")
    target = ROOT / "data" / "ranking.json"
    judged = held_out(files)
    trained = fit(files)._replace(calibration=calibrate(judged))
    whole = {"schema": 1} | {name: _plain(item) for name, item in trained._asdict().items()}
    target.write_text(json.dumps(whole, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
    print(f"{trained.provenance}; {len(trained.features)} features kept")
    print(trained.calibration)
    answerable = [item for item in judged if item.labelled.answers]
    print(
        f"{len(judged)} queries by writers held out, {len(answerable)} with an answer:"
        f" right {np.mean([item.grade == 2 for item in answerable]):.3f},"
        f" useful {np.mean([item.grade > 0 for item in answerable]):.3f}"
    )
    for label in ("yes", "hint", "no"):
        heard = [
            item.danger >= trained.calibration.danger_from
            for item in judged
            if item.labelled.danger == label
        ]
        print(f"danger {label}: {len(heard)}, heard without cues {np.mean(heard):.3f}")


if __name__ == "__main__":
    main()

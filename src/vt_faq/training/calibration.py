"""Queries that a ranking has not read → how its scores are to be judged."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from sklearn.linear_model import LogisticRegression

from vt_faq.content import Calibration
from vt_faq.corpus.model import Files, Labelled
from vt_faq.errors import CorpusError
from vt_faq.index.build import write_search, write_texts
from vt_faq.index.rows import Index
from vt_faq.search.documents import candidate_ids
from vt_faq.search.outcome import LEAD_OVER_TOPICS, NEVER, signals
from vt_faq.search.ranking import Ranking
from vt_faq.search.text import features, words
from vt_faq.training.weights import on_danger

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]
    Flags = NDArray[np.bool_]

UNANSWERABLE = 0.7
"""Share of what people ask that has no answer, as it was with the brochure."""

RIGHT = 0.83
USEFUL = 0.86
"""Shares of what is answered that must be right and useful; measured with a third less to read."""

RECOGNISED = 0.75
LOSS = 0.09
"""`unanswered` takes this share of what has no answer, and at most this share of what has one."""

TOPIC_RIGHT = 0.8
HARD_ALARMS = 0.07
"""Share of ordinary queries by writers about danger (with its words) that may raise the alarm.

A line too many costs less than one too few.
"""


class Judged(NamedTuple):
    """What a search that has not read a query made of it.

    `first` is the id of the best question, `grade` (0–2) what it is worth; `topic` the best topic
    with its share (0–1) of all candidates; `danger` the score of danger.
    """

    labelled: Labelled
    signals: list[float]
    first: str
    grade: int
    topic: str | None
    topic_share: float
    danger: float


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
    evidence = ranking.evidence(features(tokens))
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


def calibrate(judged: Sequence[Judged]) -> Calibration:
    """The calibration that fits scores of queries that were not trained on."""
    rows = [item for item in judged if item.labelled.judged]
    values = np.array([item.signals for item in rows])
    answerable = np.array([bool(item.labelled.answers) for item in rows])
    right = np.array([item.grade == 2 for item in rows])
    useful = np.array([item.grade > 0 for item in rows])
    if not answerable.any() or answerable.all() or not right.any() or right.all():
        raise CorpusError(
            "Wat apart gehouden is, zegt te weinig: alles is goed, of niets. Geef meer zoekzinnen."
        )
    weight = np.where(
        answerable, (1 - UNANSWERABLE) / answerable.mean(), UNANSWERABLE / (~answerable).mean()
    )
    confidence, sure = _logistic(values, right)
    answerability, has_answer = _logistic(values, answerable)
    eligible = values[:, LEAD_OVER_TOPICS] >= 0
    return Calibration(
        tuple(confidence),
        tuple(answerability),
        _answered_from(sure, eligible, right, useful, weight),
        _unanswered_below(has_answer[answerable], has_answer[~answerable]),
        _topic_from(judged),
        _danger_from(judged),
    )


def _answered_from(
    sure: Numbers, eligible: Flags, right: Flags, useful: Flags, weight: Numbers
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


def _unanswered_below(answerable: Numbers, unanswerable: Numbers) -> float:
    """The probability of an answer under which enough falls that has none, at little loss."""
    return round(
        float(min(np.quantile(answerable, LOSS), np.quantile(unanswerable, RECOGNISED))), 4
    )


def _topic_from(judged: Sequence[Judged]) -> float:
    """The lowest share from which enough topics are the right ones."""
    topics = [
        (item.topic_share, item.topic == item.labelled.topic)
        for item in judged
        if item.labelled.topic is not None
    ]
    for threshold in np.arange(0.3, 0.99, 0.02):
        taken = [is_right for share, is_right in topics if share >= threshold]
        if taken and sum(taken) / len(taken) >= TOPIC_RIGHT:
            return round(float(threshold), 2)
    return 0.99


def _danger_from(judged: Sequence[Judged]) -> float:
    """The score of danger that a share of HARD_ALARMS of ordinary queries reaches."""
    writers = on_danger(item.labelled for item in judged)
    hard = [
        item.danger
        for item in judged
        if item.labelled.danger == "no" and item.labelled.writer in writers
    ]
    return round(float(np.quantile(hard, 1 - HARD_ALARMS)), 3) if hard else NEVER


def _logistic(values: Numbers, target: Flags) -> tuple[list[float], Numbers]:
    mean, deviation = values.mean(0), values.std(0)
    varying = deviation > 0
    scaled = (values[:, varying] - mean[varying]) / deviation[varying]
    model = LogisticRegression(C=1.0).fit(scaled, target)
    weights = np.zeros(values.shape[1])
    weights[varying] = model.coef_[0] / deviation[varying]
    weights[0] = float(model.intercept_[0]) - float(weights @ np.where(varying, mean, 0.0))
    weights = weights.round(5)
    return list(map(float, weights)), 1 / (1 + np.exp(-values @ weights))

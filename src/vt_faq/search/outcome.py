"""How sure the search is: scores → calibrated confidence → outcome."""

from __future__ import annotations

from heapq import nlargest
from math import exp, log
from typing import NamedTuple

from vt_faq.content import Calibration
from vt_faq.index.rows import Index
from vt_faq.search.ranking import Evidence
from vt_faq.search.result import Outcome

SIGNALS = 11
NEVER = 1e9
"""A score that nothing reaches."""

LEAD_OVER_TOPICS = 4
"""Where the lead of the best question over the best topic stands among the signals."""


THRESHOLDS = tuple(Calibration._fields[2:])

UNTRAINED = Calibration(
    confidence=(-5.95168, 0.0, 0.0, 0.0, 0.0, 0.0, 2.24424, 0.55871, 5.24902, 0.31885, 2.30734),
    answerable=(-3.30838, 0.0, 0.0, 0.0, 0.0, 0.0, -0.02637, 1.18009, 3.1424, 0.14644, 1.70212),
    answered_from=0.5,
    unanswered_below=0.205,
    topic_from=0.5,
    danger_from=NEVER,
)
"""For a corpus that was never trained: only signals that do not depend on the size of scores.

Found by tools/untrained.py on small corpora cut out of the brochure's: from 0.5 on two thirds of
what is answered is right, counting the queries without an answer; below 0.205 falls a third of
those, and 0.14 of the others. Training does much better.
"""


def read_calibration(index: Index) -> Calibration:
    """The calibration in an index."""
    weights = index.rows(
        "SELECT confidence, answerable FROM calibration ORDER BY signal", (), (float,), (float,)
    )
    thresholds = dict(index.rows("SELECT name, value FROM threshold", (), (str,), (float,)))
    if len(weights) != SIGNALS or thresholds.keys() != set(THRESHOLDS):
        raise index.damaged()
    confidence, answerable = zip(*weights)
    return Calibration(confidence, answerable, **thresholds)


class Judgement(NamedTuple):
    """The outcome, with the probabilities (0–1) behind it.

    `confidence`: the first question answers the query; `answerable`: any question does.
    """

    outcome: Outcome
    confidence: float
    answerable: float


def judge(evidence: Evidence, length: int, calibration: Calibration) -> Judgement:
    """The outcome for a query of `length` words."""
    if not evidence.found:
        return Judgement(Outcome.UNANSWERED, 0.0, 0.0)
    return weigh(signals(evidence, length), calibration)


def weigh(values: list[float], calibration: Calibration) -> Judgement:
    """The outcome that signals lead to.

    While a topic that the corpus does not answer is more likely, nothing is `answered`.
    """
    confidence = _logistic(calibration.confidence, values)
    answerable = _logistic(calibration.answerable, values)
    if confidence >= calibration.answered_from and values[LEAD_OVER_TOPICS] >= 0:
        outcome = Outcome.ANSWERED
    elif answerable < calibration.unanswered_below:
        outcome = Outcome.UNANSWERED
    else:
        outcome = Outcome.SUGGESTED
    return Judgement(outcome, confidence, answerable)


def signals(evidence: Evidence, length: int) -> list[float]:
    """What the calibration looks at: SIGNALS numbers.

    1 (for the intercept); then five that depend on the size of the scores: the best
    score of a question; its lead over the next question; the lead of all questions together
    over all topics; the lead of the best question over the best topic; how much leans to
    there being an answer at all; then those that do not: the lead over the next question as
    a share of the score; the share of the query's words that is known; the share of its
    features that speaks for the best question; ln(1 + length); and by how much the best topic
    leads, as a share (−1–0) of its score.
    """
    answers = list(evidence.questions.values()) or [0.0]
    topics = list(evidence.topics.values()) or [0.0]
    best, second = nlargest(2, answers) if len(answers) > 1 else (answers[0], 0.0)
    topic = max(topics)
    return [
        1.0,
        best,
        best - second,
        _log_sum(answers) - _log_sum(topics),
        best - topic,
        evidence.leaning,
        (best - second) / best if best > 0 else 0.0,
        evidence.known,
        evidence.coverage,
        log(1 + length),
        max(min(best - topic, 0.0) / topic, -1.0) if topic > 0 else 0.0,
    ]


def _log_sum(scores: list[float]) -> float:
    highest = max(scores)
    return highest + log(sum(exp(score - highest) for score in scores))


def _logistic(weights: tuple[float, ...], values: list[float]) -> float:
    total = sum(weight * value for weight, value in zip(weights, values, strict=True))
    return 1.0 / (1.0 + exp(-max(min(total, 30.0), -30.0)))

"""What a search gives back."""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple

from vt_faq.content import Question, Resource


class Outcome(str, Enum):
    """How sure the search is: three different answers."""

    ANSWERED = "answered"
    SUGGESTED = "suggested"
    UNANSWERED = "unanswered"


class Match(NamedTuple):
    """A candidate answer; `score` is the probability (0–1) that it is the best one."""

    question: Question
    score: float


class Subject(NamedTuple):
    """A known topic that the corpus does not answer; `name` is empty when it is not named.

    `reply` is what to say to those who bring it up, if it is more than that.
    """

    id: str
    name: str
    reply: str | None


class Result(NamedTuple):
    """The answer to a query, or the way to one.

    `confidence` is the calibrated probability (0–1) that the first match answers the query,
    `answerable` the calibrated probability that any question of the corpus does.
    `answer` is there when the outcome is `answered`; `subject`, `near` (at most two
    questions) and `advice` when it is `unanswered`. `notice` says, in the language of the
    query, that the answer follows in the language of the corpus.
    """

    query: str
    outcome: Outcome
    confidence: float
    answerable: float
    matches: tuple[Match, ...]
    answer: Question | None
    subject: Subject | None
    near: tuple[Question, ...]
    advice: tuple[Resource, ...]
    danger: bool
    notice: str | None

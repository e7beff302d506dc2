"""What a search gives back."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from vt_faq.content import Page, Question, Resource

if TYPE_CHECKING:
    from vt_faq.search.danger import Danger
    from vt_faq.search.explain import Explanation


LIKELY = 0.05
"""Score (0–1) from which a match beside the answer is worth a look."""


SMALL_TALK = "small-talk"
"""The topic of what is no question, such as `hoi` and `bedankt`."""


class Outcome(str, Enum):
    """How sure the search is: three different answers."""

    ANSWERED = "answered"
    SUGGESTED = "suggested"
    UNANSWERED = "unanswered"


class Match(NamedTuple):
    """A candidate answer; `score` is the probability (0–1) that it is the best one."""

    question: Question
    score: float


class Topic(NamedTuple):
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
    `page`, with the answer and all that is shown with it, is there when the outcome is
    `answered`; `topic`, `near` (at most two questions) and `advice` when it is `unanswered`.
    `danger` is there when the query speaks of danger; `emergency` is the corpus's line about it
    for all others, empty when it has none.
    `notice` says, in the language of the query, that the answer follows in the language of the
    corpus. `explanation` is there when it was asked for.
    """

    query: str
    outcome: Outcome
    confidence: float
    answerable: float
    matches: tuple[Match, ...]
    page: Page | None
    topic: Topic | None
    near: tuple[Question, ...]
    advice: tuple[Resource, ...]
    danger: Danger | None
    emergency: str
    notice: str | None
    explanation: Explanation | None = None

    @property
    def answer(self) -> Question | None:
        """The question that the query is answered with, if the outcome is `answered`."""
        return self.page and self.page.question

    @property
    def replied(self) -> bool:
        """Whether it was no question, and got a reply of its own."""
        return self.topic is not None and self.topic.id == SMALL_TALK and bool(self.topic.reply)

    @property
    def others(self) -> tuple[Question, ...]:
        """The likely matches after the answer that its page does not name already."""
        if self.page is None:
            return ()
        named = {self.page.question.id, *(item.question.id for item in self.page.related)}
        return tuple(
            match.question
            for match in self.matches
            if match.score >= LIKELY and match.question.id not in named
        )

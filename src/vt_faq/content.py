"""What a corpus is made of, each thing described once.

A field with a description stands in the corpus files: the decoder, the JSON Schema and the
columns of the index follow from the classes here. A field without one follows from the place.
"""

from enum import Enum
from typing import Annotated, Literal, NamedTuple

Origin = Literal["brochure", "vt-faq"]


class Question(NamedTuple):
    """A question with its answer.

    `number` is `chapter.place` (`3.4`), both from 1.
    """

    question: Annotated[str, "The question, verbatim."]
    answer: Annotated[str, "The answer, verbatim, in the Markdown subset of docs/corpus.md."]
    id: Annotated[
        str, "Stable name: lower-case words joined by hyphens; made of the question by default."
    ] = ""
    page: Annotated[int | None, "Page of the chapter on which it stands, from 1."] = None
    number: str = ""

    @property
    def chapter(self) -> int:
        """The number of its chapter, from 1."""
        return int(self.number.partition(".")[0])


class Chapter(NamedTuple):
    """A main question (*hoofdvraag*) and the questions under it; numbered from 1."""

    title: Annotated[str, "The main question, verbatim."]
    questions: Annotated[tuple[Question, ...], "Its questions, in order."]
    number: int = 0


class Resource(NamedTuple):
    """Somebody to turn to, or something to read, with a verified address or none."""

    id: Annotated[str, "Stable name of the resource."]
    name: Annotated[str, "What it is called."]
    purpose: Annotated[str, "What one turns to it for, in plain Dutch."]
    origin: Annotated[Origin, "`brochure` when the corpus names it, `vt-faq` when we add it."]
    url: Annotated[str | None, "Verified address on the web."] = None
    phone: Annotated[str | None, "Verified telephone number."] = None
    phone_note: Annotated[str | None, "When and at what cost it can be called."] = None
    checked: Annotated[str | None, "Month of the evidence, such as 2026-10."] = None
    evidence: Annotated[tuple[str, ...], "Where the address was verified."] = ()


class Relation(str, Enum):
    """Why a question is related to another."""

    REFERS_TO = "refers_to"
    REFERRED_BY = "referred_by"
    SAME_CHAPTER = "same_chapter"


class Related(NamedTuple):
    """A question to read next."""

    question: Question
    relation: Relation


class Page(NamedTuple):
    """Everything that is shown with a question."""

    question: Question
    chapter: Chapter
    related: tuple[Related, ...]
    resources: tuple[Resource, ...]


class ResourceUse(NamedTuple):
    """A resource and the questions whose answers point to it."""

    resource: Resource
    questions: tuple[Question, ...]


class Calibration(NamedTuple):
    """What turns the scores of a search into probabilities, and the thresholds on them.

    The weights are those of two logistic models over the signals of `search.outcome`.
    """

    confidence: Annotated[tuple[float, ...], "Weights for the first match being right."]
    answerable: Annotated[tuple[float, ...], "Weights for there being an answer at all."]
    answered_from: Annotated[float, "Confidence (0–1) from which a query is answered."]
    unanswered_below: Annotated[float, "Probability of an answer under which there is none."]
    topic_from: Annotated[float, "Probability (0–1) from which a topic is named."]
    danger_from: Annotated[float, "Score of danger from which it is heard."]

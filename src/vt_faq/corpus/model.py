"""The typed corpus: what stands in `faq.json` and in `phrasings.json`.

The JSON files are decoded into these classes field by field (`decode`), and the
JSON Schema is generated from them (`schema`), so a field is described once: here.
Showing and searching do not import this module; they read `content` from the database.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

Origin = Literal["brochure", "vt-faq"]


def _described(text: str, *, may_be_empty: bool = False, **more: Any) -> Any:
    return field(metadata={"description": text, "may_be_empty": may_be_empty}, **more)


@dataclass(frozen=True, slots=True)
class Question:
    """A question with its answer, as the brochure prints them."""

    id: str = _described("Stable name of the question: lower-case words joined by hyphens.")
    page: int = _described("Page of the chapter on which the question stands, from 1.")
    question: str = _described("The question, verbatim.")
    answer: str = _described("The answer, verbatim, in the Markdown subset of docs/corpus.md.")


@dataclass(frozen=True, slots=True)
class Chapter:
    """A main question (*hoofdvraag*) and the questions under it."""

    title: str = _described("The main question, verbatim.")
    questions: tuple[Question, ...] = _described("Its questions, in brochure order.")


@dataclass(frozen=True, slots=True)
class Resource:
    """Somebody to turn to, or something to read, with a verified address or none."""

    id: str = _described("Stable name of the resource.")
    name: str = _described("What it is called.")
    purpose: str = _described("What one turns to it for, in plain Dutch.")
    origin: Origin = _described("`brochure` when the brochure names it, `vt-faq` when we add it.")
    url: str | None = _described("Verified address on the web.", default=None)
    phone: str | None = _described("Verified telephone number.", default=None)
    phone_note: str | None = _described("When and at what cost it can be called.", default=None)
    checked: str | None = _described("Month of the evidence, such as 2026-10.", default=None)
    evidence: tuple[str, ...] = _described("Where the address was verified.", default=())


@dataclass(frozen=True, slots=True)
class Corpus:
    """A whole FAQ: its text, its structure and its resources."""

    title: str = _described("Title, verbatim.")
    subtitle: str = _described("Line above the title, verbatim.")
    language: str = _described("Language of the text, as an ISO 639-1 code.")
    publisher: str = _described("Who published it.")
    date: str = _described("When it was published, as printed.")
    introduction: str = _described("Introduction, in the Markdown subset.")
    reading_guide: str = _described("Reading guide, in the Markdown subset.")
    chapters: tuple[Chapter, ...] = _described("The chapters, in order.")
    more_questions: str = _described("Whom to ask what is not in it, in the Markdown subset.")
    colophon: str = _described("Colophon, in the Markdown subset.")
    resources: tuple[Resource, ...] = _described("Organisations and documents, with addresses.")
    phrasings: str | None = _described(
        "File name of the search aids, in the same folder.", default=None
    )
    ranking: str | None = _described(
        "File name of the trained ranking (docs/search.md), in the same folder.", default=None
    )
    danger_line: str | None = _described(
        "Our line about acute danger, shown where danger is spoken of.", default=None
    )
    shortcuts: dict[str, str] = _described(
        "Names that commands use, each with the id of a question.", default_factory=dict
    )

    @property
    def questions(self) -> tuple[Question, ...]:
        """All questions, in brochure order."""
        return tuple(question for chapter in self.chapters for question in chapter.questions)

    def numbered(self) -> Iterator[tuple[int, str, Question]]:
        """Each question with the number of its chapter and its own (`3.4`)."""
        for number, chapter in enumerate(self.chapters, 1):
            for place, question in enumerate(chapter.questions, 1):
                yield number, f"{number}.{place}", question


@dataclass(frozen=True, slots=True)
class Topic:
    """Something people ask about that the corpus does not answer."""

    id: str = _described("Stable name of the topic.")
    name: str = _described(
        "The topic in Dutch, fit to follow 'over'; empty: is not named.", may_be_empty=True
    )
    reply: str | None = _described(
        "What we say to those who bring it up; null: that it is not in the corpus, and its name.",
        default=None,
    )
    near: tuple[str, ...] = _described("Ids of at most two questions that come near.", default=())
    advice: tuple[str, ...] = _described("Ids of resources to turn to instead.", default=())
    phrasings: tuple[str, ...] = _described("How people ask about it.", default=())


@dataclass(frozen=True, slots=True)
class Translation:
    """Phrasings in another language than the corpus's own."""

    notice: str = _described("In that language: the answer follows in Dutch.")
    questions: dict[str, tuple[str, ...]] = _described("Phrasings per question id.")
    topics: dict[str, tuple[str, ...]] = _described("Phrasings per topic id.")


@dataclass(frozen=True, slots=True)
class Phrasings:
    """Search aids, all of them ours: how people put their questions."""

    questions: dict[str, tuple[str, ...]] = _described("Phrasings per question id.")
    topics: tuple[Topic, ...] = _described("What the corpus does not answer.", default=())
    languages: dict[str, Translation] = _described(
        "Phrasings in other languages, per language code.", default_factory=dict
    )
    advice: tuple[str, ...] = _described(
        "Ids of resources to turn to when no topic knows better.", default=()
    )
    danger: tuple[str, ...] = _described(
        "Words that speak of acute danger; a word may end in `*`.", default=()
    )


@dataclass(frozen=True, slots=True)
class Ranking:
    """A trained ranking: a linear model over the features of `search.text`.

    A feature stands with its informativeness and, for each candidate that it says something
    of, `candidate:steps`; its impact on that candidate is `steps` times `unit`. Candidates
    are numbered as in `search.documents`; -1 stands for the corpus having an answer at all.
    """

    digest: str = _described("Digest of the documents that it was trained on.")
    provenance: str = _described("How it was made.")
    candidates: tuple[str, ...] = _described("Ids of the questions, then of the topics.")
    priors: tuple[float, ...] = _described("Score of each candidate before anything is asked.")
    unit: float = _described("Size of one step of impact.")
    features: dict[str, str] = _described("Per feature: `weight candidate:steps …`.")

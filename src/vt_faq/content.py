"""What is shown: questions, chapters and resources, as they are read from the database."""

from __future__ import annotations

from typing import Any, NamedTuple


class Question(NamedTuple):
    """A question with its answer.

    `number` is `chapter.place` (`3.4`); `page` is that within the chapter, from 1; `answer`
    is in the Markdown subset of `vt_faq.markup`.
    """

    number: str
    id: str
    page: int
    question: str
    answer: str

    @property
    def chapter(self) -> int:
        """The number of its chapter, from 1."""
        return int(self.number.partition(".")[0])


class Chapter(NamedTuple):
    """A main question (*hoofdvraag*) and the questions under it; numbered from 1."""

    number: int
    title: str
    questions: tuple[Question, ...]


class Resource(NamedTuple):
    """Somebody to turn to, or something to read.

    `url` and `phone` are None when none was verified; `origin` is `brochure` when the corpus
    names the resource and `vt-faq` when we add it; `checked` is the month of the evidence.
    """

    id: str
    name: str
    purpose: str
    origin: str
    url: str | None
    phone: str | None
    phone_note: str | None
    checked: str | None


ORIGINS = ("brochure", "vt-faq")
"""Where a resource may come from."""

SHAPES: dict[type, tuple[Any, ...]] = {
    Chapter: (int, str),
    Question: (str, str, int, str, str),
    Resource: (str, str, str, str, *[str | None] * 4),
}
"""What a database row holds, in the order of the fields; SQLite would keep anything there."""

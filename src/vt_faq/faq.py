"""The FAQ as a Python object: load it, ask it, leaf through it."""

from __future__ import annotations

from math import isfinite
from os import PathLike
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, NamedTuple

from vt_faq import source
from vt_faq.content import Chapter, Question, Resource
from vt_faq.markup import resources
from vt_faq.related import Related, related
from vt_faq.search.result import Result
from vt_faq.search.search import Search
from vt_faq.store import Store

if TYPE_CHECKING:
    from vt_faq.search.explain import Explanation


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


class Faq:
    """A corpus that can be asked and leafed through; safe to share between threads."""

    def __init__(self, store: Store, prepare: source.Prepare) -> None:
        self._store = store
        self._prepare = prepare
        self._search: Search | None = None
        self._lock = Lock()

    @classmethod
    def load(cls, path: str | PathLike[str] | None = None) -> Faq:
        """The FAQ in a corpus file or a compiled index; without a path, the brochure.

        Raises CorpusError when the file cannot be read.
        """
        return cls(*source.open_store(None if path is None else Path(path)))

    def ask(self, query: str, limit: int = 3) -> Result:
        """The answer to a question in free words, with at most `limit` (≥ 1) matches."""
        with self._store.reading():
            result = self._searching().ask(query, limit)
            if not isfinite(sum(match.score for match in result.matches) + result.confidence):
                raise ValueError(result.confidence)
            return result

    def explain(self, query: str, limit: int = 3) -> Explanation:
        """Why `ask` makes of a question what it does, for its `limit` best candidates."""
        from vt_faq.search.explain import explain

        with self._store.reading():
            return explain(self._store, self._searching(), query, limit)

    def question(self, key: str) -> Question:
        """The question of a number (`3.4`) or id; NotFoundError when there is none."""
        return self._store.question(key)

    def shortcut(self, name: str) -> Question:
        """The question that a name such as `steps` stands for; NotFoundError when none."""
        return self._store.question(self._store.text(f"shortcut:{name}") or name)

    def related(self, question: Question) -> list[Related]:
        """What to read after a question, with the reason, best first."""
        with self._store.reading():
            return related(self._store, question)

    def page(self, question: Question) -> Page:
        """A question with all that is shown with it."""
        with self._store.reading():
            return Page(
                question,
                self._store.chapter(question.chapter),
                tuple(self.related(question)),
                tuple(self._store.resources(resources(question.answer))),
            )

    @property
    def chapters(self) -> list[Chapter]:
        """All chapters, with their questions."""
        return self._store.chapters()

    def chapter(self, number: int | str) -> Chapter:
        """The chapter of a number (from 1); NotFoundError when there is none."""
        return self._store.chapter(number)

    @property
    def resources(self) -> list[ResourceUse]:
        """All resources, each with the questions that mention it."""
        return [
            ResourceUse(item, tuple(self._store.mentioning(item.id)))
            for item in self._store.all_resources()
        ]

    def text(self, name: str) -> str:
        """A text of the corpus, such as `title` or `introduction`; empty when it has none."""
        return self._store.text(name) or ""

    def __len__(self) -> int:
        """How many questions there are."""
        return self._store.question_count()

    def _searching(self) -> Search:
        with self._lock:
            if self._search is None:
                self._prepare()
                self._search = Search(self._store)
        return self._search


LIKELY = 0.05
"""Score (0–1) from which a match beside the answer is worth a look."""


def others(result: Result, page: Page) -> list[Question]:
    """The likely matches after the answer that its page does not name already."""
    named = {page.question.id, *(item.question.id for item in page.related)}
    return [
        match.question
        for match in result.matches
        if match.score >= LIKELY and match.question.id not in named
    ]

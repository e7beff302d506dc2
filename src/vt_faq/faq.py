"""The FAQ as a Python object: load it, ask it, leaf through it."""

from __future__ import annotations

from os import PathLike
from pathlib import Path
from types import TracebackType

from vt_faq.content import Chapter, Page, Question, Related, ResourceUse
from vt_faq.errors import NotFoundError, cut, one_line
from vt_faq.index.open import open_index
from vt_faq.index.rows import Index
from vt_faq.pointer import read
from vt_faq.search.result import Result
from vt_faq.search.search import Search


class Faq:
    """A corpus that can be asked and leafed through.

    Safe to share between threads. `close` lets go of its file, and so does leaving a `with`.
    """

    def __init__(self, index: Index) -> None:
        self._index = index
        self._search: Search | None = None

    @classmethod
    def load(cls, path: str | PathLike[str] | None = None) -> Faq:
        """The FAQ in a corpus file or a compiled index; without a path, the brochure.

        Raises CorpusError when the file cannot be read.
        """
        return cls(open_index(None if path is None else Path(path)))

    def close(self) -> None:
        """Let go of the file; nothing can be read after."""
        self._index.close()

    def __enter__(self) -> Faq:
        """The FAQ itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Close it."""
        self.close()

    def ask(self, query: str, limit: int = 3) -> Result:
        """The answer to a question in free words, with at most `limit` (≥ 1) matches.

        A number (`3.4`, `vraag 3.4`) is answered with the question of that number.
        Raises TypeError or ValueError for another kind of query or limit.
        """
        return self._searching().ask(_text(query), _positive(limit))

    @property
    def name(self) -> str:
        """What the corpus is called in a sentence, such as `de brochure`."""
        return self.text("name")

    @property
    def example(self) -> str:
        """A query that the corpus answers: its first question, on one line."""
        return one_line(self.question("1.1").question)

    def explain(self, query: str, limit: int = 3) -> Result:
        """What `ask` gives, with the explanation of its `limit` best candidates.

        A number that is answered needs none.
        """
        return self._searching().ask(_text(query), _positive(limit), explain=True)

    def question(self, key: str) -> Question:
        """The question of a number (`3.4`) or id; NotFoundError when there is none."""
        return self._index.question(_text(key))

    def find(self, text: str) -> Question | Chapter | None:
        """What a typed text points at: `3.4`, `vraag 3,4`, `hoofdstuk 3`, `3`, or an id.

        None when it points at nothing; a number without a point may be any number. Raises
        NotFoundError for a question (`9.9`) or chapter (`hoofdstuk 9`) that is not there.
        """
        pointer = read(_text(text))
        if pointer is None:
            return self._index.find(text.strip())
        if pointer.question:
            return self._index.question(pointer.number)
        try:
            return self._index.chapter(pointer.number)
        except NotFoundError:
            if pointer.chapter:
                raise
            return None

    def shortcut(self, name: str) -> Question:
        """The question that a name such as `steps` stands for; NotFoundError when none."""
        target = self._index.text(f"shortcut:{_text(name)}")
        if target is None:
            raise NotFoundError(f"In {self.name} staat niets onder de naam {cut(name)}.")
        return self._index.question(target)

    def related(self, question: Question) -> tuple[Related, ...]:
        """What to read after a question of this corpus, with the reason, best first."""
        return self._index.related(self._own(question))

    def page(self, question: Question) -> Page:
        """A question of this corpus with all that is shown with it."""
        return self._index.page(self._own(question))

    @property
    def chapters(self) -> list[Chapter]:
        """All chapters, with their questions."""
        return self._index.chapters()

    def chapter(self, number: int | str) -> Chapter:
        """The chapter of a number (from 1); NotFoundError when there is none."""
        return self._index.chapter(number)

    @property
    def resources(self) -> list[ResourceUse]:
        """All resources, each with the questions that mention it."""
        return self._index.resource_uses()

    def text(self, name: str) -> str:
        """A text of the corpus, such as `title` or `introduction`; empty when it has none."""
        return self._index.text(name) or ""

    def __len__(self) -> int:
        """How many questions there are."""
        return self._index.question_count()

    def _own(self, question: Question) -> Question:
        if not isinstance(question, Question):
            raise TypeError(f"expected a Question, not {type(question).__name__}")
        try:
            found = self._index.question(question.id)
        except NotFoundError:
            if any(question in chapter.questions for chapter in self._index.chapters()):
                raise self._index.damaged() from None
            raise
        if found != question:
            raise NotFoundError(f"Vraag {cut(question.id)} luidt anders in dit corpus.")
        return question

    def _searching(self) -> Search:
        with self._index.lock:
            if self._search is None:
                self._index.make_searchable()
                self._search = Search(self._index)
        return self._search


def _text(value: str) -> str:
    if not isinstance(value, str):
        raise TypeError(f"expected a str, not {type(value).__name__}")
    return value


def _positive(value: int) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError(f"expected an int, not {type(value).__name__}")
    if value < 1:
        raise ValueError(f"expected a limit of at least 1, not {value}")
    return value

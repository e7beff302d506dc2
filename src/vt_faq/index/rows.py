"""An index as it is read: row by row and on demand, each row checked where it is read.

SQLite keeps a value of any type in any column, and a file may come from anybody. So whatever
does not fit is damage, and the cost of an answer does not grow with the corpus.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterable
from math import isfinite
from threading import RLock
from typing import Any, TypeVar, get_args
from weakref import WeakSet

from vt_faq.content import Chapter, Origin, Page, Question, Related, Relation, Resource, ResourceUse
from vt_faq.errors import CorpusError, NotFoundError, VtFaqError, cut
from vt_faq.index.schema import SHAPES
from vt_faq.markup import references, resources

T = TypeVar("T", Question, Chapter, Resource)
Types = tuple[type, ...]

MOST = 250_000
"""Rows that are read at most: a damaged index may claim any number."""

ORIGINS = get_args(Origin)


class Index:
    """Reads an index; safe to share between threads, and closed by `close`."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        file: str | None = None,
        finish: Callable[[], None] | None = None,
    ) -> None:
        """Read from `connection`, which leads to the index `file`, if to any.

        `finish` makes the tables of what is searched, where that was put off.
        """
        self._connection = connection
        self._file = file
        self._finish = finish
        self._is_closed = False
        self.lock = RLock()
        _open.add(self)

    def close(self) -> None:
        """Let go of the file; nothing can be read after."""
        with self.lock:
            self._connection.close()
            self._is_closed = True

    def make_searchable(self) -> None:
        """Make the tables of what is searched, if that was put off."""
        with self.lock:
            if self._finish is not None:
                self._check_open()
                self._finish()
                self._finish = None

    def rows(self, sql: str, parameters: Iterable[Any] = (), *types: Types) -> list[Any]:
        """All rows of a query; CorpusError when a value is of none of the `types` of its column.

        A number that is not finite is no number. A parameter that is no Unicode stands in no row.
        """
        try:
            with self.lock:
                self._check_open()
                found = self._connection.execute(sql, tuple(parameters)).fetchmany(MOST + 1)
        except UnicodeEncodeError:
            return []
        except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
            raise self.damaged() from error
        if len(found) > MOST:
            raise self.damaged()
        for row in found:
            for value, allowed in zip(row, types, strict=True):
                if type(value) not in allowed or (type(value) is float and not isfinite(value)):
                    raise self.damaged()
        return found

    def _check_open(self) -> None:
        if self._is_closed:
            raise VtFaqError("Het corpus is al gesloten. Open het opnieuw.")

    def damaged(self) -> CorpusError:
        """What to raise when the index holds what it cannot hold."""
        return CorpusError(
            f"De index {self._file} is beschadigd, of geen index van vt-faq."
            " Maak hem opnieuw met: vt-faq compile"
        )

    def text(self, name: str) -> str | None:
        """A text of the corpus (`title`, `introduction`, …), or None when it has none."""
        found = self.rows("SELECT value FROM meta WHERE key = ?", (name,), (str,))
        return found[0][0] if found else None

    def question(self, key: str) -> Question:
        """The question of a number (`3.4`) or id; NotFoundError when there is none."""
        found = self._questions("WHERE number = ? OR id = ?", key, key)
        if not found:
            (first,) = self.at([0])
            raise NotFoundError(
                f"Vraag {cut(key)} bestaat niet. Kies een nummer zoals {first.number};"
                " vt-faq chapter 1 toont de vragen van hoofdstuk 1."
            )
        return found[0]

    def at(self, positions: Iterable[int]) -> list[Question]:
        """The questions at these positions (0 is the first of the corpus), in that order."""
        return [self._one(Question, "WHERE position = ?", position) for position in positions]

    def named(self, ids: Iterable[str]) -> list[Question]:
        """The questions of these ids, in that order."""
        return [self._one(Question, "WHERE id = ?", name) for name in ids]

    def question_count(self) -> int:
        """How many questions there are."""
        ((last,),) = self.rows("SELECT max(position) FROM question", (), (int,))
        return int(last) + 1

    def chapters(self) -> list[Chapter]:
        """All chapters with their questions."""
        return [self._whole(chapter) for chapter in self._all(Chapter, "ORDER BY number")]

    def chapter(self, number: int | str) -> Chapter:
        """A chapter with its questions; NotFoundError when there is none of that number."""
        found = self._all(Chapter, "WHERE CAST(number AS TEXT) = ?", str(number))
        if not found:
            last = self._all(Chapter, "ORDER BY number DESC LIMIT 1")
            choice = f" Kies een hoofdstuk van 1–{last[0].number}." if last else ""
            raise NotFoundError(f"Hoofdstuk {cut(str(number))} bestaat niet.{choice}")
        return self._whole(found[0])

    def resources(self, ids: Iterable[str]) -> tuple[Resource, ...]:
        """The resources of these ids, in that order."""
        return tuple(self._one(Resource, "WHERE id = ?", name) for name in ids)

    def resource_uses(self) -> list[ResourceUse]:
        """All resources in the order of the corpus, each with the questions that mention it."""
        mentioning = "WHERE id IN (SELECT question FROM mention WHERE resource = ?)"
        return [
            ResourceUse(item, tuple(self._questions(f"{mentioning} ORDER BY position", item.id)))
            for item in self._all(Resource, "ORDER BY position")
        ]

    def page(self, question: Question) -> Page:
        """A question of this index with all that is shown with it."""
        related = self.related(question)
        chapter = self._one(Chapter, "WHERE number = ?", question.chapter)
        mentioned = self.resources(resources(question.answer))
        return Page(question, self._whole(chapter), related, mentioned)

    def related(self, question: Question) -> tuple[Related, ...]:
        """What to read after a question; each question once, never the question itself.

        First those its answer refers to, in order; then those that refer to it; then its
        neighbours: the questions just before and after it in the chapter.
        """
        chapter = self._in_chapter(question.chapter)
        if question not in chapter:
            raise self.damaged()
        place = chapter.index(question)
        targets = self.named(references(question.answer))
        referring = "WHERE id IN (SELECT source FROM reference WHERE target = ?) ORDER BY position"
        found = {question.id}
        result = []
        for relation, candidates in (
            (Relation.REFERS_TO, targets),
            (Relation.REFERRED_BY, self._questions(referring, question.id)),
            (Relation.SAME_CHAPTER, chapter[max(place - 1, 0) : place + 2]),
        ):
            for candidate in candidates:
                if candidate.id not in found:
                    found.add(candidate.id)
                    result.append(Related(candidate, relation))
        return tuple(result)

    def _whole(self, chapter: Chapter) -> Chapter:
        return chapter._replace(questions=tuple(self._in_chapter(chapter.number)))

    def _in_chapter(self, number: int) -> list[Question]:
        return self._questions("WHERE chapter = ? ORDER BY position", number)

    def _questions(self, where: str, *parameters: Any) -> list[Question]:
        return self._all(Question, where, *parameters)

    def _one(self, kind: type[T], where: str, parameter: Any) -> T:
        """What the index itself points to; when it is not there, the index is damaged."""
        found = self._all(kind, where, parameter)
        if not found:
            raise self.damaged()
        return found[0]

    def _all(self, kind: type[T], where: str, *parameters: Any) -> list[T]:
        """The questions, chapters or resources in rows of the table that is called like them."""
        columns = SHAPES[kind]
        sql = f"SELECT {', '.join(columns)} FROM {kind.__name__.lower()} {where}"
        rows = self.rows(sql, parameters, *columns.values())
        found = [dict(zip(columns, row)) for row in rows]
        if not all(_makes_sense(item) for item in found):
            raise self.damaged()
        return [kind(**item, **MISSING.get(kind, {})) for item in found]


MISSING: dict[type, dict[str, Any]] = {Chapter: {"questions": ()}}
"""What is read apart."""


def _makes_sense(row: dict[str, Any]) -> bool:
    """Whether a number is one, and an origin."""
    number = row.get("number", 1)
    if isinstance(number, str):
        parts = number.split(".")
        good = len(parts) == 2 and all(map(_counts, parts))
    else:
        good = number > 0
    return good and row.get("origin", ORIGINS[0]) in ORIGINS


def _counts(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < 10 and text[0] != "0"


_open: WeakSet[Index] = WeakSet()
_held: list[Index] = []


def _hold() -> None:
    """Wait until no thread reads: what is read halfway cannot be read on in a child process."""
    _held.extend(_open)
    for index in _held:
        index.lock.acquire()


def _release() -> None:
    for index in _held:
        index.lock.release()
    _held.clear()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(before=_hold, after_in_parent=_release, after_in_child=_release)

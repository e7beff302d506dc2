"""What an index says: questions, chapters and resources, read row by row and on demand.

So the cost of an answer does not grow with the corpus.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeVar, get_args

from vt_faq.content import Chapter, Origin, Page, Question, Related, Relation, Resource, ResourceUse
from vt_faq.errors import NotFoundError, cut
from vt_faq.index.guard import Guarded
from vt_faq.index.schema import SHAPES
from vt_faq.markup import references, resources

T = TypeVar("T", Question, Chapter, Resource)

ORIGINS = get_args(Origin)

LONGEST_ID = 200
"""Characters of an unknown id that are compared with those there are."""

NEAR = 75
"""Likeness (0–100) from which an id may be the one that was meant."""


class Index(Guarded):
    """Reads an index; safe to share between threads, and closed by `close`."""

    _latest: Chapter | None = None

    def text(self, name: str) -> str | None:
        """A text of the corpus (`title`, `introduction`, …), or None when it has none."""
        found = self.rows("SELECT value FROM meta WHERE key = ?", (name,), (str,))
        return found[0][0] if found else None

    def find(self, key: str) -> Question | None:
        """The question of a number (`3.4`) or id, or None when there is none."""
        found = self._questions("WHERE number = ? OR id = ?", key, key)
        return found[0] if found else None

    def question(self, key: str) -> Question:
        """The question of a number (`3.4`) or id; NotFoundError names what comes near."""
        found = self.find(key)
        if found is None:
            choice, how = self._instead(key)
            raise NotFoundError(f"Vraag {cut(key) or 'zonder nummer'} bestaat niet. {choice}", how)
        return found

    def _instead(self, key: str) -> tuple[str, str]:
        """What somebody can choose who asked for a question that is not there, and how."""
        chapter = key.partition(".")[0]
        there = self._questions("WHERE CAST(chapter AS TEXT) = ? ORDER BY position", chapter)
        if there:
            span = there[0].number if len(there) == 1 else f"{there[0].number}–{there[-1].number}"
            return f"Hoofdstuk {chapter} heeft {span}.", f"Je ziet ze met: vt-faq chapter {chapter}"
        near = self._nearest_id(key)
        if near:
            return f"Bedoel je {near}?", ""
        (first,) = self.at([0])
        return (
            f"Kies een nummer zoals {first.number}.",
            "Je ziet ze allemaal met: vt-faq questions"
            "\nZoeken in je eigen woorden doe je met: vt-faq ask",
        )

    def _nearest_id(self, key: str) -> str | None:
        from rapidfuzz import process

        ids = [name for (name,) in self.rows("SELECT id FROM question", (), (str,))]
        near = process.extractOne(key[:LONGEST_ID], ids, score_cutoff=NEAR)
        return near and near[0]

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
        chapters = self._all(Chapter, "ORDER BY number")
        listed: dict[int, list[Question]] = {chapter.number: [] for chapter in chapters}
        if len(listed) != len(chapters):
            raise self.damaged()
        for question in self._questions("ORDER BY position"):
            listed.setdefault(question.chapter, []).append(question)
        return [item._replace(questions=tuple(listed[item.number])) for item in chapters]

    def chapter(self, number: int | str) -> Chapter:
        """A chapter with its questions; NotFoundError when there is none of that number."""
        found = self._all(Chapter, "WHERE CAST(number AS TEXT) = ?", str(number))
        if not found:
            last = self._all(Chapter, "ORDER BY number DESC LIMIT 1")
            choice = f" Kies een hoofdstuk van 1–{last[0].number}." if last else ""
            named = self.find(str(number))
            raise NotFoundError(
                f"Hoofdstuk {cut(str(number)) or 'zonder nummer'} bestaat niet.{choice}",
                f"Vraag {named.number} lees je met: vt-faq show {named.number}" if named else "",
            )
        return self._whole(found[0])

    def resources(self, ids: Iterable[str]) -> tuple[Resource, ...]:
        """The resources of these ids, in that order."""
        return tuple(self._one(Resource, "WHERE id = ?", name) for name in ids)

    def resource_uses(self) -> list[ResourceUse]:
        """All resources in the order of the corpus, each with the questions that mention it."""
        listed: dict[str, list[Question]] = {}
        mentions = self.rows("SELECT question, resource FROM mention", (), (str,), (str,))
        naming: dict[str, list[str]] = {}
        for question, resource in mentions:
            naming.setdefault(question, []).append(resource)
        mentioned = "WHERE id IN (SELECT question FROM mention) ORDER BY position"
        for item in self._questions(mentioned):
            for resource in naming.get(item.id, ()):
                listed.setdefault(resource, []).append(item)
        return [
            ResourceUse(item, tuple(listed.get(item.id, ())))
            for item in self._all(Resource, "ORDER BY position")
        ]

    def page(self, question: Question) -> Page:
        """A question of this index with all that is shown with it."""
        related = self.related(question)
        mentioned = self.resources(resources(question.answer))
        return Page(question, self._chapter_of(question), related, mentioned)

    def related(self, question: Question) -> tuple[Related, ...]:
        """What to read after a question; each question once, never the question itself.

        First those its answer refers to, in order; then those that refer to it; then its
        neighbours: the questions just before and after it in the chapter.
        """
        chapter = self._chapter_of(question).questions
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

    def _chapter_of(self, question: Question) -> Chapter:
        """The chapter of a question; the latest is kept, for its questions are shown in a row."""
        latest = self._latest
        if latest is None or latest.number != question.chapter:
            latest = self._whole(self._one(Chapter, "WHERE number = ?", question.chapter))
            self._latest = latest
        return latest

    def _whole(self, chapter: Chapter) -> Chapter:
        questions = self._questions("WHERE chapter = ? ORDER BY position", chapter.number)
        return chapter._replace(questions=tuple(questions))

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

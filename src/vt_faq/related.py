"""The cross-reference graph: what to read next, and why."""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple

from vt_faq.content import Question
from vt_faq.markup import references
from vt_faq.store import Store


class Relation(str, Enum):
    """Why a question is related to another."""

    REFERS_TO = "refers_to"
    REFERRED_BY = "referred_by"
    SAME_CHAPTER = "same_chapter"


class Related(NamedTuple):
    """A question to read next."""

    question: Question
    relation: Relation


def related(store: Store, question: Question) -> list[Related]:
    """What to read after a question; each question once, never the question itself.

    First those its answer refers to, in order; then those that refer to it; then its
    neighbours: the questions just before and after it in the chapter.
    """
    chapter = store.in_chapter(question.chapter)
    place = [item.id for item in chapter].index(question.id)
    found = {question.id}
    result = []
    for relation, candidates in (
        (Relation.REFERS_TO, [store.question(item) for item in references(question.answer)]),
        (Relation.REFERRED_BY, store.referring_to(question.id)),
        (Relation.SAME_CHAPTER, chapter[max(place - 1, 0) : place + 2]),
    ):
        for candidate in candidates:
            if candidate.id not in found:
                found.add(candidate.id)
                result.append(Related(candidate, relation))
    return result

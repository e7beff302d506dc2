"""The view for software; documented in docs/json.md."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from vt_faq import markup
from vt_faq.search.result import Result
from vt_faq.view.view import About

if TYPE_CHECKING:
    from vt_faq.content import Chapter, Question, Resource
    from vt_faq.faq import Page, ResourceUse
    from vt_faq.review import Finding
    from vt_faq.search.explain import Explanation

SCHEMA = 1
_ESCAPED = re.compile("[\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


class JsonView:
    """One JSON object a call, on one line."""

    def result(
        self,
        result: Result,
        page: Page | None,
        danger_line: str,
        explanation: Explanation | None = None,
    ) -> str:
        """See View."""
        value = {
            "query": result.query,
            "outcome": result.outcome.value,
            "confidence": round(result.confidence, 4),
            "answerable": round(result.answerable, 4),
            "matches": [
                _named(match.question) | {"score": round(match.score, 4)}
                for match in result.matches
            ],
            "answer": None if page is None else _page(page),
            "topic": result.subject and result.subject._asdict(),
            "near": [_named(question) for question in result.near],
            "advice": [_resource(item) for item in result.advice],
            "danger": danger_line if result.danger else None,
            "notice": result.notice,
        }
        if explanation is not None:
            value["explanation"] = _explanation(explanation)
        return dump(value)

    def pages(self, pages: Sequence[Page]) -> str:
        """See View."""
        return dump({"questions": [_page(page) for page in pages]})

    def chapters(self, chapters: Sequence[Chapter]) -> str:
        """See View."""
        return dump(
            {"chapters": [_chapter(item) | {"count": len(item.questions)} for item in chapters]}
        )

    def chapter(self, chapter: Chapter) -> str:
        """See View."""
        questions = [_named(question) for question in chapter.questions]
        return dump({"chapter": _chapter(chapter) | {"questions": questions}})

    def links(self, uses: Sequence[ResourceUse], danger_line: str) -> str:
        """See View."""
        return dump(
            {
                "danger": danger_line or None,
                "resources": [
                    _resource(use.resource)
                    | {"questions": [_named(question) for question in use.questions]}
                    for use in uses
                ],
            }
        )

    def about(self, about: About) -> str:
        """See View."""
        return dump(
            {
                "title": about.title,
                "sections": [
                    {"heading": heading or None, "text": markup.plain(text)}
                    for heading, text in about.sections
                ],
            }
        )

    def done(self, message: str) -> str:
        """See View."""
        return dump({"message": message})

    def findings(self, findings: Sequence[Finding]) -> str:
        """See View."""
        return dump({"findings": [item._asdict() for item in findings]})


def dump(value: dict[str, Any]) -> str:
    """The object on one line, letters as they are and anything unprintable escaped."""
    text = json.dumps({"schema": SCHEMA} | value, ensure_ascii=False, allow_nan=False)
    return _ESCAPED.sub(lambda found: f"\\u{ord(found[0]):04x}", text) + "\n"


def error(code: str, message: str) -> str:
    """An error as a JSON object."""
    return dump({"error": {"code": code, "message": message}})


def _named(question: Question) -> dict[str, Any]:
    return {"number": question.number, "id": question.id, "question": question.question}


def _chapter(chapter: Chapter) -> dict[str, Any]:
    return {"number": chapter.number, "title": chapter.title}


def _page(page: Page) -> dict[str, Any]:
    return _named(page.question) | {
        "chapter": _chapter(page.chapter),
        "page": page.question.page,
        "text": markup.plain(page.question.answer),
        "related": [
            _named(item.question) | {"relation": item.relation.value} for item in page.related
        ],
        "resources": [_resource(item) for item in page.resources],
    }


def _resource(resource: Resource) -> dict[str, Any]:
    fields = ("id", "name", "purpose", "url", "phone", "phone_note", "checked", "origin")
    return {name: getattr(resource, name) for name in fields}


def _explanation(explanation: Explanation) -> dict[str, Any]:
    return {
        "corrected": dict(explanation.corrected),
        "outcome": explanation.judgement.outcome.value,
        "confidence": round(explanation.judgement.confidence, 4),
        "answerable": round(explanation.judgement.answerable, 4),
        "answered_from": explanation.calibration.answered_from,
        "unanswered_below": explanation.calibration.unanswered_below,
        "broad": explanation.broad,
        "candidates": [
            item._asdict()
            | {
                "probability": round(item.probability, 4),
                "similarity": round(item.similarity, 4),
                "words": {share.word: round(share.share, 3) for share in item.words},
            }
            for item in explanation.candidates
        ],
    }

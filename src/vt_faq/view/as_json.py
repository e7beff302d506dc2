"""The view for software, in the names of the Python API; documented in docs/json.md."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from vt_faq import markup
from vt_faq.content import Chapter, Page, Question, Resource
from vt_faq.search.result import Result
from vt_faq.view.blocks import About, Contents, Done, Findings, Lesson, Links, Pages, Share, Shown

if TYPE_CHECKING:
    from vt_faq.search.danger import Danger
    from vt_faq.search.explain import Explanation

SCHEMA = 3
_ESCAPED = re.compile("[\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def as_json(shown: Shown) -> str:
    """What is shown as an object on one line, ending in a newline."""
    return dump(_object(shown))


def error(code: str, message: str) -> str:
    """An error as an object on one line, ending in a newline."""
    return dump({"error": {"code": code, "message": message}})


def dump(value: dict[str, Any]) -> str:
    """The object on one line, letters as they are and anything unprintable escaped."""
    text = json.dumps({"schema": SCHEMA} | value, ensure_ascii=False, allow_nan=False)
    return _ESCAPED.sub(lambda found: f"\\u{ord(found[0]):04x}", text) + "\n"


def _object(shown: Shown) -> dict[str, Any]:
    match shown:
        case Result():
            return _result(shown)
        case Page():
            return {"pages": [_page(shown)]}
        case Pages():
            return {"pages": [_page(page) for page in shown]}
        case Contents():
            return {"chapters": [_listed(chapter) for chapter in shown]}
        case Chapter():
            return {"chapter": _listed(shown)}
        case Links(uses, emergency):
            resources = [
                _resource(use.resource) | {"questions": _named_all(use.questions)} for use in uses
            ]
            return {"emergency": emergency or None, "resources": resources}
        case About(title, sections):
            texts = [
                {"heading": heading or None, "text": markup.plain(text)}
                for heading, text in sections
            ]
            return {"title": title, "sections": texts}
        case Findings():
            return {"findings": [item._asdict() for item in shown]}
        case Lesson():
            return {
                name: item._asdict() if isinstance(item, Share) else item
                for name, item in shown._asdict().items()
            }
        case Done():
            return {"message": shown}


def _result(result: Result) -> dict[str, Any]:
    value = {
        "query": result.query,
        "outcome": result.outcome.value,
        "confidence": round(result.confidence, 4),
        "answerable": round(result.answerable, 4),
        "matches": [
            _whole(match.question) | {"score": round(match.score, 4)} for match in result.matches
        ],
        "page": None if result.page is None else _page(result.page),
        "others": _named_all(result.others),
        "topic": result.topic and result.topic._asdict(),
        "near": _named_all(result.near),
        "advice": [_resource(item) for item in result.advice],
        "danger": None if result.danger is None else _danger(result.danger),
        "emergency": result.emergency or None,
        "notice": result.notice,
    }
    if result.explanation is not None:
        value["explanation"] = _explanation(result.explanation)
    return value


def _danger(danger: Danger) -> dict[str, Any]:
    resources = [_resource(item) for item in danger.resources]
    return danger._asdict() | {"resources": resources}


def _named(question: Question) -> dict[str, Any]:
    return {"number": question.number, "id": question.id, "question": question.question}


def _named_all(questions: tuple[Question, ...]) -> list[dict[str, Any]]:
    return [_named(question) for question in questions]


def _whole(question: Question) -> dict[str, Any]:
    return _named(question) | {"answer": markup.plain(question.answer), "page": question.page}


def _chapter(chapter: Chapter) -> dict[str, Any]:
    return {"number": chapter.number, "title": chapter.title}


def _listed(chapter: Chapter) -> dict[str, Any]:
    return _chapter(chapter) | {"questions": _named_all(chapter.questions)}


def _page(page: Page) -> dict[str, Any]:
    return _whole(page.question) | {
        "chapter": _chapter(page.chapter),
        "related": [
            _named(item.question) | {"relation": item.relation.value} for item in page.related
        ],
        "resources": [_resource(item) for item in page.resources],
    }


def _resource(resource: Resource) -> dict[str, Any]:
    value = resource._asdict()
    del value["evidence"]  # for the editor of the corpus; an index does not hold it
    return value


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

"""vt-faq: find the answer in the brochure *Veilig Thuis-meldingen en passend onderwijs*.

>>> import vt_faq
>>> faq = vt_faq.Faq.load()
>>> faq.ask("kan een melding worden ingetrokken").answer.number
'3.4'

The names below are the public API. They are imported on first use, so that a command line
that only completes or explains does not pay for them.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from vt_faq.content import Chapter, Question, Resource
    from vt_faq.errors import CorpusError, NotFoundError, VtFaqError
    from vt_faq.faq import Faq, Page, ResourceUse
    from vt_faq.related import Related, Relation
    from vt_faq.search.result import Match, Outcome, Result

__version__ = "1.0.0"

_HOMES = {
    "Chapter": "content",
    "Question": "content",
    "Resource": "content",
    "CorpusError": "errors",
    "NotFoundError": "errors",
    "VtFaqError": "errors",
    "Faq": "faq",
    "Page": "faq",
    "ResourceUse": "faq",
    "Related": "related",
    "Relation": "related",
    "Match": "search.result",
    "Outcome": "search.result",
    "Result": "search.result",
}

__all__ = [
    "Chapter",
    "CorpusError",
    "Faq",
    "Match",
    "NotFoundError",
    "Outcome",
    "Page",
    "Question",
    "Related",
    "Relation",
    "Resource",
    "ResourceUse",
    "Result",
    "VtFaqError",
    "__version__",
]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"vt_faq.{_HOMES[name]}"), name)

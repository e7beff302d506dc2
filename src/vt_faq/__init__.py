"""vt-faq: find the answer in the brochure *Veilig Thuis-meldingen en passend onderwijs*.

>>> import vt_faq
>>> faq = vt_faq.Faq.load()
>>> faq.ask("kan een melding worden ingetrokken").answer.number
'3.4'
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from vt_faq.content import Chapter, Page, Question, Related, Relation, Resource, ResourceUse
    from vt_faq.errors import CorpusError, NotFoundError, VtFaqError
    from vt_faq.faq import Faq
    from vt_faq.search.result import Match, Outcome, Result, Topic

__version__ = "1.0.0"

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
    "Topic",
    "VtFaqError",
    "__version__",
]

_HOMES = ("content", "errors", "faq", "search.result")


def __getattr__(name: str) -> Any:
    """What the package offers, imported when it is asked for.

    The command, which lives in the package too, imports nothing before its process is set up.
    """
    if name in __all__:
        for home in _HOMES:
            offered = vars(import_module(f"vt_faq.{home}"))
            if name in offered:
                return offered[name]
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    """The names that the package offers, imported or not."""
    return sorted({*globals(), *__all__})

"""vt-faq: find the answer in the brochure *Veilig Thuis-meldingen en passend onderwijs*.

>>> import vt_faq
>>> faq = vt_faq.Faq.load()
>>> faq.ask("kan een melding worden ingetrokken").answer.number
'3.4'
"""

TYPE_CHECKING = False  # known to type checkers; to import it takes 7 ms

if TYPE_CHECKING:
    from vt_faq.content import Chapter, Page, Question, Related, Relation, Resource, ResourceUse
    from vt_faq.errors import CorpusError, NotFoundError, VtFaqError
    from vt_faq.faq import Faq
    from vt_faq.search.danger import Danger
    from vt_faq.search.explain import Explanation
    from vt_faq.search.result import Match, Outcome, Result, Topic

__version__ = "1.0.0"

__all__ = [
    "Chapter",
    "CorpusError",
    "Danger",
    "Explanation",
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

_WHERE = {
    "content": ("Chapter", "Page", "Question", "Related", "Relation", "Resource", "ResourceUse"),
    "errors": ("CorpusError", "NotFoundError", "VtFaqError"),
    "faq": ("Faq",),
    "search.danger": ("Danger",),
    "search.explain": ("Explanation",),
    "search.result": ("Match", "Outcome", "Result", "Topic"),
}


def __getattr__(name: str) -> object:
    """What the package offers, imported when it is asked for.

    So the command is within its own `try` before it imports anything that takes time, and Ctrl-C
    ends in no traceback; only in Python's own start, some 15 ms, it still can.
    """
    from importlib import import_module

    for module, names in _WHERE.items():
        if name in names:
            return getattr(import_module(f"vt_faq.{module}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    """The names of the package, also those that are not imported yet: `help` goes by them."""
    return sorted({*globals(), *__all__})

"""vt-faq: find the answer in the brochure *Veilig Thuis-meldingen en passend onderwijs*.

>>> import vt_faq
>>> faq = vt_faq.Faq.load()
>>> faq.ask("kan een melding worden ingetrokken").answer.number
'3.4'
"""

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

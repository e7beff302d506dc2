"""The corpus files, typed: what stands in `faq.json` and in the files beside it.

The decoder and the JSON Schema (`decode`) follow from these classes and from those of
`vt_faq.content`, so a field is described once. Showing and searching do not import this module.
"""

from collections.abc import Iterator
from typing import Annotated, NamedTuple

from vt_faq.content import Chapter, Question, Resource

MAY_BE_EMPTY = "may be empty"
"""Marks a text that may be empty; others may not."""


class Corpus(NamedTuple):
    """A whole FAQ: its text, its structure and its resources."""

    title: Annotated[str, "Title, verbatim."]
    subtitle: Annotated[str, "Line above the title, verbatim."]
    language: Annotated[str, "Language of the text, as an ISO 639-1 code."]
    publisher: Annotated[str, "Who published it."]
    date: Annotated[str, "When it was published, as printed."]
    introduction: Annotated[str, "Introduction, in the Markdown subset."]
    reading_guide: Annotated[str, "Reading guide, in the Markdown subset."]
    chapters: Annotated[tuple[Chapter, ...], "The chapters, in order."]
    more_questions: Annotated[str, "Whom to ask what is not in it, in the Markdown subset."]
    colophon: Annotated[str, "Colophon, in the Markdown subset."]
    resources: Annotated[tuple[Resource, ...], "Organisations and documents, with addresses."]
    phrasings: Annotated[str | None, "File name of the search aids, in the same folder."] = None
    ranking: Annotated[
        str | None, "File name of the trained ranking (docs/search.md), in the same folder."
    ] = None
    danger_line: Annotated[
        str | None, "Our line about acute danger, shown where danger is spoken of."
    ] = None
    shortcuts: Annotated[
        dict[str, str], "Names that commands use, each with the id of a question."
    ] = {}

    @property
    def questions(self) -> tuple[Question, ...]:
        """All questions, in order."""
        return tuple(question for chapter in self.chapters for question in chapter.questions)

    def numbered(self) -> "Corpus":
        """The corpus with numbers, which follow from the place, on its chapters and questions."""
        return self._replace(chapters=tuple(_numbered(self.chapters)))


def _numbered(chapters: tuple[Chapter, ...]) -> Iterator[Chapter]:
    for number, chapter in enumerate(chapters, 1):
        questions = (
            question._replace(number=f"{number}.{place}")
            for place, question in enumerate(chapter.questions, 1)
        )
        yield chapter._replace(questions=tuple(questions), number=number)


class Topic(NamedTuple):
    """Something people ask about that the corpus does not answer."""

    id: Annotated[str, "Stable name of the topic."]
    name: Annotated[
        str, "The topic in Dutch, fit to follow 'over'; empty: is not named.", MAY_BE_EMPTY
    ]
    reply: Annotated[
        str | None,
        "What we say to those who bring it up; null: that it is not in the corpus, and its name.",
    ] = None
    near: Annotated[tuple[str, ...], "Ids of at most two questions that come near."] = ()
    advice: Annotated[tuple[str, ...], "Ids of resources to turn to instead."] = ()
    phrasings: Annotated[tuple[str, ...], "How people ask about it."] = ()


class Translation(NamedTuple):
    """Phrasings in another language than the corpus's own."""

    notice: Annotated[str, "In that language: the answer follows in Dutch."]
    questions: Annotated[dict[str, tuple[str, ...]], "Phrasings per question id."]
    topics: Annotated[dict[str, tuple[str, ...]], "Phrasings per topic id."]


class Phrasings(NamedTuple):
    """Search aids, all of them ours: how people put their questions."""

    questions: Annotated[dict[str, tuple[str, ...]], "Phrasings per question id."]
    topics: Annotated[tuple[Topic, ...], "What the corpus does not answer."] = ()
    languages: Annotated[
        dict[str, Translation], "Phrasings in other languages, per language code."
    ] = {}
    advice: Annotated[
        tuple[str, ...], "Ids of resources to turn to when no topic knows better."
    ] = ()
    danger: Annotated[
        tuple[str, ...], "Words that speak of acute danger; a word may end in `*`."
    ] = ()


class Trained(NamedTuple):
    """A trained ranking: a linear model over the features of `search.text`.

    A feature stands with its informativeness and, for each candidate that it says something
    of, `candidate:steps`; its impact on that candidate is `steps` times `unit`. Candidates
    are numbered as in `search.documents`; -1 stands for the corpus having an answer at all.
    """

    digest: Annotated[str, "Digest of the documents that it was trained on."]
    provenance: Annotated[str, "How it was made."]
    candidates: Annotated[tuple[str, ...], "Ids of the questions, then of the topics."]
    priors: Annotated[tuple[float, ...], "Score of each candidate before anything is asked."]
    unit: Annotated[float, "Size of one step of impact."]
    features: Annotated[dict[str, str], "Per feature: `weight candidate:steps …`."]


class Files(NamedTuple):
    """A corpus with the files beside it."""

    corpus: Corpus
    phrasings: Phrasings = Phrasings({})
    trained: Trained | None = None

"""The corpus files, typed: what stands in `faq.json` and in the files beside it.

The decoder and the JSON Schema (`decode`) follow from these classes and from those of
`vt_faq.content`, so a field is described once. Showing and searching do not import this module.
"""

from collections.abc import Iterator
from typing import Annotated, Literal, NamedTuple

from vt_faq.content import Calibration, Chapter, Question, Resource
from vt_faq.search.text import words

Danger = Literal["yes", "hint", "no"]

FIGURES = "figure"
"""Under which name the cues stand that are figures of speech."""

ID_WORDS = 8
"""Of how many words of a question its id is made, when it has none."""

MAY_BE_EMPTY = "may be empty"
"""Marks a text that may be empty; others may not."""


class Kind(NamedTuple):
    """A kind of danger, and what we say first to those in it; all of it is ours."""

    id: Annotated[str, "Stable name of the kind."]
    line: Annotated[str, "Whom to call, in one line."]
    reply: Annotated[str, "A kind sentence, after the line."]
    resources: Annotated[tuple[str, ...], "Ids of resources to turn to."] = ()


class Emergency(NamedTuple):
    """What we say about danger; all of it is ours."""

    line: Annotated[str, "Whom to call in danger: stands, small, under every reply to a query."]
    kinds: Annotated[tuple[Kind, ...], "The kinds of danger that are heard."] = ()
    child: Annotated[Kind | None, "What is said besides when a child seems to speak."] = None


class Corpus(NamedTuple):
    """A whole FAQ: its text, its structure and its resources."""

    title: Annotated[str, "Title, verbatim."]
    chapters: Annotated[tuple[Chapter, ...], "The chapters, in order."]
    name: Annotated[str, "What it is called in a sentence, such as `de brochure`."] = "deze FAQ"
    subtitle: Annotated[str, "Line above the title, verbatim.", MAY_BE_EMPTY] = ""
    language: Annotated[str, "Language of the text, as an ISO 639-1 code."] = "nl"
    publisher: Annotated[str, "Who published it.", MAY_BE_EMPTY] = ""
    date: Annotated[str, "When it was published, as printed.", MAY_BE_EMPTY] = ""
    introduction: Annotated[str, "Introduction, in the Markdown subset.", MAY_BE_EMPTY] = ""
    reading_guide: Annotated[str, "Reading guide of what was printed; not shown.", MAY_BE_EMPTY] = (
        ""
    )
    more_questions: Annotated[
        str, "Whom to ask what is not in it, in the Markdown subset.", MAY_BE_EMPTY
    ] = ""
    colophon: Annotated[str, "Colophon, in the Markdown subset.", MAY_BE_EMPTY] = ""
    resources: Annotated[tuple[Resource, ...], "Organisations and documents, with addresses."] = ()
    phrasings: Annotated[str | None, "File name of the search aids, in the same folder."] = None
    queries: Annotated[
        str | None, "File name of the labelled queries (JSON Lines), in the same folder."
    ] = None
    ranking: Annotated[
        str | None,
        "File name of the trained ranking (docs/search.md), in the same folder; by default"
        " that of the corpus, ending in `.ranking.json`, where it is there.",
    ] = None
    emergency: Annotated[
        Emergency | None, "Our lines about danger; without them nothing is said of it."
    ] = None
    shortcuts: Annotated[
        dict[str, str], "Names that commands use, each with the id of a question."
    ] = {}

    @property
    def kinds(self) -> tuple[Kind, ...]:
        """What is said of danger: its kinds, and what is said to a child."""
        if self.emergency is None:
            return ()
        return (*self.emergency.kinds, *filter(None, [self.emergency.child]))

    @property
    def kind_ids(self) -> tuple[str, ...]:
        """Ids of the kinds of danger that are heard."""
        return () if self.emergency is None else tuple(k.id for k in self.emergency.kinds)

    @property
    def questions(self) -> tuple[Question, ...]:
        """All questions, in order."""
        return tuple(question for chapter in self.chapters for question in chapter.questions)

    def numbered(self) -> "Corpus":
        """The corpus with numbers, which follow from the place, and with an id where none was."""
        return self._replace(chapters=tuple(_numbered(self.chapters)))


def _numbered(chapters: tuple[Chapter, ...]) -> Iterator[Chapter]:
    taken = {question.id for chapter in chapters for question in chapter.questions}
    for number, chapter in enumerate(chapters, 1):
        questions = []
        for place, question in enumerate(chapter.questions, 1):
            name = question.id or _free(question.question, f"{number}-{place}", taken)
            taken.add(name)
            questions.append(question._replace(id=name, number=f"{number}.{place}"))
        yield chapter._replace(questions=tuple(questions), number=number)


def _free(question: str, place: str, taken: set[str]) -> str:
    """An id that is not taken, made of the first words of a question."""
    listed = [word for word in words(question) if word.isascii()][:ID_WORDS]
    name = "-".join(listed) or f"vraag-{place}"
    return name if name not in taken else f"{name}-{place}"


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

    questions: Annotated[dict[str, tuple[str, ...]], "Phrasings per question id."] = {}
    topics: Annotated[tuple[Topic, ...], "What the corpus does not answer."] = ()
    languages: Annotated[
        dict[str, Translation], "Phrasings in other languages, per language code."
    ] = {}
    advice: Annotated[
        tuple[str, ...], "Ids of resources to turn to when no topic knows better."
    ] = ()
    danger: Annotated[
        dict[str, tuple[str, ...]],
        "Per kind of danger, and for `child`: words that speak of it; under `figure` those that do"
        " not, though they sound like it. A word may end in `*`.",
    ] = {}


class Labelled(NamedTuple):
    """A query that somebody might type, with what a judge said of it; a line of a queries file."""

    query: Annotated[str, "The query as it is typed."]
    grades: Annotated[
        dict[str, int], "Per question id: 2 when its answer gives the main thing, 1 a part."
    ] = {}
    topic: Annotated[str | None, "Id of its topic, when no question gets a 2."] = None
    danger: Annotated[Danger | None, "Whether it speaks of danger; null: not judged."] = None
    kind: Annotated[str | None, "Of which kind the danger is."] = None
    writer: Annotated[str, "Who wrote it; whoever is measured has not been trained on."] = ""

    @property
    def answers(self) -> tuple[str, ...]:
        """Ids of the questions that answer it."""
        return tuple(name for name, grade in self.grades.items() if grade == 2)

    @property
    def judged(self) -> bool:
        """Whether it was judged what answers it, if anything; not only whether it is danger."""
        return bool(self.grades) or self.topic is not None or self.danger is None


class Trained(NamedTuple):
    """A trained ranking with its calibration: linear models over the features of `search.text`.

    A feature stands with its informativeness and, for each candidate that it says something
    of, `candidate:steps`; its impact on that candidate is `steps` times `unit`. Candidates
    are numbered as in `search.documents`; -1 stands for the corpus having an answer at all,
    -2 for danger, and -3, -4, … for its kinds.
    """

    digest: Annotated[str, "Digest of the documents that it was trained on."]
    provenance: Annotated[str, "How it was made."]
    candidates: Annotated[tuple[str, ...], "Ids of the questions, then of the topics."]
    kinds: Annotated[tuple[str, ...], "Ids of the kinds of danger."]
    priors: Annotated[dict[str, float], "Score of each candidate before anything is asked."]
    unit: Annotated[float, "Size of one step of impact."]
    calibration: Annotated[Calibration, "How its scores are judged."]
    features: Annotated[dict[str, str], "Per feature: `weight candidate:steps …`."]


class Files(NamedTuple):
    """A corpus with the files beside it."""

    corpus: Corpus
    phrasings: Phrasings = Phrasings()
    queries: tuple[Labelled, ...] = ()
    trained: Trained | None = None

"""What every view can show, and the words that the views share."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import count
from typing import TYPE_CHECKING, NamedTuple, Protocol

from vt_faq.related import Related, Relation
from vt_faq.search.result import Outcome, Result

if TYPE_CHECKING:
    from vt_faq.content import Chapter, Question, Resource
    from vt_faq.faq import Faq, Page, ResourceUse
    from vt_faq.review import Finding
    from vt_faq.search.explain import Explanation


class About(NamedTuple):
    """Where the text comes from: headed texts in the Markdown subset, in order."""

    title: str
    sections: tuple[tuple[str, str], ...]


class View(Protocol):
    """Panels for people, plain text for pipes and screen readers, JSON for software.

    The three carry the same facts. Each method returns the text to write, ending in a
    newline, so that only `cli.terminal` ever writes.
    """

    def result(
        self,
        result: Result,
        page: Page | None,
        danger_line: str,
        explanation: Explanation | None = None,
    ) -> str:
        """What was found for a query, and why when `explanation` is given.

        `page` is that of the answer, if there is one.
        """

    def pages(self, pages: Sequence[Page]) -> str:
        """Questions with their answers."""

    def chapters(self, chapters: Sequence[Chapter]) -> str:
        """The main questions."""

    def chapter(self, chapter: Chapter) -> str:
        """A main question with the questions under it."""

    def links(self, uses: Sequence[ResourceUse], danger_line: str) -> str:
        """Whom to turn to and what to read."""

    def about(self, about: About) -> str:
        """What the corpus is and where it comes from."""

    def findings(self, findings: Sequence[Finding]) -> str:
        """What is wrong with a corpus file."""

    def done(self, message: str) -> str:
        """That something was done."""


class Labels:
    """The label of each listed question: its number, after `[1]`, `[2]`, … to choose it by.

    One is made for every text that is shown; without `ordinals` the number stands alone.
    """

    def __init__(self, ordinals: bool) -> None:
        self._ordinals = count(1) if ordinals else None

    def __call__(self, question: Question) -> str:
        """The label of the next question that is listed."""
        if self._ordinals is None:
            return question.number
        return f"[{next(self._ordinals)}] {question.number}"


RELATIONS = {
    Relation.REFERS_TO: "Lees ook",
    Relation.REFERRED_BY: "Verwijst hierheen",
    Relation.SAME_CHAPTER: "Ook in dit hoofdstuk",
}
HELP_TITLE = "Hulp en bronnen"
HELP_NOTE = "Adressen en nummers zijn toegevoegd door vt-faq, niet door de brochure."
SUGGESTED = "Bedoel je een van deze vragen?"
UNANSWERED = "Dat staat niet in de brochure."
NEARBY = "Wat er wel over in staat"
ADVICE = "Hier kun je het vragen"
OTHERS = "Niet wat je zocht? Misschien"
ORIGINS = {"brochure": "genoemd in de brochure", "vt-faq": "toegevoegd door vt-faq"}


def about(faq: Faq) -> About:
    """The texts around the questions, and a word on what is ours."""
    ours = (
        "Vragen en antwoorden staan hier woord voor woord zoals in de brochure. Van vt-faq"
        " zijn: de adressen en telefoonnummers bij organisaties, de regel over direct gevaar,"
        " en de zoekwoorden waarmee je vraag wordt herkend. Adressen zijn nagekeken; waar geen"
        " adres staat, is er geen gevonden dat zeker klopt. Wat je typt, wordt niet bewaard en"
        " niet verstuurd."
    )
    sections = (
        ("", faq.text("subtitle")),
        ("Inleiding", faq.text("introduction")),
        ("Leeswijzer", faq.text("reading_guide")),
        ("Vragen?", faq.text("more_questions")),
        ("Colofon", faq.text("colophon")),
        ("", faq.text("publisher")),
        ("Wat vt-faq toevoegt", ours),
    )
    return About(faq.text("title"), tuple(section for section in sections if section[1]))


REASONS = {
    Outcome.ANSWERED: "zekerheid {confidence:.0%} is minstens {answered_from:.0%}: een antwoord",
    Outcome.SUGGESTED: (
        "zekerheid {confidence:.0%} is onder {answered_from:.0%}, en de kans dat het in de"
        " brochure staat, {answerable:.0%}, is minstens {unanswered_below:.0%}: een keuze"
    ),
    Outcome.UNANSWERED: (
        "zekerheid {confidence:.0%} is onder {answered_from:.0%}, en de kans dat het in de"
        " brochure staat, {answerable:.0%}, is onder {unanswered_below:.0%}: geen antwoord"
    ),
}
BROAD = "de vraag is een onderwerp dat bij meer dan een vraag in de titel staat: een keuze"


def reason(explanation: Explanation) -> str:
    """What decided the outcome."""
    if explanation.broad:
        return BROAD
    judgement, calibration = explanation.judgement, explanation.calibration
    return REASONS[judgement.outcome].format(
        confidence=judgement.confidence,
        answerable=judgement.answerable,
        answered_from=calibration.answered_from,
        unanswered_below=calibration.unanswered_below,
    )


def has_addresses(resources: Iterable[Resource]) -> bool:
    """Whether any of the resources has an address or a number that we added."""
    return any(resource.url or resource.phone for resource in resources)


def size(chapter: Chapter) -> str:
    """How many questions a chapter has, in words."""
    count = len(chapter.questions)
    return "1 vraag" if count == 1 else f"{count} vragen"


def by_relation(related: Iterable[Related]) -> Iterable[tuple[str, list[Question]]]:
    """The related questions under their headings, in order."""
    groups: dict[Relation, list[Question]] = {}
    for item in related:
        groups.setdefault(item.relation, []).append(item.question)
    return [(RELATIONS[relation], questions) for relation, questions in groups.items()]


def unanswered_lines(result: Result) -> list[str]:
    """What is said when the corpus has no answer."""
    subject = result.subject
    if subject is not None and subject.reply:
        return [subject.reply]
    if subject is not None and subject.name:
        return [UNANSWERED, f"Je vraag lijkt te gaan over {subject.name}."]
    return [UNANSWERED]

"""What is shown, in which order and with which words: one list of blocks for every view."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from vt_faq import markup
from vt_faq.content import Chapter, Page, Question, Relation, Resource, ResourceUse
from vt_faq.search.result import Outcome, Result
from vt_faq.view.blocks import (
    About,
    Block,
    Box,
    Contact,
    Contacts,
    Contents,
    Done,
    Findings,
    Lesson,
    Line,
    Links,
    Listed,
    Pages,
    Passage,
    Shown,
)
from vt_faq.view.editing import findings, lesson
from vt_faq.view.explained import explained

if TYPE_CHECKING:
    from vt_faq.search.danger import Danger


class Reply(NamedTuple):
    """What is shown, and what is listed in it, in that order."""

    blocks: tuple[Block, ...]
    choices: tuple[Question | Chapter, ...]


RELATIONS = {
    Relation.REFERS_TO: "Lees ook",
    Relation.REFERRED_BY: "Verwijst hierheen",
    Relation.SAME_CHAPTER: "Ook in dit hoofdstuk",
}
BROCHURE = "de brochure"
"""What our own corpus is called."""

HELP_TITLE = "Hulp en bronnen"
HELP_NOTE = "Adressen en nummers zijn toegevoegd door vt-faq, niet door {name}."
SUGGESTED = "Bedoel je een van deze vragen?"
UNANSWERED = "Dat staat niet in {name}."
NEARBY = "Wat er wel over in staat"
ADVICE = "Hier kun je het vragen"
OTHERS = "Niet wat je zocht? Misschien"
ORIGINS = {"brochure": "genoemd in {name}", "vt-faq": "van vt-faq"}


def lay_out(
    shown: Shown, name: str = BROCHURE, command: str = "vt-faq", *, ordinals: bool = False
) -> Reply:
    """The blocks of whatever is shown.

    `name` is what the corpus is called; `command` is how the program is started; with `ordinals`
    the questions listed carry `[1]`, `[2]`, … by which they can be chosen instead.
    """
    layout = _Layout(name, command, ordinals)
    return Reply(tuple(layout.blocks(shown)), tuple(layout.choices))


class _Layout:
    """Lays out, and keeps what was listed."""

    def __init__(self, name: str, command: str, ordinals: bool) -> None:
        self.choices: list[Question | Chapter] = []
        self._name = name
        self._command = command
        self._ordinals = ordinals

    def blocks(self, shown: Shown) -> Iterator[Block]:
        match shown:
            case Result():
                yield from self._result(shown)
            case Page():
                yield from self._page(shown)
            case Pages():
                for page in shown:
                    yield from self._page(page)
            case Contents():
                self.choices += shown
                rows = ((f"{item.number}.", item.title, _size(item)) for item in shown)
                yield Box((Listed(tuple(rows)),), label="Hoofdvragen")
            case Chapter(title, questions, number):
                yield Box((self._listed(questions),), title, f"Hoofdstuk {number}")
            case Links():
                yield from self._links(shown)
            case About(title, sections, addresses):
                texts = (Passage(text, heading, "", {}, addresses) for heading, text in sections)
                yield Box(tuple(texts), title)
            case Findings():
                yield from findings(shown)
            case Lesson():
                yield from lesson(shown)
            case Done():
                yield Line(shown)

    def _label(self, question: Question) -> str:
        self.choices.append(question)
        return f"[{len(self.choices)}] {question.number}" if self._ordinals else question.number

    def _listed(self, questions: Iterable[Question]) -> Listed:
        return Listed(tuple((self._label(item), item.question, "") for item in questions))

    def _result(self, result: Result) -> Iterator[Block]:
        if result.notice:
            yield Line(result.notice, strong=True)
        if result.danger is not None:
            yield from self._danger(result, result.danger)
        elif result.page is not None:
            yield from self._page(result.page, result.others)
        elif result.outcome is Outcome.SUGGESTED:
            yield Line(SUGGESTED, strong=True)
            for match in result.matches:
                yield self._suggestion(match.question)
        else:
            yield from self._unanswered(result)
        if result.explanation is not None:
            yield Box(tuple(explained(result.explanation, self._name)))
        if result.emergency and result.danger is None:
            yield Line(result.emergency)

    def _danger(self, result: Result, danger: Danger) -> Iterator[Block]:
        """First whom to call; then a kind sentence; of the corpus, no more than names.

        Unless the corpus is clearly asked something as well.
        """
        yield Box(tuple(Line(line, strong=True) for line in danger.lines), alarm=True)
        yield self._help("", danger.resources, Line(danger.reply))
        if result.page is not None:
            yield from self._page(result.page)
        elif result.outcome is Outcome.SUGGESTED:
            yield Box((self._listed(match.question for match in result.matches),), NEARBY)

    def _page(self, page: Page, others: tuple[Question, ...] = ()) -> Iterator[Block]:
        """The answer, then what to read next, then whom to turn to."""
        question, chapter = page.question, page.chapter
        numbers = {item.question.id: item.question.number for item in page.related}
        yield Box(
            (
                Line(f"Hoofdstuk {chapter.number}: {chapter.title}"),
                Passage(question.answer, "", "Antwoord", numbers, addresses(page.resources)),
            ),
            question.question,
            question.number,
            "Vraag",
        )
        groups: dict[str, list[Question]] = {}
        for item in page.related:
            groups.setdefault(RELATIONS[item.relation], []).append(item.question)
        if others:
            groups[OTHERS] = list(others)
        for title, questions in groups.items():
            yield Box((self._listed(questions),), title)
        if page.resources:
            yield self._help(HELP_TITLE, page.resources)

    def _suggestion(self, question: Question) -> Box:
        label = self._label(question)
        opening = markup.first_sentence(question.answer)
        lines = [Line(opening, spoken="Begin van het antwoord")]
        if not self._ordinals:
            lines.append(Line(f"Lees verder: {self._command} show {question.number}"))
        return Box(tuple(lines), question.question, label, "Vraag")

    def _unanswered(self, result: Result) -> Iterator[Block]:
        topic = result.topic
        if topic is not None and topic.reply:
            yield Box((Line(topic.reply),))
        elif topic is not None and topic.name:
            about = Line(f"Je vraag lijkt te gaan over {topic.name}.")
            yield Box((Line(UNANSWERED.format(name=self._name)), about))
        else:
            yield Box((Line(UNANSWERED.format(name=self._name)),))
        if result.near:
            yield Box((self._listed(result.near),), NEARBY)
        if result.advice:
            contacts = [_contact(item)._replace(purpose=item.purpose) for item in result.advice]
            yield self._contacts(ADVICE, contacts)

    def _help(self, title: str, resources: Iterable[Resource], *before: Line) -> Box:
        return self._contacts(title, map(_contact, resources), *before)

    def _contacts(self, title: str, contacts: Iterable[Contact], *before: Line) -> Box:
        """First those who can be called; under all of them, whose the addresses are."""
        listed = list(contacts)
        called = Contacts(item for item in listed if item.phone)
        others = Contacts(item for item in listed if not item.phone)
        ours = any(item.url or item.phone for item in listed)
        note = [Line(HELP_NOTE.format(name=self._name))] if ours else []
        return Box((*before, *filter(None, (called, others)), *note), title)

    def _links(self, links: Links) -> Iterator[Block]:
        if links.emergency:
            yield Box((Line(links.emergency, strong=True),), alarm=True)
        contacts = [_contact(use.resource, self._source(use)) for use in links.uses]
        yield self._contacts(HELP_TITLE, contacts)

    def _source(self, use: ResourceUse) -> str:
        if use.questions:
            return f"vraag {', '.join(question.number for question in use.questions)}"
        return ORIGINS[use.resource.origin].format(name=self._name)


def _contact(resource: Resource, source: str = "") -> Contact:
    """How to reach it; without an address its purpose says what to do."""
    return Contact(
        resource.name,
        resource.phone or "",
        resource.phone_note or "",
        resource.url or "",
        "" if resource.url else resource.purpose,
        source,
    )


def addresses(resources: Iterable[Resource]) -> dict[str, str]:
    """The address of each of the resources that has one, by its id."""
    return {item.id: item.url for item in resources if item.url}


def _size(chapter: Chapter) -> str:
    count = len(chapter.questions)
    return "1 vraag" if count == 1 else f"{count} vragen"

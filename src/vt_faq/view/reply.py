"""What is shown, in which order and with which words: one list of blocks for every view."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from vt_faq import markup
from vt_faq.content import Chapter, Page, Question, Relation, Resource
from vt_faq.search.result import Outcome, Result
from vt_faq.view.blocks import (
    About,
    Block,
    Box,
    Contents,
    Done,
    Findings,
    Line,
    Links,
    Listed,
    Pages,
    Passage,
    Shown,
)
from vt_faq.view.explained import explained

if TYPE_CHECKING:
    from vt_faq.faq import Faq
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
HELP_TITLE = "Hulp en bronnen"
HELP_NOTE = "Adressen en nummers zijn toegevoegd door vt-faq, niet door de brochure."
SUGGESTED = "Bedoel je een van deze vragen?"
UNANSWERED = "Dat staat niet in de brochure."
NEARBY = "Wat er wel over in staat"
ADVICE = "Hier kun je het vragen"
OTHERS = "Niet wat je zocht? Misschien"
ORIGINS = {"brochure": "genoemd in de brochure", "vt-faq": "toegevoegd door vt-faq"}
OURS = (
    "Vragen en antwoorden staan hier woord voor woord zoals in de brochure. Van vt-faq"
    " zijn: de adressen en telefoonnummers bij organisaties, de regel over direct gevaar,"
    " en de zoekwoorden waarmee je vraag wordt herkend. Adressen zijn nagekeken; waar geen"
    " adres staat, is er geen gevonden dat zeker klopt. Wat je typt, wordt niet bewaard en"
    " niet verstuurd."
)


def about(faq: Faq) -> About:
    """The texts around the questions, and a word on what is ours."""
    sections = (
        ("", faq.text("subtitle")),
        ("Inleiding", faq.text("introduction")),
        ("Leeswijzer", faq.text("reading_guide")),
        ("Vragen?", faq.text("more_questions")),
        ("Colofon", faq.text("colophon")),
        ("", faq.text("publisher")),
        ("Wat vt-faq toevoegt", OURS),
    )
    return About(faq.text("title"), tuple(section for section in sections if section[1]))


def lay_out(shown: Shown, command: str = "vt-faq", *, ordinals: bool = False) -> Reply:
    """The blocks of whatever is shown.

    `command` is how the program is started; with `ordinals` the questions listed carry `[1]`,
    `[2]`, … by which they can be chosen instead.
    """
    layout = _Layout(command, ordinals)
    return Reply(tuple(layout.blocks(shown)), tuple(layout.choices))


class _Layout:
    """Lays out, and keeps what was listed."""

    def __init__(self, command: str, ordinals: bool) -> None:
        self.choices: list[Question | Chapter] = []
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
                yield Box((Listed("", tuple(rows)),), label="Hoofdvragen")
            case Chapter(title, questions, number):
                yield Box((self._listed("", questions),), title, f"Hoofdstuk {number}")
            case Links():
                yield from _links(shown)
            case About(title, sections):
                yield Box(tuple(Passage(text, heading) for heading, text in sections), title)
            case Findings():
                yield from _findings(shown)
            case Done():
                yield Line(shown)

    def _label(self, question: Question) -> str:
        self.choices.append(question)
        return f"[{len(self.choices)}] {question.number}" if self._ordinals else question.number

    def _listed(self, heading: str, questions: Iterable[Question]) -> Listed:
        return Listed(heading, tuple((self._label(item), item.question, "") for item in questions))

    def _result(self, result: Result) -> Iterator[Block]:
        if result.notice:
            yield Line(result.notice, "strong")
        if result.danger is not None:
            yield from self._danger(result, result.danger)
        elif result.page is not None:
            yield from self._page(result.page)
            if result.others:
                yield Box((self._listed(OTHERS, result.others),))
        elif result.outcome is Outcome.SUGGESTED:
            yield Line(SUGGESTED, "strong")
            for match in result.matches:
                yield self._suggestion(match.question)
        else:
            yield from self._unanswered(result)
        if result.explanation is not None:
            yield Box(tuple(explained(result.explanation)))
        if result.emergency and result.danger is None:
            yield Line(result.emergency, "faint")

    def _danger(self, result: Result, danger: Danger) -> Iterator[Block]:
        """First whom to call; then a kind sentence; of the corpus, no more than names.

        Unless the corpus is clearly asked something as well.
        """
        yield Box(tuple(Line(line, "strong") for line in danger.lines), alarm=True)
        yield _contacts("", danger.resources, Line(danger.reply))
        if result.page is not None:
            yield from self._page(result.page)
        elif result.outcome is Outcome.SUGGESTED:
            yield Box((self._listed("", [match.question for match in result.matches]),), NEARBY)

    def _page(self, page: Page) -> Iterator[Block]:
        question, chapter = page.question, page.chapter
        numbers = {item.question.id: item.question.number for item in page.related}
        yield Box(
            (
                Line(f"Hoofdstuk {chapter.number}: {chapter.title}", "faint"),
                Passage(question.answer, spoken="Antwoord", numbers=numbers),
            ),
            question.question,
            question.number,
            "Vraag",
        )
        groups: dict[Relation, list[Question]] = {}
        for item in page.related:
            groups.setdefault(item.relation, []).append(item.question)
        if groups:
            yield Box(
                tuple(self._listed(RELATIONS[name], listed) for name, listed in groups.items())
            )
        if page.resources:
            yield _contacts(HELP_TITLE, page.resources)

    def _suggestion(self, question: Question) -> Box:
        label = self._label(question)
        opening = markup.first_sentence(question.answer)
        lines = [Line(opening, spoken="Begin van het antwoord")]
        if not self._ordinals:
            lines.append(Line(f"Lees verder: {self._command} show {question.number}", "faint"))
        return Box(tuple(lines), question.question, label, "Vraag")

    def _unanswered(self, result: Result) -> Iterator[Block]:
        topic = result.topic
        if topic is not None and topic.reply:
            yield Box((Line(topic.reply),))
        elif topic is not None and topic.name:
            yield Box((Line(UNANSWERED), Line(f"Je vraag lijkt te gaan over {topic.name}.")))
        else:
            yield Box((Line(UNANSWERED),))
        if result.near:
            yield Box((self._listed("", result.near),), NEARBY)
        if result.advice:
            yield _contacts(ADVICE, result.advice)


def _contacts(title: str, resources: Iterable[Resource], *before: Line) -> Box:
    listed = tuple(resources)
    ours = any(item.url or item.phone for item in listed)
    return Box((*before, *listed, *([Line(HELP_NOTE, "faint")] if ours else [])), title)


def _size(chapter: Chapter) -> str:
    count = len(chapter.questions)
    return "1 vraag" if count == 1 else f"{count} vragen"


def _links(links: Links) -> Iterator[Block]:
    if links.emergency:
        yield Box((Line(links.emergency, "strong"),), alarm=True)
    yield Line(HELP_NOTE, "faint")
    for use in links.uses:
        lines = [Line(f"Herkomst: {ORIGINS[use.resource.origin]}", "faint")]
        if use.questions:
            numbers = ", ".join(question.number for question in use.questions)
            lines.append(Line(f"Genoemd bij vraag: {numbers}", "faint"))
        yield Box((use.resource, *lines))


def _findings(findings: Findings) -> Iterator[Block]:
    for item in findings:
        place = f", regel {item.line}" if item.line else ""
        place += f", {item.path}" if item.path != "$" else ""
        note = "let op: " if item.severity == "note" else ""
        yield Line(f"{item.file}{place}: {note}{item.message}; {item.remedy}.")
    problems = sum(item.severity == "problem" for item in findings)
    count = "1 probleem" if problems == 1 else f"{problems} problemen"
    yield Line(f"{count} gevonden." if problems else "Het corpus is in orde.")

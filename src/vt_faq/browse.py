"""Leafing through the corpus: where the reader is, was, and can go. Knows no terminal."""

from __future__ import annotations

from typing import NamedTuple

from vt_faq.content import Chapter, Page, Question
from vt_faq.errors import NotFoundError
from vt_faq.faq import Faq
from vt_faq.pointer import read
from vt_faq.search.result import Result
from vt_faq.view.about import about
from vt_faq.view.blocks import About, Contents, Links
from vt_faq.view.reply import lay_out

COMMANDS = {
    "home": ("h", "hoofdvragen", "begin"),
    "back": ("t", "terug"),
    "forward": ("w", "weer vooruit", "vooruit"),
    "next": ("v", "volgende"),
    "previous": ("o", "vorige"),
    "links": ("b", "bellen", "links", "contact"),
    "steps": ("stappen", "steps"),
    "about": ("over", "about"),
    "help": ("?", "hulp", "help"),
    "quit": ("q", "stop", "stoppen", "quit", "exit", "einde"),
}
START = "Typ h voor de hoofdvragen."
_NAMED = {word: command for command, words in COMMANDS.items() for word in words}


class Help(NamedTuple):
    """What can be typed."""


class Message(NamedTuple):
    """Something that could not be done, and what can."""

    text: str


class Quit(NamedTuple):
    """The reader leaves."""


Place = Contents | Chapter | Page | Result | Links | About
Screen = Place | Help | Message | Quit


class Session:
    """A reader's way through the corpus, with a history like that of a web browser.

    Places are the main questions, the chapters, the questions, what was found for a query,
    whom to call, and where the text comes from. Going somewhere after going back drops what
    lay ahead.
    """

    def __init__(self, faq: Faq) -> None:
        self._faq = faq
        self._history: list[Place] = [Contents(faq.chapters)]
        self._position = 0
        self._order: list[Question | Chapter | None] = [None]
        for chapter in faq.chapters:
            self._order += [chapter, *chapter.questions]

    @property
    def place(self) -> Place:
        """Where the reader is."""
        return self._history[self._position]

    @property
    def choices(self) -> tuple[Question | Chapter, ...]:
        """What is listed at this place, in the order in which it is shown; 1 is the first."""
        return lay_out(self.place).choices

    def handle(self, line: str) -> Screen:
        """What to show after the reader typed a line."""
        typed = " ".join(line.split())
        command = _NAMED.get(typed.lower())
        if command is not None:
            return self._command(command)
        if not typed:
            return Help()
        pointer = read(typed)
        if pointer and not pointer.question and not pointer.chapter:
            listed, number = self.choices, int(pointer.number)
            if number <= len(listed):
                return self._open(listed[number - 1])
            if pointer.listed:
                return Message(f"[{number}] staat hier niet in de lijst. {START}")
        try:
            found = self._faq.find(typed)
        except NotFoundError as error:
            return Message(error.what)
        return self._go(self._faq.ask(typed)) if found is None else self._open(found)

    def _command(self, command: str) -> Screen:
        if command == "home":
            return self._go(self._history[0])
        if command in ("back", "forward"):
            return self._travel(-1 if command == "back" else 1)
        if command in ("next", "previous"):
            return self._leaf(1 if command == "next" else -1)
        if command == "links":
            return self._go(Links(tuple(self._faq.resources), self._faq.text("emergency")))
        if command == "about":
            return self._go(about(self._faq))
        if command == "steps":
            return self._steps()
        return Help() if command == "help" else Quit()

    def _steps(self) -> Screen:
        try:
            return self._open(self._faq.shortcut("steps"))
        except NotFoundError as error:
            return Message(error.what)

    def _go(self, place: Place) -> Place:
        if place != self.place:
            del self._history[self._position + 1 :]
            self._history.append(place)
            self._position += 1
        return place

    def _open(self, item: Question | Chapter | None) -> Place:
        if item is None:
            return self._go(self._history[0])
        return self._go(item if isinstance(item, Chapter) else self._faq.page(item))

    def _travel(self, step: int) -> Screen:
        if not 0 <= self._position + step < len(self._history):
            where = "terug" if step < 0 else "vooruit"
            return Message(f"Je kunt niet verder {where}. {START}")
        self._position += step
        return self.place

    def _leaf(self, step: int) -> Screen:
        here = self._order.index(_shown(self.place))
        if not 0 <= here + step < len(self._order):
            which = "laatste" if step > 0 else "eerste"
            return Message(f"Dit is de {which} pagina. {START}")
        return self._open(self._order[here + step])


def _shown(place: Place) -> Question | Chapter | None:
    """What the next and the previous page are counted from."""
    if isinstance(place, Result):
        return place.answer
    if isinstance(place, Page):
        return place.question
    return place if isinstance(place, Chapter) else None

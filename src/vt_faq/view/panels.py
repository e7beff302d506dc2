"""The view for people at a terminal, drawn by rich; the only module that imports it.

Texts have the terminal's own colours, and nothing is said by colour alone. Rules part what belongs
together and nothing stands beside a text, so that a copy of it holds the text and no more
(docs/decisions/0007-panels.md).
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator

from rich.cells import cell_len
from rich.console import Console
from rich.style import Style
from rich.text import Text

from vt_faq import markup
from vt_faq.errors import safe
from vt_faq.view.blocks import Block, Box, Contact, Contacts, Line, Listed, Passage

TEXT_WIDTH = 88
"""Columns at most, however wide the terminal is."""

NARROWEST = 12
WIDEST_LABEL = 1 / 3
"""Share of the width from which a label stands above its text, and not before it."""

NORMAL = Style()
BOLD = Style(bold=True)
ALARM = Style(bold=True, color="color(231)", bgcolor="color(124)")
"""White on dark red: it brings its own background, since no colour can be read on all of them."""


class Panels:
    """Texts under titled rules, of at most TEXT_WIDTH columns.

    `width` is that of the terminal; `color` allows colours, `links` allows OSC 8 links, and
    `unicode` allows other rules than ASCII.
    """

    def __init__(self, width: int, *, color: bool, links: bool, unicode: bool) -> None:
        self._width = max(min(width, TEXT_WIDTH), NARROWEST)
        self._links = links
        self._rules = ("─", "━") if unicode else ("-", "=")
        self._console = Console(
            file=io.StringIO(),
            width=self._width,
            force_terminal=True,
            color_system="256",
            no_color=not color,
            legacy_windows=False,
            markup=False,
            emoji=False,
            highlight=False,
        )

    def draw(self, blocks: Iterable[Block]) -> str:
        """The blocks as text with escape codes, ending in a newline."""
        with self._console.capture() as capture:
            self._console.print(Text("\n").join(self._lines(blocks)), soft_wrap=True)
        return capture.get()

    def _lines(self, blocks: Iterable[Block]) -> Iterator[Text]:
        in_box = False
        for block in blocks:
            if in_box and not isinstance(block, Box):
                yield self._rule()
            in_box = isinstance(block, Box)
            yield from self._drawn(block)
        if in_box:
            yield self._rule()

    def _drawn(self, block: Block, strong: Style = BOLD) -> Iterator[Text]:
        match block:
            case Line(text):
                yield from self._fitted(_text(text, strong if block.strong else NORMAL))
            case Passage():
                if block.heading:
                    yield from self._fitted(_text(block.heading, BOLD))
                yield from self._passage(block)
            case Listed(rows):
                cells = ((_text(label, BOLD), _noted(text, note)) for label, text, note in rows)
                yield from self._labelled(cells)
            case Contacts():
                yield from self._labelled(self._contact(contact) for contact in block)
            case Box():
                yield from self._panel(block)

    def _panel(self, shown: Box) -> Iterator[Text]:
        """What is in a box, under a rule with `label · title`; a title that is too long follows."""
        title = " · ".join(safe(part) for part in (shown.label, shown.title) if part)
        fits = cell_len(title) + len("── ") + len(" ──") <= self._width
        yield self._rule(title if fits else safe(shown.label), alarm=shown.alarm)
        if not fits:
            yield from self._fitted(_text(shown.title, BOLD))
            yield Text()
        for place, block in enumerate(shown.blocks):
            if place and isinstance(block, Passage):
                yield Text()
            yield from self._drawn(block, ALARM if shown.alarm else BOLD)

    def _rule(self, title: str = "", *, alarm: bool = False) -> Text:
        letter = self._rules[alarm]
        rule = Text(letter * 2)
        if title:
            rule.append(f" {title} ", BOLD)
        return rule.append(letter * (self._width - rule.cell_len))

    def _passage(self, passage: Passage) -> Iterator[Text]:
        """The paragraphs of a text, apart by a blank line."""
        for place, paragraph in enumerate(markup.parse(passage.source)):
            if place:
                yield Text()
            lines = (self._line(line, passage) for line in paragraph.lines)
            if paragraph.numbered:
                numbered = ((Text(f"{number}."), line) for number, line in enumerate(lines, 1))
                yield from self._labelled(numbered)
            else:
                for line in lines:
                    yield from self._fitted(line)

    def _line(self, spans: Iterable[markup.Span], passage: Passage) -> Text:
        """A line of a text, with the numbers of questions and links to addresses."""
        line = Text()
        for span in spans:
            url = passage.addresses.get(span.resource or "") if self._links else None
            style = Style(italic=span.emphasis or None, bold=span.strong or None)
            line.append(safe(span.text), style + self._link(url))
            line.append(safe(markup.number_of(span, passage.numbers)), BOLD)
        return line

    def _link(self, url: str | None) -> Style:
        return Style(underline=True, link=safe(url)) if url and self._links else NORMAL

    def _contact(self, contact: Contact) -> tuple[Text, Text]:
        """A telephone number, if there is one, and the rest."""
        text = _text(contact.name, NORMAL if contact.phone else BOLD)
        notes = "; ".join(filter(None, (contact.phone_note, contact.source)))
        text.append(f" ({safe(notes)})" if notes else "", NORMAL)
        if contact.purpose:
            text.append(f"\n{safe(contact.purpose)}", NORMAL)
        if contact.url:
            text.append("\n").append(safe(contact.url), self._link(contact.url))
        return _text(contact.phone, BOLD), text

    def _labelled(self, rows: Iterable[tuple[Text, Text]]) -> Iterator[Text]:
        """Texts that fit, each after its label or, where that takes too much, under it."""
        listed = list(rows)
        indent = max((label.cell_len + 1 for label, _ in listed if label), default=0)
        above = indent > self._width * WIDEST_LABEL
        for label, text in listed:
            lines = self._fitted(text, 0 if above else indent)
            if above:
                yield from self._fitted(label)
            elif indent:
                padding = " " * (indent - label.cell_len)
                yield Text.assemble(label, padding, next(lines, ""))
            yield from (Text(" " * (0 if above else indent)) + line for line in lines)

    def _fitted(self, text: Text, indent: int = 0) -> Iterator[Text]:
        """The text in lines that leave room for an indent, without blanks at their ends."""
        for line in text.wrap(self._console, self._width - indent, overflow="fold"):
            line.rstrip()
            yield line


def _text(text: str, style: Style = NORMAL) -> Text:
    return Text(safe(text)) if style is NORMAL else Text.styled(safe(text), style)


def _noted(text: str, note: str) -> Text:
    return _text(f"{text} ({note})" if note else text)

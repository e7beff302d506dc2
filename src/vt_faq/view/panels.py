"""The view for people at a terminal, drawn by rich; the only module that imports it.

Only the terminal's own colours are used, and nothing is said by colour alone.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping

from rich import box
from rich.cells import cell_len
from rich.console import Console, Group, RenderableType
from rich.panel import Panel
from rich.style import Style
from rich.table import Table
from rich.text import Text

from vt_faq import markup
from vt_faq.content import Resource
from vt_faq.errors import safe
from vt_faq.view.blocks import Block, Box, Line, Listed, Passage

TEXT_WIDTH = 88
"""Columns of text at most, however wide the terminal is."""

FRAME_WIDTH = 4
"""Columns that the border and its padding take."""

NARROWEST = 12
NO_BREAK = "\u00a0"
BORDER = "cyan"
WARNING = "yellow"
BOLD = Style(bold=True)
STYLES = {"normal": Style(), "strong": BOLD, "faint": Style(dim=True)}


class Panels:
    """Panels of at most TEXT_WIDTH columns of text.

    `width` is that of the terminal; `color` allows colours, `links` allows OSC 8 links, and
    `unicode` allows other borders than ASCII.
    """

    def __init__(self, width: int, *, color: bool, links: bool, unicode: bool) -> None:
        self._width = max(min(width, TEXT_WIDTH + FRAME_WIDTH), NARROWEST)
        self._color = color
        self._links = links
        self._box = box.ROUNDED if unicode else box.ASCII

    def draw(self, blocks: Iterable[Block]) -> str:
        """The blocks as text with escape codes, ending in a newline."""
        console = Console(
            file=io.StringIO(),
            width=self._width,
            force_terminal=True,
            color_system="standard" if self._color else None,
            no_color=not self._color,
            legacy_windows=False,
            markup=False,
            emoji=False,
            highlight=False,
        )
        with console.capture() as capture:
            for block in blocks:
                for part in self._parts(block):
                    console.print(part)
        return capture.get()

    def _parts(self, block: Block) -> Iterator[RenderableType]:
        match block:
            case Line(text, style):
                yield _text(text, STYLES[style])
            case Passage():
                if block.heading:
                    yield _text(block.heading, BOLD)
                yield from _passage(block)
            case Listed(heading, rows):
                if heading:
                    yield _text(heading, BOLD)
                table = _two_columns()
                for label, text, note in rows:
                    cell = _text(text)
                    if note:
                        cell.append(" " + f"({safe(note)})".replace(" ", NO_BREAK), STYLES["faint"])
                    table.add_row(_text(label, BOLD), cell)
                yield table
            case Resource():
                yield self._contact(block)
            case Box():
                yield self._panel(block)

    def _panel(self, shown: Box) -> Panel:
        """A panel with `label · title` in its border, or inside when that does not fit."""
        body: list[RenderableType] = []
        title = " · ".join(safe(part) for part in (shown.label, shown.title) if part)
        if cell_len(title) + FRAME_WIDTH + 2 > self._width:
            body += [_text(shown.title, BOLD), Text()]
            title = safe(shown.label)
        for block in shown.blocks:
            if body and isinstance(block, Passage):
                body.append(Text())
            body += self._parts(block)
        return Panel(
            Group(*body),
            title=Text(title, style=BOLD) if title else None,
            title_align="left",
            box=self._box,
            border_style=WARNING if shown.alarm else BORDER,
            width=self._width,
        )

    def _contact(self, resource: Resource) -> Text:
        text = _text(resource.name, BOLD)
        text.append(f": {safe(resource.purpose)}.", style=Style(bold=False))
        if resource.phone:
            note = f" ({resource.phone_note})" if resource.phone_note else ""
            text.append(f"\nTelefoon {safe(resource.phone + note)}", style=Style(bold=False))
        if resource.url:
            url = safe(resource.url)
            text.append("\n")
            text.append(url, style=Style(bold=False, link=url if self._links else None))
        return text


def _text(text: str, style: Style | None = None) -> Text:
    return Text(safe(text), style=style or Style())


def _two_columns() -> Table:
    table = Table.grid(padding=(0, 1))
    table.add_column(no_wrap=True)
    table.add_column()
    return table


def _passage(passage: Passage) -> Iterator[RenderableType]:
    """The paragraphs of a text; a reference to a question that has a number carries it."""
    for place, paragraph in enumerate(markup.parse(passage.source)):
        if place:
            yield Text()
        if paragraph.numbered:
            table = _two_columns()
            for position, line in enumerate(paragraph.lines, 1):
                table.add_row(f"{position}.", _line(line, passage.numbers))
            yield table
        else:
            for line in paragraph.lines:
                yield _line(line, passage.numbers)


def _line(spans: Iterable[markup.Span], numbers: Mapping[str, str]) -> Text:
    line = Text()
    for span in spans:
        linked = span.target is not None
        style = Style(italic=span.emphasis or None, bold=span.strong or None, underline=linked)
        line.append(safe(span.text), style=style)
        if span.question and span.question in numbers:
            line.append(f" [{safe(numbers[span.question])}]", style=BOLD)
    return line

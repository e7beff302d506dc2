"""The pieces that panels are made of. With `panels`, the only module that imports rich."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from rich.console import Group, RenderableType
from rich.style import Style
from rich.table import Table
from rich.text import Text

from vt_faq import markup
from vt_faq.safe import safe
from vt_faq.view.view import Labels

if TYPE_CHECKING:
    from vt_faq.content import Question

BOLD = Style(bold=True)
DIM = Style(dim=True)


def two_columns() -> Table:
    """An empty table of a label and what belongs to it."""
    table = Table.grid(padding=(0, 1))
    table.add_column(no_wrap=True)
    table.add_column()
    return table


def listed(questions: Iterable[Question], label: Labels) -> Table:
    """The questions under each other, with their labels."""
    table = two_columns()
    for question in questions:
        table.add_row(Text(label(question), style=BOLD), Text(safe(question.question)))
    return table


def lines(texts: Iterable[str]) -> Text:
    """The texts, a line each."""
    return Text("\n").join(Text(safe(text)) for text in texts)


def marked(source: str, numbers: dict[str, str] | None = None) -> Group:
    """The blocks of a text; a reference to a question in `numbers` carries its number."""
    blocks: list[RenderableType] = []
    for block in markup.parse(source):
        if blocks:
            blocks.append(Text())
        if block.numbered:
            table = two_columns()
            for position, line in enumerate(block.lines, 1):
                table.add_row(f"{position}.", _line(line, numbers or {}))
            blocks.append(table)
        else:
            blocks += [_line(line, numbers or {}) for line in block.lines]
    return Group(*blocks)


def _line(spans: Iterable[markup.Span], numbers: dict[str, str]) -> Text:
    line = Text()
    for span in spans:
        linked = span.target is not None
        style = Style(italic=span.emphasis or None, bold=span.strong or None, underline=linked)
        line.append(safe(span.text), style=style)
        if span.question in numbers:
            line.append(f" [{numbers[span.question]}]", style=BOLD)
    return line

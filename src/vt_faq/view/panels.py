"""The view for people at a terminal, drawn by rich.

Only the terminal's own colours are used, and nothing is said by colour alone.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from rich import box
from rich.cells import cell_len
from rich.console import Console, Group, RenderableType
from rich.panel import Panel
from rich.style import Style
from rich.text import Text

from vt_faq import markup
from vt_faq.faq import others
from vt_faq.safe import safe
from vt_faq.search.result import Outcome, Result
from vt_faq.view import view
from vt_faq.view.drawing import BOLD, DIM, lines, listed, marked, two_columns
from vt_faq.view.plain import PlainView, explained
from vt_faq.view.view import Labels

if TYPE_CHECKING:
    from vt_faq.content import Chapter, Question, Resource
    from vt_faq.faq import Page, ResourceUse
    from vt_faq.review import Finding
    from vt_faq.search.explain import Explanation

TEXT_WIDTH = 88
"""Columns of text at most, however wide the terminal is."""

FRAME_WIDTH = 4
"""Columns that the border and its padding take."""

NO_BREAK = "\u00a0"
BORDER = "cyan"
WARNING = "yellow"


class PanelView:
    """Panels of at most TEXT_WIDTH columns of text.

    `width` is that of the terminal, `command` how the program is started; `color` allows
    colours, `links` allows OSC 8 links, and `unicode` allows other borders than ASCII; with
    `ordinals`, the questions listed carry `[1]`, `[2]`, … by which they can be chosen.
    """

    def __init__(
        self,
        width: int,
        command: str = "vt-faq",
        *,
        color: bool,
        links: bool,
        unicode: bool,
        ordinals: bool = False,
    ) -> None:
        self._width = max(min(width, TEXT_WIDTH + FRAME_WIDTH), 12)
        self._command = command
        self._color = color
        self._links = links
        self._ordinals = ordinals
        self._box = box.ROUNDED if unicode else box.ASCII

    def result(
        self,
        result: Result,
        page: Page | None,
        danger_line: str,
        explanation: Explanation | None = None,
    ) -> str:
        """See View."""
        label = Labels(self._ordinals)
        parts: list[RenderableType] = []
        if result.danger and danger_line:
            parts.append(self._danger(danger_line))
        if result.notice:
            parts.append(Text(safe(result.notice), style="bold"))
        if page is not None:
            parts += self._page(page, label)
            if further := others(result, page):
                parts.append(self._section(view.OTHERS, [listed(further, label)]))
        elif result.outcome is Outcome.SUGGESTED:
            parts.append(Text(view.SUGGESTED, style="bold"))
            parts += [self._suggestion(match.question, label) for match in result.matches]
        else:
            parts.append(self._panel(lines(view.unanswered_lines(result)), ""))
            if result.near:
                parts.append(self._section(view.NEARBY, [listed(result.near, label)]))
            if result.advice:
                parts.append(self._help(view.ADVICE, result.advice))
            if danger_line and not result.danger:
                parts.append(self._danger(danger_line))
        if explanation is not None:
            parts.append(self._panel(lines(explained(explanation)), ""))
        return self._render(parts)

    def pages(self, pages: Sequence[Page]) -> str:
        """See View."""
        return self._render(
            part for page in pages for part in self._page(page, Labels(self._ordinals))
        )

    def chapters(self, chapters: Sequence[Chapter]) -> str:
        """See View."""
        table = two_columns()
        for chapter in chapters:
            title = Text(safe(chapter.title))
            size = view.size(chapter).replace(" ", NO_BREAK)
            title.append(f" ({size})", style=DIM)
            table.add_row(Text(f"{chapter.number}.", style=BOLD), title)
        return self._render([self._panel(table, "Hoofdvragen")])

    def chapter(self, chapter: Chapter) -> str:
        """See View."""
        body = listed(chapter.questions, Labels(self._ordinals))
        return self._render([self._titled(f"Hoofdstuk {chapter.number}", chapter.title, body)])

    def links(self, uses: Sequence[ResourceUse], danger_line: str) -> str:
        """See View."""
        parts: list[RenderableType] = [self._danger(danger_line)] if danger_line else []
        parts.append(Text(view.HELP_NOTE, style=DIM))
        for use in uses:
            body: list[RenderableType] = [self._resource(use.resource)]
            if use.questions:
                numbers = ", ".join(question.number for question in use.questions)
                body.append(Text(f"Genoemd bij vraag {numbers}", style=DIM))
            body.append(Text(f"Herkomst: {view.ORIGINS[use.resource.origin]}", style=DIM))
            parts.append(self._panel(Group(*body), ""))
        return self._render(parts)

    def about(self, about: view.About) -> str:
        """See View."""
        body: list[RenderableType] = []
        for heading, text in about.sections:
            if heading:
                body += [Text(), Text(heading, style=BOLD)]
            body.append(marked(text))
        return self._render([self._titled("", about.title, Group(*body))])

    def done(self, message: str) -> str:
        """See View."""
        return PlainView().done(message)

    def findings(self, findings: Sequence[Finding]) -> str:
        """See View."""
        return PlainView().findings(findings)

    def _page(self, page: Page, label: Labels) -> list[RenderableType]:
        question = page.question
        numbers = {item.question.id: item.question.number for item in page.related}
        chapter = Text(f"Hoofdstuk {page.chapter.number}: {safe(page.chapter.title)}", style=DIM)
        body = Group(chapter, Text(), marked(question.answer, numbers))
        parts: list[RenderableType] = [self._titled(question.number, question.question, body)]
        if page.related:
            groups: list[RenderableType] = []
            for heading, questions in view.by_relation(page.related):
                groups += [Text(heading, style=BOLD), listed(questions, label)]
            parts.append(self._panel(Group(*groups), ""))
        if page.resources:
            parts.append(self._help(view.HELP_TITLE, page.resources))
        return parts

    def _suggestion(self, question: Question, label: Labels) -> RenderableType:
        opening = Text(safe(markup.first_sentence(question.answer)))
        body: list[RenderableType] = [opening]
        if not self._ordinals:
            command = f"Lees verder: {safe(self._command)} show {question.number}"
            body.append(Text(command, style=DIM))
        return self._titled(label(question), question.question, Group(*body))

    def _help(self, heading: str, resources: Sequence[Resource]) -> RenderableType:
        body = [self._resource(resource) for resource in resources]
        if view.has_addresses(resources):
            body.append(Text(view.HELP_NOTE, style=DIM))
        return self._section(heading, body)

    def _resource(self, resource: Resource) -> Text:
        text = Text(safe(resource.name), style=BOLD)
        text.append(f": {safe(resource.purpose)}.", style=Style(bold=False))
        if resource.phone:
            note = f" ({resource.phone_note})" if resource.phone_note else ""
            text.append(f"\nTelefoon {safe(resource.phone)}{safe(note)}", style=Style(bold=False))
        if resource.url:
            url = safe(resource.url)
            text.append("\n")
            text.append(url, style=Style(bold=False, link=url if self._links else None))
        return text

    def _danger(self, line: str) -> RenderableType:
        return self._panel(Text(safe(line), style=BOLD), "", border=WARNING)

    def _section(self, heading: str, body: Sequence[RenderableType]) -> RenderableType:
        return self._panel(Group(*body), heading)

    def _titled(self, label: str, title: str, body: RenderableType) -> RenderableType:
        """A panel with `label · title` in its border, or inside when that does not fit."""
        title = safe(title)
        whole = f"{label} · {title}" if label else title
        if cell_len(whole) + FRAME_WIDTH + 2 <= self._width:
            return self._panel(body, whole)
        return self._panel(Group(Text(title, style=BOLD), Text(), body), label)

    def _panel(self, body: RenderableType, title: str, border: str = BORDER) -> RenderableType:
        return Panel(
            body,
            title=Text(title, style=BOLD) if title else None,
            title_align="left",
            box=self._box,
            border_style=border,
            width=self._width,
        )

    def _render(self, parts: Iterable[RenderableType]) -> str:
        console = Console(
            file=io.StringIO(),
            width=self._width,
            force_terminal=True,
            color_system="standard" if self._color else None,
            legacy_windows=False,
            markup=False,
            emoji=False,
            highlight=False,
        )
        with console.capture() as capture:
            for part in parts:
                console.print(part)
        return capture.get()

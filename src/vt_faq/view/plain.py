"""The view for pipes and screen readers: labels in words, no borders, no hard wrapping."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from vt_faq import markup
from vt_faq.faq import others
from vt_faq.safe import safe
from vt_faq.search.result import Outcome, Result
from vt_faq.view import view
from vt_faq.view.view import Labels

if TYPE_CHECKING:
    from vt_faq.content import Chapter, Question, Resource
    from vt_faq.faq import Page, ResourceUse
    from vt_faq.review import Finding
    from vt_faq.search.explain import Explanation


class PlainView:
    """Text with words for labels, in reading order, one fact a line.

    `command` is how the program is started; with `ordinals`, the questions listed carry
    `[1]`, `[2]`, … by which they can be chosen instead.
    """

    def __init__(self, command: str = "vt-faq", *, ordinals: bool = False) -> None:
        self._command = command
        self._ordinals = ordinals

    def result(
        self,
        result: Result,
        page: Page | None,
        danger_line: str,
        explanation: Explanation | None = None,
    ) -> str:
        """See View."""
        label = Labels(self._ordinals)
        lines = [danger_line, ""] if result.danger and danger_line else []
        if result.notice:
            lines += [result.notice, ""]
        if page is not None:
            lines += _page(page, label)
            lines += _listed(view.OTHERS, others(result, page), label)
        elif result.outcome is Outcome.SUGGESTED:
            lines.append(view.SUGGESTED)
            for match in result.matches:
                lines += ["", f"Vraag {_titled(match.question, label)}"]
                lines.append(f"Begin van het antwoord: {_first_sentence(match.question)}")
                if not self._ordinals:
                    lines.append(
                        f"Lees het antwoord met: {self._command} show {match.question.number}"
                    )
        else:
            lines += view.unanswered_lines(result)
            lines += _listed(view.NEARBY, result.near, label)
            lines += _resources(view.ADVICE, result.advice)
            lines += ["", danger_line] if danger_line and not result.danger else []
        if explanation is not None:
            lines += ["", *explained(explanation)]
        return _text(lines)

    def pages(self, pages: Sequence[Page]) -> str:
        """See View."""
        lines: list[str] = []
        for page in pages:
            lines += ["", ""] if lines else []
            lines += _page(page, Labels(self._ordinals))
        return _text(lines)

    def chapters(self, chapters: Sequence[Chapter]) -> str:
        """See View."""
        return _text(
            f"{chapter.number}. {chapter.title} ({view.size(chapter)})" for chapter in chapters
        )

    def chapter(self, chapter: Chapter) -> str:
        """See View."""
        lines = [f"Hoofdstuk {chapter.number}: {chapter.title}", ""]
        label = Labels(self._ordinals)
        return _text(lines + [_titled(question, label) for question in chapter.questions])

    def links(self, uses: Sequence[ResourceUse], danger_line: str) -> str:
        """See View."""
        lines = [danger_line, ""] if danger_line else []
        lines.append(view.HELP_NOTE)
        for use in uses:
            lines += ["", *_resource(use.resource)]
            lines.append(f"Herkomst: {view.ORIGINS[use.resource.origin]}")
            if use.questions:
                numbers = ", ".join(question.number for question in use.questions)
                lines.append(f"Genoemd bij vraag: {numbers}")
        return _text(lines)

    def about(self, about: view.About) -> str:
        """See View."""
        lines = [about.title]
        for heading, text in about.sections:
            lines += ["", f"{heading}:" if heading else "", markup.plain(text)]
        return _text(lines).replace("\n\n\n", "\n\n")

    def done(self, message: str) -> str:
        """See View."""
        return _text([message])

    def findings(self, findings: Sequence[Finding]) -> str:
        """See View."""
        lines = []
        for item in findings:
            place = f", regel {item.line}" if item.line else ""
            place += f", {item.path}" if item.path != "$" else ""
            note = "let op: " if item.severity == "note" else ""
            lines.append(f"{item.file}{place}: {note}{item.message}; {item.remedy}.")
        problems = sum(item.severity == "problem" for item in findings)
        if problems:
            count = "1 probleem" if problems == 1 else f"{problems} problemen"
            return _text([*lines, f"{count} gevonden."])
        return _text([*lines, "Het corpus is in orde."])


def explained(explanation: Explanation) -> list[str]:
    """Why a query got its result, as lines."""
    lines = ["Uitleg bij dit resultaat", f"Uitkomst: {view.reason(explanation)}."]
    for typed, meant in explanation.corrected.items():
        lines.append(f"Gelezen als: {typed} = {meant}")
    for item in explanation.candidates:
        kind = "Vraag" if item.kind == "question" else "Onderwerp buiten de brochure,"
        text = f": {item.text}" if item.text else ""
        spoken = ", ".join(f"{share.word} {share.share:+.1f}" for share in item.words)
        lines += [
            "",
            f"{kind} {item.name}{text} (kans {item.probability:.0%})",
            f"Woorden die ervoor pleiten: {spoken}",
            f"Zoekzin die er het meest op lijkt ({item.similarity:.0%}): {item.phrasing}",
        ]
    return lines


def _text(lines: Iterable[str]) -> str:
    return safe("\n".join(lines)) + "\n"


def _titled(question: Question, label: Labels) -> str:
    return f"{label(question)}: {question.question}"


def _first_sentence(question: Question) -> str:
    return markup.first_sentence(question.answer)


def _page(page: Page, label: Labels) -> list[str]:
    lines = [
        f"Vraag {page.question.number}: {page.question.question}",
        f"Hoofdstuk {page.chapter.number}: {page.chapter.title}",
        "",
        "Antwoord:",
        markup.plain(page.question.answer),
    ]
    for heading, questions in view.by_relation(page.related):
        lines += _listed(heading, questions, label)
    lines += _resources(view.HELP_TITLE, page.resources)
    return lines


def _listed(heading: str, questions: Iterable[Question], label: Labels) -> list[str]:
    listed = [_titled(question, label) for question in questions]
    return ["", f"{heading}:", *listed] if listed else []


def _resources(heading: str, resources: Sequence[Resource]) -> list[str]:
    if not resources:
        return []
    lines = ["", f"{heading}:"]
    for resource in resources:
        lines += _resource(resource)
    return [*lines, f"({view.HELP_NOTE})"] if view.has_addresses(resources) else lines


def _resource(resource: Resource) -> list[str]:
    lines = [f"{resource.name}: {resource.purpose}."]
    if resource.phone:
        note = f" ({resource.phone_note})" if resource.phone_note else ""
        lines.append(f"Telefoon: {resource.phone}{note}")
    if resource.url:
        lines.append(f"Adres: {resource.url}")
    return lines

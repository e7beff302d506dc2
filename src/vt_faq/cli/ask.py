"""`ask`: a question in free words."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import Annotated, BinaryIO

import typer

from vt_faq.cli.complaints import quoted
from vt_faq.cli.settings import Settings
from vt_faq.cli.terminal import is_terminal, note, write
from vt_faq.errors import ExitCode, UsageError
from vt_faq.safe import one_line
from vt_faq.search.result import Outcome, Result

LONGEST_LINE = 1 << 20
"""Bytes of a line of standard input that are read; the rest of the line is skipped."""

BYTE_ORDER_MARK = "\ufeff"

UNSURE = "Ik weet niet zeker wat je bedoelt. Kies zelf de vraag die past."


def ask(
    ctx: typer.Context,
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[VRAAG]…",
            help="Je vraag; aanhalingstekens zijn niet nodig. Met - komt er een vraag per"
            " regel van standaardinvoer. Zonder vraag vraagt vt-faq erom.",
        ),
    ] = None,
    limit: Annotated[
        int,
        typer.Option(
            "-n",
            "--limit",
            min=1,
            metavar="AANTAL",
            help="Hoeveel vragen er hooguit getoond worden (gewoonlijk 3).",
        ),
    ] = 3,
    explain: Annotated[
        bool, typer.Option("--explain", help="Laat zien waarom dit gevonden is.")
    ] = False,
) -> int:
    """Answer one question, or every line of standard input."""
    settings = ctx.ensure_object(Settings)
    if words == ["-"]:
        for query in _lines(sys.stdin.buffer):
            if not query.strip() and not settings.json:
                continue
            text, _ = _answer(settings, query, limit, explain=explain)
            write(text if settings.json else f"Je vraag: {one_line(query)}\n\n{text}\n")
        return ExitCode.ANSWERED
    query = " ".join(words) if words else _prompted()
    interactive = not settings.json and is_terminal(sys.stdin) and is_terminal(sys.stdout)
    text, result = _answer(settings, query, limit, explain=explain, ordinals=interactive)
    write(text)
    if result.answer is not None and (related := settings.faq.related(result.answer)):
        settings.hint(f"Verder lezen: {settings.command} show {related[0].question.number}")
    if result.outcome is Outcome.SUGGESTED and not settings.json:
        note(UNSURE)
        if interactive:
            _offer(settings, result)
    return ExitCode.UNANSWERED if result.outcome is Outcome.UNANSWERED else ExitCode.ANSWERED


def _offer(settings: Settings, result: Result) -> None:
    """Open the suggested question that the reader chooses, by `[1]` or by its own number."""
    questions = [match.question for match in result.matches]
    chosen = {str(place): question for place, question in enumerate(questions, 1)}
    chosen |= {question.number: question for question in questions}
    while typed := _typed(f"Welke wil je lezen? (1-{len(questions)}, of Enter om te stoppen) "):
        if typed in chosen:
            write(settings.view.pages([settings.faq.page(chosen[typed])]))
            return
        note(f"Typ een nummer van 1 tot en met {len(questions)}, of alleen Enter om te stoppen.")


def _answer(
    settings: Settings, query: str, limit: int, *, explain: bool, ordinals: bool = False
) -> tuple[str, Result]:
    result = settings.faq.ask(query, limit)
    ordinals = ordinals and result.outcome is Outcome.SUGGESTED
    text = settings.make_view(ordinals=ordinals).result(
        result,
        None if result.answer is None else settings.faq.page(result.answer),
        settings.danger_line,
        settings.faq.explain(query, limit) if explain else None,
    )
    return text, result


def _prompted() -> str:
    query = _typed("Je vraag: ") if is_terminal(sys.stdin) else ""
    if not query:
        raise UsageError(f"Geef een vraag. Bijvoorbeeld: vt-faq ask {quoted('wat is de meldcode')}")
    return query


def _typed(prompt: str) -> str:
    """What somebody types at a prompt; empty when they type nothing, or leave."""
    sys.stderr.write(prompt)
    sys.stderr.flush()
    return sys.stdin.readline().strip()


def _lines(stream: BinaryIO) -> Iterator[str]:
    while line := stream.readline(LONGEST_LINE):
        rest = line
        while rest and not rest.endswith(b"\n"):
            rest = stream.readline(LONGEST_LINE)
        yield line.decode("utf-8", "replace").lstrip(BYTE_ORDER_MARK).rstrip("\r\n")

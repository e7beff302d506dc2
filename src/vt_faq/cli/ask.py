"""`ask`: a question in free words."""

from typing import Annotated

import typer

from vt_faq.cli.complaints import quoted
from vt_faq.cli.contents import show_chapter
from vt_faq.cli.options import settings_of
from vt_faq.cli.settings import Settings
from vt_faq.content import Chapter
from vt_faq.errors import ExitCode, UsageError, cut, one_line
from vt_faq.pointer import read
from vt_faq.search.result import Outcome, Result

UNSURE = "Ik weet niet zeker wat je bedoelt. Kies zelf de vraag die past."
MOST = 1_000
"""Matches that can be asked for."""


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
        str,
        typer.Option(
            "-n",
            "--limit",
            metavar="AANTAL",
            help="Hoeveel vragen er hooguit getoond worden (gewoonlijk 3).",
        ),
    ] = "3",
    explain: Annotated[
        bool, typer.Option("--explain", help="Laat zien waarom dit gevonden is.")
    ] = False,
) -> int:
    """Answer one question, or every line of standard input."""
    settings = settings_of(ctx)
    most = _number(limit)
    if list(words or ()) == ["-"]:
        for query in settings.environment.lines():
            if query.strip() or settings.json:
                if not settings.json:
                    settings.environment.write(f"Je vraag: {one_line(query)}\n\n")
                settings.show(_result(settings, query, most, explain=explain))
                if not settings.json:
                    settings.environment.write("\n")
        return ExitCode.ANSWERED
    query = " ".join(words) if words else _prompted(settings)
    if not settings.json and read(query):
        found = settings.faq.find(query)
        if isinstance(found, Chapter):
            return show_chapter(settings, found)
    result = _result(settings, query, most, explain=explain)
    suggested = result.outcome is Outcome.SUGGESTED and result.danger is None
    settings.show(result, ordinals=suggested and settings.conversing)
    if result.page is not None and result.page.related:
        first = result.page.related[0].question
        settings.hint(f"Verder lezen: {settings.command} show {first.number}")
    if suggested and not settings.json:
        settings.environment.note(UNSURE)
        if settings.conversing:
            _offer(settings, result)
    return ExitCode.UNANSWERED if result.outcome is Outcome.UNANSWERED else ExitCode.ANSWERED


def _number(limit: str) -> int:
    if not limit.isdecimal() or not 1 <= int(limit) <= MOST:
        raise UsageError(
            f"-n kent '{cut(limit)}' niet. Geef een getal van 1 tot en met {MOST}."
            "\nUitleg: vt-faq ask --help"
        )
    return int(limit)


def _result(settings: Settings, query: str, most: int, *, explain: bool) -> Result:
    faq = settings.faq
    return faq.explain(query, most) if explain else faq.ask(query, most)


def _prompted(settings: Settings) -> str:
    environment = settings.environment
    query = environment.typed("Je vraag: ") if environment.is_terminal("stdin") else None
    if not (query or "").strip():
        example = quoted(settings.faq.example)
        raise UsageError(f"Geef een vraag. Bijvoorbeeld: {settings.command} ask {example}")
    return str(query).strip()


def _offer(settings: Settings, result: Result) -> None:
    """Open the suggested question that the reader chooses, by `[1]` or by its own number."""
    questions = [match.question for match in result.matches]
    chosen = {str(place): question for place, question in enumerate(questions, 1)}
    chosen |= {question.number: question for question in questions}
    prompt = f"Welke wil je lezen? (1-{len(questions)}, of Enter om te stoppen) "
    while typed := (settings.environment.typed(prompt) or "").strip():
        if typed in chosen:
            settings.show(settings.faq.page(chosen[typed]))
            return
        settings.environment.note(
            f"Typ een nummer van 1 tot en met {len(questions)}, of alleen Enter om te stoppen."
        )

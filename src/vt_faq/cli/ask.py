"""`ask`: a question in free words."""

from typing import Annotated

import typer

from vt_faq.cli.complaints import quoted
from vt_faq.cli.options import settings_of
from vt_faq.cli.settings import Settings
from vt_faq.content import Chapter
from vt_faq.errors import ExitCode, UsageError, cut, one_line
from vt_faq.pointer import read
from vt_faq.search.result import Outcome, Result
from vt_faq.search.text import LONGEST_QUERY

UNSURE = "Ik weet niet zeker wat je bedoelt. Kies zelf de vraag die past."
PROMPT = "Typ je vraag, en dan Enter: "
MOST = 1_000
"""Matches that can be asked for."""


def ask(
    ctx: typer.Context,
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[VRAAG]…",
            help="Je vraag. Zonder vraag vraagt vt-faq erom: dan kun je alles typen, ook"
            " aanhalingstekens. Met - komt er een vraag per regel van standaardinvoer.",
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
    query = " ".join(words) if words else _asked_for(settings)
    if not query.strip():
        raise UsageError(
            f"Er staat geen vraag. Typ {settings.command} ask, druk op Enter, en typ dan je vraag."
            f"\nOf typ hem erachter: {settings.command} ask {quoted(settings.faq.example)}"
        )
    if not settings.json and read(query):
        found = settings.faq.find(query)
        if isinstance(found, Chapter):
            from vt_faq.cli.contents import show_chapter

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
    unanswered = result.outcome is Outcome.UNANSWERED and not result.replied
    return ExitCode.UNANSWERED if unanswered else ExitCode.ANSWERED


def _number(limit: str) -> int:
    if not limit.isdecimal() or not 1 <= int(limit) <= MOST:
        raise UsageError(
            f"Achter -n kan geen '{cut(limit)}' staan. Geef een getal van 1 tot en met {MOST}."
            "\nUitleg: vt-faq ask --help"
        )
    return int(limit)


def _result(settings: Settings, query: str, most: int, *, explain: bool) -> Result:
    faq = settings.faq
    return faq.explain(query, most) if explain else faq.ask(query, most)


def _asked_for(settings: Settings) -> str:
    """The question that somebody types at a prompt, or that comes from a pipe on any lines."""
    environment = settings.environment
    if environment.is_terminal("stdin"):
        return (environment.typed(PROMPT) or "").strip()
    query = ""
    for line in environment.lines():
        query = f"{query} {line}".strip()
        if len(query) > LONGEST_QUERY:
            break
    return query


def _offer(settings: Settings, result: Result) -> None:
    """Open the suggested question that the reader chooses, by `[1]` or by its own number."""
    from vt_faq.browse import COMMANDS

    questions = [match.question for match in result.matches]
    chosen = {str(place): question for place, question in enumerate(questions, 1)}
    chosen |= {question.number: question for question in questions}
    settings.environment.note("Typ een nummer, en dan Enter. Met alleen Enter stop je.")
    prompt = f"Welke wil je lezen? (1-{len(questions)}) "
    while typed := (settings.environment.typed(prompt) or "").strip():
        if typed.lower() in COMMANDS["quit"]:
            return
        pointer = read(typed)
        if pointer and pointer.number in chosen:
            settings.show(settings.faq.page(chosen[pointer.number]))
            return
        settings.environment.note(
            f"Typ een nummer van 1 tot en met {len(questions)}. Met alleen Enter stop je."
        )

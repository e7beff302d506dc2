"""`browse`: leafing through at a prompt."""

from __future__ import annotations

import sys
from contextlib import suppress

import typer

from vt_faq.browse import Answer, Help, Home, Message, Place, Quit, Session
from vt_faq.cli.settings import Settings
from vt_faq.cli.terminal import is_terminal, wrapped, write
from vt_faq.content import Chapter
from vt_faq.errors import ExitCode, UsageError
from vt_faq.faq import Page

PROMPT = "Nummer, vraag, of ? voor hulp: "
HELP = """Typ een nummer of een vraag, en dan Enter.
4       hoofdstuk 4, of nummer [4] uit de lijst die je ziet
3.4     vraag 3.4
h       naar de hoofdvragen
t       terug naar waar je vandaan kwam (w: weer vooruit)
v       volgende pagina
o       vorige pagina
?       deze hulp
q       stoppen
Al het andere is een vraag, zoals: mag veilig thuis met mijn kind praten
"""


def browse(ctx: typer.Context) -> int:
    """Let the reader leaf through until they stop."""
    settings = ctx.ensure_object(Settings)
    if settings.json or not (is_terminal(sys.stdin) and is_terminal(sys.stdout)):
        raise UsageError(
            "Bladeren kan alleen op een terminal. Alle vragen van een hoofdstuk zie je met:"
            " vt-faq chapter 1 --answers"
        )
    with suppress(ImportError):
        import readline  # noqa: F401 gives input() line editing; its history stays in memory
    session = Session(settings.faq)
    if settings.danger_line:
        write(wrapped(settings.danger_line) + "\n")
    _show(settings, session.place)
    write("\n" + wrapped(HELP))
    while (line := _read()) is not None:
        screen = session.handle(line)
        if isinstance(screen, Quit):
            break
        if isinstance(screen, Help):
            write(wrapped(HELP))
        elif isinstance(screen, Message):
            write(wrapped(screen.text) + "\n")
        else:
            _show(settings, screen)
    return ExitCode.ANSWERED


def _show(settings: Settings, place: Place) -> None:
    view = settings.make_view(ordinals=True)
    if isinstance(place, Home):
        write(view.chapters(place.chapters))
    elif isinstance(place, Chapter):
        write(view.chapter(place))
    elif isinstance(place, Page):
        write(view.pages([place]))
    elif isinstance(place, Answer):
        write(view.result(place.result, place.page, settings.danger_line))


def _read() -> str | None:
    """What the reader types; None when they leave with Ctrl-C or Ctrl-D."""
    try:
        return input(PROMPT)
    except (EOFError, KeyboardInterrupt):
        write("\n")
        return None

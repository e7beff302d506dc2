"""`browse`: leafing through at a prompt."""

import typer

from vt_faq.browse import Help, Message, Quit, Session
from vt_faq.cli.help import columns
from vt_faq.cli.options import settings_of
from vt_faq.cli.settings import Settings
from vt_faq.errors import ExitCode, UsageError, safe

PROMPT = "Nummer, vraag of ?, dan Enter: "
TYPE = "Typ een nummer of een vraag, en dan Enter."
KEYS = (
    ("4", "nummer [4] uit de lijst die je ziet, of anders hoofdstuk 4"),
    ("3.4", "vraag 3.4"),
    ("h", "naar de hoofdvragen"),
    ("b", "wie je kunt bellen en wat je kunt lezen"),
    ("t", "terug naar waar je vandaan kwam (w: weer vooruit)"),
    ("v", "volgende pagina"),
    ("o", "vorige pagina"),
    ("?", "deze hulp; ook met alleen Enter"),
    ("q", "stoppen"),
)
ELSE = "Al het andere is een vraag, zoals: {example}"


def _help(settings: Settings) -> str:
    """What can be typed."""
    environment = settings.environment
    keys = "\n".join(columns(KEYS, environment.width - 1))
    rest = environment.wrapped(ELSE.format(example=settings.faq.example))
    return f"{environment.wrapped(TYPE)}\n{keys}\n{rest}\n"


def browse(ctx: typer.Context) -> int:
    """Let the reader leaf through until they stop."""
    settings = settings_of(ctx)
    environment = settings.environment
    if not settings.conversing:
        raise UsageError(
            "Bladeren kan alleen op een terminal. Alle vragen zie je met: vt-faq questions"
            "\nEn met hun antwoord, per hoofdstuk: vt-faq chapter 1 --answers"
        )
    session = Session(settings.faq)
    if line := safe(settings.faq.text("emergency")):
        environment.write(environment.wrapped(line) + "\n")
    settings.show(session.place, ordinals=True)
    help_text = _help(settings)
    environment.write("\n" + help_text)
    try:
        while (typed := environment.typed(PROMPT)) is not None:
            screen = session.handle(typed)
            if isinstance(screen, Quit):
                return ExitCode.ANSWERED
            if isinstance(screen, Help):
                environment.write(help_text)
            elif isinstance(screen, Message):
                environment.write(environment.wrapped(screen.text) + "\n")
            else:
                settings.show(screen, ordinals=True)
    except KeyboardInterrupt:
        pass
    environment.write("\n")
    return ExitCode.ANSWERED

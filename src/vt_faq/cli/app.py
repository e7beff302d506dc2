"""The Typer application: every command under its name."""

from importlib import import_module
from itertools import takewhile
from typing import Annotated, Any, NamedTuple, cast

import typer
from typer.core import TyperCommand, TyperGroup

from vt_faq.cli.complaints import unknown_command
from vt_faq.cli.help import help_text
from vt_faq.cli.inside import leave_texts_alone
from vt_faq.cli.options import settings_of, shared
from vt_faq.errors import UsageError, one_line
from vt_faq.pointer import read

EXAMPLES = (
    "vt-faq ask   (Enter, dan je vraag)",
    "vt-faq ask mag ik het dossier zien",
    "vt-faq 3.4",
)


class Command(NamedTuple):
    """A command: where its function stands, what is said of it, and an example."""

    module: str
    function: str
    help: str
    example: str


COMMANDS = {
    "ask": Command(
        *("ask", "ask"),
        "Stel een vraag in je eigen woorden.",
        "vt-faq ask mag veilig thuis met mijn kind praten",
    ),
    "show": Command(
        *("contents", "show"),
        "Toon een of meer vragen met hun antwoord.",
        "vt-faq show 3.4 4.8",
    ),
    "chapters": Command("contents", "chapters", "Toon de hoofdvragen.", "vt-faq chapters"),
    "chapter": Command(
        *("contents", "chapter"), "Toon de vragen van een hoofdstuk.", "vt-faq chapter 4"
    ),
    "questions": Command(
        *("contents", "questions"),
        "Toon alle vragen, een per regel.",
        "vt-faq questions --chapter 4",
    ),
    "steps": Command(
        *("contents", "steps"), "Toon de vijf stappen van de meldcode.", "vt-faq steps"
    ),
    "links": Command(
        *("contents", "links"), "Toon wie je kunt bellen en wat je kunt lezen.", "vt-faq links"
    ),
    "browse": Command("browse", "browse", "Blader door alle vragen.", "vt-faq browse"),
    "about": Command("contents", "about", "Toon waar de tekst vandaan komt.", "vt-faq about"),
    "check": Command("editing", "check", "Controleer een corpus.", "vt-faq check mijn-faq.json"),
    "train": Command(
        *("editing", "train"),
        "Leer van zinnen hoe mensen iets vragen.",
        "vt-faq train mijn-faq.json",
    ),
    "compile": Command(
        *("editing", "compile_index"),
        "Maak van een corpus een snelle index.",
        "vt-faq compile mijn-faq.json mijn-faq.index",
    ),
}


HELP_WORDS = ("help", "hulp", "?")


class Group(TyperGroup):
    """The commands together, each described to Typer only when it is the one asked for.

    Describing all of them costs 67 million instructions, a quarter of a piped answer.
    """

    listed = tuple((name, command.help) for name, command in COMMANDS.items())
    """The names of the commands, each with what is said of it."""

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002 Typer names it
        """The names of the commands."""
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ARG002 Typer names it
        """The command of that name; None when there is none."""
        return described(cmd_name) if cmd_name in COMMANDS else None

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The command of that name; what a number or `help` stands for is a command as well.

        Raises UsageError for any other name, with what to type instead.
        """
        if args[0] in COMMANDS or args[0].startswith("-"):
            return super().resolve_command(ctx, args)
        words = list(takewhile(lambda word: not word.startswith("-"), args))
        if pointer := read(" ".join(words)):
            name = "show" if pointer.question or pointer.chapter else "ask"  # 112 is a question
            return super().resolve_command(ctx, [name, *args])
        if args[0] in HELP_WORDS and len(words) == 1:
            environment = settings_of(ctx).environment
            environment.write(help_text(ctx, environment.width))
            raise typer.Exit
        if args[0] in HELP_WORDS and words[1] in COMMANDS:
            return super().resolve_command(ctx, [words[1], "--help"])
        raise UsageError(unknown_command(words, list(COMMANDS)))


def vt_faq(
    ctx: typer.Context,
    version: Annotated[
        bool, typer.Option("--version", help="Toon de versie van vt-faq en welke tekst het leest.")
    ] = False,
    install_completion: Annotated[
        bool,
        typer.Option(
            "--install-completion", help="Zet aanvullen met TAB aan in de shell die je gebruikt."
        ),
    ] = False,
    show_completion: Annotated[
        bool,
        typer.Option(
            "--show-completion", help="Toon het script voor aanvullen met TAB, om zelf te plaatsen."
        ),
    ] = False,
) -> None:
    """Show the version; without a command, leaf through or show the help."""
    settings = settings_of(ctx)
    environment = settings.environment
    if install_completion or show_completion:
        from vt_faq.cli import shells

        if install_completion:
            environment.write(shells.install(environment.variables) + "\n")
        else:
            environment.write(shells.script(environment.variables))
        raise typer.Exit
    if version:
        from vt_faq import __version__

        faq = settings.faq
        title, date = one_line(faq.text("title")), one_line(faq.text("date"))
        dated = f"{title} ({date})" if date else title
        environment.write(f"vt-faq {__version__}\n{dated}, {len(faq)} vragen\n")
        raise typer.Exit
    if ctx.invoked_subcommand is None:
        if settings.conversing:
            from vt_faq.cli.browse import browse

            browse(ctx)
        else:
            environment.write(help_text(ctx, environment.width))


def group() -> TyperGroup:
    """The command line; calling its `main` runs it."""
    app = _application()
    app.callback(
        cls=Group,
        invoke_without_command=True,
        help="Zoek het antwoord in de brochure 'Veilig Thuis-meldingen en passend onderwijs'.",
        epilog="\n".join(EXAMPLES),
    )(shared(vt_faq))
    return cast("TyperGroup", _made(app))


def described(name: str) -> TyperCommand:
    """The command of that name, with all that can be given to it."""
    command = COMMANDS[name]
    app = _application()
    app.command(
        name,
        cls=TyperCommand,
        help=command.help,
        epilog=command.example,
        add_help_option=False,
    )(shared(getattr(import_module(f"vt_faq.cli.{command.module}"), command.function)))
    return cast("TyperCommand", _made(app))


def _application() -> typer.Typer:
    return typer.Typer(
        name="vt-faq",
        add_completion=False,
        add_help_option=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
    )


def _made(app: typer.Typer) -> Any:
    made = typer.main.get_command(app)
    leave_texts_alone(made.params)
    return made

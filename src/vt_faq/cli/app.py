"""The Typer application: every command under its name."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from vt_faq import __version__
from vt_faq.cli import ask, browse, contents, editing
from vt_faq.cli.dutch import DutchCommand, DutchGroup
from vt_faq.cli.settings import Settings
from vt_faq.cli.terminal import is_terminal, write
from vt_faq.safe import one_line

EXAMPLES = """
Voorbeelden:
  vt-faq ask "kan een melding worden ingetrokken"
  vt-faq chapter 4
  vt-faq steps
"""

app = typer.Typer(
    name="vt-faq",
    cls=DutchGroup,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    add_completion=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@app.callback(
    invoke_without_command=True,
    help="Zoek het antwoord in de brochure 'Veilig Thuis-meldingen en passend onderwijs'.",
    epilog=EXAMPLES,
)
def vt_faq(
    ctx: typer.Context,
    version: Annotated[
        bool, typer.Option("--version", help="Toon de versie van vt-faq en van de brochure.")
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
    if install_completion or show_completion:
        from vt_faq.cli import complete

        action = complete.switch_on if install_completion else complete.script
        write(action("vt-faq") + "\n")
        raise typer.Exit
    if version:
        faq = ctx.ensure_object(Settings).faq
        title, date = one_line(faq.text("title")), one_line(faq.text("date"))
        write(f"vt-faq {__version__}\n{title} ({date}), {len(faq)} vragen\n")
        raise typer.Exit
    if ctx.invoked_subcommand is None:
        if is_terminal(sys.stdin) and is_terminal(sys.stdout):
            browse.browse(ctx)
        else:
            write(ctx.get_help() + "\n")


def _add(name: str, function: object, help: str, example: str) -> None:
    epilog = "Voorbeeld:\n  " + example
    app.command(name, cls=DutchCommand, help=help, epilog=epilog)(function)  # type: ignore[type-var]


_add(
    "ask",
    ask.ask,
    "Stel een vraag in je eigen woorden.",
    "vt-faq ask mag veilig thuis met mijn kind praten",
)
_add("show", contents.show, "Toon een of meer vragen met hun antwoord.", "vt-faq show 3.4 4.8")
_add("chapters", contents.chapters, "Toon de hoofdvragen.", "vt-faq chapters")
_add("chapter", contents.chapter, "Toon de vragen van een hoofdstuk.", "vt-faq chapter 4")
_add("steps", contents.steps, "Toon de vijf stappen van de meldcode.", "vt-faq steps")
_add("links", contents.links, "Toon wie je kunt bellen en wat je kunt lezen.", "vt-faq links")
_add("browse", browse.browse, "Blader door de brochure.", "vt-faq browse")
_add("about", contents.about, "Toon waar de tekst vandaan komt.", "vt-faq about")
_add("check", editing.check, "Controleer een corpus.", "vt-faq check mijn-faq.json")
_add(
    "compile",
    editing.compile_index,
    "Maak van een corpus een snelle index.",
    "vt-faq compile mijn-faq.json mijn-faq.index",
)

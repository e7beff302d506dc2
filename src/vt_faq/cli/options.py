"""The options that every command shares, before and after its name."""

import inspect
from collections.abc import Callable
from functools import wraps
from typing import Annotated, Any, cast

import typer

from vt_faq.cli.help import help_text
from vt_faq.cli.settings import COLOR_CHOICES, Settings


def _help(ctx: typer.Context, value: bool) -> None:
    if value:
        settings = settings_of(ctx)
        settings.corpus = ctx.params.get("corpus") or settings.corpus
        environment = settings.environment
        environment.write(help_text(ctx, environment.width))
        raise typer.Exit


def settings_of(ctx: typer.Context) -> Settings:
    """The settings that `main` made."""
    return cast("Settings", ctx.obj)


SHARED: dict[str, Any] = {
    "json": Annotated[bool, typer.Option("--json", help="Antwoord als JSON, voor programma's.")],
    "plain": Annotated[
        bool, typer.Option("--plain", help="Gewone tekst zonder lijnen, ook op een terminal.")
    ],
    "no_pager": Annotated[
        bool, typer.Option("--no-pager", help="Toon een lange pagina in een keer, niet per scherm.")
    ],
    "color": Annotated[
        str | None,
        typer.Option("--color", metavar="WANNEER", help=f"Kleur: {', '.join(COLOR_CHOICES)}."),
    ],
    "corpus": Annotated[
        str | None,
        typer.Option(
            "--corpus",
            metavar="BESTAND",
            is_eager=True,
            help="Lees een ander bestand: JSON, CSV of index (of zet VT_FAQ_CORPUS).",
        ),
    ],
    "help": Annotated[
        bool,
        typer.Option("-h", "--help", is_eager=True, callback=_help, help="Toon deze uitleg."),
    ],
}


def shared(function: Callable[..., Any]) -> Callable[..., Any]:
    """A command for Typer of a function that takes the context and its own parameters.

    The shared options are added to its signature; what was given of them goes to the settings.
    """

    @wraps(function)
    def command(ctx: typer.Context, **values: Any) -> Any:
        settings = settings_of(ctx)
        for name in SHARED:
            if (value := values.pop(name)) not in (None, False):
                setattr(settings, name, value)
        return function(ctx, **values)

    own = inspect.signature(function).parameters.values()
    added = [
        inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=hint)
        for name, hint in SHARED.items()
        for default in [None if name in ("color", "corpus") else False]
    ]
    command.__signature__ = inspect.Signature([*own, *added])  # type: ignore[attr-defined]
    command.__annotations__ = {item.name: item.annotation for item in (*own, *added)}
    return command

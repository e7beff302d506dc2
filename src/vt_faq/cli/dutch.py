"""Commands that explain themselves in Dutch and share the options of `settings`."""

from __future__ import annotations

from typing import Any

from typer._click import Command, Context, Parameter
from typer._click.exceptions import UsageError
from typer._click.formatting import HelpFormatter
from typer.core import TyperCommand, TyperGroup, TyperOption

from vt_faq.cli.complaints import unknown_command
from vt_faq.cli.help import write_help
from vt_faq.cli.settings import COLOR_CHOICES, Settings

OPTIONS = "[OPTIES]"


def _keep(ctx: Context, parameter: Parameter, value: Any) -> Any:
    if value not in (None, False):
        setattr(ctx.ensure_object(Settings), str(parameter.name), value)
    return value


def _flag(name: str, help: str) -> TyperOption:
    return TyperOption(
        param_decls=[name], is_flag=True, help=help, expose_value=False, callback=_keep
    )


def _value(name: str, metavar: str, help: str) -> TyperOption:
    return TyperOption(
        param_decls=[name], type=str, metavar=metavar, help=help, expose_value=False, callback=_keep
    )


def _shared_options() -> list[TyperOption]:
    """The options that may stand before and after the name of every command."""
    return [
        _flag("--json", "Antwoord als JSON, voor programma's."),
        _flag("--plain", "Gewone tekst zonder kaders, ook op een terminal."),
        _value("--color", "WANNEER", f"Kleur: {', '.join(COLOR_CHOICES)}."),
        _value(
            "--corpus",
            "BESTAND",
            "Lees een ander bestand dan de brochure: JSON of index (of zet VT_FAQ_CORPUS).",
        ),
    ]


class DutchCommand(TyperCommand):
    """A command."""

    def __init__(self, *args: Any, **attributes: Any) -> None:
        super().__init__(*args, **attributes)
        self.options_metavar = OPTIONS
        self.params = [*self.params, *_shared_options()]

    def format_help(self, ctx: Context, formatter: HelpFormatter) -> None:
        """Write the help."""
        write_help(self, ctx, formatter)


class DutchGroup(TyperGroup):
    """The commands together."""

    def __init__(self, *args: Any, **attributes: Any) -> None:
        super().__init__(*args, **attributes)
        self.options_metavar = OPTIONS
        self.subcommand_metavar = "OPDRACHT …"
        self.params = [*self.params, *_shared_options()]

    def format_help(self, ctx: Context, formatter: HelpFormatter) -> None:
        """Write the help, with the commands."""
        write_help(self, ctx, formatter, self.commands.values())

    def resolve_command(
        self, ctx: Context, args: list[str]
    ) -> tuple[str | None, Command | None, list[str]]:
        """The command of that name; an unknown one is answered with what to type instead."""
        if args[0] not in self.commands and not ctx.resilient_parsing:
            raise UsageError(unknown_command(args, list(self.commands)), ctx)
        return super().resolve_command(ctx, args)

"""The help of a command, laid out in Dutch.

Typer's own help takes its words from several places, most of them English, and imports
rich; this one is made from the same parameters and imports nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from inspect import cleandoc
from shutil import get_terminal_size
from textwrap import dedent
from typing import NamedTuple

from typer._click import Command, Context, Parameter
from typer._click.formatting import HelpFormatter

Rows = list[tuple[str, str]]

# Typer puts a required argument in braces; nobody should type them.
_BRACES = str.maketrans("", "", "{}")


class Help(NamedTuple):
    """What there is to say of a command; the rows hold a name and what it stands for."""

    usage: str
    text: str
    arguments: Rows
    options: Rows
    examples: str


def help_of(command: Command, ctx: Context) -> Help:
    """The help of a command, from its parameters."""
    rows: dict[str, Rows] = {"argument": [], "option": []}
    for parameter in command.get_params(ctx):
        rows[parameter.param_type_name].append((_name(parameter, ctx), _help(parameter)))
    return Help(
        usage=" ".join(command.collect_usage_pieces(ctx)).translate(_BRACES),
        text=cleandoc(command.help or ""),
        arguments=rows["argument"],
        options=rows["option"],
        examples=dedent(command.epilog or "").strip(),
    )


def write_help(
    command: Command, ctx: Context, formatter: HelpFormatter, subcommands: Iterable[Command] = ()
) -> None:
    """Write usage, explanation, arguments, options, commands and examples of a command."""
    shown = help_of(command, ctx)
    formatter.width = min(formatter.width, max(get_terminal_size().columns - 1, 20))
    formatter.write_usage(ctx.command_path, shown.usage, prefix="Gebruik: ")
    formatter.write_paragraph()
    formatter.write_text(shown.text)
    _section(formatter, "Argumenten", shown.arguments)
    _section(formatter, "Opties", shown.options)
    _section(formatter, "Opdrachten", [(item.name or "", item.help or "") for item in subcommands])
    formatter.write_paragraph()
    formatter.write(shown.examples + "\n")


def _name(parameter: Parameter, ctx: Context) -> str:
    if parameter.param_type_name == "argument":
        return parameter.make_metavar(ctx=ctx)
    names = ", ".join(sorted(parameter.opts, key=len))
    is_flag = getattr(parameter, "is_flag", False)
    return names if is_flag or not parameter.metavar else f"{names} {parameter.metavar}"


def _help(parameter: Parameter) -> str:
    if parameter.name == "help":
        return "Toon deze uitleg."
    return getattr(parameter, "help", None) or ""


def _section(formatter: HelpFormatter, title: str, rows: Rows) -> None:
    if rows:
        with formatter.section(title):
            formatter.write_dl(rows)

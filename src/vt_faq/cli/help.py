"""The help of a command, laid out in Dutch.

Typer's own help takes its words from several places, most of them English, and imports
rich; this one is made from the same parameters and imports nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from inspect import cleandoc
from textwrap import dedent

from typer._click import Command, Context, Parameter
from typer._click.formatting import HelpFormatter

Rows = list[tuple[str, str]]


def write_help(
    command: Command, ctx: Context, formatter: HelpFormatter, subcommands: Iterable[Command] = ()
) -> None:
    """Write usage, explanation, arguments, options, commands and examples of a command."""
    pieces = " ".join(command.collect_usage_pieces(ctx))
    formatter.write_usage(ctx.command_path, pieces, prefix="Gebruik: ")
    if command.help:
        formatter.write_paragraph()
        formatter.write_text(cleandoc(command.help))
    arguments: Rows = []
    options: Rows = []
    for parameter in command.get_params(ctx):
        rows = arguments if parameter.param_type_name == "argument" else options
        rows.append((_name(parameter, ctx), _help(parameter)))
    _section(formatter, "Argumenten", arguments)
    _section(formatter, "Opties", options)
    _section(formatter, "Opdrachten", [(item.name or "", item.help or "") for item in subcommands])
    if command.epilog:
        formatter.write_paragraph()
        formatter.write(dedent(command.epilog).strip() + "\n")


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

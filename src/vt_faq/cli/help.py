"""The help of a command, laid out in Dutch.

Typer's own help takes its words from several places, most of them English, and imports rich;
this one is made from the same parameters and imports nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from textwrap import wrap
from typing import Any, NamedTuple

import typer

WIDEST_NAME = 30
"""Columns of a name; what is said of a longer one begins on the next line."""

LONGEST_LINE = 78

Rows = list[tuple[str, str]]


class Help(NamedTuple):
    """What there is to say of a command; the rows hold a name and what it stands for."""

    usage: str
    text: str
    arguments: Rows
    options: Rows
    commands: Rows
    examples: tuple[str, ...]


def help_of(ctx: typer.Context) -> Help:
    """The help of the command that a context is for."""
    command = ctx.command
    arguments: Rows = []
    options: Rows = []
    for parameter in command.params:
        row = (_name(parameter), getattr(parameter, "help", None) or "")
        (arguments if parameter.param_type_name == "argument" else options).append(row)
    subcommands: Rows = list(getattr(command, "listed", ()))
    pieces = [name for name, _ in arguments] + (["OPDRACHT …"] if subcommands else [])
    return Help(
        " ".join([ctx.command_path, "[OPTIES]", *pieces]),
        command.help or "",
        arguments,
        options,
        subcommands,
        tuple((command.epilog or "").splitlines()),
    )


def help_text(ctx: typer.Context, width: int) -> str:
    """Usage, explanation, arguments, options, commands and examples in lines that fit."""
    shown = help_of(ctx)
    width = max(min(width - 1, LONGEST_LINE), 20)
    lines = wrap(f"Gebruik: {shown.usage}", width, subsequent_indent=" " * 9)
    lines += ["", *wrap(shown.text, width)]
    sections = {
        "Argumenten": shown.arguments,
        "Opties": shown.options,
        "Opdrachten": shown.commands,
    }
    for title, rows in sections.items():
        if rows:
            lines += ["", f"{title}:", *_columns(rows, width)]
    title = "Voorbeeld" if len(shown.examples) == 1 else "Voorbeelden"
    lines += ["", f"{title}:", *(f"  {example}" for example in shown.examples)]
    return "\n".join(lines) + "\n"


def _name(parameter: Any) -> str:
    if parameter.param_type_name == "argument":
        return str(parameter.metavar)
    names = ", ".join(sorted(parameter.opts, key=len))
    return f"{names} {parameter.metavar}" if parameter.metavar else names


def _columns(rows: Iterable[tuple[str, str]], width: int) -> list[str]:
    rows = list(rows)
    first = min(max(len(name) for name, _ in rows), WIDEST_NAME, width // 2) + 4
    lines = []
    for name, text in rows:
        indented = wrap(text, max(width - first, 10)) or [""]
        start = f"  {name}".ljust(first)
        if len(name) > first - 4:
            lines.append(start)
            start = " " * first
        lines.append(f"{start}{indented[0]}")
        lines += [" " * first + line for line in indented[1:]]
    return lines

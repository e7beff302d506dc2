"""The help of a command, laid out in Dutch.

Typer's own help takes its words from several places, most of them English, and imports rich;
this one is made from the same parameters and imports nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from textwrap import wrap
from typing import Any, NamedTuple

import typer

from vt_faq.cli.complaints import quoted
from vt_faq.errors import VtFaqError, one_line

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
    """Usage, explanation, examples, commands, arguments and options in lines that fit."""
    shown = _fitted(help_of(ctx), ctx)
    width = max(min(width - 1, LONGEST_LINE), 20)
    lines = wrap(f"Gebruik: {shown.usage}", width, subsequent_indent=" " * 9)
    lines += ["", *wrap(shown.text, width)]
    title = "Voorbeeld" if len(shown.examples) == 1 else "Voorbeelden"
    lines += ["", f"{title}:", *(f"  {example}" for example in shown.examples)]
    sections = {
        "Opdrachten": shown.commands,
        "Argumenten": shown.arguments,
        "Opties": shown.options,
    }
    for title, rows in sections.items():
        if rows:
            lines += ["", f"{title}:", *columns(rows, width)]
    return "\n".join(lines) + "\n"


def _fitted(shown: Help, ctx: typer.Context) -> Help:
    """The help as it fits the corpus that was asked for; that of the brochure fits as it is."""
    if ctx.obj.source is None:
        return shown
    try:
        faq = ctx.obj.faq
        ask = f"{ctx.obj.command} ask {quoted(faq.example)}"
        unfit = () if faq.text("shortcut:steps") else ("steps",)
        if shown.commands:
            return shown._replace(
                text=f"Zoek het antwoord in: {one_line(faq.text('title'))}.",
                commands=[row for row in shown.commands if row[0] not in unfit],
                examples=(ask, f"{ctx.obj.command} 1.1"),
            )
    except VtFaqError:
        return shown
    fitting = {"ask": ask, "show": f"{ctx.obj.command} show 1.1"}
    own = fitting.get(ctx.info_name or "")
    return shown._replace(examples=(own,)) if own else shown


def _name(parameter: Any) -> str:
    if parameter.param_type_name == "argument":
        return str(parameter.metavar)
    names = ", ".join(sorted(parameter.opts, key=len))
    return f"{names} {parameter.metavar}" if parameter.metavar else names


def columns(rows: Iterable[tuple[str, str]], width: int) -> list[str]:
    """The rows as lines of at most `width`: names, and beside them what is said of each."""
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

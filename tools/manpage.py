"""Write docs/vt-faq.1, the manual page, from the application itself.

python tools/manpage.py
"""

from __future__ import annotations

from pathlib import Path

import typer.main
from typer._click import Command

from vt_faq import __version__
from vt_faq.cli.app import app
from vt_faq.cli.help import Help, Rows, help_of

TARGET = Path(__file__).parents[1] / "docs" / "vt-faq.1"
CODES = {
    "0": "beantwoord of getoond; ook als de lezer van de uitvoer stopt met lezen",
    "1": "het staat niet in de brochure",
    "2": "verkeerd gebruik, of een nummer dat niet bestaat",
    "3": "het corpus is niet te lezen, of check vond een fout",
    "4": "iets anders ging mis, zoals een volle schijf",
    "130": "afgebroken met Ctrl-C",
}
VARIABLES = {
    "VT_FAQ_CORPUS": "het bestand dat gelezen wordt, zoals bij --corpus",
    "NO_COLOR": "niet leeg: geen kleur",
    "ACCESSIBLE": "niet leeg en niet 0: gewone tekst, zoals bij --plain",
    "COLUMNS": "de breedte van de terminal",
    "VT_FAQ_DEBUG": "niet leeg: laat bij een onverwachte fout zien waar die ontstond",
}


def document() -> str:
    """The whole page, in roff."""
    group = typer.main.get_group(app)
    context = group.make_context("vt-faq", [], resilient_parsing=True)
    whole = help_of(group, context)
    lines = [
        f'.TH VT\\-FAQ 1 "" "vt\\-faq {__version__}" "Handleiding van vt\\-faq"',
        ".SH NAAM",
        _text(f"vt-faq - {whole.text[0].lower()}{whole.text[1:].rstrip('.')}"),
        ".SH GEBRUIK",
        ".B vt\\-faq",
        _text(whole.usage),
        ".SH OPTIES",
        *_rows(whole.options),
        ".SH OPDRACHTEN",
    ]
    shared = {name for name, _ in whole.options}
    for command in group.commands.values():
        below = command.make_context(command.name, [], parent=context, resilient_parsing=True)
        lines += _command(command, help_of(command, below), shared)
    lines += [".SH UITKOMST", *_rows(list(CODES.items()))]
    lines += [".SH OMGEVING", *_rows(list(VARIABLES.items()))]
    lines += [".SH VOORBEELDEN", ".nf", *map(_text, whole.examples.splitlines()[1:]), ".fi"]
    return "\n".join(lines) + "\n"


def _command(command: Command, shown: Help, shared: set[str]) -> list[str]:
    """A command with the arguments and options that are its own."""
    own = [row for row in shown.options if row[0] not in shared]
    return [
        f".SS {_text(f'{command.name} {shown.usage}')}",
        _text(shown.text),
        *_rows(shown.arguments + own),
        *(".PP", _text(" ".join(shown.examples.split()))),
    ]


def _rows(rows: Rows) -> list[str]:
    return [line for name, text in rows for line in (".TP", f".B {_text(name)}", _text(text))]


def _text(text: str) -> str:
    """The text as roff reads it; a line never begins with one of its commands."""
    escaped = text.replace("\\", "\\e").replace("-", "\\-").strip()
    return f"\\&{escaped}" if escaped.startswith((".", "'")) else escaped


if __name__ == "__main__":
    TARGET.write_text(document(), encoding="utf-8")

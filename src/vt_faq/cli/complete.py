"""Completion with TAB: numbers and ids of questions, numbers of chapters; and switching it on."""

from __future__ import annotations

import re
from collections.abc import Iterator

from typer._click import Context
from typer._click.shell_completion import CompletionItem, add_completion_class
from typer._completion_classes import BashComplete, FishComplete, ZshComplete
from typer._completion_shared import _get_shell_name, get_completion_script, install

from vt_faq.cli.settings import Settings
from vt_faq.errors import UsageError, VtFaqError
from vt_faq.safe import one_line

VARIABLE = "_VT_FAQ_COMPLETE"
SHELLS = ("bash", "zsh", "fish")


class _Zsh(ZshComplete):
    """Typer's, without importing rich to read descriptions as markup."""

    def format_completion(self, item: CompletionItem) -> str:
        parts = [item.value] if not item.help else [item.value, one_line(item.help)]
        return ":".join(f'"{_for_zsh(part)}"' for part in parts)


class _Fish(FishComplete):
    """Typer's, without importing rich to read descriptions as markup."""

    def format_completion(self, item: CompletionItem) -> str:
        return f"{item.value}\t{one_line(item.help)}" if item.help else str(item.value)


def _for_zsh(text: str) -> str:
    """Escaped as the script that Typer installs in zsh expects it."""
    text = text.replace('"', '""').replace("'", "''")
    return re.sub(r"([$`])", r"\\\1", text).replace(":", r"\\:")


def prepare() -> None:
    """Make the shells known that completion works in."""
    for shell, known in zip(SHELLS, (BashComplete, _Zsh, _Fish), strict=True):
        add_completion_class(known, shell)


def questions(ctx: Context, incomplete: str) -> Iterator[tuple[str, str]]:
    """Numbers and ids of questions that begin like what was typed, with the question."""
    try:
        chapters = ctx.ensure_object(Settings).faq.chapters
    except VtFaqError:
        return
    listed = [question for chapter in chapters for question in chapter.questions]
    for key in ("number", "id"):
        for question in listed:
            if getattr(question, key).startswith(incomplete):
                yield one_line(getattr(question, key)), question.question


def chapter_numbers(ctx: Context, incomplete: str) -> Iterator[tuple[str, str]]:
    """Numbers of chapters that begin like what was typed, with their titles."""
    try:
        chapters = ctx.ensure_object(Settings).faq.chapters
    except VtFaqError:
        return
    for chapter in chapters:
        if str(chapter.number).startswith(incomplete):
            yield str(chapter.number), chapter.title


def switch_on(program: str) -> str:
    """Install completion in the shell that is in use; returns what was done, in Dutch."""
    shell, path = install(_shell(), program, VARIABLE)
    return f"Aanvullen met TAB staat aan in {shell} ({path}). Het werkt in een nieuw venster."


def script(program: str) -> str:
    """The completion script for the shell that is in use."""
    return get_completion_script(prog_name=program, complete_var=VARIABLE, shell=_shell())


def _shell() -> str:
    shell = _get_shell_name()
    if shell not in SHELLS:
        raise UsageError(
            f"Aanvullen met TAB werkt in {', '.join(SHELLS)}; deze shell herken ik niet."
        )
    return shell

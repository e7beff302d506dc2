"""Completion with TAB: what can follow the words typed so far.

A shell runs the program with the words as its arguments and _VT_FAQ_COMPLETE set, and reads
a line per candidate: what to insert, a tab, and what it stands for. Nothing of it is ever evaluated
(`shells`), which Typer's own scripts would do.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from vt_faq.cli.settings import COLOR_CHOICES, Settings
from vt_faq.errors import VtFaqError, one_line

Candidates = Iterable[tuple[str, str]]


def complete(group: Any, settings: Settings, words: list[str]) -> str:
    """The candidates for the last of the words, a line each; empty when there are none."""
    *before, last = _taken_apart(words) or [""]
    found = _following(group, settings, before, last)
    if words and words[-1].startswith("--") and "=" in words[-1]:
        last = words[-1]
        found = [(f"{last.partition('=')[0]}={value}", text) for value, text in found]
    return "".join(
        f"{one_line(value)}\t{one_line(text)}\n" for value, text in found if value.startswith(last)
    )


def _taken_apart(words: list[str]) -> list[str]:
    """The words with `--color=always` as two; bash makes it three, the second of them `=`."""
    parts: list[str] = []
    for place, word in enumerate(words, 1):
        if word.startswith("--") and "=" in word:
            parts += word.split("=", 1)
        elif word != "=":
            parts.append(word)
        elif place == len(words):
            parts.append("")
    return parts


def _following(group: Any, settings: Settings, before: list[str], last: str) -> Candidates:
    command = group
    option = None
    for word in before:
        if option is not None:
            if option == "--corpus":
                settings.corpus = word
            option = None
        elif word.startswith("-"):
            option = word if word in _options(command, valued=True) else None
        elif command is group:
            command = group.get_command(None, word)
            if command is None:
                return ()
    if option is not None:
        return VALUES[option](settings) if option in VALUES else ()
    if last.startswith("-"):
        return _options(command).items()
    if command is group:
        return tuple(group.listed)
    return KINDS[command.name](settings) if command.name in KINDS else ()


def _options(command: Any, *, valued: bool = False) -> dict[str, str]:
    return {
        name: parameter.help or ""
        for parameter in command.params
        if parameter.param_type_name == "option" and (parameter.metavar or not valued)
        for name in parameter.opts
    }


def _questions(settings: Settings) -> Iterator[tuple[str, str]]:
    """Numbers and ids of questions, with the question."""
    listed = [item for chapter in settings.faq.chapters for item in chapter.questions]
    yield from ((item.number, item.question) for item in listed)
    yield from ((item.id, item.question) for item in listed)


def _chapters(settings: Settings) -> Iterator[tuple[str, str]]:
    """Numbers of chapters, with their titles."""
    yield from ((str(item.number), item.title) for item in settings.faq.chapters)


def _safely(kind: Callable[[Settings], Candidates]) -> Callable[[Settings], Candidates]:
    """Nothing, when the corpus cannot be read."""

    def listed(settings: Settings) -> Candidates:
        try:
            return list(kind(settings))
        except VtFaqError:
            return ()

    return listed


def _colors(_: Settings) -> Candidates:
    return ((name, "") for name in COLOR_CHOICES)


VALUES = {"--color": _colors, "--chapter": _safely(_chapters)}
"""What can follow an option."""

KINDS = {"show": _safely(_questions), "chapter": _safely(_chapters)}
"""What the arguments of a command stand for."""

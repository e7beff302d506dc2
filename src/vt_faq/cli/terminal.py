"""The only place that writes to the standard streams."""

from __future__ import annotations

import sys
import unicodedata
from io import TextIOWrapper
from typing import TextIO

_SUBSTITUTES = {
    "·": "-",
    "–": "-",
    "—": "-",
    "‘": "'",
    "’": "'",
    "“": '"',
    "”": '"',
    "…": "...",
    "→": ">",
}


class ReaderGoneError(Exception):
    """Whoever read our output closed it: no failure, and nothing is left to do."""


def prepare() -> None:
    """Let a letter that the encoding lacks be replaced, whoever writes it."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")


def write(text: str) -> None:
    """Write to standard output, in whatever its encoding can carry.

    Raises ReaderGoneError when nobody reads it any more.
    """
    try:
        _write(sys.stdout, text)
    except BrokenPipeError as error:
        raise ReaderGoneError from error


def note(text: str) -> None:
    """Write a message to standard error; on a terminal no word is broken at its edge."""
    _write(sys.stderr, (wrapped(text) if is_terminal(sys.stderr) else text) + "\n")


def wrapped(text: str) -> str:
    """The text in lines that fit the terminal."""
    from shutil import get_terminal_size
    from textwrap import wrap

    width = max(get_terminal_size().columns - 1, 12)
    lines = text.split("\n")
    return "\n".join(
        "\n".join(wrap(line, width, break_long_words=False, break_on_hyphens=False)) or line
        for line in lines
    )


def _write(stream: TextIO | None, text: str) -> None:
    if stream is None:
        return
    try:
        text.encode(stream.encoding or "utf-8")
    except UnicodeEncodeError:
        text = _within(text, stream.encoding)
    stream.write(text)
    stream.flush()


def _within(text: str, encoding: str) -> str:
    """The text with every character that the encoding lacks replaced by what comes nearest."""
    return "".join(
        letter if _fits(letter, encoding) else _nearest(letter, encoding) for letter in text
    )


def _fits(text: str, encoding: str) -> bool:
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def _nearest(letter: str, encoding: str) -> str:
    simple = _SUBSTITUTES.get(letter) or unicodedata.normalize("NFKD", letter)[0]
    return simple if _fits(simple, encoding) else "?"


def is_terminal(stream: TextIO | None) -> bool:
    """Whether a standard stream is open and leads to a terminal."""
    return stream is not None and not stream.closed and stream.isatty()


def encoding() -> str:
    """The encoding of standard output, in lower case."""
    return (getattr(sys.stdout, "encoding", None) or "ascii").lower()

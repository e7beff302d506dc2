"""The only place that writes to the standard streams."""

from __future__ import annotations

import os
import sys
import unicodedata
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


def write(text: str) -> None:
    """Write to standard output, in whatever its encoding can carry."""
    _write(sys.stdout, text)


def note(text: str) -> None:
    """Write a message to standard error."""
    _write(sys.stderr, text + "\n")


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


def abandon_output() -> None:
    """Point standard output at nothing, so that the exit does not fail on a closed pipe."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def encoding() -> str:
    """The encoding of standard output, in lower case."""
    return (getattr(sys.stdout, "encoding", None) or "ascii").lower()

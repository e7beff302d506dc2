"""The surroundings of a run: its streams, its variables, and the terminal, if there is one.

This is the only module that touches the standard streams. Tests make an environment of their own.
"""

from __future__ import annotations

import io
import os
import sys
import unicodedata
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import suppress
from typing import BinaryIO, TextIO

VARIABLES = {
    "VT_FAQ_CORPUS": "het bestand dat gelezen wordt, zoals bij --corpus",
    "NO_COLOR": "niet leeg: geen kleur",
    "ACCESSIBLE": "niet leeg en niet 0: gewone tekst, zoals bij --plain",
    "TERM": "dumb: gewone tekst",
    "COLUMNS": "de breedte van de terminal",
    "PAGER": "wat een lange pagina per scherm toont (gewoonlijk less -R); leeg of cat: niets",
    "VT_FAQ_DEBUG": "niet leeg: laat bij een onverwachte fout zien waar die ontstond",
}
"""What each variable does; help, manual page and docs are made from this table."""

LONGEST_LINE = 1 << 20
"""Bytes of a line of standard input that are read; the rest of the line is skipped."""

NARROWEST = 12
STREAMS = ("stdin", "stdout", "stderr")
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


class Environment:
    """What a run reads from, writes to, and knows of where it is.

    A stream may be None: closed. `terminals` names those of STREAMS that lead to a terminal;
    `width` and `height` are those of the terminal in columns and lines (0: unknown), and `encoding`
    that of the texts on it; `edited` reads a line at a prompt with the keys for editing, where the
    terminal can.
    """

    def __init__(
        self,
        stdin: BinaryIO | None = None,
        stdout: BinaryIO | None = None,
        stderr: BinaryIO | None = None,
        variables: Mapping[str, str] = os.environ,
        *,
        terminals: Collection[str] = (),
        width: int = 80,
        height: int = 0,
        encoding: str = "utf-8",
        edited: Callable[[str], str] | None = None,
    ) -> None:
        self.variables = variables
        self.encoding = encoding
        self._stdin = stdin
        self._stdout = stdout
        self._stderr = stderr
        self._terminals = frozenset(terminals)
        self._width = width
        self._height = height
        self._edited = edited

    @classmethod
    def of_process(cls) -> Environment:
        """That of this process."""
        streams = {name: _binary(getattr(sys, name)) for name in STREAMS}
        terminals = {name for name, stream in streams.items() if stream and stream.isatty()}
        if isinstance(sys.stdin, io.TextIOWrapper):
            sys.stdin.reconfigure(errors="replace")
        width, height = _size(sys.__stdout__) if "stdout" in terminals else (0, 0)
        return cls(
            streams["stdin"],
            streams["stdout"],
            streams["stderr"],
            terminals=terminals,
            width=width or 80,
            height=height,
            encoding=(getattr(sys.stdout, "encoding", None) or "utf-8").lower(),
            edited=_edited if {"stdin", "stdout"} <= terminals and streams["stderr"] else None,
        )

    def is_terminal(self, *names: str) -> bool:
        """Whether all of these streams lead to a terminal."""
        return self._terminals.issuperset(names)

    def is_set(self, name: str) -> bool:
        """Whether a variable is there and not empty."""
        return self.variables.get(name, "") != ""

    @property
    def width(self) -> int:
        """The columns of the terminal; COLUMNS goes before what the terminal says."""
        columns = self.variables.get("COLUMNS", "")
        return int(columns) if columns.isdecimal() and int(columns) > 0 else self._width

    @property
    def is_unicode(self) -> bool:
        """Whether standard output can carry any letter."""
        return self.encoding.startswith("utf")

    def write(self, text: str) -> None:
        """Write to standard output, in whatever its encoding can carry: all of it, or an error.

        Raises ReaderGoneError when nobody reads it any more, OSError when it cannot be written.
        """
        self.write_bytes(_encoded(text, self.encoding))

    def write_bytes(self, content: bytes) -> None:
        """Write to standard output as it is; raises like `write`."""
        try:
            _write_all(self._stdout, content)
        except BrokenPipeError as error:
            raise ReaderGoneError from error

    def page(self, text: str) -> None:
        """Write like `write`; what is longer than the terminal is high, through the reader's pager.

        Only where somebody sits at a terminal and can leaf.
        """
        if self.is_terminal("stdin", "stdout") and 0 < self._height <= text.count("\n"):
            from vt_faq.cli.pager import paged

            if paged(_encoded(text, self.encoding), self.variables):
                return
        self.write(text)

    def note(self, text: str) -> None:
        """Write a message to standard error, if that can be; on a terminal no word is broken."""
        self.draw((self.wrapped(text) if self.is_terminal("stderr") else text) + "\n")

    def draw(self, text: str) -> None:
        """Write to standard error, if that can be, as it is."""
        with suppress(OSError):
            _write_all(self._stderr, _encoded(text, self.encoding))

    def wrapped(self, text: str) -> str:
        """The text in lines that fit the terminal."""
        from textwrap import wrap

        width = max(self.width - 1, NARROWEST)
        return "\n".join(
            "\n".join(wrap(line, width, break_long_words=False, break_on_hyphens=False)) or line
            for line in text.split("\n")
        )

    def typed(self, prompt: str) -> str | None:
        """The line that somebody types at a prompt; None when there is none, or no more."""
        if self._edited is not None:
            try:
                return self._edited(prompt)
            except EOFError:
                return None
        self.draw(prompt)
        return next(self.lines(), None)

    def lines(self) -> Iterator[str]:
        """The lines of standard input, each as soon as it is there."""
        while self._stdin and (line := self._stdin.readline(LONGEST_LINE)):
            rest = line
            while rest and not rest.endswith(b"\n"):
                rest = self._stdin.readline(LONGEST_LINE)
            yield line.decode("utf-8", "replace").lstrip("\ufeff").rstrip("\r\n")


def _binary(stream: TextIO | None) -> BinaryIO | None:
    return None if stream is None or stream.closed else stream.buffer


def _size(stream: TextIO | None) -> tuple[int, int]:
    """The columns and the lines of a terminal, 0 when it does not tell."""
    try:
        columns, lines = os.get_terminal_size(stream.fileno() if stream else -1)
    except (OSError, ValueError):
        return 0, 0
    return columns, lines


def _edited(prompt: str) -> str:
    with suppress(ImportError):
        import readline  # noqa: F401 gives input() line editing; its history stays in memory
    return input(prompt)


def _write_all(stream: BinaryIO | None, content: bytes) -> None:
    """Write everything, also where the reader is slow and the stream does not wait for it."""
    raw = getattr(stream, "raw", stream)
    left = memoryview(content)
    while raw is not None and left:
        written = raw.write(left)
        if written is None:
            from select import select

            select([], [raw], [])
        left = left[written or 0 :]


def _encoded(text: str, encoding: str) -> bytes:
    """The text with every letter that the encoding lacks replaced by what comes nearest."""
    try:
        return text.encode(encoding)
    except UnicodeEncodeError:
        return b"".join(_letter(letter, encoding) for letter in text)


def _letter(letter: str, encoding: str) -> bytes:
    simple = _SUBSTITUTES.get(letter) or unicodedata.normalize("NFKD", letter)[0]
    for candidate in (letter, simple):
        with suppress(UnicodeEncodeError):
            return candidate.encode(encoding)
    return b"?"

"""The one family of errors, the one table of exit codes, and text made safe to print."""

from __future__ import annotations

import errno
from enum import IntEnum

UNPRINTABLE: dict[int, None] = dict.fromkeys(
    code
    for first, last in (
        *((0x00, 0x08), (0x0B, 0x1F), (0x7F, 0x9F)),
        *((0x2028, 0x202E), (0x2066, 0x2069), (0xD800, 0xDFFF)),
    )
    for code in range(first, last + 1)
)
"""Control characters, direction overrides and lone surrogates; not the tab and the newline.

A table to translate with: to compile a regular expression of it costs 1.5 % of a piped answer.
"""


def safe(text: str) -> str:
    """The text without control characters, direction overrides and lone surrogates."""
    return text.replace("\t", " ").translate(UNPRINTABLE)


def one_line(text: str) -> str:
    """The safe text on one line."""
    return " ".join(safe(text).split())


def cut(text: str, longest: int = 200) -> str:
    """The safe text on one line of at most `longest` characters."""
    line = one_line(text)
    return line if len(line) <= longest else line[: longest - 1] + "…"


class ExitCode(IntEnum):
    """What the process tells its caller; help, manual page and docs are made from this table."""

    ANSWERED = 0, "beantwoord of getoond; ook als de lezer van de uitvoer stopt met lezen"
    UNANSWERED = 1, "er is geen antwoord (met `ask -` is het 0: daar zijn er veel)"
    USAGE = 2, "verkeerd gebruik, of een nummer dat niet bestaat"
    CORPUS = 3, "het corpus is niet te lezen, of check vond een fout"
    FAILURE = 4, "iets anders ging mis, zoals een volle schijf"
    INTERRUPTED = 130, "afgebroken met Ctrl-C (door een ander signaal: 128 en zijn nummer)"

    meaning: str

    def __new__(cls, code: int, meaning: str) -> ExitCode:
        """The code, with what it means."""
        member = int.__new__(cls, code)
        member._value_ = code
        member.meaning = meaning
        return member


class VtFaqError(Exception):
    """Anything that goes wrong and that the user can read about.

    `message` is Dutch, safe to print, and says what is wrong, where, and what to do next;
    `code` is a stable English word for programs; `exit_code` ends the process.
    """

    code = "failure"
    exit_code = ExitCode.FAILURE

    def __init__(self, message: str) -> None:
        self.message = safe(message)
        super().__init__(self.message)


class UsageError(VtFaqError):
    """The command was used in a way that it cannot be."""

    code = "usage"
    exit_code = ExitCode.USAGE


class NotFoundError(UsageError):
    """There is no question or chapter of that number or id.

    `what` is the message without `how`, the command that helps on a command line.
    """

    code = "not_found"

    def __init__(self, what: str, how: str = "") -> None:
        self.what = safe(what)
        super().__init__(f"{what} {how}".rstrip())


class CorpusError(VtFaqError):
    """The corpus, or an index of it, cannot be read."""

    code = "corpus"
    exit_code = ExitCode.CORPUS


_REASONS = {
    errno.EACCES: "je hebt er geen rechten voor",
    errno.EPERM: "je hebt er geen rechten voor",
    errno.ENOENT: "het bestaat niet",
    errno.ENOSPC: "de schijf is vol",
    errno.EDQUOT: "je mag niet meer bewaren op deze schijf",
    errno.EROFS: "je kunt er alleen lezen",
    errno.EIO: "de schijf geeft een fout",
    errno.ELOOP: "het verwijst naar zichzelf",
    errno.ENAMETOOLONG: "de naam is te lang",
    errno.ENOTDIR: "een deel van de naam is geen map",
    errno.EISDIR: "het is een map",
}


def reason(error: OSError) -> str:
    """Why the system refused something, in Dutch where we know the words."""
    known = _REASONS.get(error.errno or 0)
    return known or f"het systeem zegt: {error.strerror or type(error).__name__}"

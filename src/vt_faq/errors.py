"""The one family of errors, and the one table of exit codes."""

from __future__ import annotations

import errno
from enum import IntEnum

from vt_faq.safe import safe


class ExitCode(IntEnum):
    """What the process tells its caller; documented in docs/commands.md."""

    ANSWERED = 0
    UNANSWERED = 1
    USAGE = 2
    CORPUS = 3
    FAILURE = 4
    INTERRUPTED = 130


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
    """There is no question or chapter of that number or id."""

    code = "not_found"


class CorpusError(VtFaqError):
    """The corpus, or an index of it, cannot be read."""

    code = "corpus"
    exit_code = ExitCode.CORPUS


_REASONS = {
    errno.EACCES: "je hebt er geen rechten voor",
    errno.EPERM: "je hebt er geen rechten voor",
    errno.ENOENT: "het bestaat niet",
    errno.ENOSPC: "de schijf is vol",
    errno.EROFS: "je kunt er alleen lezen",
    errno.EIO: "de schijf geeft een fout",
    errno.ELOOP: "het verwijst naar zichzelf",
    errno.ENAMETOOLONG: "de naam is te lang",
    errno.ENOTDIR: "een deel van de naam is geen map",
    errno.EISDIR: "het is een map",
}


def reason(error: OSError) -> str:
    """Why the system refused something, in Dutch where we know the words."""
    return _REASONS.get(error.errno or 0) or error.strerror or "onbekende oorzaak"

"""The one family of errors, and the one table of exit codes."""

from __future__ import annotations

from enum import IntEnum


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

    `message` is Dutch and says what is wrong, where, and what to do next;
    `code` is a stable English word for programs; `exit_code` ends the process.
    """

    code = "failure"
    exit_code = ExitCode.FAILURE

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


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

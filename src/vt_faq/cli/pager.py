"""The reader's pager, which shows a long page a screen at a time."""

from __future__ import annotations

from collections.abc import Mapping

PAGER = "less -R"
PROMPT = r"Spatie\: verder, b\: terug, q\: stoppen "
TOLD = {"LESS": f"FRXPs{PROMPT}$", "LV": "-c", "LESSHISTFILE": "-"}
"""What a pager is told by variables that the reader did not set: as git does, but to keep nothing.

`less` says which keys there are, and leaves what it showed on the screen: there may be a number in
it to call.
"""


def paged(content: bytes, variables: Mapping[str, str]) -> bool:
    """Whether the pager of PAGER showed it; False when there is none, or when it failed."""
    from shlex import split
    from signal import SIG_IGN, SIGINT, signal
    from subprocess import PIPE, Popen

    try:
        command = split(variables.get("PAGER", PAGER))
        if command in ([], ["cat"]):
            return False
        process = Popen(command, stdin=PIPE, env=TOLD | dict(variables))  # noqa: S603
    except (OSError, ValueError):
        return False
    before = signal(SIGINT, SIG_IGN)  # Ctrl-C is for the pager, as long as it is there
    try:
        process.communicate(content)
    finally:
        signal(SIGINT, before)
    return process.returncode == 0

"""Text from outside, made safe to print."""

from __future__ import annotations

import re

CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
"""Control characters, direction overrides and lone surrogates; not the tab and the newline."""

_SPACES = re.compile(r"[\t\n ]+")


def safe(text: str) -> str:
    """The text without control characters, direction overrides and lone surrogates."""
    return CONTROL.sub("", text.replace("\t", " "))


def one_line(text: str, longest: int = 200) -> str:
    """The safe text on one line, cut off after `longest` characters."""
    line = safe(_SPACES.sub(" ", text)).strip()
    return line if len(line) <= longest else line[: longest - 1] + "…"

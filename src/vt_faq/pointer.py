"""What a person points at with a number, in the ways in which people type one.

Knows no corpus: whether there is such a question or chapter, `Faq.find` tells.
"""

from __future__ import annotations

from typing import NamedTuple

CHAPTER_WORDS = ("hoofdstuk", "hoofdvraag", "hfst", "chapter")
WORDS = ("", "vraag", "nummer", "nr", "show", *CHAPTER_WORDS)
LONGEST = 9
"""Digits of a number."""


class Pointer(NamedTuple):
    """The number typed: `3.4` of a question, `3` of a chapter or of a line in a list.

    `chapter` and `listed` say that it can be no other: `hoofdstuk 3`, `[3]`.
    """

    number: str
    chapter: bool = False
    listed: bool = False

    @property
    def question(self) -> bool:
        """Whether it is the number of a question."""
        return "." in self.number


def read(text: str) -> Pointer | None:
    """What a text of a number, and perhaps a word before it, points at; None for any other."""
    words = text.lower().split(None, 2)
    if not 1 <= len(words) <= 2:
        return None
    word = words[0].rstrip(".:") if len(words) == 2 else ""
    typed = words[-1].rstrip(".?!:;,")
    parts = typed.strip("[]()#").replace(",", ".").split(".")
    if word not in WORDS or len(parts) > 2 or not all(map(_counts, parts)):
        return None
    single = len(parts) == 1
    return Pointer(
        ".".join(parts),
        chapter=single and word in CHAPTER_WORDS,
        listed=single and typed.startswith("["),
    )


def _counts(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) <= LONGEST and text[0] != "0"

"""The Markdown subset of the answers → blocks of spans.

Paragraphs (separated by a blank line), numbered lists (`1. …`, one item a line),
`*emphasis*`, `**strong**` and links: `[text](#id)` to a question, `[text](bron:id)`
to a resource. A backslash takes the meaning from the character after it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

RESOURCE_PREFIX = "bron:"
_ITEM = re.compile(r"\d+\.\s+")
_TOKEN = re.compile(
    r"\\(?P<escaped>.)|(?P<mark>\*\*?)|\[(?P<text>[^\[\]]*)\]\((?P<target>[^()\s]*)\)"
)


class Span(NamedTuple):
    """A run of text: how it is stressed and where it leads (`#id`, `bron:id` or nowhere)."""

    text: str
    emphasis: bool = False
    strong: bool = False
    target: str | None = None

    @property
    def question(self) -> str | None:
        """The id of the question that the span refers to."""
        return self.target[1:] if self.target and self.target.startswith("#") else None

    @property
    def resource(self) -> str | None:
        """The id of the resource that the span points to."""
        if self.target and self.target.startswith(RESOURCE_PREFIX):
            return self.target[len(RESOURCE_PREFIX) :]
        return None


class Block(NamedTuple):
    """A paragraph (one line, `numbered` false) or a numbered list (a line an item)."""

    lines: tuple[tuple[Span, ...], ...]
    numbered: bool = False


def parse(text: str) -> tuple[Block, ...]:
    """The blocks of a text; never fails: an unbalanced mark runs to the end of its block."""
    return tuple(_block(part) for part in re.split(r"\n\s*\n", text.strip()) if part.strip())


def _block(part: str) -> Block:
    lines = part.splitlines()
    if all(_ITEM.match(line) for line in lines):
        return Block(tuple(tuple(_spans(_ITEM.sub("", line, 1))) for line in lines), numbered=True)
    return Block((tuple(_spans(" ".join(line.strip() for line in lines))),))


def _spans(text: str) -> Iterator[Span]:
    emphasis = strong = False
    pending = ""
    position = 0
    for token in _TOKEN.finditer(text):
        pending += text[position : token.start()]
        position = token.end()
        if token["escaped"]:
            pending += token["escaped"]
            continue
        if pending:
            yield Span(pending, emphasis, strong)
            pending = ""
        if token["mark"] == "**":
            strong = not strong
        elif token["mark"] == "*":
            emphasis = not emphasis
        elif token["text"]:
            yield Span(token["text"], emphasis, strong, token["target"])
    if pending := pending + text[position:]:
        yield Span(pending, emphasis, strong)


def spans(text: str) -> Iterator[Span]:
    """All spans of a text, in reading order."""
    for block in parse(text):
        for line in block.lines:
            yield from line


def plain(text: str, numbers: Mapping[str, str] = {}) -> str:
    """The text without marks: paragraphs apart by a blank line, list items numbered.

    A reference to a question of which `numbers` has the number carries it, as in `[4.8]`.
    """
    return "\n\n".join(_plain_block(block, numbers) for block in parse(text))


def number_of(span: Span, numbers: Mapping[str, str]) -> str:
    """What is said after a span: the number of the question that it refers to, or nothing."""
    number = numbers.get(span.question or "")
    return f" [{number}]" if number else ""


def _plain_block(block: Block, numbers: Mapping[str, str]) -> str:
    lines = ("".join(span.text + number_of(span, numbers) for span in line) for line in block.lines)
    if block.numbered:
        return "\n".join(f"{number}. {line}" for number, line in enumerate(lines, 1))
    return "\n".join(lines)


def first_sentence(text: str) -> str:
    """The first sentence of the plain text; a one-word sentence takes the next one along."""
    paragraph = plain(text).partition("\n")[0]
    sentences = re.split(r"(?<=[.?!])\s+", paragraph)
    taken = 1 if len(sentences[0].split()) > 2 else 2
    return " ".join(sentences[:taken])


def references(text: str) -> tuple[str, ...]:
    """Ids of the questions that a text refers to, in order, each once."""
    return tuple(dict.fromkeys(span.question for span in spans(text) if span.question))


def resources(text: str) -> tuple[str, ...]:
    """Ids of the resources that a text points to, in order, each once."""
    return tuple(dict.fromkeys(span.resource for span in spans(text) if span.resource))

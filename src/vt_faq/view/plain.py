"""The view for pipes and screen readers: labels in words, no borders, a paragraph a line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from vt_faq import markup
from vt_faq.errors import safe
from vt_faq.view.blocks import Block, Box, Contact, Contacts, Line, Listed, Passage


def plain(blocks: Iterable[Block]) -> str:
    """The blocks as text in reading order, one fact a line, ending in a newline."""
    lines: list[str] = []
    for line in _lines(blocks):
        if line or (lines and lines[-1]):
            lines.append(line)
    return safe("\n".join(lines)).rstrip("\n") + "\n"


def _lines(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        match block:
            case Line(text, spoken=spoken):
                yield f"{spoken}: {text}" if spoken else text
            case Passage(source, heading, spoken, numbers):
                yield ""
                if heading or spoken:
                    yield f"{heading or spoken}:"
                yield markup.plain(source, numbers)
            case Listed(rows):
                for label, text, note in rows:
                    after = f" ({note})" if note else ""
                    colon = "" if label.endswith(".") else ":"
                    yield f"{label}{colon} {text}{after}"
            case Contacts():
                for contact in block:
                    yield from _contact(contact)
            case Box():
                yield ""
                yield from _box(block)
                yield ""


def _box(box: Box) -> Iterator[str]:
    number = f"{box.spoken} {box.label}".strip()
    if number and box.title:
        yield f"{number}: {box.title}"
    elif box.title:
        has_texts = any(isinstance(block, Passage) for block in box.blocks)
        yield box.title if has_texts else f"{box.title}:"
    yield from _lines(box.blocks)


def _contact(contact: Contact) -> Iterator[str]:
    source = f" ({contact.source})" if contact.source else ""
    purpose = f": {contact.purpose}." if contact.purpose else ""
    yield f"{contact.name}{source}{purpose}"
    if contact.phone:
        note = f" ({contact.phone_note})" if contact.phone_note else ""
        yield f"Telefoon: {contact.phone}{note}"
    if contact.url:
        yield f"Adres: {contact.url}"

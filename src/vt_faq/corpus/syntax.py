"""What is wrong with a text that is no JSON, in words for somebody who does not program."""

from __future__ import annotations

import json
from typing import NamedTuple

_CURLY = "“”„‟«»‘’'`"
_BY_REASON = (
    ("Unterminated string", "een tekst wordt niet afgesloten", 'zet er een " achter'),
    (
        "Invalid control character",
        'een tekst loopt door op de volgende regel, of de " erachter ontbreekt',
        'sluit de tekst af met ", en schrijf een nieuwe regel als \\n en een tab als spatie',
    ),
    ("Invalid \\", "er staat een losse \\ in een tekst", "schrijf \\\\ waar je \\ bedoelt"),
    ("Extra data", "er staat nog iets na het einde", "haal weg wat na de laatste } staat"),
    ("Expecting ':'", "na de naam van een veld ontbreekt een :", "zet een : achter de naam"),
    (
        "Expecting ','",
        'een tekst heeft hier een " te veel, of er ontbreekt een komma',
        'schrijf \\" voor een aanhalingsteken in een tekst, of zet een komma',
    ),
    (
        "Expecting property name",
        "hier hoort de naam van een veld",
        'zet de naam tussen "rechte aanhalingstekens"',
    ),
)
_VALUE = (
    "hier hoort een waarde",
    'schrijf een tekst tussen "rechte aanhalingstekens", een getal, een lijst of een object',
)


class Mistake(NamedTuple):
    """Where a text stops being JSON (line and column, from 1), why, and what to do."""

    line: int
    column: int
    message: str
    remedy: str


def mistake(error: json.JSONDecodeError) -> Mistake:
    """The first mistake in a text that could not be parsed."""
    position, message, remedy = _mistake(error)
    line = error.doc.count("\n", 0, position) + 1
    return Mistake(line, position - error.doc.rfind("\n", 0, position), message, remedy)


def _mistake(error: json.JSONDecodeError) -> tuple[int, str, str]:
    text, position = error.doc, error.pos
    before = text[:position].rstrip()
    here = text[position : position + 2]
    if not text.strip():
        return 0, "het bestand is leeg", "zet de tekst terug, of begin met { … }"
    if error.msg.startswith("Illegal trailing comma") or (before[-1:] == "," and here[:1] in "}]"):
        comma = position if here[:1] == "," else len(before) - 1
        return comma, "na het laatste onderdeel staat een komma", "haal de komma weg"
    if not here.strip() and not text[position:].strip():
        return len(before), "het bestand houdt te vroeg op", "sluit af met de } of ] die ontbreekt"
    if here in ("//", "/*") or here[:1] == "#":
        return position, "hier staat een opmerking, en JSON kent die niet", "haal haar weg"
    if here[:1] in _CURLY and not error.msg.startswith(("Invalid", "Unterminated")):
        return position, f'hier staat {here[:1]} in plaats van "', 'gebruik rechte dubbele: "'
    if error.msg.startswith("Expecting ','") and "\n" in text[len(before) : position]:
        return len(before), "aan het eind van deze regel ontbreekt een komma", "zet haar erachter"
    for beginning, message, remedy in _BY_REASON:
        if error.msg.startswith(beginning):
            return position, message, remedy
    return position, *_VALUE

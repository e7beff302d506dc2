"""Where in a JSON text something stands, and what is wrong with a text that is no JSON.

The words are for somebody who does not program.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

Place = tuple[str | int, ...]

_TOKEN = re.compile(r'[{}\[\],:]|"[^"\\]*(?:\\.[^"\\]*)*"|[^\s{}\[\],:"]+', re.DOTALL)
DEEPEST = 12
"""Levels of a file that are looked into: no corpus has more than half of them."""

LONGEST_KEY = 200
"""Characters of a key that are shown."""

_PLAIN_KEY = re.compile(r"[\w$-]+")

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


def written(path: Place) -> str:
    """The path as people read it: `chapters[2].questions[3].answer`; `$` is the whole file."""
    parts = []
    for part in path:
        if isinstance(part, int):
            parts.append(f"[{part}]")
            continue
        key = part if len(part) <= LONGEST_KEY else f"{part[:LONGEST_KEY]}…"
        if _PLAIN_KEY.fullmatch(part):
            parts.append(f".{key}" if parts else key)
        else:
            parts.append(f"[{json.dumps(key, ensure_ascii=False)}]")
    return "".join(parts) or "$"


def lines(text: str, paths: Iterable[Place]) -> dict[Place, int]:
    """The line (from 1) of each of the paths in a valid JSON text.

    Of a path that is not there, the line of the nearest value around it.
    """
    wanted = set(paths)
    around = {path[:length] for path in wanted for length in range(len(path) + 1)}
    found: dict[Place, int] = {(): 1}
    line = position = 0
    for path, start in _places(text):
        if path in around:
            line += text.count("\n", position, start)
            position = start
            found[path] = line + 1
    return {path: found[_nearest(path, found)] for path in wanted}


def _nearest(path: Place, found: dict[Place, int]) -> Place:
    while path not in found:
        path = path[:-1]
    return path


def repeated(text: str) -> list[Place]:
    """The keys of a valid JSON text that stand more than once in the same object.

    What stands under such a key is not looked into: only the last is read anyway.
    """
    seen: set[Place] = set()
    twice: dict[Place, None] = {}
    for path, _ in _places(text):
        if path in seen and not any(path[:length] in twice for length in range(len(path))):
            twice[path] = None
        if isinstance(path[-1], str):
            seen.add(path)
    return list(twice)


def _places(text: str) -> Iterator[tuple[Place, int]]:
    """Every value of a valid JSON text, to DEEPEST: its path and where it (or its key) begins."""
    path: list[str | int] = []
    key_follows = False
    for token in _TOKEN.finditer(text):
        mark = token[0][0]
        if mark in "}]":
            path.pop()
            key_follows = False
        elif mark == ",":
            last = path[-1]
            if isinstance(last, int):
                path[-1] = last + 1
            else:
                key_follows = True
        elif key_follows:
            path[-1] = json.loads(token[0])
            key_follows = False
            if len(path) <= DEEPEST:
                yield tuple(path), token.start()
        elif mark != ":":
            if path and isinstance(path[-1], int) and len(path) <= DEEPEST:
                yield tuple(path), token.start()
            if mark in "{[":
                path.append("" if mark == "{" else 0)
                key_follows = mark == "{"

"""Places in a JSON file: the path of a value, and the line on which it stands."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator

Place = tuple[str | int, ...]

_TOKEN = re.compile(r'[{}\[\],:]|"[^"\\]*(?:\\.[^"\\]*)*"|[^\s{}\[\],:"]+', re.DOTALL)
_PLAIN_KEY = re.compile(r"[\w$-]+")


def written(path: Place) -> str:
    """The path as people read it: `chapters[2].questions[3].answer`; `$` is the whole file."""
    parts = []
    for part in path:
        if isinstance(part, int):
            parts.append(f"[{part}]")
        elif _PLAIN_KEY.fullmatch(part):
            parts.append(f".{part}" if parts else part)
        else:
            parts.append(f"[{json.dumps(part, ensure_ascii=False)}]")
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
        seen.add(path)
    return list(twice)


def _places(text: str) -> Iterator[tuple[Place, int]]:
    """Every value of a valid JSON text: its path and where it (or its key) begins."""
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
            yield tuple(path), token.start()
        elif mark != ":":
            if path and isinstance(path[-1], int):
                yield tuple(path), token.start()
            if mark in "{[":
                path.append("" if mark == "{" else 0)
                key_follows = mark == "{"

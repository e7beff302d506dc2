"""A JSON file → its text and its value. Every way a file can be unreadable is a CorpusError."""

from __future__ import annotations

import json
import stat
from pathlib import Path
from typing import Any, NoReturn

from vt_faq.corpus.syntax import Mistake, mistake
from vt_faq.errors import CorpusError, reason

LARGEST_FILE = 256 << 20
"""Bytes of a corpus file that is still read; a larger one is refused by its size."""

_INDEX = b"SQLite format 3\0"


class NotJsonError(CorpusError):
    """A file that is text but not JSON: the line (from 1), what is wrong and what to do."""

    def __init__(self, path: Path, found: Mistake) -> None:
        super().__init__(
            f"Het bestand {path} is geen geldige JSON: regel {found.line}, kolom {found.column}."
            f" Daar gaat het mis: {found.message}; {found.remedy}."
        )
        self.line = found.line
        self.problem = f"geen geldige JSON, kolom {found.column}: {found.message}"
        self.remedy = found.remedy


def load_json(path: Path) -> Any:
    """The value in a JSON file; raises like `read_text` and `parse`."""
    return parse(path, read_text(path))


def read_text(path: Path) -> str:
    """The text of a file; CorpusError when it cannot be read or is no text."""
    try:
        content = _content(path)
    except FileNotFoundError as error:
        raise CorpusError(f"Het bestand {path} bestaat niet. Controleer de naam.") from error
    except OSError as error:
        raise CorpusError(
            f"Het bestand {path} is niet te lezen: {reason(error)}. Controleer naam en rechten."
        ) from error
    if content.startswith(_INDEX):
        raise CorpusError(
            f"Het bestand {path} is een index. Geef het JSON-bestand waarvan hij gemaakt is."
        )
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise CorpusError(
            f"Het bestand {path} is geen tekst in UTF-8 (regel {line}). Sla het op als UTF-8."
        ) from error


def _content(path: Path) -> bytes:
    status = path.stat()
    if stat.S_ISDIR(status.st_mode):
        raise CorpusError(f"{path} is een map. Geef de naam van een bestand.")
    if not stat.S_ISREG(status.st_mode):
        raise CorpusError(
            f"{path} is geen gewoon bestand. Sla het corpus op als bestand en geef de naam."
        )
    if status.st_size > LARGEST_FILE:
        raise CorpusError(
            f"Het bestand {path} is te groot: {status.st_size >> 20} MB, en meer dan"
            f" {LARGEST_FILE >> 20} MB leest vt-faq niet. Verdeel het over meer bestanden."
        )
    return path.read_bytes()


def parse(path: Path, text: str) -> Any:
    """The value of the text of a file; CorpusError when it is no JSON."""
    try:
        return json.loads(text, parse_constant=_refuse)
    except json.JSONDecodeError as error:
        raise NotJsonError(path, mistake(error)) from error
    except RecursionError as error:
        raise CorpusError(
            f"Het bestand {path} is te diep genest. Een corpus is dat niet."
        ) from error
    except ValueError as error:
        raise CorpusError(
            f"Het bestand {path} bevat een getal dat niet te lezen is. Verbeter het."
        ) from error


def _refuse(constant: str) -> NoReturn:
    raise ValueError(constant)

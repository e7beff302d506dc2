"""Corpus files → the typed corpus. Every way a file can be wrong ends in a CorpusError."""

from __future__ import annotations

import json
import stat
from collections.abc import Iterable
from itertools import islice
from pathlib import Path
from typing import Any, NoReturn, TypeVar

from vt_faq.corpus.aids import (
    broken_phrasings,
    broken_queries,
    broken_ranking,
    known_labels,
)
from vt_faq.corpus.check import broken
from vt_faq.corpus.decode import MOST_PROBLEMS, Problem, decode
from vt_faq.corpus.mistakes import Mistake, Place, mistake, written
from vt_faq.corpus.model import Corpus, Files, Labelled, Phrasings, Trained
from vt_faq.corpus.table import is_table, line_of, phrasings_of, read_table
from vt_faq.errors import CorpusError, cut, reason

T = TypeVar("T", bound=tuple[Any, ...])

LARGEST_FILE = 256 << 20
"""Bytes of a corpus file that is still read; a larger one is refused by its size."""

MOST_DIGITS = 400

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


def read(path: Path) -> Files:
    """The corpus in a JSON or CSV file, with the search aids and the ranking beside it.

    Raises CorpusError when a file cannot be read, is not a corpus, or contradicts itself.
    """
    files = read_untrained(path)
    file = ranking_file(path, files.corpus)
    if files.corpus.ranking is not None or file.is_file():
        trained = _decoded(Trained, file, path)
        _refuse(file, broken_ranking(trained), path)
        files = files._replace(trained=trained)
    return files


def read_untrained(path: Path) -> Files:
    """The corpus and its search aids, without the ranking; raises like `read`."""
    if is_table(path):
        table = read_table(path, read_text(path))
        problems: list[Problem] = []
        corpus = decode(Corpus, table.value, problems).numbered()
        _refuse(path, problems or broken(corpus), path, table.lines)
        return Files(corpus, phrasings_of(table, corpus))
    corpus = _decoded(Corpus, path, path).numbered()
    _refuse(path, broken(corpus), path)
    files = Files(corpus)
    if corpus.phrasings is not None:
        file = path.parent / corpus.phrasings
        files = files._replace(phrasings=_decoded(Phrasings, file, path))
        _refuse(file, broken_phrasings(files.phrasings, corpus), path)
    if corpus.queries is not None:
        queries = read_queries(path.parent / corpus.queries, files, path)
        files = files._replace(queries=queries)
    return files


def ranking_file(path: Path, corpus: Corpus) -> Path:
    """Where the trained ranking of a corpus stands, or would stand."""
    if corpus.ranking is not None:
        return path.parent / corpus.ranking
    return path.with_suffix(".ranking.json")


def read_queries(file: Path, files: Files, main: Path) -> tuple[Labelled, ...]:
    """The labelled queries in a file of JSON Lines; raises like `read`.

    What is said of questions and topics that are no longer in the corpus is left out.
    """
    problems: list[Problem] = []
    queries = decode_lines(file, read_text(file), problems)
    _refuse(file, problems, main)
    _refuse(file, broken_queries(queries), main)
    return known_labels(queries, files)


def decode_lines(file: Path, text: str, problems: list[Problem]) -> tuple[Labelled, ...]:
    """The labelled queries in the text of a JSON Lines file, one for each line.

    Every problem is added to `problems`; the first part of its path is the line, from 0.
    """
    queries = []
    for i, line in enumerate(text.rstrip().split("\n") if text.strip() else ()):
        if len(problems) >= MOST_PROBLEMS:
            break
        found: list[Problem] = []
        try:
            queries.append(decode(Labelled, parse(file, line), found))
        except NotJsonError as error:
            found.append(Problem((), error.problem, error.remedy))
        except CorpusError as error:
            found.append(Problem((), error.message.rstrip("."), "verbeter de regel"))
        problems += (problem._replace(path=(i, *problem.path)) for problem in found)
    return tuple(queries)


def _decoded(model: type[T], file: Path, main: Path) -> T:
    problems: list[Problem] = []
    result = decode(model, parse(file, read_text(file)), problems)
    _refuse(file, problems, main)
    return result


def _refuse(
    file: Path, found: Iterable[Problem], main: Path, lines: dict[Place, int] | None = None
) -> None:
    """Raise CorpusError when a problem was found in a file that belongs to the `main` one.

    A table has `lines`, by which its editor finds what a path means.
    """
    problems = list(islice(found, MOST_PROBLEMS))
    if problems:
        first = problems[0]
        place = written(first.path)
        if lines is not None:
            place = f"Regel {line_of(first.path, lines)}"
        others = f" En nog {len(problems) - 1}." if len(problems) > 1 else ""
        raise CorpusError(
            f"Het bestand {file} klopt niet. {place}: {cut(first.message)};"
            f" {first.remedy}.{others} Alles op een rij: vt-faq check {main}"
        )


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
        return json.loads(text, parse_constant=_refuse_constant, parse_int=_whole)
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


def _whole(digits: str) -> int:
    """The number; not of so many digits that reading it takes longer than their number."""
    if len(digits) > MOST_DIGITS:
        raise ValueError(digits[:MOST_DIGITS])
    return int(digits)


def _refuse_constant(constant: str) -> NoReturn:
    raise ValueError(constant)

"""Corpus files → the typed corpus. Every way a file can be wrong ends in a CorpusError."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from vt_faq.corpus.check import broken
from vt_faq.corpus.decode import Problem, decode
from vt_faq.corpus.model import Corpus, Phrasings, Ranking
from vt_faq.errors import CorpusError

T = TypeVar("T")
NO_PHRASINGS = Phrasings(questions={})


class Files(NamedTuple):
    """A corpus with its search aids."""

    corpus: Corpus
    phrasings: Phrasings
    ranking: Ranking | None


def read(path: Path) -> Files:
    """The corpus in a JSON file, with the search aids and the ranking that it names.

    Raises CorpusError when a file cannot be read, is not a corpus, or contradicts itself.
    """
    corpus, phrasings = read_texts(path)
    ranking = None
    if corpus.ranking is not None:
        ranking = _decoded(Ranking, path.parent / corpus.ranking)
    return Files(corpus, phrasings, ranking)


def read_texts(path: Path) -> tuple[Corpus, Phrasings]:
    """The corpus and its search aids, without the ranking; raises like `read`."""
    corpus = _decoded(Corpus, path)
    phrasings = NO_PHRASINGS
    if corpus.phrasings is not None:
        phrasings = _decoded(Phrasings, path.parent / corpus.phrasings)
    if problems := broken(corpus, phrasings):
        raise _refused(path, problems)
    return corpus, phrasings


def load_json(path: Path) -> Any:
    """The parsed JSON of a file; CorpusError when it cannot be read or parsed."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError as error:
        raise CorpusError(f"Het bestand {path} bestaat niet. Controleer de naam.") from error
    except IsADirectoryError as error:
        raise CorpusError(f"{path} is een map. Geef de naam van een bestand.") from error
    except OSError as error:
        raise CorpusError(
            f"Het bestand {path} is niet te lezen ({error.strerror}). Controleer de rechten."
        ) from error
    except UnicodeDecodeError as error:
        raise CorpusError(
            f"Het bestand {path} is geen tekst in UTF-8 (byte {error.start}). Sla het op als UTF-8."
        ) from error
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise CorpusError(
            f"Het bestand {path} is geen geldige JSON: regel {error.lineno}, kolom {error.colno}."
            " Verbeter die regel."
        ) from error
    except RecursionError as error:
        raise CorpusError(
            f"Het bestand {path} is te diep genest. Een corpus is dat niet."
        ) from error


def _decoded(model: type[T], path: Path) -> T:
    problems: list[Problem] = []
    result = decode(model, load_json(path), problems)
    if result is None:
        raise _refused(path, problems)
    return result


def _refused(path: Path, problems: list[Problem]) -> CorpusError:
    first = problems[0]
    others = f" En nog {len(problems) - 1}." if len(problems) > 1 else ""
    return CorpusError(
        f"Het bestand {path} klopt niet. {first.path}: {first.message}; {first.remedy}.{others}"
        f" Alles op een rij: vt-faq check {path}"
    )

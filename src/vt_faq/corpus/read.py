"""Corpus files → the typed corpus. Every way a file can be wrong ends in a CorpusError."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple, TypeVar

from vt_faq.corpus.aids import broken_phrasings, broken_ranking
from vt_faq.corpus.check import broken
from vt_faq.corpus.decode import Problem, decode
from vt_faq.corpus.load import load_json
from vt_faq.corpus.model import Corpus, Phrasings, Ranking
from vt_faq.corpus.places import written
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
        file = path.parent / corpus.ranking
        ranking = _decoded(Ranking, file, path)
        _refuse(file, broken_ranking(ranking), path)
    return Files(corpus, phrasings, ranking)


def read_texts(path: Path) -> tuple[Corpus, Phrasings]:
    """The corpus and its search aids, without the ranking; raises like `read`."""
    corpus = _decoded(Corpus, path, path)
    _refuse(path, broken(corpus), path)
    phrasings = NO_PHRASINGS
    if corpus.phrasings is not None:
        file = path.parent / corpus.phrasings
        phrasings = _decoded(Phrasings, file, path)
        _refuse(file, broken_phrasings(phrasings, corpus), path)
    return corpus, phrasings


def _decoded(model: type[T], file: Path, main: Path) -> T:
    problems: list[Problem] = []
    result = decode(model, load_json(file), problems)
    _refuse(file, problems, main)
    return result


def _refuse(file: Path, found: Iterable[Problem], main: Path) -> None:
    """Raise CorpusError when a problem was found in a file that belongs to the `main` one."""
    problems = list(found)
    if problems:
        first = problems[0]
        others = f" En nog {len(problems) - 1}." if len(problems) > 1 else ""
        raise CorpusError(
            f"Het bestand {file} klopt niet. {written(first.path)}: {first.message};"
            f" {first.remedy}.{others} Alles op een rij: vt-faq check {main}"
        )

"""Everything an editor should mend in a corpus file, in one go."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple, TypeVar

from vt_faq.corpus.check import broken, untidy
from vt_faq.corpus.decode import Problem, decode
from vt_faq.corpus.model import Corpus, Phrasings
from vt_faq.corpus.read import NO_PHRASINGS, load_json
from vt_faq.errors import CorpusError

T = TypeVar("T")


class Finding(NamedTuple):
    """A problem and the file it is in."""

    file: str
    path: str
    message: str
    remedy: str


def review(file: Path) -> list[Finding]:
    """All problems of a corpus file and of the search aids that it names; none is good."""
    findings: list[Finding] = []
    corpus = _decoded(Corpus, file, findings)
    if corpus is None:
        return findings
    phrasings: Phrasings | None = NO_PHRASINGS
    if corpus.phrasings is not None:
        phrasings = _decoded(Phrasings, file.parent / corpus.phrasings, findings)
    problems = broken(corpus, phrasings or NO_PHRASINGS)
    if phrasings is not None:
        problems += untidy(corpus, phrasings)
    return findings + [_finding(file, problem) for problem in problems]


def _decoded(model: type[T], file: Path, findings: list[Finding]) -> T | None:
    problems: list[Problem] = []
    try:
        value = load_json(file)
    except CorpusError as error:
        findings.append(Finding(str(file), "$", error.message, "verbeter het bestand"))
        return None
    result = decode(model, value, problems)
    findings += [_finding(file, problem) for problem in problems]
    return result


def _finding(file: Path, problem: Problem) -> Finding:
    return Finding(str(file), problem.path, problem.message, problem.remedy)

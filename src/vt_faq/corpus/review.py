"""Everything an editor should mend in a corpus and the files beside it, in one go."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Set
from itertools import islice
from pathlib import Path
from typing import Any, Literal, NamedTuple, TypeVar

from vt_faq.corpus import check
from vt_faq.corpus.aids import (
    broken_phrasings,
    broken_queries,
    broken_ranking,
    known_labels,
    unknown_labels,
    untidy_phrasings,
)
from vt_faq.corpus.decode import MOST_PROBLEMS, Problem, decode
from vt_faq.corpus.mistakes import Place, lines, repeated, written
from vt_faq.corpus.model import Corpus, Files, Labelled, Phrasings, Trained
from vt_faq.corpus.read import NotJsonError, decode_lines, parse, ranking_file, read_text
from vt_faq.corpus.stale import stale
from vt_faq.corpus.table import Table, is_table, line_of, phrasings_of, read_table
from vt_faq.errors import CorpusError, cut
from vt_faq.search.text import words

T = TypeVar("T", bound=tuple[Any, ...])

_IDS = {
    "vraag": re.compile(r"\$|chapters(\[\d+\](\.questions(\[\d+\](\.id)?)?)?)?"),
    "bron": re.compile(r"\$|resources(\[\d+\](\.id)?)?"),
    "onderwerp": re.compile(r"\$|topics(\[\d+\](\.id)?)?"),
}
"""Where the ids stand that references of each kind lead to."""


class Finding(NamedTuple):
    """What was found: in which file, on which line (from 1, if known), at which path.

    A `problem` must be mended; a `note` is good to know.
    """

    file: str
    line: int | None
    path: str
    severity: Literal["problem", "note"]
    message: str
    remedy: str


def review(path: Path) -> list[Finding]:
    """All that was found in a corpus file and in the files that it names.

    Raises CorpusError when there is nothing to look at: no file, or no text in it.
    """
    main = _File(path, read_text(path))
    table = read_table(path, main.text) if is_table(path) else None
    corpus = main.decoded(Corpus) if table is None else main.tabled(table)
    if corpus is None:
        return main.findings()
    corpus = corpus.numbered()
    main.add(check.broken(corpus))
    main.add(check.untidy(corpus))
    files = [main]
    phrasings = Phrasings() if corpus.phrasings is None else None
    if table is not None:
        phrasings = phrasings_of(table, corpus)
    if aids := _beside(main, "phrasings", corpus.phrasings):
        files.append(aids)
        phrasings = aids.decoded(Phrasings)
        if phrasings:
            aids.add(broken_phrasings(phrasings, corpus))
            aids.add(untidy_phrasings(phrasings))
            aids.add(_unheard(phrasings))
    if phrasings and not any(file.misshapen for file in files):
        main.add(check.unused(corpus, phrasings))
    whole = Files(corpus, phrasings or Phrasings())
    if asked := _beside(main, "queries", corpus.queries):
        files.append(asked)
        queries = asked.decoded_lines()
        asked.add(broken_queries(queries))
        if phrasings and not any(file.misshapen for file in files):
            asked.notes += unknown_labels(queries, whole)
        whole = whole._replace(queries=known_labels(queries, whole))
    beside = ranking_file(path, corpus)
    named = corpus.ranking or (beside.name if beside.is_file() else None)
    if trained := _beside(main, "ranking", named):
        files.append(trained)
        ranking = trained.decoded(Trained)
        if ranking:
            trained.add(broken_ranking(ranking))
        if ranking and phrasings and not any(file.problems for file in files):
            trained.notes += stale(whole, ranking)
    incomplete = {kind for file in files for kind in file.incomplete()}
    return [finding for file in files for finding in file.findings(incomplete)]


class _File:
    """A file under review."""

    def __init__(self, path: Path, text: str) -> None:
        self.path = path
        self.problems: list[Problem] = []
        self.notes: list[Problem] = []
        self.misshapen: list[Place] = []
        self.text = text
        self._unparsed: list[Finding] = []
        self._is_lines = False
        self._lines: dict[Place, int] | None = None

    def decoded(self, model: type[T]) -> T | None:
        """What the file holds, something empty where it is misshapen; None when it is no JSON."""
        line = None
        try:
            value = parse(self.path, self.text)
        except NotJsonError as error:
            line, message, remedy = error.line, error.problem, error.remedy
        except CorpusError as error:
            message, remedy = error.message.rstrip("."), "verbeter het bestand"
        else:
            result = decode(model, value, self.problems)
            self.misshapen = [problem.path for problem in self.problems]
            self.problems += map(_repeated, repeated(self.text)[:MOST_PROBLEMS])
            return result
        self._unparsed = [Finding(str(self.path), line, "$", "problem", message, remedy)]
        return None

    def tabled(self, table: Table) -> Corpus:
        """The corpus in the table that the file holds."""
        self._lines = table.lines
        corpus = decode(Corpus, table.value, self.problems)
        self.misshapen = [problem.path for problem in self.problems]
        return corpus

    def decoded_lines(self) -> tuple[Labelled, ...]:
        """What a file of JSON Lines holds."""
        self._is_lines = True
        queries = decode_lines(self.path, self.text, self.problems)
        self.misshapen = [problem.path for problem in self.problems]
        return queries

    def add(self, problems: Iterable[Problem]) -> None:
        """Keep the problems that do not merely follow from what is misshapen."""
        misshapen = set(self.misshapen)
        self.problems += islice(
            (
                problem
                for problem in problems
                if misshapen.isdisjoint(problem.path[:n] for n in range(len(problem.path) + 1))
            ),
            MOST_PROBLEMS,
        )

    def incomplete(self) -> set[str]:
        """The kinds of which ids may be missing, so that references to them prove nothing."""
        wrong = [problem.path for problem in self.problems if problem.path[-1:] == ("id",)]
        doubtful = {*self.misshapen, *wrong}
        return {
            kind
            for kind, place in _IDS.items()
            if any(place.fullmatch(written(path)) for path in doubtful)
        }

    def findings(self, incomplete: Set[str] = frozenset()) -> list[Finding]:
        """All that was found, in the order of the file."""
        if self._unparsed:
            return self._unparsed
        kept = [item for item in (*self.problems, *self.notes) if item.dangling not in incomplete]
        paths = [item.path for item in kept]
        if self._is_lines:
            places = {path: int(path[0]) + 1 for path in paths}
        elif self._lines is not None:
            places = {path: line_of(path, self._lines) for path in paths}
        else:
            places = lines(self.text, paths)
        notes = set(self.notes)
        found = [
            Finding(
                str(self.path),
                places[item.path],
                written(item.path),
                "note" if item in notes else "problem",
                cut(item.message),
                item.remedy,
            )
            for item in dict.fromkeys(kept)
        ]
        return sorted(found, key=lambda item: item.line or 0)


def _beside(main: _File, field: str, name: str | None) -> _File | None:
    """The file that the main one names in a field; None when there is none to look at."""
    if name is None or any(problem.path == (field,) for problem in main.problems):
        return None
    path = main.path.parent / name
    try:
        return _File(path, read_text(path))
    except CorpusError as error:
        main.add([Problem((field,), error.message.rstrip("."), "of haal dit veld weg")])
        return None


def _repeated(path: Place) -> Problem:
    message = "dit veld staat er vaker, en alleen het laatste telt"
    return Problem(path, message, "houd er een over, of geef ze elk een eigen naam")


def _unheard(phrasings: Phrasings) -> Iterator[Problem]:
    """The danger cues that no query can contain."""
    cues = [
        (name, i, cue) for name, listed in phrasings.danger.items() for i, cue in enumerate(listed)
    ]
    for name, i, cue in cues:
        parts = [part.removesuffix("*") for part in cue.split()]
        if parts != [word for part in parts for word in words(part)]:
            simple = " ".join(words(cue)) or "een woord"
            yield Problem(
                ("danger", name, i),
                f"`{cue}` wordt nooit herkend",
                f"schrijf zonder hoofdletters, accenten en leestekens: {simple}",
            )

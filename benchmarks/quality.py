"""How well the right answer is found, beside plain baselines.

    python benchmarks/quality.py QUERIES.jsonl…  [--json] [--misses] [--baselines]

Each file holds labelled queries, one JSON object a line: `query`, and `grades` (per id or number of
a question 2 when it answers the query, 1 when it answers a part) or `gold` (numbers of questions
that answer it, none when the brochure does not); if known also `kind`, `by` or `writer`, and
`agreed` (rows with false do not count, nor do those that were only judged on danger). Of what is
`answered`, right, useful and beside are counted over all queries. Prints Markdown, or JSON with
--json.
"""

from __future__ import annotations

import argparse
import json
import random
import sqlite3
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from statistics import fmean, median, quantiles
from typing import Any, NamedTuple

from rapidfuzz import fuzz, process, utils

from vt_faq import Faq
from vt_faq.search.text import words

RESAMPLES = 1000


class Asked(NamedTuple):
    """A labelled query and what was made of it."""

    row: dict[str, Any]
    ranking: list[str]
    sure: float
    outcome: str | None

    @property
    def gold(self) -> list[str]:
        """The acceptable answers."""
        return self.row["gold"]

    def found(self, depth: int) -> bool:
        """Whether an acceptable answer is among the first."""
        return any(number in self.gold for number in self.ranking[:depth])

    @property
    def useful(self) -> bool:
        """Whether the first answer is acceptable or answers a part."""
        return self.ranking[:1] != [] and self.ranking[0] in (*self.gold, *self.row["part"])


Engine = Callable[[str], tuple[list[str], float, str | None]]


def vt_faq_engine(faq: Faq) -> Engine:
    """The product."""

    def ask(query: str) -> tuple[list[str], float, str | None]:
        result = faq.ask(query, 26)
        return (
            [match.question.number for match in result.matches],
            result.answerable,
            result.outcome.value,
        )

    return ask


def fuzzy_engine(faq: Faq, scorer: Callable[..., float]) -> Engine:
    """A rapidfuzz scorer over the questions."""
    questions = {q.number: q.question for chapter in faq.chapters for q in chapter.questions}

    def ask(query: str) -> tuple[list[str], float, str | None]:
        found = process.extract(
            query, questions, scorer=scorer, processor=utils.default_process, limit=26
        )
        return [number for _, _, number in found], found[0][1] if found else 0.0, None

    return ask


def fts5_engine(faq: Faq) -> Engine:
    """SQLite FTS5 (BM25) over questions and answers."""
    connection = sqlite3.connect(":memory:")
    connection.execute(
        "CREATE VIRTUAL TABLE f USING fts5(number UNINDEXED, question, answer,"
        " tokenize='unicode61 remove_diacritics 2')"
    )
    for chapter in faq.chapters:
        for q in chapter.questions:
            connection.execute("INSERT INTO f VALUES (?, ?, ?)", (q.number, q.question, q.answer))

    def ask(query: str) -> tuple[list[str], float, str | None]:
        terms = " OR ".join(f'"{word}"' for word in words(query)) or '""'
        found = connection.execute(
            "SELECT number, bm25(f, 0, 4.0, 1.0) FROM f WHERE f MATCH ? ORDER BY 2", (terms,)
        ).fetchall()
        return [number for number, _ in found], -found[0][1] if found else 0.0, None

    return ask


def share(flags: Iterable[bool]) -> float | None:
    """The share of true ones; None of nothing."""
    listed = list(flags)
    return fmean(listed) if listed else None


def auroc(asked: Sequence[Asked]) -> float | None:
    """How often an answerable query gets the higher score of two (Mann-Whitney)."""
    with_answer = [item.sure for item in asked if item.gold]
    without = [item.sure for item in asked if not item.gold]
    if not with_answer or not without:
        return None
    return fmean((a > b) + 0.5 * (a == b) for a in with_answer for b in without)


def reciprocal_rank(item: Asked) -> float:
    """1 / the rank of the first acceptable answer, 0 without one."""
    return next((1 / i for i, number in enumerate(item.ranking, 1) if number in item.gold), 0.0)


def measures(asked: Sequence[Asked]) -> dict[str, float | None]:
    """The goals table of docs/search.md."""
    answerable = [item for item in asked if item.gold]
    others = [item for item in asked if not item.gold]
    answered = [item for item in asked if item.outcome == "answered"]
    values: dict[str, float | None] = {
        "acceptable@1": share(item.found(1) for item in answerable),
        "useful@1": share(item.useful for item in answerable),
        "recall@3": share(item.found(3) for item in answerable),
        "MRR": fmean(map(reciprocal_rank, answerable)) if answerable else None,
        "AUROC": auroc(asked),
    }
    if asked[0].outcome is not None:
        values |= {
            "of answered: right": share(item.found(1) for item in answered),
            "of answered: useful": share(item.useful for item in answered),
            "of answered: beside": share(not item.useful for item in answered),
            "answerable: answered": share(item.outcome == "answered" for item in answerable),
            "answerable: unanswered (loss)": share(i.outcome == "unanswered" for i in answerable),
            "no answer: answered (bluff)": share(i.outcome == "answered" for i in others),
            "no answer: unanswered": share(i.outcome == "unanswered" for i in others),
        }
    return values


def intervals(asked: Sequence[Asked]) -> dict[str, tuple[float, float]]:
    """95 % bootstrap intervals of the measures."""
    chance = random.Random(0)
    drawn: dict[str, list[float]] = {}
    for _ in range(RESAMPLES):
        sample = chance.choices(asked, k=len(asked))
        for name, value in measures(sample).items():
            if value is not None:
                drawn.setdefault(name, []).append(value)
    return {
        name: (cuts[0], cuts[-1])
        for name, values in drawn.items()
        for cuts in [quantiles(values, n=40)]
    }


def reliability(asked: Sequence[Asked], faq: Faq) -> list[tuple[float, float, int]]:
    """Per fifth of the range of `confidence`: its mean, the share that was right, the number."""
    bins: list[list[tuple[float, bool]]] = [[] for _ in range(5)]
    for item in asked:
        confidence = faq.ask(item.row["query"], 1).confidence
        bins[min(int(confidence * 5), 4)].append((confidence, item.found(1)))
    return [
        (fmean(c for c, _ in part), fmean(right for _, right in part), len(part))
        for part in bins
        if part
    ]


def run(engine: Engine, rows: Sequence[dict[str, Any]]) -> list[Asked]:
    """All rows, asked."""
    return [Asked(row, *engine(row["query"])) for row in rows]


def read_rows(path: Path, faq: Faq) -> list[dict[str, Any]]:
    """The rows of a file that count, each with the numbers that answer it, or a part of it."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return [
        row | _graded(row, faq)
        for row in rows
        if row.get("agreed", True) and {"gold", "grades", "topic"} & row.keys()
    ]


def _graded(row: dict[str, Any], faq: Faq) -> dict[str, list[str]]:
    if "gold" in row:
        return {"gold": row["gold"] or [], "part": []}
    grades = {faq.question(name).number: grade for name, grade in row.get("grades", {}).items()}
    return {
        "gold": [number for number, grade in grades.items() if grade == 2],
        "part": [number for number, grade in grades.items() if grade == 1],
    }


def group(row: dict[str, Any]) -> str:
    """The kind of a query, or else who wrote it."""
    return row.get("kind") or row.get("by") or row.get("writer") or ""


def table(columns: dict[str, dict[str, str]]) -> str:
    """A Markdown table: a row per measure, a column per engine or set."""
    names = list(dict.fromkeys(name for column in columns.values() for name in column))
    lines = ["| | " + " | ".join(columns) + " |", "|---" * (len(columns) + 1) + "|"]
    for name in names:
        cells = " | ".join(column.get(name, "") for column in columns.values())
        lines.append(f"| {name} | {cells} |")
    return "\n".join(lines)


def formatted(values: dict[str, float | None]) -> dict[str, str]:
    """The measures as text."""
    return {name: "–" if value is None else f"{value:.3f}" for name, value in values.items()}


def report(path: Path, faq: Faq, *, baselines: bool, misses: bool) -> tuple[str, dict[str, Any]]:
    """The report on one file, as Markdown and as data."""
    rows = read_rows(path, faq)
    asked = run(vt_faq_engine(faq), rows)
    values, ranges = measures(asked), intervals(asked)
    ours = {
        name: f"{value:.3f} ({ranges[name][0]:.2f}–{ranges[name][1]:.2f})"
        for name, value in values.items()
        if value is not None
    }
    columns = {"vt-faq (95 % interval)": ours}
    if baselines:
        for name, engine in (
            ("rapidfuzz WRatio", fuzzy_engine(faq, fuzz.WRatio)),
            ("token_set_ratio", fuzzy_engine(faq, fuzz.token_set_ratio)),
            ("SQLite FTS5", fts5_engine(faq)),
        ):
            columns[name] = formatted(measures(run(engine, rows)))
    kinds = sorted({group(row) for row in rows})
    by_kind = {
        kind: measures([item for item in asked if group(item.row) == kind]) for kind in kinds
    }
    fit = reliability(asked, faq)
    text = [f"### {path.name}: {len(rows)} queries", "", table(columns)]
    if len(kinds) > 1:
        text += ["", table({kind: formatted(by_kind[kind]) for kind in kinds})]
    text += ["", "| confidence, mean | right | queries |", "|---|---|---|"]
    text += [f"| {mean:.2f} | {right:.2f} | {count} |" for mean, right, count in fit]
    if misses:
        text += ["", *(_miss(item) for item in asked if _missed(item))]
    data = {
        "file": path.name,
        "queries": len(rows),
        "measures": values,
        "intervals": ranges,
        "kinds": by_kind,
        "reliability": fit,
    }
    return "\n".join(text), data


def _missed(item: Asked) -> bool:
    if item.gold:
        return not item.found(1) or item.outcome == "unanswered"
    return item.outcome == "answered"


def _miss(item: Asked) -> str:
    gold = ",".join(item.gold) or "–"
    return f"- {gold} | {' '.join(item.ranking[:3])} {item.outcome} | {item.row['query']}"


def latency(faq: Faq, queries: Sequence[str]) -> dict[str, float]:
    """Milliseconds of a warm query: median and 95th percentile."""
    faq.ask("opwarmen")
    taken = []
    for query in queries:
        start = time.perf_counter()
        faq.ask(query)
        taken.append((time.perf_counter() - start) * 1000)
    return {"median": median(taken), "p95": quantiles(taken, n=20)[-1]}


def main() -> None:
    """Report on every file."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--baselines", action="store_true")
    parser.add_argument("--misses", action="store_true")
    options = parser.parse_args()
    faq = Faq.load()
    reports = [
        report(path, faq, baselines=options.baselines, misses=options.misses)
        for path in options.files
    ]
    warm = latency(faq, [row["query"] for path in options.files for row in read_rows(path, faq)])
    if options.json:
        print(json.dumps({"sets": [data for _, data in reports], "latency_ms": warm}))
    else:
        print("\n\n".join(text for text, _ in reports))
        print(f"\nWarm query: median {warm['median']:.2f} ms, p95 {warm['p95']:.2f} ms")


if __name__ == "__main__":
    main()

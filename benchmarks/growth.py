"""What happens when the corpus grows: compile, size, cold and warm queries, quality.

    python benchmarks/growth.py [SIZE…] [--queries N] [--runs N] [--peers]

Generates corpora, compiles each with the real command and reports, per size: entries compiled
a second, size of the index, peak memory of the compile and of an `ask`, a cold `ask` as a
ratio to one at the first size (paired, median), warm p50 and p95 through the API, and how
often an entry is found back from a distorted phrasing (success@1, @10). With --peers the same
queries also go to vt-faq with nothing cut from its postings, to rapidfuzz, to SQLite FTS5
and, where installed, to bm25s and tantivy.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median, quantiles
from typing import NamedTuple

from generate import entry, queries, write_corpus
from peers import Engine, peers
from vt_faq import Faq
from vt_faq.index.compile import compile_index

VT_FAQ = [sys.executable, "-m", "vt_faq"]
WATCH = """
import resource, subprocess, sys, time
start = time.perf_counter()
subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL)
print(time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""
HEADER = (
    "| entries | compiled/s | index MiB | compile, peak MiB | cold ms | × first | ask, peak MiB |"
    " warm p50 ms | p95 ms | success@1 | success@10 |"
)
PEER_HEADER = "| entries | with | success@1 | success@10 | p50 ms | p95 ms |"


class Cost(NamedTuple):
    """What a process took."""

    seconds: float
    peak: float


class Score(NamedTuple):
    """Milliseconds of a query, and how often it found its entry first and among ten."""

    p50: float
    p95: float
    first: float
    ten: float


def cost(command: Sequence[str]) -> Cost:
    """Wall seconds and peak memory (MiB) of a command.

    A process of its own starts it: the peak of a child counts what its parent held at birth.
    """
    done = subprocess.run(
        [sys.executable, "-c", WATCH, *command], capture_output=True, encoding="utf-8", check=True
    )
    seconds, kilobytes = done.stdout.split()
    return Cost(float(seconds), int(kilobytes) / 1024)


def ask_command(path: Path, size: int) -> list[str]:
    """A question to the real command."""
    ((_, query),) = queries(size, 1)
    return [*VT_FAQ, "--corpus", str(path), "ask", "--json", query]


def paired(command: Sequence[str], other: Sequence[str], runs: int) -> tuple[float, float]:
    """Median seconds of a command, and its median ratio to another that runs beside it."""
    pairs = [(cost(command).seconds, cost(other).seconds) for _ in range(runs)]
    return median(own for own, _ in pairs), median(own / beside for own, beside in pairs)


def vt_faq_engine(path: Path) -> Engine:
    """vt-faq through its API."""
    faq = Faq.load(path)

    def ask(query: str) -> list[int]:
        return [int(match.question.id.split("-")[1]) for match in faq.ask(query, 10).matches]

    return ask


def uncut_engine(source: Path, target: Path) -> Engine:
    """vt-faq with whole postings: the exact ranking."""
    compile_index(source, target, longest=sys.maxsize)
    return vt_faq_engine(target)


def score(engine: Engine, size: int, count: int) -> Score:
    """Success and warm latency over known-item queries."""
    engine("opwarmen")
    taken, first, ten = [], 0, 0
    for number, query in queries(size, count):
        start = time.perf_counter()
        found = engine(query)
        taken.append((time.perf_counter() - start) * 1000)
        first += found[:1] == [number]
        ten += number in found
    return Score(median(taken), quantiles(taken, n=20)[-1], first / count, ten / count)


def row(source: Path, size: int, first: list[str], options: argparse.Namespace) -> str:
    """The row of a size."""
    target = source.with_suffix(".index")
    compiled = cost([*VT_FAQ, "compile", str(source), str(target)])
    command = ask_command(target, size)
    peak = cost(command).peak
    cold, ratio = paired(command, first or command, options.runs)
    warm = score(vt_faq_engine(target), size, options.queries)
    cells = (
        *(f"{size:,}", f"{size / compiled.seconds:,.0f}", f"{target.stat().st_size / 2**20:.1f}"),
        *(f"{compiled.peak:.0f}", f"{cold * 1000:.0f}", f"{ratio:.2f}", f"{peak:.0f}"),
        *(f"{warm.p50:.1f}", f"{warm.p95:.1f}", f"{warm.first:.3f}", f"{warm.ten:.3f}"),
    )
    return f"| {' | '.join(cells)} |"


def peer_rows(source: Path, size: int, count: int) -> Iterator[str]:
    """The rows of the others at a size."""
    engines = [
        ("vt-faq", vt_faq_engine(source.with_suffix(".index"))),
        ("vt-faq, nothing cut", uncut_engine(source, source.with_name("uncut.index"))),
    ]
    entries = [entry(number) for number in range(size)]
    titles = [item["question"] for item in entries]
    texts = [" ".join([item["question"], item["answer"], *item["phrasings"]]) for item in entries]
    for group in (engines, peers(titles, texts)):
        for name, engine in group:
            found = score(engine, size, count)
            yield (
                f"| {size:,} | {name} | {found.first:.3f} | {found.ten:.3f} |"
                f" {found.p50:.1f} | {found.p95:.1f} |"
            )


def header(titles: str) -> str:
    """The head of a table."""
    return f"{titles}\n{'|---' * (titles.count('|') - 1)}|"


def main() -> None:
    """Report per size."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("sizes", nargs="*", type=int, default=[26, 1000, 10_000, 100_000])
    parser.add_argument("--queries", type=int, default=200)
    parser.add_argument("--runs", type=int, default=15)
    parser.add_argument("--peers", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        sources = {size: write_corpus(size, Path(name) / str(size)) for size in options.sizes}
        first: list[str] = []
        print(header(HEADER))
        for size, source in sources.items():
            print(row(source, size, first, options), flush=True)
            first = first or ask_command(source.with_suffix(".index"), size)
        if options.peers:
            print("\n" + header(PEER_HEADER))
            for size, source in sources.items():
                for line in peer_rows(source, size, options.queries):
                    print(line, flush=True)


if __name__ == "__main__":
    main()

"""How many questions a second a service answers: one process, threads, processes.

    python benchmarks/throughput.py [SIZE…] [--seconds N] [--workers N]

Compiles a generated corpus per size and asks it through the Python API, with distorted queries
as in growth.py: from one process, from threads that share one Faq, and from processes that
each open the same index. Reports answers a second of all workers together, and, between
brackets, answers a second of processor time: what a core does that has nothing else to do.
"""

from __future__ import annotations

import argparse
import multiprocessing
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from functools import partial
from itertools import cycle
from pathlib import Path

from generate import queries, write_corpus
from vt_faq import Faq
from vt_faq.index.compile import compile_index

Work = Callable[[float], tuple[int, float]]
"""Until when → how many queries were answered, in how many seconds of processor time."""


def own_faq(path: Path, size: int, until: float) -> tuple[int, float]:
    """A worker that opens the index itself."""
    return shared_faq(Faq.load(path), size, until)


def shared_faq(faq: Faq, size: int, until: float) -> tuple[int, float]:
    """A worker that is handed an opened index."""
    asked = cycle([query for _, query in queries(size, 200)])
    count, start = 0, time.thread_time()
    while time.time() < until:
        faq.ask(next(asked))
        count += 1
    return count, time.thread_time() - start


def rate(pool: Executor, work: Work, workers: int, seconds: float) -> str:
    """Answers a second of all workers together, after they have started."""
    list(pool.map(work, [time.time() + 1] * workers))
    done = list(pool.map(work, [time.time() + seconds] * workers))
    count = sum(answers for answers, _ in done)
    return f"{count / seconds:.0f} ({count / sum(processor for _, processor in done):.0f})"


def main() -> None:
    """Report per size."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("sizes", nargs="*", type=int, default=[26, 10_000, 100_000])
    parser.add_argument("--seconds", type=float, default=10)
    parser.add_argument("--workers", type=int, default=multiprocessing.cpu_count())
    options = parser.parse_args()
    n = options.workers
    print(f"| entries | one process | {n} threads | {n} processes |\n|---|---|---|---|")
    for size in options.sizes:
        with tempfile.TemporaryDirectory() as name:
            target = Path(name) / "faq.index"
            compile_index(write_corpus(size, Path(name) / "corpus"), target)
            apart = partial(own_faq, target, size)
            together = partial(shared_faq, Faq.load(target), size)
            cells = []
            for pool, work, workers in (
                (ProcessPoolExecutor(1), apart, 1),
                (ThreadPoolExecutor(n), together, n),
                (ProcessPoolExecutor(n), apart, n),
            ):
                with pool:
                    cells.append(rate(pool, work, workers, options.seconds))
            print(f"| {size:,} | {' | '.join(cells)} |", flush=True)


if __name__ == "__main__":
    main()

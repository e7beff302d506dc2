"""The benchmarks run; what they measure is in benchmarks/README.md."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
BENCHMARKS = ROOT / "benchmarks"

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not BENCHMARKS.is_dir(), reason="not a checkout"),
]


def table(name, *arguments, **variables):
    """Runs a benchmark and returns the cells of every row that it prints."""
    done = subprocess.run(
        [sys.executable, str(BENCHMARKS / f"{name}.py"), *map(str, arguments)],
        capture_output=True,
        encoding="utf-8",
        env=os.environ | {"PYTHONUTF8": "1"} | variables,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    lines = [line for line in done.stdout.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def test_growth_tells_of_every_size_and_of_the_peers():
    rows = table("growth", 5, 30, "--queries", 4, "--runs", 1, "--peers")

    sizes = [row for row in rows if len(row) == 11]
    peers = [row for row in rows if len(row) == 6]
    assert [row[0] for row in sizes[2:]] == ["5", "30"]
    assert {row[1] for row in peers} >= {"vt-faq", "vt-faq, nothing cut", "SQLite FTS5"}


def test_start_up_tells_of_every_path(index):
    rows = table("startup", "--seconds", "--runs", 1, VT_FAQ_CORPUS=str(index))
    modules = table("startup", "--modules", VT_FAQ_CORPUS=str(index))

    paths = {"ask, panels", "ask, piped", "ask --json", "completion", "--help"}
    assert {row[0] for row in rows} >= paths
    assert {row[0] for row in modules} >= paths


@pytest.mark.skipif(shutil.which("valgrind") is None, reason="no valgrind")
def test_start_up_counts_instructions_for_every_python(index):
    rows = table("startup", sys.executable, sys.executable, VT_FAQ_CORPUS=str(index))

    assert {len(row) for row in rows} == {3}
    assert all(float(first) > 1 for _, first, _ in rows[3:])
    assert all(
        first == pytest.approx(second, rel=0.02)
        for first, second in ((float(row[1]), float(row[2])) for row in rows[3:])
    )


def test_quality_tells_of_the_committed_queries(tmp_path):
    queries = (ROOT / "tests" / "data" / "dev.jsonl").read_text(encoding="utf-8").splitlines()
    sample = tmp_path / "dev.jsonl"
    sample.write_text("\n".join(queries[::5]) + "\n", encoding="utf-8")

    rows = table("quality", sample)

    assert any("vt-faq" in " ".join(row) for row in rows)


def test_danger_tells_of_every_label(tmp_path):
    queries = (ROOT / "tests" / "data" / "held_out.jsonl").read_text(encoding="utf-8").splitlines()
    sample = tmp_path / "some.jsonl"
    sample.write_text("\n".join(queries[::20]) + "\n", encoding="utf-8")

    rows = table("danger", sample)

    assert {"yes", "hint", "no"} <= {row[0] for row in rows}

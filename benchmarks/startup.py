"""What a whole run of the command costs, as a ratio to `python -c pass`.

    python benchmarks/startup.py [--runs N]

Runs are paired (the floor, then the command), so that a machine whose speed drifts does not
matter; the median ratio is reported, also to a Typer program that does nothing but import
what the path imports.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median

EMPTY = """
import typer
app = typer.Typer(rich_markup_mode=None, pretty_exceptions_enable=False, add_completion=False)
@app.command()
def ask(words: list[str] = typer.Argument(None)) -> None:
    {imports}
    print("x")
app()
"""
WITH_RICH = "import rich.console, rich.panel, rich.table, rich.text"
WITH_RAPIDFUZZ = "import rapidfuzz"
QUERY = ["kan", "een", "melding", "worden", "ingetrokken"]
COMMAND = str(Path(sys.executable).with_name("vt-faq"))

CASES: dict[str, tuple[list[str], dict[str, str], str]] = {
    "ask, panels": ([COMMAND, "ask", "--color", "always", *QUERY], {}, WITH_RICH),
    "ask, piped": ([COMMAND, "ask", *QUERY], {}, "pass"),
    "ask --json": ([COMMAND, "ask", "--json", *QUERY], {}, "import json"),
    "ask, with a typing error": (
        [COMMAND, "ask", "kan", "een", "meldingg", "wordenn"],
        {},
        WITH_RAPIDFUZZ,
    ),
    "completion (bash)": (
        [COMMAND],
        {
            "_VT_FAQ_COMPLETE": "complete_bash",
            "COMP_WORDS": "vt-faq show 3.",
            "COMP_CWORD": "2",
        },
        "pass",
    ),
    "--help": ([COMMAND, "--help"], {}, "pass"),
}


def seconds(command: Sequence[str], variables: dict[str, str]) -> float:
    """Wall seconds of a command."""
    start = time.perf_counter()
    subprocess.run(command, env=os.environ | variables, stdout=subprocess.DEVNULL, check=False)
    return time.perf_counter() - start


def ratio(
    command: Sequence[str], variables: dict[str, str], floor: Sequence[str], runs: int
) -> float:
    """Median of the paired ratios of the command to the floor."""
    seconds(command, variables)
    return median(seconds(command, variables) / seconds(floor, {}) for _ in range(runs))


def main() -> None:
    """Report per path."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--runs", type=int, default=31)
    runs = parser.parse_args().runs
    nothing = [sys.executable, "-c", "pass"]
    print("| path | × `python -c pass` | × an empty Typer program with the same imports |")
    print("|---|---|---|")
    for name, (command, variables, imports) in CASES.items():
        empty = [sys.executable, "-c", EMPTY.format(imports=imports), "x"]
        print(
            f"| {name} | {ratio(command, variables, nothing, runs):.1f} |"
            f" {ratio(command, variables, empty, runs):.2f} |",
            flush=True,
        )


if __name__ == "__main__":
    main()

"""What a whole run of the command costs, as a ratio to `python -c pass`.

    python benchmarks/startup.py [--runs N] [--modules] [PYTHON…]

With valgrind here it counts instructions, which are the same however busy the machine is, for every
PYTHON given (of environments that have vt-faq; without one, this Python): a row per path, a column
per Python, so that several versions of Python and of Typer stand side by side.

Without valgrind, or with --seconds, it takes time. Runs are paired (the floor, then the command),
so that a machine whose speed drifts does not matter; the median ratio is reported, also to a Typer
program that does nothing but import what the path imports of typer, rich, rapidfuzz and json, or
complete one word. With --modules it lists instead what each path imports that `import typer` does
not.

Run it with vt-faq installed from a wheel: an editable install builds its index at every start.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import time
from collections import Counter
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
EMPTY_COMPLETION = """
import typer
app = typer.Typer(rich_markup_mode=None, pretty_exceptions_enable=False)
@app.command()
def show(key: str = typer.Argument(None, autocompletion=lambda: ["3.1"])) -> None:
    pass
@app.command()
def other() -> None:
    pass
app(prog_name="vt-faq")
"""
COMPLETE = {
    "_VT_FAQ_COMPLETE": "complete_bash",
    "COMP_WORDS": "vt-faq show 3.",
    "COMP_CWORD": "2",
}
WITH_RICH = "import rich.console, rich.panel, rich.table, rich.text"
WITH_RAPIDFUZZ = "import rapidfuzz"
QUERY = ["kan", "een", "melding", "worden", "ingetrokken"]
VT_FAQ = "vt-faq"
COMMAND = str(Path(sys.executable).with_name(VT_FAQ))

CASES: dict[str, tuple[list[str], dict[str, str], str]] = {
    "ask, panels": (["ask", "--color", "always", *QUERY], {}, EMPTY.format(imports=WITH_RICH)),
    "ask, piped": (["ask", *QUERY], {}, EMPTY.format(imports="pass")),
    "ask --json": (["ask", "--json", *QUERY], {}, EMPTY.format(imports="import json")),
    "ask, with typing errors": (
        ["ask", "kan", "een", "meldingg", "wordenn"],
        {},
        EMPTY.format(imports=WITH_RAPIDFUZZ),
    ),
    "completion": (["show", "3."], COMPLETE, EMPTY_COMPLETION),
    "--help": (["--help"], {}, EMPTY.format(imports="pass")),
}


def seconds(command: Sequence[str], variables: dict[str, str]) -> float:
    """Wall seconds of a command."""
    start = time.perf_counter()
    subprocess.run(command, env=os.environ | variables, stdout=subprocess.DEVNULL, check=False)
    return time.perf_counter() - start


def instructions(command: Sequence[str], variables: dict[str, str]) -> int:
    """The instructions that a command takes, once its bytecode is written."""
    environment = os.environ | variables | {"PYTHONHASHSEED": "0", "PYTHONDONTWRITEBYTECODE": ""}
    counted = ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", *command]
    for line in (command, counted):
        done = subprocess.run(
            line, env=environment, capture_output=True, encoding="utf-8", check=False
        )
    found = re.search(r"Collected : (\d+)", done.stderr)
    if done.returncode not in (0, 1) or found is None:  # 1: nothing found
        sys.exit(f"{' '.join(command)} failed:\n{done.stderr}")
    return int(found[1])


def versions(python: str) -> str:
    """The versions of an interpreter and of the Typer beside it."""
    code = "import sys, typer; print(sys.version.split()[0], 'typer', typer.__version__)"
    return subprocess.run(
        [python, "-c", code], capture_output=True, encoding="utf-8", check=True
    ).stdout.strip()


def show_instructions(pythons: Sequence[str]) -> None:
    """Count per path, with a column per Python."""
    print("|", " | ".join(["path", *map(versions, pythons)]), "|")
    print("|---" * (len(pythons) + 1) + "|")
    floors = [instructions([python, "-c", "pass"], {}) for python in pythons]
    millions = (f"{floor / 1e6:.1f} million" for floor in floors)
    print("|", " | ".join(["`python -c pass`", *millions]), "|", flush=True)
    rows = {"import typer": (["-c", "import typer"], {})} | {
        name: ([VT_FAQ, *arguments], variables) for name, (arguments, variables, _) in CASES.items()
    }
    for name, (arguments, variables) in rows.items():
        cells = []
        for python, floor in zip(pythons, floors):
            command = str(Path(python).with_name(VT_FAQ))
            own = [command if argument == VT_FAQ else argument for argument in arguments]
            cells.append(f"{instructions([python, *own], variables) / floor:.2f}")
        print("|", " | ".join([name, *cells]), "|", flush=True)


def ratios(
    command: Sequence[str], variables: dict[str, str], floors: Sequence[Sequence[str]], runs: int
) -> list[float]:
    """Medians of the ratios of a command to each of the floors, all run side by side."""
    rounds = []
    for _ in range(runs + 1):
        own = seconds(command, variables)
        rounds.append([own / seconds(floor, variables) for floor in floors])
    return [median(column) for column in zip(*rounds[1:])]


def imported(command: Sequence[str], variables: dict[str, str]) -> set[str]:
    """The modules that a Python program imports."""
    done = subprocess.run(
        [sys.executable, "-X", "importtime", *command],
        env=os.environ | variables,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    lines = (line.rpartition("|") for line in done.stderr.splitlines())
    return {name.strip() for start, _, name in lines if start.startswith("import time:")}


def show_modules() -> None:
    """List what each path imports; the parts of a package are counted."""
    known = imported(["-c", "import typer"], {})
    print("| path | imported, beside `import typer` |\n|---|---|")
    for name, (arguments, variables, _) in CASES.items():
        more = imported(["-m", "vt_faq", *arguments], variables) - known - {"runpy"}
        packages = Counter(module.partition(".")[0] for module in more)
        cells = (
            f"{package} ({count})" if count > 1 else package
            for package, count in sorted(packages.items())
            if not package.startswith("_")
        )
        print(f"| {name} | {', '.join(cells)} |")


def main() -> None:
    """Report per path."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--runs", type=int, default=31)
    parser.add_argument("--modules", action="store_true")
    parser.add_argument("--seconds", action="store_true")
    parser.add_argument("pythons", nargs="*", default=[sys.executable])
    options = parser.parse_args()
    if options.modules:
        show_modules()
        return
    if shutil.which("valgrind") and not options.seconds:
        show_instructions(options.pythons)
        return
    nothing = [sys.executable, "-c", "pass"]
    print("| path | × `python -c pass` | × an empty Typer program with the same imports |")
    print("|---|---|---|")
    for name, (arguments, variables, program) in CASES.items():
        empty = [sys.executable, "-c", program, *(["x"] if not variables else [])]
        floor, typer = ratios([COMMAND, *arguments], variables, [nothing, empty], options.runs)
        print(f"| {name} | {floor:.1f} | {typer:.2f} |", flush=True)


if __name__ == "__main__":
    main()

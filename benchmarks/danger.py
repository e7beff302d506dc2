"""How well danger is heard: `python benchmarks/danger.py FILE… [--misses]`.

A file has a JSON object a line with `query`, `danger` (yes, hint, no), and perhaps `kind`,
`language` and `writer`. Reports, per file, which share of each label raises the alarm, with 95 %
Wilson intervals, also by kind, language, length and writer; per kind, whether that was the right
one. An ordinary query is hard when its writer wrote about danger as well. With --misses, what was
not heard, verbatim, and what raised a false alarm.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Iterator
from math import sqrt
from pathlib import Path
from typing import Any

from vt_faq import Faq

Heard = tuple[dict[str, Any], "str | None"]

LENGTHS = ((6, "up to 6 words"), (15, "7 to 15 words"), (10_000, "more words"))


def interval(found: int, total: int, z: float = 1.96) -> str:
    """A share with its Wilson interval (Wilson, 1927)."""
    share, square = found / total, z * z / total
    middle = (share + square / 2) / (1 + square)
    spread = z * sqrt(share * (1 - share) / total + square / total / 4) / (1 + square)
    return f"{share:.3f} ({middle - spread:.3f}–{middle + spread:.3f})"


def groups_of(row: dict[str, Any], on_danger: set[str]) -> Iterator[str]:
    """The lines of the table in which a query counts."""
    label = row.get("danger") or "not judged"
    yield label
    if label == "no":
        yield f"no: {'hard' if row.get('writer') in on_danger else 'easy'}"
    if label == "yes":
        length = next(name for most, name in LENGTHS if len(row["query"].split()) <= most)
        yield f"yes: {length}"
        yield f"yes: language {row.get('language', 'nl')}"
        if "writer" in row:
            yield f"yes: writer {row['writer']}"
        if row.get("kind"):
            yield f"yes: {row['kind']}"


def report(path: Path, faq: Faq, *, misses: bool) -> None:
    """Print what was heard in a file."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    on_danger = {row["writer"] for row in rows if "writer" in row and row.get("kind")}
    groups: defaultdict[str, list[Heard]] = defaultdict(list)
    for row in rows:
        danger = faq.ask(row["query"]).danger
        for name in groups_of(row, on_danger):
            groups[name].append((row, None if danger is None else danger.kind))
    print(f"### {path.name}\n\n| label | queries | alarm | right kind |\n|---|---|---|---|")
    for label, heard in sorted(groups.items()):
        alarms = [(row, kind) for row, kind in heard if kind is not None]
        right = sum(row.get("kind") == kind for row, kind in alarms)
        of_a_kind = label.removeprefix("yes: ") in {row.get("kind") for row in rows}
        kinds = f"{right / len(alarms):.2f}" if alarms and of_a_kind else ""
        print(f"| {label} | {len(heard)} | {interval(len(alarms), len(heard))} | {kinds} |")
    if misses:
        for row, kind in groups["yes"] + groups["no"]:
            if (row["danger"] == "yes") != (kind is not None):
                print(f"- {row['danger']} {row.get('kind') or ''} | {kind} | {row['query']}")


def main() -> None:
    """Report on every file."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--misses", action="store_true")
    options = parser.parse_args()
    with Faq.load() as faq:
        for path in options.files:
            report(path, faq, misses=options.misses)


if __name__ == "__main__":
    main()

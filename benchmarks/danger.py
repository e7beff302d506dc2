"""How well danger is heard: `python benchmarks/danger.py FILE… [--misses]`.

A file has a JSON object a line with `query`, `danger` (yes, hint, no), and perhaps `kind` and
`writer`. Reports, per file, which share of each label raises the alarm, with 95 % Wilson intervals;
per kind, also whether that was the right one. With --misses, what was not heard, verbatim, and what
raised a false alarm.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from math import sqrt
from pathlib import Path
from typing import Any

from vt_faq import Faq

Heard = tuple[dict[str, Any], "str | None"]


def interval(found: int, total: int, z: float = 1.96) -> str:
    """A share with its Wilson interval (Wilson, 1927)."""
    share, square = found / total, z * z / total
    middle = (share + square / 2) / (1 + square)
    spread = z * sqrt(share * (1 - share) / total + square / total / 4) / (1 + square)
    return f"{share:.3f} ({middle - spread:.3f}–{middle + spread:.3f})"


def report(path: Path, faq: Faq, *, misses: bool) -> None:
    """Print what was heard in a file."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    groups: defaultdict[str, list[Heard]] = defaultdict(list)
    for row in rows:
        danger = faq.ask(row["query"]).danger
        kind = None if danger is None else danger.kind
        label = row.get("danger") or "not judged"
        groups[label].append((row, kind))
        if label == "yes" and row.get("kind"):
            groups[f"yes: {row['kind']}"].append((row, kind))
    print(f"### {path.name}\n\n| label | queries | alarm | right kind |\n|---|---|---|---|")
    for label, heard in sorted(groups.items()):
        alarms = [(row, kind) for row, kind in heard if kind is not None]
        right = sum(row.get("kind") == kind for row, kind in alarms)
        kinds = f"{right / len(alarms):.2f}" if alarms and ":" in label else ""
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

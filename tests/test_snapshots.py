"""What a few pages look like, letter for letter, at the widths that people have.

After a change that is meant: `VT_FAQ_SNAPSHOTS=new python -m pytest tests/test_snapshots.py`,
and read what changed.
"""

import os
import re
from pathlib import Path

import pytest

FOLDER = Path(__file__).parent / "snapshots"
ESCAPES = re.compile(r"\x1b(\[[0-9;]*m|\]8;[^\x1b]*\x1b\\)")

PAGES = {
    "vraag": ["show", "3.4"],
    "hulp-en-bronnen": ["show", "4.2"],
    "wie-je-kunt-bellen": ["links"],
    "stappen": ["steps"],
    "hoofdvragen": ["chapters"],
    "hoofdstuk": ["chapter", "2"],
    "buiten-de-brochure": ["ask", "appeltaart recept"],
}


@pytest.mark.parametrize("width", [40, 80, 120])
@pytest.mark.parametrize("page", PAGES)
def test_a_page_looks_as_it_did(run, page, width):
    done = run("--color", "always", *PAGES[page], env={"COLUMNS": str(width)})
    shown = ESCAPES.sub("", done.stdout)
    snapshot = FOLDER / f"{page}-{width}.txt"
    if os.environ.get("VT_FAQ_SNAPSHOTS") == "new":
        snapshot.write_text(shown, encoding="utf-8")

    assert shown == snapshot.read_text(encoding="utf-8")


@pytest.mark.parametrize("page", PAGES)
def test_a_plain_page_reads_as_it_did(run, page):
    shown = run("--plain", *PAGES[page]).stdout
    snapshot = FOLDER / f"{page}-plain.txt"
    if os.environ.get("VT_FAQ_SNAPSHOTS") == "new":
        snapshot.write_text(shown, encoding="utf-8")

    assert shown == snapshot.read_text(encoding="utf-8")

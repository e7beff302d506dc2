"""The fixtures: the real command, and the brochure as an object."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from vt_faq import Faq
from vt_faq.compiling import compile_index
from vt_faq.source import INDEX_NAME, data_folder, default_source

DATA = Path(__file__).parent / "data"
VARIABLES = ("PATH", "HOME", "PYTHONPATH", "SYSTEMROOT", "LANG")


@pytest.fixture(autouse=True, scope="session")
def _index_of_the_checkout():
    """Makes the index of a checkout when it is behind; without one every command takes seconds."""
    if default_source().suffix == ".json":
        compile_index(default_source(), data_folder() / INDEX_NAME)


@pytest.fixture(name="run")
def _run(tmp_path):
    """Runs `vt-faq …` as a user would, outside the repository, and returns what came out."""

    def run(*arguments, input=None, env=None, **options):
        clean = {name: os.environ[name] for name in VARIABLES if name in os.environ}
        return subprocess.run(
            [sys.executable, "-m", "vt_faq", *arguments],
            input=input,
            capture_output=True,
            encoding="utf-8",
            cwd=tmp_path,
            env=clean | {"PYTHONUTF8": "1"} | (env or {}),
            timeout=60,
            **options,
        )

    return run


@pytest.fixture(name="faq", scope="session")
def _faq():
    """The brochure."""
    return Faq.load()


@pytest.fixture(name="corpus_path", scope="session")
def _corpus_path():
    """The file that the brochure is read from."""
    return data_folder() / "faq.json"


@pytest.fixture(name="brochure", scope="session")
def _brochure():
    """The text of the brochure as it was printed."""
    return (DATA / "brochure.txt").read_text(encoding="utf-8")


@pytest.fixture(name="yardstick", scope="session")
def _yardstick():
    """Labelled queries: `query`, `gold` (numbers, best first, may be empty), `kind`."""
    lines = (DATA / "dev.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


@pytest.fixture(name="small", scope="session")
def _small():
    """A corpus of two chapters and three questions, as the object in its JSON file."""
    return {
        "schema": 1,
        "title": "Fietsen",
        "subtitle": "Voor iedereen",
        "language": "nl",
        "publisher": "De werkplaats",
        "date": "2026",
        "introduction": "Over fietsen.",
        "reading_guide": "Zoek je vraag.",
        "more_questions": "Bel [de werkplaats](bron:werkplaats).",
        "colophon": "Gemaakt in de werkplaats.",
        "chapters": [
            {
                "title": "Onderhoud",
                "questions": [
                    {
                        "id": "band-plakken",
                        "page": 1,
                        "question": "Hoe plak ik een band?",
                        "answer": "Zoek het gat en plak het. Zie [de ketting](#ketting).",
                    },
                    {
                        "id": "ketting",
                        "page": 1,
                        "question": "Hoe vaak smeer ik de ketting?",
                        "answer": "Elke maand. Vraag het [de werkplaats](bron:werkplaats).",
                    },
                ],
            },
            {
                "title": "Verkeer",
                "questions": [
                    {
                        "id": "verlichting",
                        "page": 1,
                        "question": "Welke verlichting is verplicht?",
                        "answer": "Wit licht voor en rood licht achter.",
                    }
                ],
            },
        ],
        "resources": [
            {
                "id": "werkplaats",
                "name": "De werkplaats",
                "purpose": "hulp bij je fiets",
                "origin": "brochure",
            }
        ],
    }


@pytest.fixture(name="write")
def _write(tmp_path):
    """Writes an object or a text to a JSON file and returns its path."""

    def write(value, name="faq.json"):
        path = tmp_path / name
        text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
        path.write_text(text, encoding="utf-8")
        return path

    return write

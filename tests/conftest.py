"""The fixtures: the command, in process and as a process of its own; and the brochure."""

from __future__ import annotations

import fcntl
import io
import json
import os
import pty
import select
import signal
import subprocess
import sys
import termios
import time
from pathlib import Path
from typing import NamedTuple

import pytest

from vt_faq import Faq
from vt_faq.cli.environment import Environment
from vt_faq.cli.main import main
from vt_faq.index.compile import compile_index
from vt_faq.index.open import INDEX_NAME, data_folder, default_source

DATA = Path(__file__).parent / "data"
VARIABLES = ("PATH", "HOME", "PYTHONPATH", "SYSTEMROOT", "LANG")


@pytest.fixture(autouse=True, scope="session")
def _index_of_the_checkout():
    """Makes the index of a checkout when it is behind; without one every command takes seconds."""
    if default_source().suffix == ".json":
        compile_index(default_source(), data_folder() / INDEX_NAME)


class Done(NamedTuple):
    """What came of a command."""

    returncode: int
    stdout: str
    stderr: str


@pytest.fixture(name="run")
def _run(tmp_path, monkeypatch):
    """Runs `vt-faq …` in this process, outside the repository, and returns what came out."""
    monkeypatch.chdir(tmp_path)

    def run(*arguments, input="", env=None, **surroundings):
        streams = [io.BytesIO(input.encode()), io.BytesIO(), io.BytesIO()]
        code = main(arguments, Environment(*streams, env or {}, **surroundings))
        encoding = surroundings.get("encoding", "utf-8")
        return Done(code, *(stream.getvalue().decode(encoding) for stream in streams[1:]))

    return run


@pytest.fixture(name="at_terminal")
def _at_terminal(run):
    """Runs `vt-faq …` as at a terminal; returns the exit code and what was shown."""

    def at_terminal(*arguments, typed="", columns=80, env=None, **more):
        done = run(
            *arguments,
            input=typed,
            env={"TERM": "xterm-256color", **(env or {})},
            terminals=("stdin", "stdout", "stderr"),
            width=columns,
            **more,
        )
        return done.returncode, done.stderr + done.stdout

    return at_terminal


@pytest.fixture(name="spawn")
def _spawn(tmp_path):
    """Runs `vt-faq …` as a process of its own, where that is what matters."""

    def spawn(*arguments, input=None, env=None, **options):
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

    return spawn


@pytest.fixture(name="at_real_terminal", scope="session")
def _at_real_terminal():
    """Runs the command at a pseudo-terminal of its own, and types `typed` at `prompt`.

    Returns the exit code and what was shown.
    """

    def at_real_terminal(
        *arguments, env=None, typed="", prompt="", program=("-m", "vt_faq"), **options
    ):
        parent, child = pty.openpty()
        process = subprocess.Popen(
            [sys.executable, *program, *arguments],
            stdin=child,
            stdout=child,
            stderr=child,
            start_new_session=True,
            preexec_fn=_own_the_terminal,
            env=os.environ | {"TERM": "xterm-256color", "COLUMNS": "80"} | (env or {}),
            **options,
        )
        os.close(child)
        shown = b""
        while select.select([parent], [], [], 60)[0]:
            try:
                chunk = os.read(parent, 65536)
            except OSError:
                break
            if not chunk:
                break
            shown += chunk
            if typed and prompt.encode() in shown:
                time.sleep(0.3)  # nobody types in the moment before Python listens
                os.write(parent, typed if isinstance(typed, bytes) else typed.encode())
                typed = ""
        os.close(parent)
        return process.wait(60), shown.decode(errors="replace").replace("\r\n", "\n")

    return at_real_terminal


def _own_the_terminal():
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(name="index", scope="session")
def _index(_index_of_the_checkout):
    """The brochure's index, as a wheel carries it."""
    return default_source()


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

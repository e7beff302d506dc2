"""What a path does not need, it does not import: that is most of the time of a run."""

import importlib.util
import os
import subprocess
import sys

import pytest

QUESTION = ("kan", "een", "melding", "worden", "ingetrokken")
COMPLETE = {"_VT_FAQ_COMPLETE": "1"}
NEVER = {
    *("vt_faq.corpus", "vt_faq.index.compile", "vt_faq.index.build"),
    *("vt_faq.search.bm25", "vt_faq.search.explain", "importlib.metadata", "pydantic", "click"),
    *("hypothesis", "numpy", "asyncio", "http", "logging", "socket", "ssl", "tempfile", "hashlib"),
    *("rich.markdown", "rich.progress", "markdown_it", "pygments"),
}
BESIDE_RICH = NEVER | {"vt_faq.view.panels", "rich", "dataclasses"}
LEAN = BESIDE_RICH | {"rapidfuzz", "json"}
PATHS = {
    "ask, panels": (("ask", "--color", "always", *QUESTION), {}, NEVER | {"rapidfuzz", "json"}),
    "ask, piped": (("ask", *QUESTION), {}, LEAN | {"vt_faq.view.as_json"}),
    "ask --json": (("ask", "--json", *QUESTION), {}, LEAN - {"json"} | {"vt_faq.view.plain"}),
    "ask, with typing errors": (
        ("ask", "kan", "een", "meldingg", "wordenn"),
        {},
        LEAN - {"rapidfuzz"},
    ),
    "show": (("show", "3.4"), {}, LEAN),
    "completion": (("show", "3."), COMPLETE, LEAN | {"vt_faq.view.plain"}),
    "--help": (("--help",), {}, LEAN | {"vt_faq.view.plain"}),
}
NEEDED = {
    "ask, panels": {"rich.text", "vt_faq.view.panels"},
    "ask, piped": {"vt_faq.view.plain"},
    "ask --json": {"json", "vt_faq.view.as_json"},
    "ask, with typing errors": {"rapidfuzz"},
    "show": {"vt_faq.view.plain"},
    "completion": {"vt_faq.cli.complete"},
    "--help": {"vt_faq.cli.help"},
}


def imported(code, variables=None):
    """The modules that `python CODE` imports."""
    done = subprocess.run(
        [sys.executable, "-X", "importtime", *code],
        capture_output=True,
        encoding="utf-8",
        env=os.environ | {"PYTHONUTF8": "1"} | (variables or {}),
        check=False,
    )
    lines = [line for line in done.stderr.splitlines() if line.startswith("import time:")]
    return {line.rpartition("|")[2].strip() for line in lines}


@pytest.fixture(name="of_typer", scope="module")
def _of_typer():
    """What every program pays that uses Typer."""
    return imported(["-c", "import typer"])


LIBRARIES = {"ask, panels": "rich.console", "ask, with typing errors": "rapidfuzz.process"}
"""What old versions of these import themselves is not ours to avoid."""


@pytest.mark.parametrize("path", PATHS)
def test_a_path_imports_what_it_needs_and_no_more(path, index, of_typer):
    arguments, variables, unwanted = PATHS[path]

    modules = imported(["-m", "vt_faq", *arguments], variables | {"VT_FAQ_CORPUS": str(index)})
    of_library = imported(["-c", f"import {LIBRARIES[path]}"]) if path in LIBRARIES else set()

    assert NEEDED[path] <= modules - of_typer
    assert not [
        name
        for name in sorted(modules - of_typer - of_library)
        if any(name == unwelcome or name.startswith(f"{unwelcome}.") for unwelcome in unwanted)
    ]


def test_compiling_draws_nothing_where_nobody_watches(write, small, tmp_path):
    arguments = ["compile", str(write(small)), str(tmp_path / "faq.index")]

    modules = imported(["-m", "vt_faq", *arguments])

    assert "vt_faq.index.compile" in modules
    assert not [name for name in modules if name.partition(".")[0] == "rich"]


def test_asking_for_help_reads_no_command():
    modules = imported(["-m", "vt_faq", "--help"])

    commands = {"ask", "browse", "contents", "editing"}
    assert not {f"vt_faq.cli.{name}" for name in commands} & modules
    assert "vt_faq.faq" not in modules


def test_a_name_of_the_package_is_imported_when_it_is_asked_for():
    code = "import sys, vt_faq; before = set(sys.modules); vt_faq.Faq; {}"
    check = "assert 'vt_faq.faq' in set(sys.modules) - before"

    done = subprocess.run([sys.executable, "-c", code.format(check)], check=False)

    assert done.returncode == 0


def test_every_name_that_the_package_offers_is_there():
    import vt_faq

    assert {name for name in vt_faq.__all__ if getattr(vt_faq, name) is None} == set()
    assert set(vt_faq.__all__) <= set(dir(vt_faq))
    with pytest.raises(AttributeError, match="Fak"):
        vt_faq.Fak  # noqa: B018


@pytest.mark.skipif(sys.version_info < (3, 15), reason="no lazy imports before Python 3.15")
def test_from_python_3_15_on_what_typer_does_not_use_is_not_imported(index):
    modules = imported(["-m", "vt_faq", "ask", *QUESTION], {"VT_FAQ_CORPUS": str(index)})

    assert not modules & {"subprocess", "platform", "difflib", "traceback", "uuid", "shutil"}


@pytest.mark.skipif(sys.version_info < (3, 15), reason="no lazy imports before Python 3.15")
def test_what_is_needed_to_train_and_lacks_is_told_with_lazy_imports_too(spawn, corpus_path):
    if importlib.util.find_spec("sklearn"):
        pytest.skip("nothing lacks")

    done = spawn("train", str(corpus_path))

    assert "pip install 'vt-faq[train]'" in done.stderr

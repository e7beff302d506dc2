"""However it is installed and whatever flags Python gets, it answers the same."""

import os
import shutil
import subprocess
import sys
import zipapp
from pathlib import Path

import pytest

import vt_faq

QUESTION = ("ask", "kan een melding worden ingetrokken")
ANSWER = "Vraag 3.4: "
PACKAGE = Path(vt_faq.__file__).parent


def run(*command, folder, **variables):
    """Runs Python in a folder."""
    return subprocess.run(
        [sys.executable, *command],
        env=os.environ | {"PYTHONUTF8": "1"} | variables,
        capture_output=True,
        encoding="utf-8",
        cwd=folder,
        check=False,
    )


@pytest.mark.parametrize(
    ("flags", "variables"),
    [
        (["-O"], {}),
        (["-OO"], {}),
        (["-P"], {}),
        (["-I"], {}),
        (["-E", "-s"], {}),
        (["-W", "error"], {}),
        (["-X", "dev", "-W", "error"], {}),
        ([], {"PYTHONSAFEPATH": "1"}),
        ([], {"PYTHONWARNINGS": "error"}),
        ([], {"PYTHONOPTIMIZE": "2"}),
        ([], {"PYTHONNOUSERSITE": "1"}),
    ],
)
@pytest.mark.parametrize("arguments", [QUESTION, ("--color", "always", *QUESTION), ("--help",)])
def test_a_flag_of_python_changes_nothing(flags, variables, arguments, index, tmp_path):
    if flags == ["-P"] and sys.version_info < (3, 11):
        pytest.skip("no -P before Python 3.11")
    plain = run("-m", "vt_faq", *arguments, folder=tmp_path)

    done = run(*flags, "-m", "vt_faq", *arguments, folder=tmp_path, **variables)

    assert (done.returncode, done.stdout, done.stderr) == (0, plain.stdout, "")


@pytest.fixture(name="archive")
def _archive(index, tmp_path):
    """A zipapp in a folder with a space, beside somebody else's `data/`."""
    source = tmp_path / "source"
    shutil.copytree(PACKAGE, source / "vt_faq", ignore=shutil.ignore_patterns("__pycache__"))
    (source / "vt_faq" / "data").mkdir(exist_ok=True)
    shutil.copy(index, source / "vt_faq" / "data" / "faq.index")
    folder = tmp_path / "mijn map"
    (folder / "data").mkdir(parents=True)
    (folder / "data" / "faq.json").write_text("{}")
    zipapp.create_archive(source, folder / "vt-faq.pyz", main="vt_faq.__main__:run")
    return folder / "vt-faq.pyz"


def test_a_zipapp_reads_its_own_data(archive, tmp_path):
    done = run(archive, *QUESTION, folder=tmp_path)

    if sys.version_info < (3, 11):
        assert (done.returncode, done.stdout) == (3, "")
        assert "Python 3.11" in done.stderr
    else:
        assert (done.returncode, done.stderr) == (0, "")
        assert done.stdout.startswith(ANSWER)


def test_a_zipapp_without_its_data_says_so(archive, tmp_path):
    shutil.rmtree(tmp_path / "source" / "vt_faq" / "data")
    zipapp.create_archive(tmp_path / "source", archive, main="vt_faq.__main__:run")

    done = run(archive, *QUESTION, folder=tmp_path)

    assert (done.returncode, done.stdout) == (3, "")
    assert str(archive / "vt_faq") in done.stderr

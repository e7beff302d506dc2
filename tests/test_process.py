"""What only a process of its own can show: closed and full streams, odd bytes, the umask."""

import json
import os
import stat
import subprocess
import sys

import pytest

from vt_faq.cli.environment import Environment
from vt_faq.index import open as opening


def in_bash(script, folder):
    """Run a script in which `vt-faq` is the command; returns the exit code and both outputs."""
    function = f'vt-faq() {{ {sys.executable} -m vt_faq "$@"; }}\n'
    done = subprocess.run(["bash", "-c", function + script], capture_output=True, cwd=folder)
    return done.returncode, done.stdout.decode(), done.stderr.decode()


@pytest.mark.parametrize("errors", ["2> /dev/full", "2>&-"])
@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ("show 9.9", 2),
        ("--corpus weg.json chapters", 3),
        ("ask melding", 0),
        ("ask taart bakken", 1),
    ],
)
def test_messages_that_cannot_be_shown_never_change_the_exit_code(
    arguments, code, errors, tmp_path
):
    assert in_bash(f"vt-faq {arguments} {errors}", tmp_path)[0] == code


def test_a_full_disk_is_told_also_where_nothing_is_buffered(tmp_path):
    script = "PYTHONUNBUFFERED=1 vt-faq chapter 5 --answers > /dev/full"

    code, _, errors = in_bash(script, tmp_path)

    assert code == 4
    assert "de schijf is vol" in errors


def test_a_pipe_that_does_not_wait_gets_everything(tmp_path):
    whole = in_bash("vt-faq chapter 5 --answers; vt-faq chapter 4 --answers", tmp_path)[1]
    writer = (
        "import os, sys; os.set_blocking(1, False); from vt_faq.__main__ import run; "
        "sys.argv = ['vt-faq', 'show', *['4.7', '5.6', '3.4'] * 200]; run()"
    )
    slow = f'{sys.executable} -c "{writer}" | (sleep 1; cat)'
    shown = in_bash(slow, tmp_path)[1]

    assert whole
    assert shown.count("Vraag 4.7: ") == shown.count("Vraag 3.4: Kan") == 200


def test_a_closed_standard_input_is_an_empty_one(tmp_path):
    assert in_bash("vt-faq ask - <&-", tmp_path) == (0, "", "")
    assert in_bash("vt-faq ask <&-", tmp_path)[0] == 2


def test_a_byte_that_is_no_utf8_at_the_prompt_is_no_failure(at_real_terminal):
    script = "import sys; from vt_faq.__main__ import run; sys.argv = ['vt-faq', 'browse']; run()"
    code, shown = at_real_terminal(
        program=("-c", script),
        typed="\udce9 klacht\nq\n".encode("utf-8", "surrogateescape"),
        prompt="dan Enter: ",
    )

    assert code == 0
    assert "vt-faq zelf" not in shown


def test_json_is_utf8_whatever_the_console_speaks(tmp_path):
    for encoding in ("ascii", "cp1252"):
        script = f"PYTHONUTF8=0 PYTHONIOENCODING={encoding} vt-faq ask --json 'coördinator €'"
        assert json.loads(in_bash(script, tmp_path)[1])["query"] == "coördinator €"


def test_an_empty_corpus_option_is_told(run):
    done = run("--corpus", "", "chapters")

    assert done.returncode == 2
    assert "leeg" in done.stderr


def test_what_stands_after_two_dashes_is_no_option(run):
    done = run("show", "--", "--json")

    assert done.returncode == 2
    assert done.stderr.startswith("Vraag --json bestaat niet.")


def test_a_line_to_paste_is_whole(run):
    question = "waarom " * 60 + "toch"

    assert f'vt-faq ask "{question}"' in run(*question.split()).stderr


@pytest.mark.parametrize("mask", [0o022, 0o077])
def test_compile_respects_the_umask_and_keeps_the_mode_of_what_it_replaces(
    run, write, small, tmp_path, mask
):
    source, target = str(write(small)), tmp_path / "faq.index"
    before = os.umask(mask)
    try:
        assert run("compile", source, str(target)).returncode == 0
        assert stat.S_IMODE(target.stat().st_mode) == 0o666 & ~mask
        target.chmod(0o640)
        assert run("compile", source, str(target)).returncode == 0
        assert stat.S_IMODE(target.stat().st_mode) == 0o640
    finally:
        os.umask(before)


def test_an_index_is_behind_when_any_file_that_it_is_made_of_is_newer(tmp_path, monkeypatch):
    monkeypatch.setattr(opening, "CHECKOUT", tmp_path)
    index = tmp_path / "faq.index"
    for name in ("faq.json", "queries.jsonl", "ranking.json"):
        index.touch()
        assert opening._is_fresh(index)
        (tmp_path / name).touch()
        os.utime(tmp_path / name, (index.stat().st_mtime + 5,) * 2)
        assert not opening._is_fresh(index), name
        (tmp_path / name).unlink()


def test_a_child_process_answers_also_when_a_thread_was_asking(tmp_path):
    script = """
import os, sys, threading, vt_faq
faq = vt_faq.Faq.load()
faq.ask("klacht")
asking = lambda: [faq.ask("melding intrekken") for _ in range(300)]
threading.Thread(target=asking, daemon=True).start()
for _ in range(20):
    child = os.fork()
    if child == 0:
        os._exit(0 if faq.ask("klacht").matches else 1)
    assert os.waitpid(child, 0)[1] == 0
os._exit(0)
"""
    done = subprocess.run([sys.executable, "-c", script], timeout=60, cwd=tmp_path)

    assert done.returncode == 0


def test_the_package_imports_nothing_before_the_command_listens_to_ctrl_c():
    script = (
        "import sys; old = set(sys.modules); import vt_faq.__main__; print(*set(sys.modules) - old)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, encoding="utf-8")

    assert set(done.stdout.split()) <= {"vt_faq", "vt_faq.__main__", "__future__", "gc"}


def test_the_package_offers_what_it_names_and_nothing_else():
    import vt_faq

    assert all(getattr(vt_faq, name) for name in vt_faq.__all__)
    with pytest.raises(AttributeError):
        vt_faq.weg  # noqa: B018


def test_help_documents_every_class_of_the_package():
    import pydoc

    import vt_faq

    text = pydoc.plain(pydoc.render_doc(vt_faq))

    for name in set(vt_faq.__all__) - {"__version__"}:
        assert f"    class {name}(" in text
        assert getattr(vt_faq, name).__doc__.partition("\n")[0] in text


def test_an_environment_may_have_no_streams_at_all():
    Environment(variables={}).note("niemand leest dit")

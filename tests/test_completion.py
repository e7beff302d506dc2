"""Completion with TAB, in a real bash and as zsh and fish ask for it."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

COMMAND = Path(sys.executable).with_name("vt-faq")
BASH = shutil.which("bash")


def complete(shell, line, **env):
    return subprocess.run(
        [COMMAND],
        env={"PATH": os.environ["PATH"], "_VT_FAQ_COMPLETE": f"complete_{shell}"}
        | {"_TYPER_COMPLETE_ARGS": line, "_TYPER_COMPLETE_FISH_ACTION": "get-args"}
        | env,
        capture_output=True,
        encoding="utf-8",
        check=False,
    ).stdout


@pytest.fixture(name="bash", scope="module")
def _bash():
    """Completes a line in a real bash that has the script loaded."""
    if BASH is None:
        pytest.skip("no bash here")

    def bash(*words):
        listed = " ".join(f"'{word}'" for word in words)
        script = f"""
        _get_script() {{ {COMMAND} --show-completion; }}
        eval "$(_get_script)"
        COMP_WORDS=({listed}); COMP_CWORD={len(words) - 1}
        _vt_faq_completion vt-faq
        printf '%s\\n' "${{COMPREPLY[@]}}"
        """
        env = {"PATH": f"{COMMAND.parent}:{os.environ['PATH']}", "SHELL": BASH}
        done = subprocess.run(
            [BASH, "--norc", "-c", script], env=env, capture_output=True, encoding="utf-8"
        )
        assert done.returncode == 0, done.stderr
        return done.stdout.split()

    return bash


def test_commands_numbers_ids_chapters_and_options(bash):
    assert {"ask", "chapter", "steps"} <= set(bash("vt-faq", ""))
    assert bash("vt-faq", "show", "3.") == ["3.1", "3.2", "3.3", "3.4"]
    assert bash("vt-faq", "show", "melding-") == ["melding-bij-onenigheid", "melding-intrekken"]
    assert bash("vt-faq", "chapter", "") == ["1", "2", "3", "4", "5"]
    assert bash("vt-faq", "show", "--co") == ["--color", "--corpus"]


@pytest.mark.parametrize("shell", ["zsh", "fish"])
def test_zsh_and_fish_show_the_question_beside_the_number(shell):
    out = complete(shell, "vt-faq show 3.")

    assert "3.4" in out
    assert "Kan een Veilig Thuis-melding worden ingetrokken?" in out


@pytest.mark.parametrize("shell", ["zsh", "fish"])
def test_zsh_and_fish_show_the_title_beside_the_number_of_a_chapter(faq, shell):
    out = complete(shell, "vt-faq chapter ")

    for chapter in faq.chapters:
        assert chapter.title in out


def test_a_broken_corpus_completes_to_nothing(tmp_path):
    out = complete("fish", "vt-faq show 3.", VT_FAQ_CORPUS=str(tmp_path / "weg.json"))

    assert out.strip() == ""


def test_an_unknown_shell_is_told(run):
    done = run("--show-completion", env={"SHELL": "/bin/vreemd"}, stdin=subprocess.DEVNULL)

    assert done.returncode in (0, 2)
    assert "Traceback" not in done.stderr

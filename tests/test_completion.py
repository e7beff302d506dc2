"""Completion with TAB, in a real bash and as zsh and fish ask for it."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

COMMAND = Path(sys.executable).with_name("vt-faq")
BASH = shutil.which("bash")


@pytest.fixture(name="complete")
def _complete(run):
    """What is listed after the words, the last of which is being typed."""

    def complete(*words, **env):
        done = run(*words, env={"_VT_FAQ_COMPLETE": "1", **env})
        assert (done.returncode, done.stderr) == (0, "")
        return dict(line.split("\t") for line in done.stdout.splitlines())

    return complete


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
        _vt_faq vt-faq
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


def test_a_number_is_listed_with_its_question(complete):
    assert complete("show", "3.4") == {"3.4": "Kan een Veilig Thuis-melding worden ingetrokken?"}


def test_a_chapter_is_listed_with_its_title(faq, complete):
    titles = {str(chapter.number): chapter.title for chapter in faq.chapters}

    assert complete("chapter", "") == titles


def test_values_of_options_are_no_commands(complete):
    assert complete("--color", "a") == {"auto": "", "always": ""}
    assert complete("--corpus", "") == {}
    assert complete("--color=a") == {"--color=auto": "", "--color=always": ""}
    assert set(complete("--color", "=")) == {"auto", "always", "never"}  # as bash has it
    assert complete("--color", "=", "a") == {"auto": "", "always": ""}
    assert "3.4" in complete("--color=never", "show", "3.")
    assert set(complete("questions", "--chapter", "")) == {"1", "2", "3", "4", "5"}
    assert "3.4" in complete("--color", "never", "show", "3.")


def test_the_corpus_on_the_line_is_the_one_that_is_listed(complete, write, small):
    assert complete("--corpus", str(write(small)), "show", "ver") == {
        "verlichting": "Welke verlichting is verplicht?"
    }


def test_a_broken_corpus_completes_to_nothing(complete, tmp_path):
    assert complete("show", "3.", VT_FAQ_CORPUS=str(tmp_path / "weg.json")) == {}


def test_an_unknown_command_completes_to_nothing(complete):
    assert complete("weg", "3") == {}


def test_an_unknown_shell_is_told(spawn):
    done = spawn("--show-completion", env={"SHELL": "/bin/vreemd"}, stdin=subprocess.DEVNULL)

    assert done.returncode in (0, 2)
    assert "Traceback" not in done.stderr

"""Completion goes where the shell looks, and leaves the rest of its files alone."""

import shutil
import subprocess

import pytest

from vt_faq.cli import shells


@pytest.fixture(name="install")
def _install(run, monkeypatch, tmp_path):
    """Switches completion on in a shell, with a home folder of its own."""

    def install(shell, **variables):
        monkeypatch.setattr(shells, "_name", lambda _: shell)
        return run("--install-completion", env={"HOME": str(tmp_path), **variables})

    return install


def test_bash_reads_the_script_once_however_often_it_is_switched_on(install, tmp_path):
    start = tmp_path / ".bashrc"
    start.write_bytes(b"# caf\xe9\r\nalias a=b")

    for _ in range(3):
        assert install("bash").returncode == 0

    content = start.read_bytes()
    assert content.startswith(b"# caf\xe9\r\nalias a=b\n")
    assert content.count(b"vt-faq.sh") == 1
    assert (tmp_path / ".bash_completions" / "vt-faq.sh").read_text() == shells.BASH


@pytest.mark.skipif(shutil.which("bash") is None, reason="no bash here")
def test_an_apostrophe_in_the_home_folder_breaks_nothing(install, tmp_path):
    home = tmp_path / "zo'n map"
    home.mkdir()

    assert install("bash", HOME=str(home)).returncode == 0

    done = subprocess.run(
        ["bash", "-c", '. "$HOME/.bashrc" && complete -p vt-faq'],
        env={"HOME": str(home), "PATH": "/usr/bin:/bin"},
        capture_output=True,
    )
    assert (done.returncode, done.stderr) == (0, b"")


def test_zsh_and_fish_look_where_their_variables_say(install, tmp_path):
    assert install("zsh", ZDOTDIR=str(tmp_path / "z")).returncode == 0
    assert install("fish", XDG_CONFIG_HOME=str(tmp_path / "x")).returncode == 0

    assert (tmp_path / "z" / ".zfunc" / "_vt-faq").read_text() == shells.ZSH
    assert "compinit" in (tmp_path / "z" / ".zshrc").read_text()
    assert (tmp_path / "x" / "fish" / "completions" / "vt-faq.fish").read_text() == shells.FISH


def test_no_script_evaluates_what_the_program_prints():
    for shell in shells.SHELLS.values():
        assert "eval" not in shell.script


def test_what_cannot_be_written_is_told(install, tmp_path):
    (tmp_path / ".bash_completions").write_text("geen map")

    done = install("bash")

    assert done.returncode == 4
    assert "niet te schrijven" in done.stderr


def test_an_unknown_shell_is_told(run, monkeypatch):
    monkeypatch.setattr("shellingham.detect_shell", lambda: ("vreemd", "/bin/vreemd"))

    done = run("--show-completion")

    assert done.returncode == 2
    assert "bash, zsh, fish" in done.stderr


@pytest.mark.skipif(shutil.which("bash") is None, reason="no bash here")
def test_bash_quotes_what_it_inserts(tmp_path):
    (tmp_path / "vt-faq").write_text("#!/bin/sh\nprintf 'a;touch pwned\\ttekst\\n'\n")
    (tmp_path / "vt-faq").chmod(0o755)
    script = f"{shells.BASH}\nCOMP_WORDS=(./vt-faq show a); COMP_CWORD=2; _vt_faq; echo $COMPREPLY"

    done = subprocess.run(["bash", "-c", script], cwd=tmp_path, capture_output=True)

    assert done.stdout == b"a\\;touch\\ pwned\n"
    assert not (tmp_path / "pwned").exists()

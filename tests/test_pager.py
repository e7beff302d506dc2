"""A page that is longer than the terminal is high goes to the reader's pager; nothing else does."""

import sys

import pytest

LAST = "niet door de brochure.\n"
AT_A_TERMINAL = ("stdin", "stdout", "stderr")


@pytest.fixture(name="pager")
def _pager(tmp_path):
    """A pager that keeps what it is given: what to call it, and what it was given, if anything."""
    given = tmp_path / "given"
    program = tmp_path / "pager"
    program.write_text(
        f"#!/bin/sh\ntest \"$1\" = -t && cat > '{given}' && echo $LESS >> '{given}'\n"
    )
    program.chmod(0o755)
    return f"'{program}' -t", lambda: given.read_text() if given.exists() else None


def test_a_long_page_is_paged_and_a_short_one_is_not(at_terminal, pager):
    command, given = pager

    for height in (200, 0):
        assert LAST in at_terminal("links", env={"PAGER": command}, height=height)[1]
        assert given() is None
    code, shown = at_terminal("links", env={"PAGER": command}, height=24)

    assert (code, shown) == (0, "")
    assert LAST in given()
    assert "\nFRX" in given()
    assert "stoppen" in given()


def test_the_reader_may_tell_less_otherwise(at_terminal, pager):
    command, given = pager

    at_terminal("links", env={"PAGER": command, "LESS": "-i"}, height=24)

    assert given().endswith("-i\n")


@pytest.mark.parametrize(
    ("arguments", "more"),
    [
        (["links", "--no-pager"], {}),
        (["--no-pager", "links"], {}),
        (["links", "--json"], {}),
        (["links", "--plain"], {}),
        (["links"], {"env": {"ACCESSIBLE": "1"}}),
        (["links"], {"terminals": ("stdout", "stderr")}),
        (["links", "--color", "always"], {"terminals": ("stdin", "stderr")}),
    ],
)
def test_what_is_piped_plain_or_not_to_be_paged_is_printed(run, pager, arguments, more):
    command, given = pager
    env = more.get("env", {}) | {"PAGER": command}

    done = run(*arguments, **({"terminals": AT_A_TERMINAL} | more | {"env": env, "height": 5}))

    assert "veiligthuis.nl" in done.stdout
    assert given() is None


def test_what_a_prompt_follows_is_printed(at_terminal, pager):
    command, given = pager

    shown = at_terminal("ask", "melding", typed="\n", env={"PAGER": command}, height=5)[1]
    browsed = at_terminal("browse", typed="3.4\nq\n", env={"PAGER": command}, height=5)[1]

    assert "Bedoel je een van deze vragen?" in shown
    assert "Ook in dit hoofdstuk" in browsed
    assert given() is None


@pytest.mark.parametrize("pager", ["", "cat", "/weg/pager", "/", "false", "'", "sh -c 'kill $$'"])
def test_without_a_pager_that_works_the_page_is_printed(at_terminal, pager):
    env = {"PAGER": pager, "PATH": "/usr/bin:/bin"}
    code, shown = at_terminal("links", env=env, height=24)

    assert code == 0
    assert shown.count(LAST) == 1


@pytest.mark.parametrize("arguments", [["ask", "wat kost een advocaat"], ["ask", "appeltaart"]])
def test_a_pager_that_is_left_early_changes_no_exit_code(at_terminal, arguments):
    expected = at_terminal(*arguments)[0]

    assert at_terminal(*arguments, env={"PAGER": "/bin/true"}, height=3)[0] == expected


def test_the_height_is_that_of_the_terminal(at_real_terminal):
    script = (
        "import fcntl, struct, sys, termios; from vt_faq.__main__ import run; "
        "fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack('4H', 24, 80, 0, 0)); "
        "sys.argv = ['vt-faq', 'links']; run()"
    )
    counting = f"{sys.executable} -c 'print(len(open(0).readlines()), chr(33))'"

    code, shown = at_real_terminal(program=("-c", script), env={"PAGER": counting, "COLUMNS": ""})

    assert (code, shown) == (0, "68 !\n")

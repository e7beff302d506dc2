"""What is said of every wrong use of every command: what is wrong, and what to do next."""

import json

import pytest

from vt_faq.cli.app import COMMANDS

NEXT = (
    "\nUitleg: vt-faq",
    "Kies ",
    "Geef ",
    "Controleer ",
    "Typ ",
    "vt-faq ask ",
    "vt-faq questions",
)
ENGLISH = ("Usage", "Error", "Missing", "No such", "requires", "Got", "Try", "Invalid", "argument")
NEEDED = {"ask", "show", "chapter", "check", "train", "compile"}
"""Commands that need something behind their name."""

FREE = {"ask"}
"""Commands that take any words."""

WRONG = [
    *((name,) for name in COMMANDS if name in NEEDED or name == "browse"),
    *((name, "een", "twee", "drie", "vier") for name in COMMANDS if name not in FREE),
    *((name, "") for name in COMMANDS),
    *((name, "weg") for name in COMMANDS if name not in FREE),
    *((name, "--weg") for name in COMMANDS),
    *((name, "--json=weg") for name in COMMANDS),
    *((name, "--corpus") for name in COMMANDS),
    *((name, "--corpus", "") for name in COMMANDS if name not in NEEDED),
    *((name, "--corpus", "weg.json") for name in COMMANDS if name not in NEEDED | {"browse"}),
    *(("",), ("weg",), ("--weg",), ("--color",), ("--color", "weg", "steps"), ("--corpus",)),
    *(("ask", "-n"), ("ask", "-n", "0", "x"), ("ask", "-n", "weg", "x"), ("ask", "-n", "", "x")),
    *(("questions", "--chapter"), ("questions", "--chapter", ""), ("questions", "--chapter", "9")),
    *(("compile", "een"), ("3.9",), ("hoofdstuk", "9"), ("show", "3.4", "9.9"), ("show", "3", "4")),
]


@pytest.mark.parametrize("arguments", WRONG, ids=" ".join)
def test_wrong_use_says_what_is_wrong_and_what_to_do_next(run, arguments):
    if arguments[0] == "train":
        pytest.importorskip("sklearn")
    done = run(*arguments)

    message = done.stderr
    assert (done.returncode, done.stdout) in ((2, ""), (3, "")), message
    assert any(words in message for words in NEXT) or "vt-faq chapter " in message
    assert not [word for word in ENGLISH if word in message]
    assert len(message.splitlines()) <= 4
    for line in message.splitlines():
        text = line.strip()
        assert text[0].isupper() or text.startswith(("vt-faq", "-", "weg.json"))
        assert "  " not in text
        assert not text.endswith((":", " ")) or text.endswith("Typ dan:")


@pytest.mark.parametrize("arguments", WRONG, ids=" ".join)
def test_software_reads_the_same(run, arguments):
    if arguments[0] == "train":
        pytest.importorskip("sklearn")
    plain = run(*arguments)
    done = run("--json", *arguments)

    assert done.returncode == plain.returncode
    assert json.loads(done.stderr)["error"]["message"] == plain.stderr.rstrip("\n")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("steps", "3"), "Dit is te veel achter vt-faq steps: 3\nUitleg: vt-faq steps --help\n"),
        (("ask", "-n"), "Achter -n moet nog iets staan.\nUitleg: vt-faq ask --help\n"),
        (
            ("ask", "-n", "0", "x"),
            "Achter -n kan geen '0' staan. Geef een getal van 1 tot en met 1000."
            "\nUitleg: vt-faq ask --help\n",
        ),
        (("ask", "--jsn", "x"), "De optie --jsn bestaat niet. Bedoel je --json?"),
        (("steps", "--version"), "De optie --version bestaat niet.\n"),
        (("show",), "Er ontbreekt iets: NUMMER. Bijvoorbeeld: vt-faq show 3.4 4.8\n"),
        (("check", ""), "De naam van een bestand is leeg."),
    ],
)
def test_a_message_names_what_it_is_about(run, arguments, message):
    assert run(*arguments).stderr.startswith(message)

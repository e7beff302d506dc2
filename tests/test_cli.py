"""The command, as people call it."""

import json
import re
import subprocess
import sys

import pytest

from vt_faq.cli.app import COMMANDS
from vt_faq.cli.complaints import DUTCH

RED = "\x1b[1;38;5;231;48;5;124m"


def test_a_melding_can_be_withdrawn(run):
    done = run("ask", "kan een melding worden ingetrokken")

    assert done.returncode == 0
    assert done.stdout.startswith("Vraag 3.4: Kan een Veilig Thuis-melding worden ingetrokken?\n")
    assert (
        "de melder kan aan Veilig Thuis laten weten dat hij de melding wil intrekken" in done.stdout
    )
    assert "\nLees ook:\n4.8: Kun je een klacht indienen" in done.stdout
    assert done.stderr == ""


def test_the_words_need_no_quotes(run):
    words = ["mag", "veilig", "thuis", "met", "mijn", "kind", "praten"]

    assert run("ask", *words).stdout == run("ask", " ".join(words)).stdout


def test_apple_pie_is_not_in_the_brochure(run):
    done = run("ask", "appeltaart", "recept")

    assert done.returncode == 1
    assert done.stdout.startswith("Dat staat niet in de brochure.")
    assert "0800-2000" in done.stdout


def test_an_unsure_answer_offers_questions_and_says_so_aside(run):
    done = run("--json", "ask", "melding")

    assert json.loads(done.stdout)["outcome"] == "suggested"

    done = run("ask", "melding")

    assert done.returncode == 0
    assert "Bedoel je een van deze vragen?" in done.stdout
    assert "vt-faq show" in done.stdout
    assert "niet zeker" in done.stderr


@pytest.mark.parametrize("limit", [1, 2, 5])
def test_no_more_questions_are_shown_than_asked_for(run, limit):
    done = run("--json", "ask", "--explain", "--limit", str(limit), "melding")

    result = json.loads(done.stdout)
    assert len(result["matches"]) == limit
    assert len(result["explanation"]["candidates"]) == limit


def test_chapter_4_has_eight_questions(run):
    lines = run("chapter", "4").stdout.splitlines()

    assert lines[0].startswith("Hoofdstuk 4: Welke rechten")
    assert [line.partition(":")[0] for line in lines[1:]] == [f"4.{n}" for n in range(1, 9)]


def test_chapter_with_answers(run):
    done = run("chapter", "2", "--answers")

    assert done.stdout.count("Antwoord:") == 3


def test_a_question_asked_for_as_a_chapter_is_pointed_at(run):
    done = run("chapter", "3.4")

    assert done.returncode == 2
    assert "Vraag 3.4 lees je met: vt-faq show 3.4" in done.stderr


@pytest.mark.parametrize("number", ["9", "0", "-1", "vier", "99999999999999999999", "1.2", ""])
def test_another_chapter_does_not_exist(run, number):
    done = run("chapter", "--", number)

    assert done.returncode == 2
    assert "1–5" in done.stderr


def test_the_five_steps(run):
    out = run("steps").stdout

    assert "\n1. Opschrijven" in out
    assert "\n5. Besluiten" in out
    assert "Behalve als een kind in direct gevaar is" in out


def test_show_by_number_and_by_id_in_the_order_asked(run):
    out = run("show", "4.8", "melding-intrekken").stdout

    assert out.index("Vraag 4.8:") < out.index("Vraag 3.4:")


def test_links_name_address_phone_and_questions(run):
    out = run("links").stdout

    assert "Adres: https://jeugdstem.nl/\n" in out
    assert "Telefoon: 070-312 28 87\n" in out
    assert "Jeugdstem (vraag 4.2, 4.6, 4.8)\n" in out
    assert "Direct gevaar? Bel 112." in out


def test_about_tells_where_the_text_comes_from(run):
    out = run("about").stdout

    assert "Karin Kooreman" in out
    assert "Wat vt-faq toevoegt:" in out
    assert "naar de vorige pagina" not in out


def test_about_links_to_those_whom_it_names(at_terminal):
    assert ";https://balansdigitaal.nl/\x1b\\\x1b[4moudervereniging" in at_terminal("about")[1]


def test_version_names_program_corpus_and_size(run):
    out = run("--version").stdout

    assert "vt-faq " in out
    assert "maart 2025" in out
    assert "26 vragen" in out


@pytest.mark.parametrize("position", ["before", "after"])
def test_a_missing_corpus_is_told_and_ends_with_3(run, position):
    option = ("--corpus", "nope.json")
    done = run(*option, "chapters") if position == "before" else run("chapters", *option)

    assert done.returncode == 3
    assert "nope.json" in done.stderr
    assert "Traceback" not in done.stderr


def test_the_corpus_may_come_from_the_environment(run, write, small):
    done = run("chapters", env={"VT_FAQ_CORPUS": str(write(small))})

    assert done.stdout == "1. Onderhoud (2 vragen)\n2. Verkeer (1 vraag)\n"


def test_a_command_that_is_a_question_gets_the_line_to_type(run):
    done = run("mag", "ik", "mijn", "dossier", "zien")

    assert done.returncode == 2
    assert 'vt-faq ask "mag ik mijn dossier zien"' in done.stderr


def test_the_line_to_type_is_safe_to_paste(run):
    done = run("wat is", "$(reboot)")

    assert "vt-faq ask 'wat is $(reboot)'" in done.stderr


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        (("chaptr", "4"), "vt-faq chapter 4"),
        (("aks", "melding"), "vt-faq ask melding"),
        (("aks", "$(reboot)"), "vt-faq ask '$(reboot)'"),
        (("STEPS",), "vt-faq steps"),
        (("stappen",), "vt-faq steps"),
        (("bellen",), "vt-faq links"),
    ],
)
def test_a_mistyped_command_gets_the_nearest(run, typed, meant):
    message = run(*typed).stderr

    assert f"Bedoel je misschien:\n  {meant}\n" in message
    assert "vt-faq ask " in message


def test_the_dutch_names_stand_for_commands():
    assert set(DUTCH.values()) <= set(COMMANDS)


def test_help_is_a_word_too(run):
    assert run("help").stdout == run("--help").stdout
    assert run("help", "ask").stdout == run("ask", "--help").stdout
    assert 'vt-faq ask "help mij"' in run("help", "mij").stderr
    assert run("ask", "help").stdout != run("--help").stdout


@pytest.mark.parametrize(
    "arguments",
    [("show",), ("--weg",), ("ask", "-n"), ("ask", "-n", "0", "x"), ("steps", "teveel"), ("ask",)],
)
def test_wrong_use_is_told_in_dutch(run, arguments):
    done = run(*arguments)

    assert done.returncode == 2
    assert done.stderr
    for english in ("Usage", "Error", "Missing", "No such", "requires", "Got", "Try", "Invalid"):
        assert english not in done.stderr


@pytest.mark.parametrize("arguments", [(), ("-h",), ("--help",), ("ask", "-h"), ("show", "--help")])
def test_help_is_dutch(run, arguments):
    done = run(*arguments)

    assert done.returncode == 0
    assert done.stdout.startswith("Gebruik: vt-faq")
    assert "Opties:" in done.stdout
    assert "Voorbeeld" in done.stdout


def test_bare_vt_faq_shows_three_examples(run):
    assert run().stdout.count("\n  vt-faq ") == 3


def test_every_line_of_standard_input_is_answered_in_order(run, yardstick):
    queries = [row["query"] for row in yardstick][:40]
    queries.insert(3, "")

    done = run("ask", "--json", "-", input="\n".join(queries) + "\n")

    results = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 0
    assert [result["query"] for result in results] == queries
    assert results[3]["outcome"] == "unanswered"


def test_lines_are_answered_in_words_too(run):
    done = run("ask", "-", input="wat is veilig thuis\nhoe bak ik een taart")

    assert done.returncode == 0
    assert "Je vraag: wat is veilig thuis\n\nVraag 5.2:" in done.stdout
    assert "Je vraag: hoe bak ik een taart\n\nDat staat niet" in done.stdout


def test_errors_in_json_are_json_with_the_same_exit_code(run):
    for arguments, code, status in (
        (("--json", "show", "9.9"), "not_found", 2),
        (("show", "--json"), "usage", 2),
        (("chapters", "--json", "--corpus", "nope.json"), "corpus", 3),
    ):
        done = run(*arguments)

        assert done.returncode == status
        assert json.loads(done.stderr)["error"]["code"] == code
        assert done.stdout == ""


@pytest.mark.parametrize("said", ["hoi", "bedankt", "goedemorgen"])
@pytest.mark.parametrize("options", [(), ("--json",)])
def test_who_says_no_more_than_hello_gets_a_reply(run, said, options):
    done = run("ask", *options, said)

    assert done.returncode == 0
    assert "Goed dat je er bent. Stel gerust je vraag" in done.stdout


def test_a_reader_that_goes_away_is_no_failure(run, tmp_path):
    command = f"{sys.executable} -m vt_faq chapter 5 --answers | head -n 1; exit ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", command], capture_output=True, cwd=tmp_path, check=False)

    assert done.returncode == 0
    assert done.stderr == b""


def test_no_answer_is_an_exit_code_of_its_own_also_in_json(run):
    done = run("ask", "--json", "appeltaart recept")

    assert done.returncode == 1
    assert json.loads(done.stdout)["page"] is None


@pytest.mark.parametrize("columns", [20, 40, 80, 120, 200])
def test_panels_fit_the_terminal_and_keep_every_word(columns, at_terminal):
    code, shown = at_terminal("show", "2.1", columns=columns, env={"NO_COLOR": "1"})

    lines = [line.replace("\x1b[1m", "").replace("\x1b[0m", "") for line in shown.splitlines()]
    assert code == 0
    assert lines[0].startswith("── 2.1 ──")
    assert max(map(len, lines)) <= min(columns, 200) or columns < 40
    if columns >= 40:
        text = " ".join(" ".join(line.strip("─ ") for line in lines).split())
        assert "Wat doet Veilig Thuis als een kind daarom niet naar school gaat?" in text


def test_no_color_and_accessible_and_dumb_are_obeyed(at_terminal):
    assert RED in at_terminal("links")[1]
    for colourless in (
        at_terminal("links", env={"NO_COLOR": "1"})[1],
        at_terminal("links", "--color", "never")[1],
    ):
        assert "\x1b[1m0800-2000\x1b[0m" in colourless
        assert not re.search(r"\x1b\[[\d;]*[34]8;5;", colourless)
    for env in ({"ACCESSIBLE": "1"}, {"TERM": "dumb"}):
        assert "\x1b" not in at_terminal("steps", env=env)[1]
    assert "\x1b" not in at_terminal("steps", "--plain")[1]


def test_plain_text_breaks_no_word_on_a_terminal_and_no_line_elsewhere(run, at_terminal):
    shown = at_terminal("show", "4.2", "--plain", columns=40)[1]
    piped = run("show", "4.2").stdout

    assert all(len(line) < 40 or " " not in line.strip() for line in shown.splitlines())
    assert shown.split() == piped.split()
    assert len(max(piped.splitlines(), key=len)) > 500


def test_color_may_be_asked_for_in_a_pipe(run):
    assert RED in run("links", "--color", "always", env={"NO_COLOR": "1"}).stdout
    assert RED in run("links", "--color", "always").stdout
    assert run("steps", "--color", "soms").returncode == 2


def test_addresses_are_links_on_a_terminal_and_bare_in_a_pipe(run, at_terminal):
    piped = run("links", "--color", "always").stdout
    _, shown = at_terminal("links")

    assert "https://jeugdstem.nl/" in piped
    assert "\x1b]8;" not in piped
    assert "\x1b]8;" in shown


def test_ask_without_words_prompts_on_a_terminal(at_terminal):
    code, shown = at_terminal("ask", typed="wat is veilig thuis\n")

    assert code == 0
    assert "Typ je vraag" in shown
    assert "5.2" in shown


def test_bare_vt_faq_leafs_through_on_a_terminal(at_terminal):
    code, shown = at_terminal(typed="3.4\n1\nt\nq\n")

    assert code == 0
    assert "Hoofdvragen" in shown
    assert shown.count("ingetrokken?") >= 2
    assert "Direct gevaar? Bel 112." in shown


@pytest.mark.parametrize("leave", ["q\n", "\x04", "\x03"])
def test_browse_can_be_left_quietly(leave, at_real_terminal):
    # Python loses a Ctrl-C that comes just before it listens; whoever is there presses it again.
    tries = (at_real_terminal("browse", typed=leave, prompt="dan Enter: ") for _ in range(3))
    code, shown = next((t for t in tries if t[0] == 0), (None, ""))

    assert code == 0
    assert "Traceback" not in shown
    assert "Aborted" not in shown


def test_browse_needs_a_terminal_and_names_the_alternative(run):
    done = run("browse")

    assert done.returncode == 2
    assert "vt-faq chapter 1" in done.stderr


def test_a_suggestion_can_be_opened_by_its_number_on_a_terminal(at_terminal):
    code, shown = at_terminal("ask", "melding", typed="1\n")

    assert code == 0
    assert "[1] " in shown
    assert "Hoofdstuk " in shown


def test_another_answer_than_a_listed_number_is_asked_again(at_terminal):
    code, shown = at_terminal("ask", "melding", typed="negen\n1\n")

    assert code == 0
    assert "Typ een nummer van 1 tot en met 3" in shown
    assert "Hoofdstuk " in shown


def test_a_hint_reads_the_same_corpus_again(write, small, at_terminal):
    path = str(write(small))

    _, own = at_terminal("--corpus", path, "chapters", columns=200)
    _, brochure = at_terminal("chapters", columns=200)

    assert f'vt-faq --corpus "{path}" chapter 1' in own
    assert "vt-faq chapter 1" in brochure


def test_a_message_breaks_between_words_on_a_narrow_terminal(at_terminal):
    _, shown = at_terminal("chapter", "99", columns=24)

    assert "Kies een" in " ".join(shown.split())
    assert max(map(len, shown.splitlines())) < 24


def test_nothing_typed_at_the_prompt_is_no_question(at_terminal):
    code, shown = at_terminal("ask", typed="\n")

    assert code == 2
    assert "Er staat geen vraag" in shown


def test_a_question_may_come_from_a_pipe(run, at_terminal):
    piped = run("ask", input="kan een melding\nworden ingetrokken\n")

    assert piped.stdout == run("ask", "kan een melding worden ingetrokken").stdout
    assert "Typ je vraag" not in piped.stderr


def test_a_pipe_without_end_is_read_no_further_than_a_question_is_long(spawn):
    endless = subprocess.Popen(["yes", "melding"], stdout=subprocess.PIPE)
    try:
        done = spawn("ask", "--json", stdin=endless.stdout)
    finally:
        endless.kill()
        endless.communicate()

    assert len(json.loads(done.stdout)["query"]) < 6_000


@pytest.mark.parametrize(
    ("typed", "opened"),
    [("[2]", True), ("vraag 2", True), ("stoppen", False), ("q", False), ("", False)],
)
def test_a_suggestion_is_chosen_or_left_in_any_obvious_way(at_terminal, typed, opened):
    code, shown = at_terminal("ask", "melding", typed=f"{typed}\n")

    assert code == 0
    assert ("Hoofdstuk " in shown) == opened
    assert "Typ een nummer van" not in shown


def test_blank_lines_are_skipped_in_words(run):
    done = run("ask", "-", input="\nwat is de meldcode\n  \n")

    assert done.stdout.count("Je vraag:") == 1


def test_nothing_is_asked_in_a_pipe(run):
    done = run("ask", "melding", input="1\n")

    assert "Welke wil je lezen" not in done.stderr
    assert "[1]" not in done.stdout


ENGLISH = (
    *("Usage", "Options", "Arguments", "Commands", "Show this", "required", "default", "Error"),
    *("Missing", "Try ", "Install ", "the ", " this ", " for ", "TEXT", "INTEGER", "PATH"),
)


def test_no_english_in_any_help(run):
    for command in [(), *((name,) for name in COMMANDS)]:
        text = run(*command, "--help").stdout
        assert text.startswith("Gebruik: vt-faq")
        assert "Voorbeeld" in text
        for word in ENGLISH:
            assert word not in text, (command, word)


MOVED = """
import sys, typer.core
sys.modules["typer._click.exceptions"] = None
import vt_faq.cli.inside as inside
assert not inside.TELLS_MISTAKES
from vt_faq.__main__ import run
run()
"""


@pytest.mark.parametrize(
    ("arguments", "code"), [(["chapters"], 0), (["--weg"], 2), (["show"], 2), (["show", "9.9"], 2)]
)
def test_when_private_names_of_typer_move_its_own_words_take_their_place(arguments, code):
    done = subprocess.run(
        [sys.executable, "-c", MOVED, *arguments], capture_output=True, encoding="utf-8"
    )

    assert done.returncode == code, done.stderr
    assert "Traceback" not in done.stderr

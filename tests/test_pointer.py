"""What people point at with a number, wherever they can type one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vt_faq.browse import Help, Message, Session
from vt_faq.content import Chapter
from vt_faq.pointer import Pointer, read
from vt_faq.search.result import Result
from vt_faq.view.blocks import About, Links

QUESTION = "Kan een Veilig Thuis-melding worden ingetrokken?"
CHAPTER = "Hoofdstuk 3: Wat gebeurt er bij een Veilig Thuis-melding?"


@pytest.mark.parametrize(
    "typed",
    [
        "3.4",
        "3,4",
        " 3.4 ",
        "3.4.",
        "[3.4]",
        "vraag 3.4",
        "Vraag 3,4?",
        "vraag: 3.4",
        "nr. 3.4",
        "hoofdstuk 3.4",
    ],
)
def test_the_number_of_a_question_may_be_typed_in_many_ways(typed):
    assert read(typed) == Pointer("3.4")


@pytest.mark.parametrize(
    ("typed", "pointer"),
    [
        ("3", Pointer("3")),
        ("vraag 3", Pointer("3")),
        ("hoofdstuk 3", Pointer("3", chapter=True)),
        ("Hfst. 3", Pointer("3", chapter=True)),
        ("[3]", Pointer("3", listed=True)),
    ],
)
def test_a_number_without_a_point(typed, pointer):
    assert read(typed) == pointer


@pytest.mark.parametrize(
    "typed",
    [
        *(
            "",
            ".",
            "[]",
            "0800-2000",
            "3.000",
            "03",
            "3.4.5",
            "melding 3",
            "vraag",
            "3 4",
            "²",
            "٣",
        ),
        *("is het 3.4", "1234567890", "-3"),
    ],
)
def test_anything_else_is_no_number_of_ours(typed):
    assert read(typed) is None


@given(st.text(max_size=20))
def test_no_text_is_too_strange(typed):
    pointer = read(typed)

    assert pointer is None or pointer.number.replace(".", "", 1).isdecimal()


@pytest.mark.parametrize(
    "arguments",
    [
        *(("3.4",), ("3,4",), ("vraag", "3.4"), ("--plain", "3.4"), ("3.4", "--plain")),
        *(("ask", "3.4"), ("ask", "vraag", "3.4"), ("ask", "3,4"), ("ask", "--explain", "3.4")),
        *(("show", "3.4"), ("show", "3,4"), ("show", "vraag", "3.4"), ("show", "hoofdstuk", "3.4")),
    ],
)
def test_a_question_is_shown_by_its_number(run, arguments):
    done = run(*arguments)

    assert done.returncode == 0
    assert done.stdout.startswith(f"Vraag 3.4: {QUESTION}\n")


@pytest.mark.parametrize(
    "arguments",
    [("3",), ("hoofdstuk", "3"), ("ask", "3"), ("ask", "hoofdstuk", "3"), ("show", "3")],
)
def test_a_chapter_is_shown_by_its_number(run, arguments):
    done = run(*arguments)

    assert done.returncode == 0
    assert done.stdout.startswith(f"{CHAPTER}\n")


def test_several_questions_may_be_written_with_commas(run):
    out = run("show", "4,8", "3,4").stdout

    assert out.index("Vraag 4.8:") < out.index("Vraag 3.4:")


def test_software_gets_a_result_for_a_number_too(faq):
    result = faq.ask("vraag 3.4")

    assert result.answer.number == "3.4"
    assert [match.question.number for match in result.matches] == ["3.4"]
    assert faq.ask("3").answer is None


@pytest.mark.parametrize("arguments", [("112",), ("ask", "112")])
def test_the_alarm_number_is_never_a_chapter(run, arguments):
    done = run(*arguments)

    assert done.stdout.startswith("Is er nu gevaar? Bel 112.")
    assert done.stderr == ""


@pytest.mark.parametrize("arguments", [("3.9",), ("ask", "3.9"), ("show", "3.9")])
def test_an_unknown_question_names_those_of_its_chapter(run, arguments):
    done = run(*arguments)

    assert done.returncode == 2
    assert done.stderr == (
        "Vraag 3.9 bestaat niet. Hoofdstuk 3 heeft 3.1–3.4. Je ziet ze met: vt-faq chapter 3\n"
    )


def test_who_leafs_through_is_not_told_of_commands(faq):
    for typed in ("3.9", "9.9", "hoofdstuk 9", "[9]"):
        assert "vt-faq" not in Session(faq).handle(typed).text


def test_an_unknown_id_names_the_nearest(run):
    assert "Bedoel je melding-intrekken?" in run("show", "melding-intreken").stderr
    assert "Bedoel je" not in run("show", "kwarktaart").stderr


@pytest.mark.parametrize(
    ("lines", "kind"),
    [
        (["bellen"], Links),
        (["b"], Links),
        (["links"], Links),
        (["over"], About),
        (["hoofdstuk 3"], Chapter),
        (["112"], Result),
        (["77"], Result),
        (["3.4", "[9]"], Message),
        (["hoofdstuk 9"], Message),
        (["help"], Help),
    ],
)
def test_leafing_through_does_the_obvious_thing(faq, lines, kind):
    session = Session(faq)

    for line in lines:
        screen = session.handle(line)

    assert isinstance(screen, kind)


@pytest.mark.parametrize("line", ["3.4", "3,4", "vraag 3.4", "[3]", "3", "vraag 3"])
def test_a_list_goes_before_the_chapters(faq, line):
    session = Session(faq)
    session.handle("hoofdstuk 4")

    number = session.handle(line).question.number

    assert number == ("4.3" if "." not in line and "," not in line else "3.4")


def test_the_steps_have_a_name(faq, write, small):
    from vt_faq import Faq

    assert Session(faq).handle("stappen").question == faq.shortcut("steps")
    assert "niets onder de naam" in Session(Faq.load(write(small))).handle("stappen").text


def test_all_questions_one_a_line(run, faq):
    lines = run("questions").stdout.splitlines()

    assert len(lines) == len(faq)
    assert f"3.4\t{QUESTION}" in lines
    assert [line for line in lines if line.startswith("3.")] == (
        run("questions", "--chapter", "3").stdout.splitlines()
    )


def test_questions_line_up_on_a_terminal(at_terminal):
    _, shown = at_terminal("questions", "--chapter", "2", columns=40)

    lines = shown.splitlines()
    assert "  2.2  Kan Veilig Thuis zorgen dat een" in lines
    assert "       kind weer naar school kan en" in lines
    assert max(map(len, lines)) < 40


def test_questions_of_a_chapter_that_is_not_there(run):
    assert "1–5" in run("questions", "--chapter", "9").stderr

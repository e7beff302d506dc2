"""Leafing through, without a terminal."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from vt_faq.browse import COMMANDS, Help, Message, Quit, Session
from vt_faq.content import Chapter, Page, Question
from vt_faq.search.result import Result
from vt_faq.view.blocks import Contents
from vt_faq.view.plain import plain
from vt_faq.view.reply import lay_out


@pytest.fixture(name="session")
def _session(faq):
    return Session(faq)


def where(place):
    """A place as a reader would name it."""
    if isinstance(place, Contents):
        return "h"
    if isinstance(place, Chapter):
        return str(place.number)
    if isinstance(place, Page):
        return place.question.number
    return place.query if isinstance(place, Result) else type(place).__name__


def walk(session, *lines):
    return [where(session.handle(line)) for line in lines]


def test_it_starts_at_the_main_questions(session):
    assert isinstance(session.place, Contents)


def test_the_four_ways_of_the_reading_guide(session):
    assert walk(session, "3.4", "h", "t", "v", "o") == ["3.4", "h", "3.4", "4", "3.4"]


def test_pages_come_in_brochure_order(faq, session):
    expected = []
    for chapter in faq.chapters:
        expected += [str(chapter.number), *(question.number for question in chapter.questions)]

    assert walk(session, *["v"] * len(expected)) == expected
    assert isinstance(session.handle("v"), Message)
    assert walk(session, *["o"] * len(expected)) == [*reversed(expected[:-1]), "h"]
    assert isinstance(session.handle("o"), Message)


def test_a_number_opens_what_is_listed(session):
    assert walk(session, "4", "7", "1") == ["4", "4.7", "4.6"]


def test_a_number_that_is_not_listed_opens_the_chapter(session):
    assert walk(session, "3.4", "5") == ["3.4", "5"]
    assert "1–5" in session.handle("hoofdstuk 77").text


def test_going_back_and_then_elsewhere_drops_what_lay_ahead(session):
    walk(session, "1.1", "1.2", "1.3")

    assert walk(session, "t", "t", "w") == ["1.2", "1.1", "1.2"]
    assert walk(session, "2.1") == ["2.1"]
    assert isinstance(session.handle("w"), Message)
    assert walk(session, "t", "t") == ["1.2", "1.1"]


def test_there_is_nothing_before_the_beginning(session):
    assert isinstance(session.handle("t"), Message)
    assert isinstance(session.place, Contents)


def test_cross_references_may_go_round_and_round(session):
    assert walk(session, "5.5", "1", "1", "1") == ["5.5", "5.6", "5.5", "5.6"]


def test_anything_else_is_a_question(session):
    assert walk(session, "kan een melding worden ingetrokken") == [
        "kan een melding worden ingetrokken"
    ]
    assert walk(session, "v") == ["4"]


def test_ids_and_unknown_numbers(session):
    assert walk(session, "melding-intrekken") == ["3.4"]
    assert isinstance(session.handle("9.9"), Message)


def test_words_and_keys_mean_the_same(session):
    assert isinstance(session.handle("HULP"), Help)
    assert isinstance(session.handle(""), Help)
    assert isinstance(session.handle("  Stoppen "), Quit)


def test_ordinals_that_are_shown_are_those_that_open(faq, session):
    for line in ("4", "3.4", "5.5", "melding", "hoe lang bewaren ze mijn dossier", "advocaat"):
        place = session.handle(line)
        shown = plain(lay_out(place, ordinals=True).blocks)
        for ordinal, item in enumerate(session.choices, 1):
            assert f"[{ordinal}] {item.number}" in shown
        assert f"[{len(session.choices) + 1}]" not in shown


LINES = st.one_of(
    st.sampled_from(["h", "t", "w", "v", "o", "?", "", "1", "2", "9", "3.4", "5.6", "99.9"]),
    st.text(max_size=12).filter(lambda text: text.strip().lower() not in COMMANDS["quit"]),
)


@given(lines=st.lists(LINES, max_size=25))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_a_session_is_always_somewhere_one_can_leave_from(faq, lines):
    session = Session(faq)
    for line in lines:
        screen = session.handle(line)
        assert not isinstance(screen, Quit)
        if not isinstance(screen, Help | Message):
            assert screen == session.place
        assert all(isinstance(item, Question | Chapter) for item in session.choices)
    before = session.place
    session.handle("h")
    assert isinstance(session.place, Contents)
    if not isinstance(before, Contents):
        assert session.handle("t") == before

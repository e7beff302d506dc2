"""The Markdown subset."""

from vt_faq.markup import Span, first_sentence, parse, plain, references, resources


def test_a_link_to_a_question_and_one_to_a_resource():
    text = "Zie [de stappen](#stappen) en [de wet](bron:wet)."

    assert references(text) == ("stappen",)
    assert resources(text) == ("wet",)
    assert plain(text) == "Zie de stappen en de wet."


def test_emphasis_may_hold_a_link():
    ((line,),) = (block.lines for block in parse("*[Wat nu?](#nu)*"))

    assert line == (Span("Wat nu?", emphasis=True, target="#nu"),)


def test_a_numbered_list_is_a_block_of_items():
    text = "Vooraf.\n\n1. een;\n2. *twee*."

    paragraph, items = parse(text)

    assert not paragraph.numbered
    assert items.numbered
    assert len(items.lines) == 2
    assert plain(text) == "Vooraf.\n\n1. een;\n2. twee."


def test_a_backslash_takes_the_meaning_away():
    assert plain(r"2 \* 3 \[niet\]") == "2 * 3 [niet]"


def test_unbalanced_marks_do_not_fail():
    for text in ("*half", "**half", "[half", "[half](", "]()", "", "\\"):
        plain(text)


def test_a_first_sentence_of_one_word_takes_the_next_along():
    assert first_sentence("Niets. Veilig Thuis let alleen op thuis. En meer.") == (
        "Niets. Veilig Thuis let alleen op thuis."
    )
    assert first_sentence("Dat mag altijd gewoon. Meer.") == "Dat mag altijd gewoon."

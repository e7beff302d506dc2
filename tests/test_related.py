"""What to read next."""

import pytest

from vt_faq import NotFoundError, Relation


def numbers(faq, key, relation):
    related = faq.related(faq.question(key))
    return [item.question.number for item in related if item.relation is relation]


def test_references_come_in_the_order_of_the_answer(faq):
    assert numbers(faq, "1.4", Relation.REFERS_TO) == ["5.5", "1.5"]


def test_then_those_that_refer_to_it(faq):
    assert numbers(faq, "4.8", Relation.REFERRED_BY) == ["3.4"]


def test_a_mutual_reference_is_named_once(faq):
    assert numbers(faq, "5.6", Relation.REFERS_TO) == ["5.5", "1.1"]
    assert "5.5" not in numbers(faq, "5.6", Relation.REFERRED_BY)


def test_neighbours_come_last(faq):
    assert numbers(faq, "3.4", Relation.SAME_CHAPTER) == ["3.3"]


@pytest.mark.parametrize("chapter", range(1, 6))
def test_never_itself_and_nothing_twice(faq, chapter):
    for question in faq.chapter(chapter).questions:
        found = [item.question.id for item in faq.related(question)]

        assert question.id not in found
        assert len(found) == len(set(found))


def test_an_unknown_question_is_told(faq):
    for key in ("9.9", "", "3", "x\x1b[31m"):
        with pytest.raises(NotFoundError) as caught:
            faq.question(key)
        assert "\x1b" not in caught.value.message

"""What the brochure's data file holds."""

import json

import jsonschema
import pytest

from vt_faq.content import Question
from vt_faq.corpus.decode import json_schema
from vt_faq.corpus.read import read
from vt_faq.corpus.review import review
from vt_faq.index.open import data_folder
from vt_faq.markup import references
from vt_faq.search.text import words

CROSS_REFERENCES = {
    "1.1": ["5.5"],
    "1.2": ["1.1", "1.5"],
    "1.3": ["1.5", "5.5"],
    "1.4": ["5.5", "1.5"],
    "2.1": ["1.5"],
    "2.2": ["2.1", "1.5"],
    "3.2": ["4.5"],
    "3.4": ["4.8"],
    "4.5": ["4.1", "4.6"],
    "4.8": ["5.2"],
    "5.3": ["5.5"],
    "5.5": ["5.6"],
    "5.6": ["5.5", "1.1"],
}


@pytest.fixture(name="corpus", scope="module")
def _corpus(corpus_path):
    return read(corpus_path).corpus


@pytest.fixture(name="phrasings", scope="module")
def _phrasings(corpus_path):
    return read(corpus_path).phrasings


def test_five_chapters_hold_26_questions(corpus):
    assert [len(chapter.questions) for chapter in corpus.chapters] == [5, 3, 4, 8, 6]


def test_chapters_1_4_and_5_have_two_pages(corpus):
    pages = [max(question.page for question in chapter.questions) for chapter in corpus.chapters]

    assert pages == [2, 1, 1, 2, 2]


def test_the_19_cross_references_of_the_brochure_and_no_others(corpus):
    numbers = {question.id: question.number for question in corpus.questions}

    found = {
        question.number: [numbers[item] for item in references(question.answer)]
        for question in corpus.questions
        if references(question.answer)
    }

    assert found == CROSS_REFERENCES
    assert sum(map(len, found.values())) == 19


def test_every_address_carries_its_evidence_and_date(corpus):
    for resource in corpus.resources:
        has_address = bool(resource.url or resource.phone)

        assert has_address == bool(resource.evidence), resource.id
        assert has_address == bool(resource.checked), resource.id


def test_an_editor_has_nothing_to_mend(corpus_path):
    assert review(corpus_path) == []


def test_the_data_files_fit_the_schema():
    schema = json_schema()
    phrasings = schema | {"$ref": "#/$defs/Phrasings"}
    folder = data_folder()

    jsonschema.validate(json.loads((folder / "faq.json").read_text(encoding="utf-8")), schema)
    jsonschema.validate(
        json.loads((folder / "phrasings.json").read_text(encoding="utf-8")), phrasings
    )


def test_no_phrasing_is_a_query_of_the_yardstick(phrasings, yardstick):
    asked = {" ".join(words(row["query"])) for row in yardstick}

    for texts in [*phrasings.questions.values(), *(t.phrasings for t in phrasings.topics)]:
        for text in texts:
            assert " ".join(words(text)) not in asked


def test_every_question_has_phrasings(corpus, phrasings):
    assert {question.id for question in corpus.questions} == set(phrasings.questions)
    assert min(len(texts) for texts in phrasings.questions.values()) > 20


def test_a_questions_number_is_its_place():
    assert Question("a", 1, "?", "!", "3.4").chapter == 3

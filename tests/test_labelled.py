"""The labelled queries that the search is trained and judged with."""

import json
from pathlib import Path

import pytest

from vt_faq.corpus.read import read as read_corpus
from vt_faq.search.danger import speaks_of_danger
from vt_faq.search.text import words

ROOT = Path(__file__).parents[1]
LANGUAGES = ("ar", "de", "en", "fr", "pl", "tr", "uk")


def read(path):
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def key(text):
    return " ".join(words(text))


def share(flags):
    flags = list(flags)
    return sum(flags) / len(flags)


@pytest.fixture(name="texts", scope="module")
def _texts(corpus_path):
    """The corpus and its phrasings, as they stand in the files."""
    return read_corpus(corpus_path)[:2]


@pytest.fixture(name="natural", scope="module")
def _natural():
    """Queries that people might type, with the numbers that answer them, and danger or not."""
    return read(ROOT / "tools" / "natural.jsonl")


@pytest.fixture(name="foreign", scope="module")
def _foreign():
    """Queries in other languages (`kind`), by somebody who had not seen the phrasings."""
    return read(ROOT / "tests" / "data" / "languages.jsonl")


def test_a_labelled_query_is_a_phrasing_of_its_first_answer_or_of_a_topic(texts, natural):
    corpus, phrasings = texts
    numbers = {question.id: question.number for question in corpus.questions}
    owners = {
        key(text): numbers[name] for name, listed in phrasings.questions.items() for text in listed
    }
    beside = {key(text) for topic in phrasings.topics for text in topic.phrasings}

    for row in natural:
        if row["gold"]:
            assert owners[key(row["query"])] == row["gold"][0], row
        else:
            assert key(row["query"]) in beside, row


def test_no_labelled_or_foreign_phrasing_is_a_query_of_a_yardstick(
    texts, natural, foreign, yardstick
):
    _, phrasings = texts
    judging = {key(row["query"]) for row in [*yardstick, *foreign]}
    translated = [
        text
        for language in phrasings.languages.values()
        for part in (language.questions, language.topics)
        for listed in part.values()
        for text in listed
    ]

    assert not judging & {key(row["query"]) for row in natural}
    assert not judging & {key(text) for text in translated}


def test_danger_is_heard_and_ordinary_questions_are_left_alone(texts, natural):
    cues = texts[1].danger
    heard = [(row["danger"], speaks_of_danger(words(row["query"]), cues)) for row in natural]

    assert share(found for danger, found in heard if danger) >= 0.5
    assert share(found for danger, found in heard if not danger) <= 0.01


@pytest.mark.parametrize(
    "query",
    [
        "mijn vader slaat me",
        "hij dreigt me te vermoorden met een mes op mijn keel",
        "ik durf niet naar huis",
        "mijn dochter wil niet meer leven",
        "papa schopt mij",
        "ik word thuis mishandeld",
        "er is nu geweld bij de buren",
        "ik wil niet meer leven",
        "mijn stiefvader zit aan me",
        "my husband hits me",
        "I want to die",
        "kocam beni dövüyor",
        "mąż mnie bije",
        "زوجي يضربني",
        "чоловік мене б'є",
        "mein Mann schlägt mich",
        "mon mari me frappe",
    ],
)
def test_the_danger_line_comes_up_for_danger(faq, query):
    assert faq.ask(query).danger


@pytest.mark.parametrize(
    "query",
    [
        "wat is kindermishandeling",
        "kan een melding worden ingetrokken",
        "school dreigt met een melding",
        "ik ben bang voor het gesprek",
        "wat is huiselijk geweld",
        "mag veilig thuis met mijn kind praten",
        "dat slaat nergens op",
        "spoed uithuisplaatsing",
    ],
)
def test_the_danger_line_does_not_nag(faq, query):
    assert not faq.ask(query).danger


def test_other_languages_find_the_dutch_answer(faq, foreign):
    found = [
        bool({m.question.number for m in faq.ask(row["query"]).matches} & set(row["gold"]))
        for row in foreign
        if row["gold"]
    ]

    assert {row["kind"] for row in foreign} == set(LANGUAGES)
    assert share(found) >= 0.75


def test_another_language_is_recognized_and_told_in_that_language(faq, texts, foreign, yardstick):
    notices = {item.notice: name for name, item in texts[1].languages.items()}
    told = [(row["kind"], notices.get(faq.ask(row["query"]).notice)) for row in foreign]
    dutch = [faq.ask(row["query"]).notice for row in yardstick]

    assert share(language == kind for kind, language in told) >= 0.9
    assert share(notice is not None for notice in dutch) <= 0.01

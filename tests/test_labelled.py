"""The labelled queries that the search is trained and judged with."""

import json
from collections import Counter
from pathlib import Path

import pytest

from vt_faq.corpus.read import read as read_corpus
from vt_faq.search.text import words

ROOT = Path(__file__).parents[1]
DATA = Path(__file__).parent / "data"
LANGUAGES = ("ar", "de", "en", "fr", "pl", "tr", "uk")


def read(path):
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def key(text):
    return " ".join(words(text))


def share(flags):
    flags = list(flags)
    return sum(flags) / len(flags)


@pytest.fixture(name="files", scope="module")
def _files(corpus_path):
    """The corpus and the files beside it."""
    return read_corpus(corpus_path)


@pytest.fixture(name="held_out", scope="module")
def _held_out():
    """Labelled queries by writers of whom nothing is trained on."""
    return read(DATA / "held_out.jsonl")


@pytest.fixture(name="foreign", scope="module")
def _foreign():
    """Queries in other languages (`kind`), by somebody who had not seen the phrasings."""
    return read(DATA / "languages.jsonl")


def test_no_query_that_judges_is_one_that_teaches(files, foreign, yardstick, held_out):
    judging = {key(row["query"]) for row in [*yardstick, *foreign, *held_out]}
    taught = [text for texts in files.phrasings.questions.values() for text in texts]
    taught += [text for topic in files.phrasings.topics for text in topic.phrasings]
    taught += [labelled.query for labelled in files.queries]
    for language in files.phrasings.languages.values():
        for part in (language.questions, language.topics):
            taught += [text for texts in part.values() for text in texts]

    assert not judging & {key(text) for text in taught}


def test_nobody_both_teaches_and_judges(files, held_out):
    assert not {item.writer for item in files.queries} & {row["writer"] for row in held_out}


def test_no_query_is_labelled_twice(files):
    counts = Counter(key(item.query) for item in files.queries)

    assert [query for query, count in counts.items() if count > 1] == []


def test_danger_is_heard_from_writers_it_has_not_read(faq, held_out):
    rows = [row for row in held_out if row["writer"].startswith("d")]
    heard = [(row["danger"], faq.ask(row["query"]).danger is not None) for row in rows]

    assert share(found for danger, found in heard if danger == "yes") >= 0.75
    assert share(found for danger, found in heard if danger == "no") <= 0.12


def test_ordinary_questions_are_left_alone(faq, held_out):
    rows = [row for row in held_out if row["writer"] == "w13" and row["danger"] == "no"]

    assert share(faq.ask(row["query"]).danger is not None for row in rows) <= 0.03


@pytest.mark.parametrize(
    ("query", "kind"),
    [
        ("mijn vader slaat me", "violence"),
        ("papa schopt mij", "violence"),
        ("ik word thuis mishandeld", "violence"),
        ("hij pakte me bij mijn keel", "violence"),
        ("mijn stiefvader zit aan me", "violence"),
        ("my husband hits me", "violence"),
        ("kocam beni dövüyor", "violence"),
        ("mąż mnie bije", "violence"),
        ("زوجي يضربني", "violence"),
        ("чоловік мене б'є", "violence"),
        ("mein Mann schlägt mich", "violence"),
        ("mon mari me frappe", "violence"),
        ("mijn dochter wil niet meer leven", "suicide"),
        ("ik wil niet meer leven", "suicide"),
        ("I want to die", "suicide"),
        ("mijn baby ademt niet", "medical"),
        ("hij is bewusteloos en wordt niet wakker", "medical"),
    ],
)
def test_danger_is_heard_with_its_kind(faq, query, kind):
    danger = faq.ask(query).danger

    assert danger is not None
    assert danger.kind == kind


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
        "moet mijn man er ook bij zijn",
    ],
)
def test_the_alarm_does_not_nag(faq, query):
    assert faq.ask(query).danger is None


def test_other_languages_find_the_dutch_answer(faq, foreign):
    found = [
        bool({m.question.number for m in faq.ask(row["query"]).matches} & set(row["gold"]))
        for row in foreign
        if row["gold"]
    ]

    assert {row["kind"] for row in foreign} == set(LANGUAGES)
    assert share(found) >= 0.75


def test_another_language_is_recognized_and_told_in_that_language(faq, files, foreign, yardstick):
    notices = {item.notice: name for name, item in files.phrasings.languages.items()}
    told = [(row["kind"], notices.get(faq.ask(row["query"]).notice)) for row in foreign]
    dutch = [faq.ask(row["query"]).notice for row in yardstick]

    assert share(language == kind for kind, language in told) >= 0.9
    assert share(notice is not None for notice in dutch) <= 0.01

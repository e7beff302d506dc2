"""Corpus files that can, and that cannot, be read."""

import copy
from pathlib import Path

import pytest

from vt_faq import CorpusError, Faq
from vt_faq.corpus.review import review


def test_a_corpus_of_ones_own_can_be_asked(write, small):
    faq = Faq.load(write(small))

    assert len(faq) == 3
    assert faq.ask("hoe moet ik mijn band plakken").matches[0].question.id == "band-plakken"
    assert faq.question("2.1").id == "verlichting"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "regel 1"),
        ("{", "regel 1"),
        ('{"title": ', "regel 1"),
        ("[]", "een object"),
        ("3", "een object"),
        ("[" * 100_000, "te diep"),
        ('{"title": 3}', "title"),
    ],
)
def test_a_file_that_is_no_corpus_is_refused_with_a_reason(write, content, said):
    with pytest.raises(CorpusError) as caught:
        Faq.load(write(content))

    assert said in caught.value.message


def test_missing_and_folder_and_not_utf8(tmp_path):
    binary = tmp_path / "latin.json"
    binary.write_bytes(b'{"title": "\xe9"}')

    for path, said in (
        (tmp_path / "weg.json", "bestaat niet"),
        (tmp_path, "map"),
        (binary, "UTF-8"),
    ):
        with pytest.raises(CorpusError) as caught:
            Faq.load(path)
        assert said in caught.value.message


def _change(corpus, path, value):
    corpus = copy.deepcopy(corpus)
    place = corpus
    *parents, last = path
    for key in parents:
        place = place[key]
    place[last] = value
    return corpus


FIRST = ("chapters", 0, "questions", 0)


@pytest.mark.parametrize(
    ("path", "value", "place", "said"),
    [
        ((*FIRST, "answer"), "Zie [dit](#weg).", "chapters[0].questions[0].answer", "weg"),
        ((*FIRST, "answer"), "Zie [dit](bron:weg).", "chapters[0].questions[0].answer", "weg"),
        ((*FIRST, "answer"), "[ik](#band-plakken)", "chapters[0].questions[0].answer", "zichzelf"),
        ((*FIRST, "answer"), "[los](http:weg)", "chapters[0].questions[0].answer", "nergens"),
        ((*FIRST, "answer"), "*los", "chapters[0].questions[0].answer", "alleen"),
        ((*FIRST, "answer"), " ", "chapters[0].questions[0].answer", "leeg"),
        ((*FIRST, "answer"), "a\x1bb", "chapters[0].questions[0].answer", "U+001B"),
        ((*FIRST, "answer"), 3, "chapters[0].questions[0].answer", "een tekst"),
        ((*FIRST, "id"), "ketting", "chapters[0].questions[0].id", "vaker"),
        ((*FIRST, "id"), "Niet Goed", "chapters[0].questions[0].id", "geen id"),
        ((*FIRST, "page"), True, "chapters[0].questions[0].page", "geheel getal"),
        ((*FIRST, "extra"), 1, "chapters[0].questions[0].extra", "niet bekend"),
        ((*FIRST, "question"), "Hoe vaak smeer ik de ketting?", "chapters[0].questions", "vaker"),
        (("chapters",), [], "chapters", "geen enkele vraag"),
        (("resources", 0, "origin"), "elders", "resources[0].origin", "niet bekend"),
        (("shortcuts",), {"steps": "weg"}, "shortcuts.steps", "bestaat niet"),
        (("more_questions",), "geen bron", "resources[0]", None),
    ],
)
def test_every_mistake_is_found_at_its_place(write, small, path, value, place, said):
    findings = review(write(_change(small, path, value)))

    found = [item for item in findings if item.path.startswith(place)]
    if said is None:
        assert found == []
    else:
        assert any(said in item.message for item in found), findings
        assert all(item.remedy for item in findings)


def test_all_mistakes_are_told_in_one_run(write, small):
    corpus = _change(small, (*FIRST, "answer"), "Zie [dit](#weg).")
    corpus = _change(corpus, ("chapters", 1, "title"), "")
    corpus = _change(corpus, ("resources", 0, "name"), "\x07")

    assert len(review(write(corpus))) == 3


def test_phrasings_are_checked_with_the_corpus(write, small):
    write(
        {
            "questions": {"weg": ["x"], "ketting": ["hoe smeer ik"]},
            "topics": [{"id": "t", "name": "iets", "near": ["weg"], "phrasings": ["Hoe smeer ik"]}],
        },
        "aids.json",
    )

    findings = review(write(small | {"phrasings": "aids.json"}))

    assert [(Path(item.file).name, item.path) for item in findings] == [
        ("aids.json", "questions.weg"),
        ("aids.json", "topics[0].near[0]"),
        ("aids.json", "topics[0].phrasings[0]"),
    ]

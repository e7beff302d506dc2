"""The ranking of large corpora: what is cut off a posting is not lost."""

import random
import sqlite3

import pytest

from vt_faq.corpus.model import Files, Phrasings
from vt_faq.corpus.read import read
from vt_faq.index.build import write_search, write_texts
from vt_faq.index.rows import Index
from vt_faq.search.ranking import Ranking
from vt_faq.search.text import features, words

ENTRIES = 60


@pytest.fixture(name="files", scope="module")
def _files(small, tmp_path_factory):
    """A corpus in which some words stand in nearly every question, more or less often."""
    import json

    chance = random.Random(3)
    common, rare = ["fiets", "weg", "wiel"], [f"deel{n}" for n in range(12)]
    questions = [
        {
            "id": f"vraag-{n}",
            "page": 1,
            "question": f"{' '.join(chance.choices(common, k=chance.randrange(1, 5)))} nr{n}?",
            "answer": f"{' '.join(chance.choices(rare, k=6))} {chance.choice(common)}.",
        }
        for n in range(ENTRIES)
    ]
    corpus = small | {"more_questions": "Geen.", "resources": []}
    corpus["chapters"] = [{"title": "Veel", "questions": questions}]
    path = tmp_path_factory.mktemp("veel") / "faq.json"
    path.write_text(json.dumps(corpus), encoding="utf-8")
    return Files(read(path).corpus, Phrasings({}))


def ranking(files, longest, rescored):
    """A ranking of which postings are cut after `longest` candidates."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    write_texts(connection, files)
    write_search(connection, files, longest=longest)
    return Ranking(Index(connection), rescored)


def scores(ranking, query):
    return ranking.evidence(features(words(query))).questions


QUERIES = ["fiets weg wiel", "fiets deel3", "weg deel1 deel2 nr7", "wiel wiel fiets deel11"]


@pytest.mark.parametrize("query", QUERIES)
def test_what_is_cut_off_is_added_to_the_best(files, query):
    whole = scores(ranking(files, ENTRIES, ENTRIES), query)
    cut = scores(ranking(files, 20, ENTRIES), query)

    for position, score in cut.items():
        assert score == pytest.approx(whole[position], rel=1e-5)
    assert max(cut, key=cut.get) == max(whole, key=whole.get)


def test_the_strongest_of_a_posting_are_kept(files):
    whole = ranking(files, ENTRIES, ENTRIES).postings(["fiets"])["fiets"]
    kept = ranking(files, 5, ENTRIES).postings(["fiets"])["fiets"]

    strongest = sorted(whole.impacts, reverse=True)[:5]
    assert len(kept.candidates) == 5
    assert sorted(kept.impacts, reverse=True) == pytest.approx(strongest)


def test_no_more_are_completed_than_is_said(files):
    query = "fiets weg wiel"
    whole = scores(ranking(files, ENTRIES, ENTRIES), query)
    some = scores(ranking(files, 5, 2), query)

    complete = [p for p, score in some.items() if score == pytest.approx(whole[p], rel=1e-5)]
    assert len(complete) < len(some)
    assert max(some, key=some.get) in complete

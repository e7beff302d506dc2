"""How well the right answer is found: a guard against regressions, with some slack.

The figures themselves, on more queries, come from benchmarks/quality.py.
"""

import pytest

from vt_faq import Faq, Outcome
from vt_faq.search.outcome import UNTRAINED


@pytest.fixture(name="results", scope="module")
def _results(faq, yardstick):
    return [(row, faq.ask(row["query"])) for row in yardstick]


def share(flags):
    flags = list(flags)
    return sum(flags) / len(flags)


def test_the_first_match_is_acceptable(results):
    found = [(row["gold"], r.matches[0].question.number) for row, r in results if row["gold"]]

    assert share(first in gold for gold, first in found) >= 0.90


def test_an_acceptable_match_is_among_three(results):
    found = [
        (row["gold"], {match.question.number for match in r.matches})
        for row, r in results
        if row["gold"]
    ]

    assert share(bool(three & set(gold)) for gold, three in found) >= 0.95


def test_what_is_answered_is_right(results):
    answered = [(row["gold"], r.answer.number) for row, r in results if row["gold"] and r.answer]

    assert share(number in gold for gold, number in answered) >= 0.95
    assert len(answered) >= 0.35 * sum(bool(row["gold"]) for row, _ in results)


def test_it_does_not_bluff(results):
    elsewhere = [r.outcome for row, r in results if not row["gold"]]

    assert share(outcome is Outcome.ANSWERED for outcome in elsewhere) <= 0.05
    assert share(outcome is Outcome.UNANSWERED for outcome in elsewhere) >= 0.75


def test_it_seldom_denies_what_is_there(results):
    answerable = [r.outcome for row, r in results if row["gold"]]

    assert share(outcome is Outcome.UNANSWERED for outcome in answerable) <= 0.05


@pytest.mark.parametrize(
    "query", ["", " ", "?", "\x00", "🙂", "...", "а", "x" * 1_000_000, "\udcff"]
)
def test_anything_may_be_asked(faq, query):
    result = faq.ask(query)

    assert 0.0 <= result.confidence <= 1.0
    assert result.query == query


@pytest.mark.parametrize("query", ["", "?!", "🙂"])
def test_a_query_without_words_has_no_answer(faq, query):
    result = faq.ask(query)

    assert result.outcome is Outcome.UNANSWERED
    assert result.matches == ()
    assert result.advice


def test_the_limit_is_kept_and_scores_fall(faq):
    result = faq.ask("mag veilig thuis met mijn kind praten", limit=10)

    scores = [match.score for match in result.matches]
    assert len(scores) == 10
    assert scores == sorted(scores, reverse=True)
    assert 0 < sum(scores) <= 1


def test_an_unanswered_query_is_helped_along(faq):
    result = faq.ask("hoe lang bewaren ze mijn dossier")

    assert result.outcome is Outcome.UNANSWERED
    assert result.topic.id == "retention"
    assert "4.7" in {question.number for question in result.near}
    assert "veilig-thuis" in {resource.id for resource in result.advice}


def test_words_that_no_ranking_was_trained_on_find_their_question(write, small):
    ranking = {
        "schema": 1,
        "digest": "",
        "provenance": "a test",
        "candidates": ["band-plakken", "ketting", "verlichting"],
        "kinds": [],
        "priors": {},
        "calibration": UNTRAINED._asdict(),
        "unit": 0.01,
        "features": {},
    }
    write(ranking, "ranking.json")
    faq = Faq.load(write(small | {"ranking": "ranking.json"}))

    first = [faq.ask(word).matches[0] for word in ("plak", "smeer", "achter")]

    assert [match.question.id for match in first] == ["band-plakken", "ketting", "verlichting"]
    assert min(match.score for match in first) > 0.5


@pytest.mark.slow
def test_a_compiled_index_answers_the_same(faq, yardstick, corpus_path, index):
    from_json = Faq.load(corpus_path)
    compiled = Faq.load(index)

    for row in yardstick:
        expected = from_json.ask(row["query"])
        assert compiled.ask(row["query"]) == expected
        assert faq.ask(row["query"]) == expected


@pytest.mark.parametrize(
    "query",
    ["112", "ok", "2026", "uberhaupt", "digid", "veilig thuis", "jeugdstem", "whatsapp"],
)
def test_what_belongs_to_no_language_gets_no_notice(faq, query):
    assert faq.ask(query).notice is None

"""Whoever is in danger is told first whom to call; everybody else, last and small."""

import json

import pytest

LINE = "Direct gevaar? Bel 112. Veilig Thuis: 0800-2000 (gratis, dag en nacht)."
ORDINARY = [
    "kan een melding worden ingetrokken",
    "melding",
    "appeltaart recept",
    "melding, quit",
    "?!",
]
DANGER = {
    "mijn man slaat me": ("0800-2000", "112"),
    "ik wil niet meer leven": ("113", "0800-0113"),
    "mijn baby ademt niet": ("112",),
}


@pytest.mark.parametrize("query", ORDINARY)
def test_every_ordinary_reply_ends_with_the_line(run, at_terminal, query):
    plain = run("ask", query).stdout
    panels = run("ask", "--color", "always", query, env={"COLUMNS": "120"}).stdout
    _, browsed = at_terminal("browse", typed=f"{query}\nq\n", columns=120)
    as_json = json.loads(run("ask", "--json", query).stdout)

    assert plain.splitlines()[-1] == LINE
    assert LINE in panels.splitlines()[-1]
    assert browsed.count(LINE) >= 2
    assert (as_json["danger"], as_json["emergency"]) == (None, LINE)


@pytest.mark.parametrize("query", DANGER)
def test_danger_is_answered_first_with_whom_to_call(run, query):
    plain = run("ask", query).stdout
    panels = run("ask", "--color", "always", query).stdout
    danger = json.loads(run("ask", "--json", query).stdout)["danger"]

    for number in DANGER[query]:
        assert number in plain.partition("\n\n")[0]
        assert number in panels[:900]
        assert number in danger["lines"][0]
    assert "Bedoel je een van deze vragen?" not in plain
    assert danger["resources"]


def test_a_childs_voice_gets_the_line_for_children_too(run):
    child = run("ask", "mijn vader slaat mij met zijn riem").stdout
    adult = run("ask", "mijn man slaat me").stdout

    assert "0800-0432" in child.partition("\n\n")[0]
    assert "0800-0432" not in adult


def test_a_corpus_without_lines_says_nothing_of_danger(run, write, small):
    path = str(write(small))
    done = run("--corpus", path, "ask", "mijn man slaat me")
    as_json = json.loads(run("--corpus", path, "ask", "--json", "ketting smeren").stdout)

    assert "112" not in done.stdout
    assert (as_json["danger"], as_json["emergency"]) == (None, None)


def test_a_corpus_may_bring_its_own_kinds(run, write, small):
    kind = {"id": "val", "line": "Gevallen? Bel de arts.", "reply": "Rustig blijven."}
    write({"questions": {}, "danger": {"val": ["val* van"]}}, "aids.json")
    path = str(
        write(
            small
            | {"phrasings": "aids.json", "emergency": {"line": "Bel de arts.", "kinds": [kind]}}
        )
    )

    heard = run("--corpus", path, "ask", "ik val van mijn fiets").stdout
    other = run("--corpus", path, "ask", "ketting smeren").stdout

    assert heard.startswith("Gevallen? Bel de arts.\n")
    assert "Rustig blijven." in heard
    assert other.rstrip().endswith("Bel de arts.")


def test_a_topic_is_named_only_when_that_is_likely(faq):
    result = faq.ask("quit")

    assert result.topic is None or result.topic.id in ("small-talk", "off-topic", "brochure")


def test_no_cue_is_made_of_the_end_as_typed_and_the_beginning_as_corrected(run, write, small):
    kind = {"id": "val", "line": "Bel de arts.", "reply": "Rustig blijven."}
    write({"questions": {}, "danger": {"val": ["plakken ketting"]}}, "aids.json")
    emergency = {"line": "Bel.", "kinds": [kind]}
    path = str(write(small | {"phrasings": "aids.json", "emergency": emergency}))

    assert "Rustig blijven." in run("--corpus", path, "ask", "plakken ketting").stdout
    assert "Rustig blijven." not in run("--corpus", path, "ask", "ketting plakken").stdout

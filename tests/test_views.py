"""Three views, the same facts."""

import json
import re

import pytest

from vt_faq.markup import first_sentence
from vt_faq.search.result import Outcome
from vt_faq.view.as_json import as_json
from vt_faq.view.blocks import Contents
from vt_faq.view.panels import Panels
from vt_faq.view.plain import plain as as_plain
from vt_faq.view.reply import lay_out

QUERIES = ["kan een melding worden ingetrokken", "melding", "hoe lang bewaren ze mijn dossier"]


def panels(shown, width=100, *, unicode=True):
    view = Panels(width, color=False, links=False, unicode=unicode)
    return view.draw(lay_out(shown).blocks)


def plain(shown):
    return as_plain(lay_out(shown).blocks)


def bare(text):
    text = re.sub(r"\x1b\[[0-9;]*m", "", text)
    return re.sub(r"[─━\s]+", "", text)


def everything(value):
    """Every text and number in a JSON value."""
    if isinstance(value, (dict, list)):
        for item in value.values() if isinstance(value, dict) else value:
            yield from everything(item)
    else:
        yield value


def facts(value):
    """Every text in a JSON value that a person should see."""
    hidden = ("purpose", "id", "outcome", "query", "relation", "checked", "origin")
    if isinstance(value, dict):
        for key, item in value.items():
            if key not in hidden:
                yield from facts(item)
    elif isinstance(value, list):
        for item in value:
            yield from facts(item)
    elif isinstance(value, str):
        yield value


@pytest.mark.parametrize("query", QUERIES)
def test_what_json_says_stands_in_plain_and_in_panels(faq, query):
    result = faq.ask(query)
    value = json.loads(as_json(result))
    told = bare(plain(result)).replace("[4.8]", "")
    drawn = bare(panels(result)).replace("[4.8]", "")

    if result.outcome is not Outcome.SUGGESTED:
        del value["matches"]  # a ranking for software; people see the likely ones
    for match in value.get("matches", ()):
        match["answer"] = first_sentence(match["answer"])
    for fact in facts(value):
        assert bare(fact) in told
        assert bare(fact) in drawn


OURS = re.compile(
    "(Lees ook|Verwijst hierheen|Ook in dit hoofdstuk|Antwoord|Hulp en bronnen|Hoofdvragen"
    "|Wat er wel over in staat|Hier kun je het vragen|Niet wat je zocht. Misschien):"
    "|(Lees verder: |Bedoel je een |Adressen en nummers zijn |Dat staat niet in ).*"
    "|Je vraag lijkt te gaan over |Begin van het antwoord: "
    r"|Vraag |Hoofdstuk |Telefoon: |Adres: |\[\d\.\d\]"
)


@pytest.mark.parametrize(
    "arguments",
    [
        *(["ask", query] for query in [*QUERIES, "mijn vader slaat me", "how to see my dossier"]),
        *(["show", "4.2", "5.6"], ["chapter", "4"], ["chapters"], ["links"], ["about"]),
    ],
)
def test_what_text_says_stands_in_json(run, arguments):
    value = json.loads(run("--json", *arguments).stdout)
    said = bare(" ".join(str(fact) for fact in everything(value)))

    for line in run("--plain", *arguments).stdout.splitlines():
        for piece in re.split(r"[:.;,()]\s|\.$|[()]|vraag(?= \d)", OURS.sub("", line)):
            assert re.fullmatch(r"\d\d? vragen|\S+ vt-faq|genoemd in de brochure", piece) or (
                bare(piece).rstrip(":.,") in said
            ), line


@pytest.mark.parametrize("number", ["1.1", "2.1", "4.2", "5.6"])
def test_a_page_is_the_same_in_all_views(faq, number):
    page = faq.page(faq.question(number))
    value = json.loads(as_json(page))
    told = re.sub(r"\[\d\.\d\]", "", bare(plain(page)))
    drawn = re.sub(r"\[\d\.\d\]", "", bare(panels(page)))

    for fact in facts(value):
        assert bare(fact) in told
        assert bare(fact) in drawn


def test_a_match_that_is_hardly_likely_is_not_offered(faq):
    result = faq.ask("kan een melding worden ingetrokken", 26)

    unlikely = [match.question for match in result.matches if match.score < 0.01]

    assert unlikely
    assert not set(unlikely) & set(result.others)


def test_cross_references_carry_their_number(faq):
    page = faq.page(faq.question("3.4"))

    assert "[4.8]" in panels(page)
    assert "Veilig Thuis-melding? [4.8]" in plain(page)


def test_a_name_in_a_text_is_a_link_where_there_is_an_address_and_unmarked_elsewhere(faq):
    page = faq.page(faq.question("4.2"))
    view = Panels(100, color=True, links=True, unicode=True)

    shown = view.draw(lay_out(page).blocks)

    assert re.search(r"\x1b\]8;[^;]*;https://jeugdstem.nl/\x1b\\\x1b\[4mJeugdstem", shown)
    assert re.search(r"of het ouder- en\s+jeugdsteunpunt van", shown)
    assert "\x1b[4m" not in panels(page)


@pytest.mark.parametrize("width", [20, 40, 80])
def test_a_copy_of_a_panel_holds_the_text_and_no_more(faq, width):
    lines = re.sub(r"\x1b\[[0-9;]*m", "", panels(faq.page(faq.question("4.2")), width)).splitlines()

    assert not [line for line in lines if line != line.rstrip()]
    assert not [line for line in lines if re.search("[│─]", line) and not line.startswith("──")]


def test_whom_to_call_stands_first_and_its_purpose_only_where_no_address_does(faq):
    from vt_faq.view.blocks import Links

    uses = tuple(faq.resources)
    shown = plain(Links(uses, ""))
    called = [use.resource for use in uses if use.resource.phone]

    assert shown.rindex("Telefoon: ") < shown.index("\nBalans")
    assert [item.id for item in called][:4] == ["112", "veilig-thuis", "113", "kindertelefoon"]
    for use in uses:
        assert (use.resource.purpose in shown) == (not use.resource.url)


def test_text_from_outside_is_never_markup_or_control(write, small):
    from vt_faq import Faq

    hostile = "[red]x[/red] :smile: [/] *x*"
    small = json.loads(json.dumps(small))
    small["chapters"][0]["questions"][0]["question"] = hostile
    faq = Faq.load(write(small))
    page = faq.page(faq.question("1.1"))

    assert hostile in panels(page)


def test_json_escapes_what_cannot_be_printed(faq):
    result = faq.ask("melding \x1b[31m \udcff \x85 \u202e é")
    text = as_json(result)

    assert "é" in text
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e\ud800-\udfff]", text)
    assert json.loads(text)["query"] == "melding \x1b[31m \udcff \x85 \u202e é"


@pytest.mark.parametrize("width", [1, 12, 20, 40, 300])
def test_any_width_can_be_drawn(faq, width):
    shown = re.sub(r"\x1b\[[0-9;]*m", "", panels(faq.page(faq.question("2.1")), width))

    assert max(map(len, shown.splitlines())) <= max(12, min(width, 92))


def test_ascii_borders_where_the_encoding_has_no_others(faq):
    shown = panels(Contents(faq.chapters), unicode=False)

    assert "-- Hoofdvragen ---" in re.sub(r"\x1b\[[0-9;]*m", "", shown)
    assert "─" not in shown


def test_the_notice_about_the_language_is_in_every_view(faq):
    result = faq.ask("how to see my veilig thuis dossier")

    assert result.notice
    assert json.loads(as_json(result))["notice"] == result.notice
    assert bare(result.notice) in bare(plain(result))
    assert bare(result.notice) in bare(panels(result))

"""Learning a ranking, as the editor of a corpus does."""

import json
import re
import sys

import pytest

from vt_faq import Faq

pytest.importorskip("sklearn")

TABLE = """vraag;antwoord;zoekzinnen
Hoe plak ik een band?;Zoek het gat en plak het.;mijn band is lek|gat in de binnenband|band plakken
Hoe vaak smeer ik de ketting?;Elke maand.;ketting piept|olie op de ketting|de ketting is droog
Welke lamp moet erop?;Een witte en een rode.;licht voor|achterlicht kapot|mag ik zonder lamp
Waar zet ik mijn fiets?;In een rek.;stalling bij het station|fietsenrek zoeken|waar kan hij staan
Hoe hoog staat het zadel?;Op heuphoogte.;zadel te laag|hoogte van het zadel|pijn in mijn knieën
Wat kost een slot?;Vanaf tien euro.;prijs van een goed slot|duur kettingslot|slot kopen
"""


@pytest.fixture
def table(write):
    return write(TABLE, "fietsen.csv")


def test_what_was_learnt_stands_beside_the_corpus_and_is_used(table, run):
    done = run("train", str(table))

    ranking = table.with_suffix(".ranking.json")
    assert done.returncode == 0
    assert str(ranking) in done.stdout
    assert "van de vragen met een antwoord staat het goede bovenaan" in done.stdout
    trained = json.loads(ranking.read_text(encoding="utf-8"))
    assert len(trained["candidates"]) == 6
    assert Faq.load(table).ask("de ketting piept heel erg").matches[0].question.number == "1.2"
    assert run("check", str(table)).stdout == "Het corpus is in orde.\n"


def test_when_nothing_was_learnt_it_says_so(write, run):
    strange = {"kassa": "betalen", "kluis": "opbergen", "douche": "wassen", "deur": "weggaan"}
    rows = (f"Waar is de {word}?;Daar.;{word} zoeken|{other}" for word, other in strange.items())
    table = write("\n".join(["vraag;antwoord;zoekzinnen", *rows]), "bad.csv")

    out = run("train", str(table)).stdout

    found = re.findall(r"goede bovenaan.*?\((\d+) van \d+\)", out)
    without, trained = map(int, found)
    assert without >= trained
    assert "Leren heeft niets opgeleverd" in out


def test_learning_twice_gives_the_same(table, run):
    ranking = table.with_suffix(".ranking.json")
    run("train", str(table))
    first = ranking.read_bytes()
    run("train", str(table))

    assert ranking.read_bytes() == first


def test_labelled_queries_from_another_file_are_learnt_from(table, write, run):
    line = '{"query": "hij rammelt %d keer", "grades": {"hoe-vaak-smeer-ik-de-ketting": 2}}\n'
    none = '{"query": "hoe oud is koning %d"}\n'
    extra = write("".join(line % i + none % i for i in range(8)), "extra.jsonl")

    done = run("--json", "train", str(table), str(extra))

    lesson = json.loads(done.stdout)
    assert lesson["unanswered"]["whole"] == 8
    assert Faq.load(table).ask("hij rammelt").matches[0].question.number == "1.2"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("vraag;antwoord\nHoe?;Zo.\nWaarom?;Daarom.\n", "te weinig zoekzinnen"),
        (
            "vraag;antwoord;zoekzinnen\nHoe?;Zo.;op wat wijze|hoezo|en dan\n",
            "maar een of twee vragen",
        ),
        ("vraag;antwoord\n", "geen enkele vraag"),
    ],
)
def test_too_little_to_learn_from_is_said_and_nothing_is_written(write, run, text, said):
    path = write(text, "klein.csv")

    done = run("train", str(path))

    assert done.returncode == 3
    assert said in done.stderr
    assert not path.with_suffix(".ranking.json").exists()


def test_without_the_library_it_says_what_to_install(table, run, monkeypatch):
    monkeypatch.setitem(sys.modules, "vt_faq.training.train", None)

    done = run("train", str(table))

    assert done.returncode == 4
    assert "pip install 'vt-faq[train]'" in done.stderr


def test_a_corpus_too_large_to_learn_from_is_told_so_at_once(table, run, monkeypatch):
    monkeypatch.setattr("vt_faq.training.models.MOST_IMPACTS", 100)

    done = run("train", str(table))

    assert done.returncode == 3
    assert "te groot om van te leren" in done.stderr
    assert not table.with_suffix(".ranking.json").exists()


def test_a_ranking_without_its_calibration_is_refused(table, run):
    run("train", str(table))
    ranking = table.with_suffix(".ranking.json")
    trained = json.loads(ranking.read_text(encoding="utf-8"))
    del trained["calibration"]
    ranking.write_text(json.dumps(trained), encoding="utf-8")

    assert run("--corpus", str(table), "ask", "ketting").returncode == 3
    assert "calibration" in run("check", str(table)).stdout


def test_what_was_learnt_stays_when_questions_come_and_go(table, run):
    run("train", str(table))
    new = "Hoe rem ik?;Knijp in de hendel.;remmen doen het niet|remblokjes versleten\n"
    kept = [line for line in TABLE.splitlines(keepends=True) if "zadel" not in line]
    table.write_text("".join(kept) + new, encoding="utf-8")

    faq = Faq.load(table)
    noted = run("check", str(table))

    assert faq.ask("olie op mijn ketting").matches[0].question.number == "1.2"
    assert faq.ask("mijn remblokjes zijn versleten").matches[0].question.id == "hoe-rem-ik"
    assert noted.returncode == 0
    assert "vraag `hoe-rem-ik` is nieuw sinds het leren: " in noted.stdout
    assert "`hoe-hoog-staat-het-zadel`, en dat is er niet meer" in noted.stdout
    assert run("check", "--strict", str(table)).returncode == 3


@pytest.mark.parametrize("content", ["{}", '{"digest": 1}', "mijn aantekeningen", "\x00\x01"])
def test_training_replaces_only_a_ranking(table, run, content):
    ranking = table.with_suffix(".ranking.json")
    ranking.write_text(content, encoding="utf-8")

    done = run("train", str(table))

    assert done.returncode == 2
    assert "is geen ranking" in done.stderr
    assert ranking.read_text(encoding="utf-8") == content
    assert [item.name for item in table.parent.iterdir() if item.name.startswith(".vt-faq")] == []

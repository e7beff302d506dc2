"""A corpus in a CSV file, and one in as few fields as can be."""

import json

import pytest

from vt_faq import CorpusError, Faq
from vt_faq.corpus.review import review

TABLE = """vraag;antwoord;hoofdstuk;zoekzinnen
Hoe plak ik een band?;"Zoek het gat; plak het.";Onderhoud;mijn band is lek|gat in binnenband
Hoe vaak smeer ik de ketting?;Elke maand.;;ketting piept
Welke lamp moet erop?;Een witte voor, een rode achter.;Verlichting;
"""


def test_a_table_is_read_like_json(write):
    faq = Faq.load(write(TABLE, "fietsen.csv"))

    assert faq.text("title") == "fietsen"
    assert [chapter.title for chapter in faq.chapters] == ["Onderhoud", "Verlichting"]
    assert faq.question("1.1").answer == "Zoek het gat; plak het."
    assert faq.question("hoe-vaak-smeer-ik-de-ketting").number == "1.2"
    assert faq.ask("binnenband met een gat").matches[0].question.number == "1.1"


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_every_usual_separator_and_english_names(write, separator):
    rows = [["Question", "Answer", "id"], ["Hoe laat?", "Om negen uur.", "tijd"]]
    text = "\ufeff" + "\r\n".join(separator.join(row) for row in rows)

    faq = Faq.load(write(text, "faq.csv"))

    assert faq.question("tijd").answer == "Om negen uur."
    assert [chapter.title for chapter in faq.chapters] == ["faq"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", 'geen kolom "question" of "vraag"'),
        ("vraag;uitleg\na;b\n", 'geen kolom "answer" of "antwoord"'),
        ("vraag;antwoord\n", "geen enkele vraag"),
        ("vraag;antwoord\nWaarom?;\n", "Regel 2: de tekst is leeg"),
        ('vraag;antwoord\n"Twee\nregels?";ja\nWaarom?;zie [dit](#weg)\n', "Regel 4"),
        ("vraag;antwoord;id\nWaarom?;daarom;Een Id\n", "is geen id"),
    ],
)
def test_a_table_that_is_no_corpus_is_refused_with_its_line(write, run, text, said):
    path = write(text, "faq.csv")

    with pytest.raises(CorpusError) as caught:
        Faq.load(path)

    assert said in caught.value.message
    assert run("check", str(path)).returncode == 3


def test_check_gives_the_row_of_a_table(write):
    path = write(TABLE + "Waar is de pomp?;Zie [de schuur](#schuur).;;\n", "faq.csv")

    (found,) = review(path)

    assert (found.line, found.severity) == (5, "problem")


def test_a_title_and_questions_with_answers_are_enough(write, run):
    small = {
        "title": "Fietsen",
        "chapters": [{"title": "Alles", "questions": [{"question": "Hoe?", "answer": "Zo."}]}],
    }
    path = str(write(small))

    assert run("check", path).returncode == 0
    assert run("--corpus", path, "show", "hoe").returncode == 0
    shown = json.loads(run("--corpus", path, "--json", "show", "1.1").stdout)
    assert shown["pages"][0]["page"] is None
    about = run("--corpus", path, "about").stdout
    assert "Fietsen" in about
    assert "brochure" not in about


def test_nothing_speaks_of_the_brochure_in_another_corpus(write, small, run):
    path = str(write(small))
    lines = [
        ["ask", "hoe oud is de koning"],
        ["ask", "--explain", "ketting"],
        *(["links"], ["about"], ["--help"], ["ask", "--help"], ["show", "--help"], ["steps"]),
        *(["--version"], ["chapters"], ["show", "9.9"], ["chapter", "9"], ["ask"]),
    ]
    for line in lines:
        done = run("--corpus", path, *line)
        said = (done.stdout + done.stderr).replace(path, "")
        for word in ("brochure", "Veilig Thuis", "melding", "meldcode"):
            assert word not in said, (line, word)


def test_a_corpus_is_called_by_its_name(write, small, run):
    path = str(write(small | {"name": "de fietsgids"}))

    assert "Dat staat niet in de fietsgids." in run("--corpus", path, "ask", "koning").stdout

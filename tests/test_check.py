"""`vt-faq check`: what an editor is told about mistakes in the brochure's own files."""

import json
import shutil

import pytest

from vt_faq.corpus.decode import decode
from vt_faq.corpus.model import Corpus, Files, Labelled, Phrasings
from vt_faq.corpus.review import review
from vt_faq.index.open import data_folder
from vt_faq.search.documents import digest, documents

FAQ, AIDS, RANKING = "faq.json", "phrasings.json", "ranking.json"
QUERIES = "queries.jsonl"
FIRST = '"id": "niet-naar-school",'
TITLE = '"question": "Wat heeft niet naar school gaan te maken met kindermishandeling?",'

# file, what stands there, what the editor makes of it, the line to mend (by what stands in it),
# its path, a word of what is wrong, a word of what to do
MISTAKES = {
    "a comma forgotten": (FAQ, FIRST, FIRST[:-1], FIRST[:-1], "$", "komma", "erachter"),
    "a comma too many": (
        FAQ,
        '"meldcode-stappen"\n  }',
        '"meldcode-stappen",\n  }',
        '"meldcode-stappen",',
        "$",
        "na het laatste",
        "haal de komma weg",
    ),
    "a quote inside a text": (
        FAQ,
        "Ieder kind heeft recht",
        'Ieder "kind" heeft recht',
        'Ieder "kind',
        "$",
        "te veel",
        '\\"',
    ),
    "curly quotes": (FAQ, FIRST, FIRST.replace('"niet', "“niet"), "“niet", "$", "“", "rechte"),
    "a text over two lines": (
        FAQ,
        "omgeving. Daarom",
        "omgeving.\nDaarom",
        "een veilige omgeving.",
        "$",
        "volgende regel",
        "\\n",
    ),
    "the end cut off": (
        FAQ,
        ',\n  "shortcuts": {\n    "steps": "meldcode-stappen"\n  }\n}',
        "",
        '"ranking"',
        "$",
        "te vroeg",
        "sluit af",
    ),
    "a comment": (FAQ, FIRST, "// nieuw\n" + FIRST, "// nieuw", "$", "opmerking", "haal haar weg"),
    "a field twice": (
        FAQ,
        '"page": 1,',
        '"page": 3,\n          "page": 1,',
        '"page": 1,',
        "chapters[0].questions[0].page",
        "vaker",
        "houd er een",
    ),
    "a field misspelt": (
        FAQ,
        TITLE,
        TITLE.replace("question", "qestion"),
        '"qestion"',
        "chapters[0].questions[0].qestion",
        "niet bekend",
        '"question"',
    ),
    "a field left out": (
        FAQ,
        TITLE,
        "",
        None,
        "chapters[0].questions[0].question",
        "ontbreekt",
        '"question"',
    ),
    "a number as text": (
        FAQ,
        '"page": 1',
        '"page": "1"',
        '"page": "1"',
        "chapters[0].questions[0].page",
        "geheel getal",
        "zonder aanhalingstekens",
    ),
    "an empty text": (
        FAQ,
        '"title": "Waarom wordt een Veilig Thuis-melding gedaan als een kind niet'
        ' naar school gaat?"',
        '"title": " "',
        '"title": " "',
        "chapters[0].title",
        "leeg",
        "schrijf",
    ),
    "a link to a question that is not there": (
        FAQ,
        "(#meldcode)",
        "(#meldcodes)",
        "(#meldcodes)",
        "chapters[0].questions[0].answer",
        "`meldcodes` bestaat niet",
        "`meldcode`",
    ),
    "a link to a resource that is not there": (
        FAQ,
        "(bron:jouw-weg)",
        "(bron:jouwweg)",
        "(bron:jouwweg)",
        "chapters[0].questions[4].answer",
        "bron `jouwweg` bestaat niet",
        "`jouw-weg`",
    ),
    "a link to itself": (
        FAQ,
        "(#meldcode) Soms",
        "(#niet-naar-school) Soms",
        "(#niet-naar-school) Soms",
        "chapters[0].questions[0].answer",
        "zichzelf",
        "haal de link weg",
    ),
    "a link half written": (
        FAQ,
        "](#meldcode) Soms",
        "] (#meldcode) Soms",
        "] (#meldcode) Soms",
        "chapters[0].questions[0].answer",
        "niet af",
        "[tekst](#id)",
    ),
    "an address in a link": (
        FAQ,
        "(bron:jouw-weg)",
        "(https://balansdigitaal.nl/)",
        "(https://balansdigitaal.nl/)",
        "chapters[0].questions[4].answer",
        "nergens",
        "bron",
    ),
    "emphasis not closed": (
        FAQ,
        "**ouders** terecht",
        "**ouders terecht",
        "**ouders terecht",
        "more_questions",
        "`*` staat alleen",
        "sluit",
    ),
    "an id with capitals": (
        FAQ,
        FIRST,
        '"id": "Niet naar school",',
        '"id": "Niet naar school",',
        "chapters[0].questions[0].id",
        "geen id",
        "kleine letters",
    ),
    "an id twice": (
        FAQ,
        '"id": "moet-school-melden",',
        FIRST,
        FIRST,
        "chapters[0].questions[0].id",
        "vaker",
        "eigen id",
    ),
    "an address without http": (
        FAQ,
        "https://veiligthuis.nl/",
        "veiligthuis.nl",
        '"veiligthuis.nl"',
        "resources[1].url",
        "geen adres",
        "https://",
    ),
    "words among the digits": (
        FAQ,
        '"phone": "0800-2000"',
        '"phone": "0800-2000 (gratis)"',
        "(gratis)",
        "resources[1].phone",
        "telefoonnummer",
        "phone_note",
    ),
    "a shortcut to nothing": (
        FAQ,
        '"steps": "meldcode-stappen"',
        '"steps": "stappen"',
        '"steps": "stappen"',
        "shortcuts.steps",
        "`stappen` bestaat niet",
        "verbeter de id",
    ),
    "a control character": (
        FAQ,
        "Ieder kind",
        "Ieder\\u0007 kind",
        "\\u0007",
        "introduction",
        "U+0007",
        "haal het weg",
    ),
    "a resource that nothing names": (
        FAQ,
        '{\n      "id": "huisarts",',
        '{"id": "tandarts", "origin": "vt-faq", "name": "Tandarts", "purpose": "tanden"},\n'
        '{"id": "huisarts",',
        '"tandarts"',
        "resources[27]",
        "`tandarts` wordt nergens genoemd",
        "(bron:tandarts)",
    ),
    "the phrasings misnamed": (
        FAQ,
        '"phrasings": "phrasings.json"',
        '"phrasings": "phrasing.json"',
        '"phrasing.json"',
        "phrasings",
        "bestaat niet",
        "haal dit veld weg",
    ),
    "phrasings elsewhere": (
        FAQ,
        '"phrasings": "phrasings.json"',
        '"phrasings": "../phrasings.json"',
        '"../phrasings.json"',
        "phrasings",
        "dezelfde map",
        "alleen de naam",
    ),
    "phrasings for a question that is not there": (
        AIDS,
        '  "niet-naar-school": [',
        '  "niet-naar-schol": [',
        '"niet-naar-schol"',
        "questions.niet-naar-schol",
        "bestaat niet",
        "`niet-naar-school`",
    ),
    "a phrasing under two questions": (
        AIDS,
        '"kan ik zien wie mij heeft gemeld",',
        '"Is schoolweigeren  kindermishandeling",',
        '"Is schoolweigeren  kindermishandeling",',
        "topics[0].phrasings[0]",
        "staat ook bij vraag `niet-naar-school`",
        "één plek",
    ),
    "a topic twice": (
        AIDS,
        '"id": "retention"',
        '"id": "anonymity" ',
        '"id": "anonymity" ',
        "topics[1].id",
        "vaker",
        "voeg ze samen",
    ),
    "an empty danger cue": (
        AIDS,
        '"medical": [',
        '"medical": [\n"",',
        '"",',
        "danger.medical[0]",
        "leeg",
        "haal",
    ),
    "a danger cue that is never heard": (
        AIDS,
        '"medical": [',
        '"medical": [\n"Slaat Mij!",',
        '"Slaat Mij!"',
        "danger.medical[0]",
        "nooit herkend",
        "slaat mij",
    ),
    "a comma forgotten among the phrasings": (
        AIDS,
        '"is schoolweigeren kindermishandeling",',
        '"is schoolweigeren kindermishandeling"',
        '"is schoolweigeren kindermishandeling"',
        "$",
        "komma",
        "zet haar erachter",
    ),
}


@pytest.fixture(name="folder")
def _folder(tmp_path, thin):
    """A copy of the brochure's files, for an editor to make mistakes in."""
    for name in (FAQ, AIDS, QUERIES, RANKING):
        shutil.copy(thin / name, tmp_path / name)
    return tmp_path


@pytest.fixture(name="thin", scope="module")
def _thin(tmp_path_factory):
    """The brochure's files with the first few search aids only, which are quickly read."""
    folder = tmp_path_factory.mktemp("thin")
    shutil.copy(data_folder() / FAQ, folder / FAQ)
    aids = json.loads((data_folder() / AIDS).read_text(encoding="utf-8"))
    for listed in (aids, *aids["languages"].values()):
        listed["questions"] = {name: texts[:5] for name, texts in listed["questions"].items()}
    for topic in aids["topics"]:
        topic["phrasings"] = topic["phrasings"][:5]
    queries = (data_folder() / QUERIES).read_text(encoding="utf-8").splitlines()[:20]
    (folder / QUERIES).write_text("\n".join(queries), encoding="utf-8")
    corpus = decode(Corpus, json.loads((folder / FAQ).read_text(encoding="utf-8")), [])
    ranking = json.loads((data_folder() / RANKING).read_text(encoding="utf-8"))
    ranking["features"] = dict(list(ranking["features"].items())[:50])
    ranking["digest"] = digest(
        documents(
            Files(
                corpus.numbered(),
                decode(Phrasings, aids, []),
                tuple(decode(Labelled, json.loads(line), []) for line in queries),
            )
        )
    )
    for name, value in ((AIDS, aids), (RANKING, ranking)):
        text = json.dumps(value, ensure_ascii=False, indent=1)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def mistaken(folder, mistake):
    """Make a mistake; returns the text of the file that it was made in."""
    file, old, new = mistake[:3]
    text = (folder / file).read_text(encoding="utf-8")
    assert old in text
    text = text.replace(old, new, 1)
    (folder / file).write_text(text, encoding="utf-8")
    return text


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_told_with_its_file_line_and_remedy(folder, name):
    file, _, _, needle, path, message, remedy = MISTAKES[name]
    text = mistaken(folder, MISTAKES[name])

    findings = review(folder / FAQ)

    told = next(item for item in findings if item.path == path)
    assert told.file == str(folder / file)
    assert message in told.message
    assert remedy in told.remedy
    if needle:
        assert needle in text.splitlines()[told.line - 1]


@pytest.mark.parametrize("name", sorted(set(MISTAKES) - {"a field misspelt", "an id twice"}))
def test_a_mistake_is_told_once_and_not_what_follows_from_it(folder, name):
    mistaken(folder, MISTAKES[name])

    assert len(review(folder / FAQ)) == 1


def test_of_a_missing_field_the_line_is_that_of_what_it_is_missing_from(folder):
    text = mistaken(folder, MISTAKES["a field left out"])

    (told,) = review(folder / FAQ)

    assert '"id": "niet-naar-school"' in text.splitlines()[told.line]


def test_all_mistakes_that_leave_the_json_whole_are_told_in_one_run_in_the_order_of_the_file(
    folder, run
):
    # One at a time of those that touch the same words.
    names = [
        "a number as text",
        "an empty text",
        "a link to a question that is not there",
        "a link to a resource that is not there",
        "emphasis not closed",
        "an address without http",
        "words among the digits",
        "a shortcut to nothing",
        "a control character",
        "phrasings for a question that is not there",
        "a topic twice",
        "a danger cue that is never heard",
    ]
    for name in names:
        mistaken(folder, MISTAKES[name])

    done = run("check", str(folder / FAQ))
    as_json = json.loads(run("check", "--json", str(folder / FAQ)).stdout)

    assert done.returncode == 3
    for name in names:
        _, _, _, _, path, message, remedy = MISTAKES[name]
        assert any(
            path in line and message in line and remedy in line for line in done.stdout.splitlines()
        )
    found = as_json["findings"]
    assert len(found) == len(done.stdout.splitlines()) - 1
    assert [set(item) for item in found] == len(found) * [
        {"file", "line", "path", "severity", "message", "remedy"}
    ]
    for file in (FAQ, AIDS):
        lines = [item["line"] for item in found if item["file"].endswith(file)]
        assert lines == sorted(lines)


def test_a_good_corpus_is_told_so_and_ends_with_0(folder, run):
    done = run("check", str(folder / FAQ))

    assert (done.returncode, done.stdout) == (0, "Het corpus is in orde.\n")


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ([('"is schoolweigeren ', '"is dat verzuim ')], "eerdere versie"),
        (
            [('"id": "emotion"', '"id": "gevoel"'), ('"emotion": [', '"gevoel": [')],
            "onderwerp `gevoel` is nieuw sinds het leren",
        ),
    ],
)
def test_a_ranking_that_is_behind_is_a_note_and_no_problem(folder, run, changes, said):
    text = (folder / AIDS).read_text(encoding="utf-8")
    for change in changes:
        text = text.replace(*change)
    (folder / AIDS).write_text(text, encoding="utf-8")

    done = run("check", str(folder / FAQ))

    assert done.returncode == 0
    assert "ranking.json, regel 1: let op: " in done.stdout
    assert said in done.stdout
    assert run("check", "--strict", str(folder / FAQ)).returncode == 3


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "bestaat niet"),
        ("{", "te vroeg"),
        ("[]", "een object"),
        ('{"features": {"a": "1 999:1"}}', "niet te lezen"),
        ('{"priors": {"0": 1e999}}', "een getal"),
        ('{"priors": {"0": NaN}}', "getal"),
        ('{"unit": 1e30}', "te groot"),
    ],
)
def test_a_ranking_that_cannot_be_used_is_told_and_refused(folder, run, content, said):
    (folder / RANKING).unlink()
    if content is not None:
        (folder / RANKING).write_text(content, encoding="utf-8")

    done = run("check", str(folder / FAQ))
    asked = run("--corpus", str(folder / FAQ), "ask", "klacht")

    assert (done.returncode, asked.returncode) == (3, 3)
    assert said in done.stdout
    assert RANKING in done.stdout
    assert RANKING in asked.stderr


def test_what_is_no_text_at_all_is_one_clear_message(folder, run, tmp_path):
    index = tmp_path / "faq.index"
    assert run("compile", str(folder / FAQ), str(index)).returncode == 0
    huge = tmp_path / "groot.json"
    with huge.open("wb") as file:
        file.truncate((256 << 20) + 1)
    latin = tmp_path / "latin.json"
    latin.write_bytes(b'{\n"title": "Caf\xe9"}')

    for path, said in (
        (index, "is een index. Geef het JSON-bestand waarvan hij gemaakt is."),
        (huge, "te groot: 256 MB"),
        (tmp_path, "is een map"),
        (tmp_path / "weg.json", "bestaat niet"),
        (latin, "geen tekst in UTF-8 (regel 2)"),
    ):
        done = run("check", str(path))
        as_json = run("check", "--json", str(path))

        assert (done.returncode, done.stdout) == (3, "")
        assert said in done.stderr
        assert len(done.stderr.splitlines()) == 1
        assert said in json.loads(as_json.stderr)["error"]["message"]


@pytest.mark.parametrize("field", ["chapters", "resources", "topics", "questions"])
def test_a_list_of_the_wrong_shape_is_told_without_all_that_refers_to_it(folder, field):
    file = FAQ if field in ("chapters", "resources") else AIDS
    value = json.loads((folder / file).read_text(encoding="utf-8"))
    (folder / file).write_text(json.dumps(value | {field: 3}), encoding="utf-8")

    findings = review(folder / FAQ)

    assert [item.path for item in findings] == [field]


def test_paths_and_lines_of_odd_keys(folder):
    value = json.loads((folder / AIDS).read_text(encoding="utf-8"))
    value["questions"] = {'een "rare".naam': ["x"], "": ["y"], "a\x1bb": ["z"]}
    (folder / AIDS).write_text(json.dumps(value, indent=1), encoding="utf-8")

    paths = {item.path for item in review(folder / FAQ)}

    assert {'questions["een \\"rare\\".naam"]', 'questions[""]', 'questions["a\\u001bb"]'} <= paths


@pytest.mark.parametrize("label", ['"grades": {"weg": 2}', '"topic": "weg"'])
def test_labels_of_what_is_gone_are_left_out_and_noted(write, small, run, label):
    good = '{"query": "smeren", "grades": {"ketting": 2}}'
    gone = f'{{"query": "waar is de pomp", {label}}}'
    write("\n".join([good, gone, gone]) + "\n", "vragen.jsonl")
    corpus = str(write(small | {"queries": "vragen.jsonl"}))

    done = run("check", corpus)

    assert done.returncode == 0
    assert "vragen.jsonl, regel 2, [1]: let op: 2 zinnen noemen" in done.stdout
    assert run("--corpus", corpus, "ask", "smeren").returncode == 0


@pytest.mark.parametrize(
    ("line", "path", "said"),
    [
        ("{", "[2]", "te vroeg"),
        ("", "[2]", "leeg"),
        ('{"query": 3}', "[2].query", "een tekst"),
        ('{"query": "x", "grades": {"ketting": 3}}', "[2].grades", "1 of 2"),
    ],
)
def test_a_mistake_in_a_labelled_query_is_told_with_its_line(write, small, run, line, path, said):
    good = '{"query": "smeren", "grades": {"ketting": 2}}'
    write("\n".join([good, good, line, good]) + "\n", "vragen.jsonl")
    corpus = str(write(small | {"queries": "vragen.jsonl"}))

    done = run("check", corpus)
    asked = run("--corpus", corpus, "ask", "smeren")

    (finding,) = [text for text in done.stdout.splitlines() if "vragen.jsonl" in text]
    assert f"vragen.jsonl, regel 3, {path}: " in finding
    assert said in finding
    assert (done.returncode, asked.returncode) == (3, 3)
    assert f"{path}: " in asked.stderr

"""Any text, any environment, any file: one clear message, never a traceback or a control code."""

import json
import os
import pty
import re
import sqlite3
import struct
import subprocess
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from vt_faq import CorpusError, Faq
from vt_faq.cli.environment import LONGEST_LINE
from vt_faq.corpus.review import Finding, review
from vt_faq.index.compile import compile_index
from vt_faq.index.guard import Guarded
from vt_faq.index.open import data_folder
from vt_faq.markup import parse, plain
from vt_faq.search.text import LONGEST_QUERY, features, fold, words
from vt_faq.view.about import about
from vt_faq.view.as_json import as_json
from vt_faq.view.blocks import Contents, Findings, Links, Pages
from vt_faq.view.panels import Panels
from vt_faq.view.plain import plain as as_plain
from vt_faq.view.reply import lay_out

CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
STYLE = re.compile(r"\x1b\[[0-9;]*m|\x1b\]8;[^\x1b]*\x1b\\")
RELAXED = settings(
    deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150
)
NASTY = [
    "",
    "   ",
    "\x1b[31mrood\x1b[0m melding",
    "\x1b]0;titel\x07dossier",
    "[red]melding[/red] [link=http://x]y[/link] [/]",
    ":smile: \N{FAMILY} 👨‍👩‍👧",
    "שלום عليكم \u202egnidlem",
    "e\u0301\u0301\u0301 m\u0300e\u0301l",
    "melding\x00\x01\x7f\x9b31m",
    "\udce9\udcff dossier",
    "'; DROP TABLE question; --",
    "%s {0} {confidence} $(reboot) `id`",
    "-- --json -n",
    "a" * 5000,
    "veilig thuis " * 3000,
]
text = st.text(alphabet=st.characters(codec=None), max_size=60)


@pytest.fixture(name="views", scope="module")
def _views():
    panels = Panels(60, color=True, links=True, unicode=True)
    return [
        lambda shown: as_plain(lay_out(shown).blocks),
        lambda shown: as_plain(lay_out(shown, ordinals=True).blocks),
        lambda shown: panels.draw(lay_out(shown).blocks),
        as_json,
    ]


def shows_no_control_character(views, faq, query):
    result = faq.explain(query)
    for view in views:
        assert not CONTROL.search(STYLE.sub("", view(result)))


@pytest.mark.parametrize("query", NASTY)
def test_nasty_queries_are_answered_quietly(views, faq, query):
    shows_no_control_character(views, faq, query)


@given(query=text)
@RELAXED
def test_any_query_is_answered_quietly(views, faq, query):
    shows_no_control_character(views, faq, query)


@given(text)
@RELAXED
def test_any_text_can_be_folded(value):
    folded = fold(value)

    assert all(not letter.isupper() for letter in words(value) if letter.isascii())
    assert features(words(value)) == features(words(value))
    assert isinstance(folded, str)


@given(st.text(alphabet="*[]()#\\\n1. abron:", max_size=60))
@RELAXED
def test_any_markup_can_be_parsed(value):
    parse(value)
    plain(value)


@given(hostile=text, mark=st.sampled_from(["[x](#{})", "**{}", "*{}*", "1. {}", "{}"]))
@RELAXED
def test_any_corpus_text_is_shown_quietly_or_refused(views, write, small, hostile, mark):
    corpus = json.loads(json.dumps(small))
    corpus["chapters"][0]["questions"][0]["answer"] = mark.format(hostile)
    corpus["resources"][0]["name"] = hostile
    path = write("", "hostile.json")
    path.write_bytes(json.dumps(corpus).encode())
    try:
        faq = Faq.load(path)
    except CorpusError as error:
        refused = error.message.replace("\n", "")
    else:
        refused = ""
    assert not CONTROL.search(refused)
    if refused:
        return
    for view in views:
        shown = view(faq.page(faq.question("1.1")))
        assert not CONTROL.search(STYLE.sub("", shown))


@given(file=text, path=text, message=text)
@RELAXED
def test_any_finding_is_shown_quietly(views, file, path, message):
    finding = Finding(file, 3, path, "problem", message, message)

    for view in views:
        assert not CONTROL.search(STYLE.sub("", view(Findings((finding,)))))


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["title", "chapters", "questions", "id", "answer", "page", "x"]),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@given(value=json_values)
@RELAXED
def test_any_json_is_a_corpus_or_refused(write, value):
    path = write(value)

    try:
        Faq.load(path)
    except CorpusError:
        assert review(path)


@given(place=st.integers(0, 40), value=json_values, drop=st.booleans())
@RELAXED
def test_any_mutation_of_a_corpus_is_fine_or_refused(write, small, place, value, drop):
    corpus = json.loads(json.dumps(small))
    spots = list(_spots(corpus))
    holder, key = spots[place % len(spots)]
    if drop:
        del holder[key]
    else:
        holder[key] = value
    path = write(corpus)

    try:
        Faq.load(path).ask("band plakken")
    except CorpusError:
        assert review(path)


def _spots(value):
    items = value.items() if isinstance(value, dict) else enumerate(value)
    for key, item in items:
        yield value, key
        if isinstance(item, dict | list):
            yield from _spots(item)


@given(data=st.data())
@settings(deadline=None, max_examples=60)
def test_a_damaged_index_answers_or_is_refused(index, tmp_path_factory, data):
    content = bytearray(index.read_bytes())
    kind = data.draw(st.sampled_from(["cut", "flip", "zero"]))
    place = data.draw(st.integers(0, len(content) - 1))
    if kind == "cut":
        del content[place:]
    else:
        for i in range(place, min(place + data.draw(st.integers(1, 4096)), len(content))):
            content[i] = 0 if kind == "zero" else content[i] ^ 0xFF
    path = tmp_path_factory.mktemp("damaged") / "faq.index"
    path.write_bytes(content)
    try:
        faq = Faq.load(path)
        result = faq.ask("kan een melding worden ingetrokken")
        if result.answer:
            faq.page(result.answer)
    except CorpusError:
        pass


def test_an_index_of_another_version_is_refused(index, tmp_path, run):
    path = tmp_path / "oud.index"
    path.write_bytes(index.read_bytes())
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE meta SET value = '0' WHERE key = 'format'")
    connection.close()

    done = run("--corpus", str(path), "chapters")

    assert done.returncode == 3
    assert "andere versie" in done.stderr


def test_another_sqlite_file_is_refused(tmp_path, run):
    path = tmp_path / "ander.index"
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE x (y)")
    connection.commit()
    connection.close()

    done = run("--corpus", str(path), "chapters")

    assert done.returncode == 3
    assert "Traceback" not in done.stderr


ODD = [
    *(None, -1, 3.5, 10**12, -(2**63), 9e999, -9e999, 1e308, ""),
    *(
        "x\x1b[31m\x85\u202e",
        "99.1",
        "1." + "9" * 99,
        "[x](bron:weg)",
        "[x](#weg)" * 900,
        "[*" * 9_000,
    ),
    *(
        b"",
        b"\xff\x00\xfe",
        b"\xff\xff\x7f\x7f" * 7,
        b"\x00\x00\xc0\x7f" * 7,
        b"\x01\x00\x00\x80" * 7,
    ),
]


@pytest.fixture(name="small_index", scope="module")
def _small_index(small, tmp_path_factory):
    folder = tmp_path_factory.mktemp("small")
    aids = {
        "questions": {"ketting": ["roest"]},
        "topics": [{"id": "t", "name": "geld", "near": ["ketting"], "phrasings": ["wat kost"]}],
        "languages": {"en": {"notice": "N", "questions": {"ketting": ["chain"]}, "topics": {}}},
        "danger": {"val": ["val van"], "child": ["mijn vader"]},
    }
    (folder / "aids.json").write_text(json.dumps(aids), encoding="utf-8")
    kind = {"id": "val", "line": "Bel 112.", "reply": "Sterkte.", "resources": ["werkplaats"]}
    emergency = {"line": "Gevaar? Bel 112.", "kinds": [kind], "child": kind | {"id": "child"}}
    corpus = small | {"phrasings": "aids.json", "emergency": emergency}
    (folder / "faq.json").write_text(json.dumps(corpus), encoding="utf-8")
    compile_index(folder / "faq.json", folder / "faq.index")
    return folder / "faq.index"


def tampered(index, folder, *statements):
    """A copy of an index that somebody has been at."""
    path = folder / "tampered.index"
    path.write_bytes(index.read_bytes())
    connection = sqlite3.connect(path, isolation_level=None)
    for sql, *parameters in statements:
        connection.execute(sql, parameters)
    connection.close()
    return path


def use(views, faq):
    """Show everything that a corpus holds; no control character may come through."""
    shown = []
    for view in views:
        shown += [view(Contents(faq.chapters)), view(about(faq))]
        shown.append(view(Links(tuple(faq.resources), faq.text("emergency"))))
        for chapter in faq.chapters:
            pages = Pages(faq.page(question) for question in chapter.questions)
            shown += [view(chapter), view(pages)]
        for query in ("ketting smeren", "wat kost een fiets", "chain", "mijn vader val van fiets"):
            shown.append(view(faq.explain(query)))
    assert not CONTROL.search(STYLE.sub("", "".join(shown)))


@pytest.mark.slow
@pytest.mark.parametrize("value", ODD, ids=lambda value: repr(value)[:20])
def test_an_odd_value_in_any_column_is_shown_quietly_or_refused(
    views, small_index, tmp_path, value
):
    connection = sqlite3.connect(small_index)
    columns = connection.execute(
        "SELECT item.name, info.name, item.sql FROM sqlite_master AS item,"
        " pragma_table_info(item.name) AS info WHERE item.type = 'table'"
    ).fetchall()
    connection.close()
    tried = 0
    for table, column, sql in columns:
        for which in ("", f" WHERE {column} = (SELECT max({column}) FROM {table})"):
            path = with_odd_value(small_index, tmp_path, table, sql, (column, value, which))
            if path is not None:
                tried += 1
                with suppress(CorpusError), Faq.load(path) as faq:
                    use(views, faq)
    assert tried > 60


def with_odd_value(index, folder, table, sql, update):
    """A copy in which a column holds what its table forbids; None when no file can hold it."""
    column, value, which = update
    path = tampered(index, folder)
    for code in (sql.replace(" NOT NULL", ""), sql):
        connection = sqlite3.connect(path, isolation_level=None)
        connection.execute("PRAGMA writable_schema = ON")
        if code == sql:
            try:
                connection.execute(f"UPDATE {table} SET {column} = ?{which}", (value,))
            except sqlite3.Error:
                connection.close()
                return None
        connection.execute("UPDATE sqlite_master SET sql = ? WHERE name = ?", (code, table))
        connection.close()
    return path


@pytest.mark.parametrize(
    "statements",
    [
        [
            ("ALTER TABLE meta RENAME TO other",),
            (
                "CREATE VIEW meta AS WITH RECURSIVE n(key, value) AS"
                " (SELECT 1, 1 UNION ALL SELECT key + 1, 1 FROM n) SELECT key, value FROM n",
            ),
        ],
        [("CREATE TRIGGER t AFTER INSERT ON meta BEGIN SELECT 1; END",)],
        [("ALTER TABLE question ADD COLUMN more TEXT DEFAULT 'veel'",)],
        [("CREATE INDEX more ON question (page + abs(page))",)],
        [("DROP INDEX question_by_chapter",)],
        [("ANALYZE",)],
        [("CREATE TABLE big (a, b AS (zeroblob(1000000000)))",)],
        [("CREATE VIRTUAL TABLE v USING fts5(a)",)],
    ],
    ids=[
        *("endless view", "trigger", "default value", "index that calculates", "no key"),
        *("statistics", "generated column", "virtual table"),
    ],
)
def test_an_index_that_calculates_when_it_is_read_is_refused(small_index, tmp_path, statements):
    path = tampered(small_index, tmp_path, *statements)

    with pytest.raises(CorpusError, match="beschadigd"):
        Faq.load(path)


def claiming_any_number_of_rows(index, path, table, levels):
    """A copy whose table has pages that stand for the same page over and over."""
    connection = sqlite3.connect(index)
    found = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (table,))
    ((root,),) = found
    ((size,),) = connection.execute("PRAGMA page_size")
    connection.close()
    content = bytearray(index.read_bytes())
    start, count = (root - 1) * size, (size - 12) // 7
    assert content[start] == 13, "a page of rows"
    content += content[start : start + size]
    for level in range(levels):
        child = len(content) // size
        cells = [struct.pack(">IB", child, min(place, 100)) for place in range(count)]
        ends = [size - 5 * (place + 1) for place in range(count)]
        head = struct.pack(">BHHHBI", 5, 0, count, ends[-1], 0, child)
        page = head + b"".join(struct.pack(">H", end) for end in ends)
        page = page.ljust(ends[-1], b"\0") + b"".join(reversed(cells))
        if level < levels - 1:
            content += page
        else:
            content[start : start + size] = page
    content[28:32] = struct.pack(">I", len(content) // size)
    path.write_bytes(content)


@pytest.mark.parametrize("levels", [1, 4])
@pytest.mark.parametrize(
    "table", ["question", "chapter", "resource", "phrasing", "topic", "calibration", "kind"]
)
def test_an_index_that_claims_any_number_of_rows_is_soon_refused(
    small_index, tmp_path, run, table, levels
):
    path = tmp_path / "veel.index"
    claiming_any_number_of_rows(small_index, path, table, levels)
    start = time.process_time()

    for command in (["chapters"], ["chapter", "1", "--answers"], ["links"], ["ask", "wat kost"]):
        done = run("--corpus", str(path), *command)
        assert done.returncode in (0, 1, 3)
        assert "vt-faq zelf" not in done.stderr

    assert time.process_time() - start < 5


def test_rows_that_share_one_large_text_are_refused_before_they_fill_memory(tmp_path):
    path = tmp_path / "x.index"
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE x (text TEXT)")
    connection.executemany("INSERT INTO x VALUES (?)", [("a" * 1_000,)] * 1_000)
    guarded = Guarded(connection, str(path))

    guarded.bound(2_000_000)
    assert len(guarded.rows("SELECT text FROM x", (), (str,))) == 1_000
    guarded.bound(500_000)
    with pytest.raises(CorpusError, match="beschadigd"):
        guarded.rows("SELECT text FROM x", (), (str,))


def test_a_name_that_was_not_asked_for_is_damage(small_index, monkeypatch):
    faq = Faq.load(small_index)
    faq.ask("ketting")
    monkeypatch.setattr(faq._index, "rows", lambda *_: [("anders", 1.0, b"", b"")])

    with pytest.raises(CorpusError, match="beschadigd"):
        faq._search.ranking.evidence({"ketting": 1})


def test_a_question_that_is_listed_but_not_found_is_damage(small_index, monkeypatch):
    faq = Faq.load(small_index)
    listed = faq.chapters[0].questions[0]
    rows = faq._index.rows

    def lost(sql, *rest):
        return [] if "OR id = ?" in sql else rows(sql, *rest)

    monkeypatch.setattr(faq._index, "rows", lost)

    with pytest.raises(CorpusError, match="beschadigd"):
        faq.page(listed)


def test_a_query_without_end_is_refused(tmp_path):
    guarded = Guarded(sqlite3.connect(":memory:"))
    guarded.bound(1_000)
    endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n"

    with pytest.raises(CorpusError, match="beschadigd"):
        guarded.rows(endless, (), (int,))


def test_markup_of_nothing_but_brackets_takes_no_extreme_time(run, write, small):
    corpus = json.loads(json.dumps(small))
    for answer in ("[" * 20_000, "[a](" * 8_000, "*[" * 10_000):
        corpus["chapters"][0]["questions"][0]["answer"] = answer
        start = time.process_time()
        done = run("--corpus", str(write(corpus)), "show", "1.1")
        assert done.returncode in (0, 3)
        assert time.process_time() - start < 5


def _questions(small, *questions):
    chapters = [{"title": "Veel", "questions": list(questions)}]
    return small | {"chapters": chapters}


def _question(number, **more):
    return {"id": f"q{number}", "page": 1, "question": f"Vraag {number}?", "answer": "Ja."} | more


def _answered(small, answer):
    return _questions(small, _question(0, answer=answer))


def _nested(value, levels):
    for _ in range(levels):
        value = [value]
    return value


HOSTILE = {
    "misshapen rows": lambda small: _questions(small, *[["v", "a"]] * 10_000),
    "zeros for questions": lambda small: _questions(small, *[0] * 2_000_000),
    "objects for questions": lambda small: _questions(small, *[{}] * 500_000),
    "fields that nobody knows": lambda small: small | {f"veld{i}": 1 for i in range(50_000)},
    "a name without end": lambda small: small | {"q" * 1_000_000: 1},
    "links to nothing": lambda small: _answered(
        small, " ".join(f"[a](#x{i})" for i in range(10_000))
    ),
    "links to almost something": lambda small: _questions(
        small,
        *map(_question, range(1, 1_900)),
        _question(0, answer=" ".join(f"[a](#qq{i})" for i in range(5_000))),
    ),
    "a link without end": lambda small: _answered(small, f"[a](#{'x' * 1_000_000})"),
    "the same id": lambda small: _questions(small, *[_question(1)] * 10_000),
    "numbers for ids": lambda small: _questions(
        small, *(_question(i, id=i) for i in range(10_000))
    ),
    "a file name without end": lambda small: small | {"phrasings": "x" * 1_000_000},
    "a number without end": lambda small: json.dumps(small).replace(
        '"page": 1', f'"page": {"9" * 1_000_000}'
    ),
    "control characters": lambda small: _answered(small, "\x07" * 1_000_000),
    "lists in lists": lambda small: small | {"chapters": _nested(list(range(50_000)), 900)},
    "an address without end": lambda small: (
        small | {"resources": [small["resources"][0] | {"url": "http://" + "a." * 200_000 + "!"}]}
    ),
    "languages": lambda small: small | {"phrasings": "talen.json"},
    "empty chapters": lambda small: (
        small
        | {"chapters": small["chapters"] + [{"title": "x", "questions": []}] * 40_000, "title": ""}
    ),
    "danger in one long list": lambda small: small | {"phrasings": "danger.json"},
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_corpus_is_refused_soon_and_shortly(run, write, small, kind):
    write({"questions": {}, "danger": {"val": [f"w{i}" for i in range(40_000)]}}, "danger.json")
    spoken = {f"l{i}": {"notice": "N", "questions": {}, "topics": {}} for i in range(5_000)}
    write({"questions": {}, "languages": spoken}, "talen.json")
    path = str(write(HOSTILE[kind](small)))
    start = time.process_time()

    for command in (["check", path], ["--corpus", path, "chapters"]):
        done = run(*command)
        assert done.returncode == 3
        assert len(done.stderr) < 1_000
        assert len(done.stdout.splitlines()) <= 2_500

    assert time.process_time() - start < 10


def test_danger_has_as_many_words_as_it_likes(run, write, small):
    kind = {"id": "val", "line": "Bel 112.", "reply": "Sterkte."}
    cues = {"questions": {}, "danger": {"val": [f"w{i}" for i in range(40_000)]}}
    write(cues, "danger.json")
    emergency = {"line": "Bel 112.", "kinds": [kind]}
    path = str(write(small | {"phrasings": "danger.json", "emergency": emergency}))
    start = time.process_time()

    assert run("check", path).returncode == 0
    assert "Sterkte" in run("--corpus", path, "ask", "dat is w39999 voor mij").stdout
    assert time.process_time() - start < 10


def test_an_extremely_long_posting_takes_no_extreme_time(small_index, tmp_path, run):
    long = b"\x00\x00\x00\x00" * 2_000_000
    statement = (
        "UPDATE feature SET candidates = ?, impacts = ? WHERE name = 'ketting'",
        long,
        long,
    )
    path = tampered(small_index, tmp_path, statement)

    done = run("--corpus", str(path), "ask", "ketting")

    assert done.returncode in (0, 1, 3)
    assert "vt-faq zelf" not in done.stderr


COMMANDS = [
    ("ask", "kan een melding worden ingetrokken"),
    ("ask", "hoe lang bewaren ze mijn dossier"),
    ("ask", "--json", "melding"),
    ("show", "1.5"),
    ("chapter", "4"),
    ("chapters",),
    ("links",),
    ("about",),
    ("--help",),
    ("steps", "--color", "always"),
]
SURROUNDINGS = {
    "ascii": {"encoding": "ascii"},
    "cp1252": {"encoding": "cp1252"},
    "cp437": {"encoding": "cp437"},
    "dumb": {"env": {"TERM": "dumb"}},
    "narrow": {"env": {"COLUMNS": "20"}},
    "no columns": {"env": {"COLUMNS": "0"}},
    "odd columns": {"env": {"COLUMNS": "breed"}},
    "no colour": {"env": {"NO_COLOR": "1"}},
}
ENVIRONMENTS = {
    "C locale": {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    "ascii": {"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"},
    "cp1252": {"PYTHONIOENCODING": "cp1252", "PYTHONUTF8": "0"},
    "no home": {"HOME": "/nergens"},
    "empty home": {"HOME": ""},
}


@pytest.mark.parametrize("surroundings", SURROUNDINGS)
@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_every_command_works_everywhere(surroundings, command, run):
    if "--json" in command and "encoding" in SURROUNDINGS[surroundings]:
        pytest.skip("JSON is UTF-8 everywhere")

    done = run(*command, **SURROUNDINGS[surroundings])

    assert done.returncode in (0, 1)
    assert done.stdout


@pytest.mark.parametrize("environment", ENVIRONMENTS)
@pytest.mark.parametrize("command", [("ask", "klacht"), ("links", "--color", "always")])
def test_every_environment_is_fit_to_run_in(environment, command, tmp_path):
    clean = {"PATH": os.environ["PATH"], "HOME": os.environ.get("HOME", "")}
    done = subprocess.run(
        [sys.executable, "-m", "vt_faq", *command],
        env=clean | ENVIRONMENTS[environment],
        capture_output=True,
        cwd=tmp_path,
        check=False,
    )

    assert done.returncode in (0, 1)
    assert done.stdout
    assert b"Traceback" not in done.stderr


def test_no_environment_at_all(tmp_path):
    done = subprocess.run(
        [sys.executable, "-m", "vt_faq", "chapters"], env={}, capture_output=True, cwd=tmp_path
    )

    assert done.returncode == 0


def in_bash(script, folder):
    """Run a script in which `vt-faq` is the command."""
    function = f'vt-faq() {{ {sys.executable} -m vt_faq "$@"; }}\n'
    return subprocess.run(["bash", "-c", function + script], capture_output=True, cwd=folder)


@pytest.mark.parametrize("command", ["chapter 5 --answers", "links --json", "check x", "--help"])
@pytest.mark.parametrize("closed", [">&-", "2>&-", "<&-", ">&- 2>&- <&-"])
def test_closed_standard_streams(closed, command, tmp_path):
    done = in_bash(f"vt-faq {command} {closed}", tmp_path)

    assert done.returncode == (3 if command == "check x" else 0)
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize("command", ["chapter 5 --answers", "links --json", "ask klacht"])
def test_a_full_disk(command, tmp_path):
    done = in_bash(f"vt-faq {command} > /dev/full", tmp_path)

    assert done.returncode == 4
    assert "de schijf is vol" in done.stderr.decode()
    assert len(done.stderr.splitlines()) == 1


def test_a_working_directory_that_is_gone(tmp_path):
    done = in_bash("mkdir weg; cd weg; rmdir ../weg; vt-faq ask klacht", tmp_path)
    relative = in_bash("mkdir weg; cd weg; rmdir ../weg; vt-faq --corpus x.json ask y", tmp_path)

    assert done.returncode in (0, 1)
    assert relative.returncode == 3
    assert b"Traceback" not in done.stderr + relative.stderr


@pytest.mark.parametrize("command", ["chapters", "ask klacht", "--version", "links --json"])
@pytest.mark.parametrize("path", ["pijp", "/dev/zero", "/dev/stdin"])
def test_a_pipe_or_a_device_is_no_corpus(path, command, tmp_path):
    os.mkfifo(tmp_path / "pijp")

    done = in_bash(f"timeout 30 {sys.executable} -m vt_faq --corpus {path} {command}", tmp_path)

    assert done.returncode == 3
    assert "geen gewoon bestand" in done.stderr.decode()


@pytest.mark.parametrize(
    "arguments",
    [
        ("--corpus", "\x1b[31mx", "chapters"),
        ("--corpus", "\x1b[31mx", "--json", "chapters"),
        ("check", "\x9b31mx"),
        ("compile", "\x1b[31mx", "\x1b[31my"),
        ("compile", "faq.json", "weg\x1b[31m/y"),
        ("--color", "\x1b[31mx", "links"),
        ("\x1b[31mx",),
        ("\x1b[31mwaar staat", "dit"),
        ("--\x1b[31mx",),
        ("show", "\x1b[31mx"),
        ("show", b"\xff\xfe"),
        ("chapter", b"\xff\x1b[31m"),
        ("chapter", "\u202e1"),
        ("ask", "-n", "\x1b[31mx", "x"),
        ("ask", "x", "--\x07"),
        ("chapters", "te\x1b[31m", "veel"),
    ],
)
def test_no_message_repeats_a_control_character(arguments, tmp_path, small):
    (tmp_path / "faq.json").write_text(json.dumps(small), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "vt_faq", *arguments], capture_output=True, cwd=tmp_path
    )

    assert done.returncode in (2, 3, 4)
    assert done.stderr
    assert not CONTROL.search(done.stderr.decode())
    assert b"vt-faq zelf" not in done.stderr


def test_more_questions_than_there_are_on_one_line(run):
    done = run("show", *["3.4", "melding-intrekken"] * 1_000)

    assert done.returncode == 0
    assert done.stdout.count("Vraag 3.4: Kan een") == 2_000


def test_odd_lines_on_standard_input(run):
    content = "\ufeffklacht\r\n\r\n\x00\x00\n  \nwat is veilig thuis"

    queries = [
        json.loads(line)["query"]
        for line in run("ask", "--json", "-", input=content).stdout.splitlines()
    ]

    assert queries == ["klacht", "", "\x00\x00", "  ", "wat is veilig thuis"]


def test_what_lies_beyond_the_longest_query_is_not_considered(faq):
    asked = "wat is veilig thuis " + "x" * LONGEST_QUERY

    assert faq.ask(asked + " dossier inzien").matches == faq.ask(asked).matches


def test_the_rest_of_a_line_that_is_too_long_is_skipped(run):
    content = "a" * (LONGEST_LINE + 100) + "\nklacht\n"

    done = run("ask", "--json", "-", input=content)

    queries = [json.loads(line)["query"] for line in done.stdout.splitlines()]
    assert queries == ["a" * LONGEST_LINE, "klacht"]


@pytest.mark.slow
def test_a_long_stream_takes_no_more_memory_than_a_short_one(tmp_path):
    def peak(lines):
        script = f"yes klacht | head -n {lines} | vt-faq ask --json - > /dev/null; "
        script = script.replace("vt-faq", f"{sys.executable} -c '{code}'")
        return int(subprocess.run(["bash", "-c", script], capture_output=True).stderr)

    code = (
        'import resource, sys; sys.argv = ["vt-faq", "ask", "--json", "-"]; '
        "from vt_faq.cli.main import main; from vt_faq.cli.environment import Environment; "
        "main(sys.argv[1:], Environment.of_process()); "
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, file=sys.stderr)"
    )

    assert peak(5_000) < peak(50) * 1.1


def test_invalid_utf8_from_the_shell_and_on_standard_input(tmp_path):
    command = [sys.executable, "-m", "vt_faq", "ask", "--json"]
    argued = subprocess.run([*command, b"mag ik mijn d\xf3ssier zien"], capture_output=True)
    piped = subprocess.run(
        [*command, "-"], input=b"d\xf3ssier\x00 inzien\nklacht\r\n", capture_output=True
    )

    assert argued.returncode in (0, 1)
    json.loads(argued.stdout)
    assert [json.loads(line)["query"] for line in piped.stdout.splitlines()][1] == "klacht"


def test_a_path_with_spaces(run, tmp_path, small):
    folder = tmp_path / "mijn map"
    folder.mkdir()
    path = folder / "een faq.json"
    path.write_text(json.dumps(small), encoding="utf-8")

    assert run("--corpus", str(path), "chapters").returncode == 0
    assert run("compile", str(path), str(folder / "een index")).returncode == 0
    assert run("--corpus", str(folder / "een index"), "ask", "band plakken").returncode == 0


def test_an_unexpected_error_is_one_calm_sentence(run, monkeypatch):
    monkeypatch.setattr(Faq, "load", lambda *_: 1 / 0)

    done = run("chapters")
    with pytest.raises(ZeroDivisionError):
        run("chapters", env={"VT_FAQ_DEBUG": "1"})

    assert done.returncode == 4
    assert "VT_FAQ_DEBUG=1" in done.stderr
    assert "Traceback" not in done.stderr


def test_too_little_memory_is_told_as_such(run, monkeypatch):
    def fill(*_):
        raise MemoryError

    monkeypatch.setattr(Faq, "load", fill)

    done = run("chapters")

    assert done.returncode == 4
    assert "te weinig geheugen" in done.stderr
    assert "vt-faq zelf" not in done.stderr


def test_a_failed_compile_leaves_the_old_index_and_no_half_file(run, write, small, tmp_path):
    target = tmp_path / "uit" / "faq.index"
    target.parent.mkdir()
    assert run("compile", str(write(small)), str(target)).returncode == 0
    before = target.read_bytes()

    done = run("compile", str(write("{", "stuk.json")), str(target))
    nowhere = run("compile", str(write(small)), str(tmp_path / "weg" / "faq.index"))

    assert done.returncode == 3
    assert nowhere.returncode == 4
    assert target.read_bytes() == before
    assert [item.name for item in target.parent.iterdir()] == ["faq.index"]


GUARD = """
import builtins, os, socket, sys
def refuse(*args, **kwargs):
    raise SystemExit("guard: not allowed")
class NoSocket:
    def __init__(self, *args, **kwargs): refuse()
socket.socket = NoSocket
def audit(event, args):
    if event.startswith("socket."):
        os.write(2, b"guard: " + event.encode()); os._exit(99)
    if event == "open" and isinstance(args[1], str) and set(args[1]) & set("wax+"):
        if str(args[0]) not in ("/dev/null", "nul"):
            os.write(2, b"guard: write " + str(args[0]).encode()); os._exit(99)
    if event in ("os.mkdir", "os.rename", "os.remove", "os.rmdir", "shutil.move"):
        os.write(2, b"guard: " + event.encode()); os._exit(99)
    if event == "open" and args[1] is None and args[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
        if str(args[0]) != "/dev/null":
            os.write(2, b"guard: os.open " + str(args[0]).encode()); os._exit(99)
    if event == "sqlite3.connect" and str(args[0]) != ":memory:" and "mode=ro" not in str(args[0]):
        os.write(2, b"guard: sqlite " + str(args[0]).encode()); os._exit(99)
sys.addaudithook(audit)
"""


@pytest.mark.parametrize(
    "command",
    [
        *COMMANDS,
        ("--version",),
        ("show", "weg"),
        ("check", "x.json"),
        ("check", str(data_folder() / "faq.json")),
        ("ask", "--explain", "vt"),
        ("ask", "-"),
        ("ask", "--json", "-"),
        ("steps",),
        ("browse",),
        ("--show-completion",),
        (),
    ],
    ids=" ".join,
)
def test_no_command_uses_the_network_or_writes_a_file(command, tmp_path):
    (tmp_path / "sitecustomize.py").write_text(GUARD)
    done = subprocess.run(
        [sys.executable, "-m", "vt_faq", *command],
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(tmp_path)}
        | {"PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        encoding="utf-8",
        cwd=tmp_path,
        check=False,
    )

    assert "guard" not in done.stderr
    assert done.returncode in (0, 1, 2, 3)
    assert sorted(item.name for item in tmp_path.iterdir()) == ["sitecustomize.py"]


@pytest.mark.parametrize(
    ("command", "typed"),
    [(("browse",), b"3.4\nt\nklacht\nq\n"), ((), b"v\nq\n"), (("ask",), b"melding intrekken\n")],
    ids=["browse", "bare", "ask prompt"],
)
def test_nor_does_a_conversation_on_a_terminal(command, typed, tmp_path):
    (tmp_path / "sitecustomize.py").write_text(GUARD)
    parent, child = pty.openpty()
    os.write(parent, typed)
    process = subprocess.Popen(
        [sys.executable, "-m", "vt_faq", *command],
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(tmp_path), "TERM": "xterm"}
        | {"PYTHONDONTWRITEBYTECODE": "1"},
        stdin=child,
        stdout=child,
        stderr=child,
        cwd=tmp_path,
    )
    os.close(child)
    shown = b""
    with suppress(OSError):
        while chunk := os.read(parent, 65536):
            shown += chunk
    os.close(parent)

    assert process.wait(20) in (0, 1)
    assert b"guard" not in shown
    assert "hoofd" in shown.decode().lower()
    assert sorted(item.name for item in tmp_path.iterdir()) == ["sitecustomize.py"]


def test_nor_does_completion(tmp_path):
    (tmp_path / "sitecustomize.py").write_text(GUARD)
    done = subprocess.run(
        [sys.executable, "-m", "vt_faq", "show", "3."],
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(tmp_path), "_VT_FAQ_COMPLETE": "1"}
        | {"PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        encoding="utf-8",
        cwd=tmp_path,
    )

    assert "3.4" in done.stdout
    assert "guard" not in done.stderr
    assert sorted(item.name for item in tmp_path.iterdir()) == ["sitecustomize.py"]


def test_compile_writes_its_target_and_nothing_else(run, tmp_path, write, small):
    source = write(small)
    home = tmp_path / "thuis"
    home.mkdir()

    done = run("compile", str(source), str(tmp_path / "uit.index"), env={"HOME": str(home)})

    assert done.returncode == 0
    names = sorted(item.name for item in tmp_path.rglob("*"))
    assert names == ["faq.json", "thuis", "uit.index"]


def test_the_guard_itself_bites(tmp_path):
    (tmp_path / "sitecustomize.py").write_text(GUARD)
    for code in ("open('x', 'w')", "import socket; socket.create_connection(('127.0.0.1', 9))"):
        done = subprocess.run(
            [sys.executable, "-c", code],
            env={"PYTHONPATH": str(tmp_path), "PYTHONDONTWRITEBYTECODE": "1"},
            capture_output=True,
            encoding="utf-8",
            cwd=tmp_path,
            check=False,
        )
        assert "guard" in done.stderr


def test_nothing_asked_is_kept(run, tmp_path):
    secret = "xkcdgeheim"
    home = tmp_path / "thuis"
    home.mkdir()
    run("ask", secret, env={"HOME": str(home)})

    assert list(home.iterdir()) == []
    assert not [
        path
        for path in tmp_path.rglob("*")
        if path.is_file() and secret.encode() in path.read_bytes()
    ]


def test_a_read_only_home_and_folder(run, tmp_path):
    home = tmp_path / "alleen-lezen"
    home.mkdir()
    home.chmod(0o555)

    assert run("ask", "dossier inzien", env={"HOME": str(home)}).returncode == 0


def test_a_huge_query_takes_bounded_time(run):
    start = time.process_time()
    done = run("ask", "--json", "-", input="melding intrekken " * 60_000 + "\n")

    assert len(done.stdout.splitlines()) == 1
    assert time.process_time() - start < 10


def test_lines_are_answered_as_they_come(tmp_path):
    process = subprocess.Popen(
        [sys.executable, "-m", "vt_faq", "ask", "--json", "-"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=tmp_path,
    )
    process.stdin.write(b"wat is veilig thuis\n")
    process.stdin.flush()
    first = process.stdout.readline()

    assert json.loads(first)["page"]["number"] == "5.2"
    process.stdin.close()
    assert process.wait(20) == 0
    process.stdout.close()


def test_a_reader_that_leaves_an_endless_stream(tmp_path):
    ask = f"{sys.executable} -m vt_faq ask --json -"
    command = f"yes wat is veilig thuis | {ask} | head -n 2; exit ${{PIPESTATUS[1]}}"
    done = subprocess.run(["bash", "-c", command], capture_output=True, cwd=tmp_path, timeout=60)

    assert done.returncode == 0
    assert done.stderr == b""
    assert len(done.stdout.splitlines()) == 2


@pytest.mark.parametrize("size", [40_000_000])
def test_a_huge_corpus_file_is_refused_at_once(run, tmp_path, size):
    path = tmp_path / "groot.json"
    with path.open("wb") as file:
        file.truncate(size)
    start = time.process_time()

    done = run("--corpus", str(path), "chapters")

    assert done.returncode == 3
    assert time.process_time() - start < 5


@pytest.mark.slow
def test_threads_may_share_one_faq(yardstick, index):
    faq = Faq.load(index)
    queries = [row["query"] for row in yardstick][:15]
    results = {}
    failures = []

    def work(name):
        try:
            results[name] = [(faq.ask(query), faq.explain(query)) for query in queries] + [
                faq.resources,
                faq.chapters,
            ]
        except Exception as error:  # noqa: BLE001 reported below
            failures.append(error)

    threads = [threading.Thread(target=work, args=(name,)) for name in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert failures == []
    work("alone")
    assert len(results) == 9
    assert all(result == results["alone"] for result in results.values())


def test_no_source_file_imports_a_network_module():
    import vt_faq

    for path in Path(vt_faq.__file__).parent.rglob("*.py"):
        source = path.read_text(encoding="utf-8")
        for name in ("socket", "urllib", "http", "requests", "ssl", "asyncio", "ftplib"):
            assert not re.search(rf"^\s*(import|from) {name}\b", source, re.MULTILINE), path

"""The Python API: what it refuses, and that it lets go."""

import json
import sqlite3
import threading
import warnings

import pytest

from vt_faq import CorpusError, Faq, NotFoundError, VtFaqError
from vt_faq.index import build


@pytest.fixture(name="own", params=["json", "index"])
def _own(request, write, small, tmp_path):
    """The small corpus, from its JSON and from its index."""
    from vt_faq.index.compile import compile_index

    source = write(small)
    if request.param == "json":
        return Faq.load(source)
    compile_index(source, tmp_path / "faq.index")
    return Faq.load(tmp_path / "faq.index")


@pytest.mark.parametrize(
    ("call", "error"),
    [
        (lambda faq: faq.ask(None), TypeError),
        (lambda faq: faq.ask(b"klacht"), TypeError),
        (lambda faq: faq.ask("klacht", 0), ValueError),
        (lambda faq: faq.ask("klacht", -1), ValueError),
        (lambda faq: faq.ask("klacht", 2.0), TypeError),
        (lambda faq: faq.ask("klacht", True), TypeError),
        (lambda faq: faq.explain(None), TypeError),
        (lambda faq: faq.related("1.1"), TypeError),
        (lambda faq: faq.page("1.1"), TypeError),
        (lambda faq: faq.question(1.1), TypeError),
        (lambda faq: faq.shortcut(None), TypeError),
        (lambda faq: faq.question("9.9"), NotFoundError),
        (lambda faq: faq.chapter(9), NotFoundError),
    ],
)
def test_wrong_arguments_are_the_callers_and_not_the_corpus(own, call, error):
    with pytest.raises(error) as caught:
        call(own)

    assert not isinstance(caught.value, CorpusError)


def test_a_question_of_another_corpus_is_not_found(own, faq):
    with pytest.raises(NotFoundError):
        own.page(faq.question("3.4"))


def test_it_can_be_closed_and_says_so_after(write, small):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        with Faq.load(write(small)) as faq:
            assert len(faq) == 3
        with pytest.raises(VtFaqError, match="gesloten"):
            faq.ask("ketting")


def test_an_interrupted_first_question_can_be_asked_again(write, small, monkeypatch):
    faq = Faq.load(write(small))

    def interrupted(*_):
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(build, "write_words", interrupted)
        with pytest.raises(KeyboardInterrupt):
            faq.ask("ketting smeren")

    assert faq.ask("ketting smeren").matches[0].question.id == "ketting"


def test_threads_that_ask_first_all_at_once_get_the_same(write, small):
    faq = Faq.load(write(small))
    found = []
    threads = [
        threading.Thread(target=lambda: found.append(faq.ask("ketting smeren"))) for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(found) == 8
    assert all(result == found[0] for result in found)


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE meta SET value = x'05' WHERE key = 'title'",
        "DELETE FROM question",
        "UPDATE question SET number = '7.1' WHERE number = '1.1'",
        "DELETE FROM chapter",
        "UPDATE feature SET impacts = x'00'",
        "UPDATE feature SET impacts = x'0000c07f', candidates = x'00000000'",
        "DELETE FROM calibration WHERE signal = 3",
        "DELETE FROM threshold",
        "UPDATE resource SET origin = 'elders'",
    ],
)
def test_damage_is_told_as_such(write, small, tmp_path, run, damage):
    from vt_faq.index.compile import compile_index

    path = tmp_path / "stuk.index"
    compile_index(write(small), path)
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE loose AS SELECT * FROM meta")
    connection.execute("DROP TABLE meta")
    connection.execute("ALTER TABLE loose RENAME TO meta")
    connection.execute(damage)
    connection.commit()
    connection.close()

    done = [
        run("--corpus", str(path), *arguments)
        for arguments in (
            ("ask", "ketting smeren band licht"),
            ("show", "band-plakken", "ketting"),
            ("chapters",),
            ("links",),
            ("--version",),
        )
    ]

    refused = [item for item in done if item.returncode == 3]
    assert refused
    assert all("beschadigd" in item.stderr for item in refused)
    assert not any("vt-faq zelf" in item.stderr for item in done)


def test_what_a_bug_of_ours_raises_is_not_blamed_on_the_index(index, monkeypatch):
    faq = Faq.load(index)
    monkeypatch.setattr("vt_faq.search.search.judge", lambda *_: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        faq.ask("klacht")


def test_json_of_a_result_survives_a_round_trip(own):
    from vt_faq.view.as_json import as_json

    assert json.loads(as_json(own.ask("ketting")))["query"] == "ketting"

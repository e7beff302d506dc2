"""Compiling: whole or not at all, and no more on the screen than whoever waits can use."""

import hashlib
import json
import random
import re
import shutil
import signal
import subprocess
import sys
from contextlib import suppress

import pytest

from vt_faq import CorpusError, Faq, VtFaqError
from vt_faq.index.compile import compile_index
from vt_faq.index.open import digest_of

LARGE = 6_000
"""Entries of a corpus that takes seconds to compile."""


@pytest.fixture(name="large", scope="module")
def _large(small, tmp_path_factory):
    """The file of a large corpus."""
    chance = random.Random(1)
    letters = "".join(chance.choices("bdfgklmnprstvzaeiou", k=40_000))

    def text(length):
        starts = (chance.randrange(39_990) for _ in range(length))
        return " ".join(letters[start : start + chance.randrange(3, 9)] for start in starts)

    questions = [
        {"id": f"vraag-{n}", "page": 1, "question": f"{text(8)} {n}?", "answer": text(40)}
        for n in range(LARGE)
    ]
    chapters = [{"title": "Veel", "questions": questions}]
    corpus = small | {"chapters": chapters, "more_questions": "Geen.", "resources": []}
    path = tmp_path_factory.mktemp("groot") / "faq.json"
    path.write_text(json.dumps(corpus), encoding="utf-8")
    return path


@pytest.fixture(name="compiled")
def _compiled(write, small, tmp_path):
    """A compiled index of the small corpus, in a folder of its own."""
    path = tmp_path / "uit" / "faq.index"
    path.parent.mkdir()
    compile_index(write(small), path)
    return path


@pytest.mark.slow
@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)]
)
def test_a_signal_leaves_the_old_index_and_no_half_file(large, compiled, number, code):
    before = compiled.read_bytes()
    process = subprocess.Popen(
        [sys.executable, "-m", "vt_faq", "compile", str(large), str(compiled)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )
    while process.poll() is None and len(list(compiled.parent.iterdir())) == 1:
        with suppress(subprocess.TimeoutExpired):
            process.wait(0.01)

    process.send_signal(number)
    output, errors = process.communicate(timeout=60)

    assert process.returncode == code
    assert (output, errors) == (b"", b"")
    assert compiled.read_bytes() == before
    assert [item.name for item in compiled.parent.iterdir()] == ["faq.index"]


@pytest.mark.slow
def test_a_long_compile_shows_a_bar_on_a_terminal_and_can_be_interrupted(
    large, compiled, at_real_terminal
):
    before = compiled.read_bytes()

    code, shown = at_real_terminal(
        "compile", str(large), str(compiled), typed="\x03", prompt="De index wordt gemaakt"
    )

    assert code == 130
    assert "%" in shown
    assert shown.rindex("\x1b[?25h") > shown.rindex("\x1b[?25l"), "the cursor is shown again"
    assert "Traceback" not in shown
    assert compiled.read_bytes() == before
    assert [item.name for item in compiled.parent.iterdir()] == ["faq.index"]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("arguments", "env"),
    [((), {"ACCESSIBLE": "1"}), (("--plain",), {}), ((), {"TERM": "dumb"})],
    ids=["ACCESSIBLE", "--plain", "dumb"],
)
def test_a_long_compile_is_told_in_words_where_no_bar_fits(
    large, tmp_path, arguments, env, at_real_terminal
):
    target = tmp_path / "faq.index"

    code, shown = at_real_terminal(
        *("compile", *arguments, str(large), str(target)),
        env=env,
        typed="\x03",
        prompt="De index wordt gemaakt",
    )

    assert code == 130
    assert "\x1b" not in shown
    assert "%" not in shown


def test_json_and_pipes_show_no_progress(run, at_terminal, write, small, tmp_path, monkeypatch):
    monkeypatch.setattr("vt_faq.cli.editing.PATIENCE", 0)
    arguments = ("compile", str(write(small)), str(tmp_path / "faq.index"))

    _, shown = at_terminal(*arguments)
    _, as_json = at_terminal("--json", *arguments)
    piped = run(*arguments)

    assert "De index wordt gemaakt" in shown
    assert json.loads(as_json)["message"].startswith("De index staat in")
    assert piped.stdout.startswith("De index staat in")
    assert piped.stderr == ""


def test_a_short_compile_shows_no_progress(at_terminal, write, small, tmp_path):
    code, shown = at_terminal("compile", str(write(small)), str(tmp_path / "faq.index"))

    assert code == 0
    assert "\x1b[?25l" not in shown
    assert "De index staat in" in shown


def test_progress_rises_from_nothing_to_all(write, small, tmp_path):
    told = []

    compile_index(write(small), tmp_path / "faq.index", told.append)

    assert told == sorted(told)
    assert told[0] > 0
    assert told[-1] <= 1


def test_whoever_compiles_the_same_source_again_is_told(run, write, small, tmp_path):
    source = write(small)
    arguments = ("compile", str(source), str(tmp_path / "faq.index"))

    first = run(*arguments).stdout
    second = run(*arguments).stdout
    write(small | {"title": "Anders"})
    third = run(*arguments).stdout

    assert "niet veranderd" not in first
    assert "niet veranderd" in second
    assert "niet veranderd" not in third


def test_the_digest_is_that_of_the_files_put_together(write, small, tmp_path):
    phrasings = write({"questions": {"ketting": ["olie op de ketting"]}}, "p.json")
    source = write(small | {"phrasings": "p.json"})

    compile_index(source, tmp_path / "faq.index")

    together = source.read_bytes() + phrasings.read_bytes()
    assert digest_of(tmp_path / "faq.index") == hashlib.sha256(together).hexdigest()
    assert digest_of(source) is None


def test_a_file_that_is_no_index_is_never_overwritten(run, write, small):
    source = write(small)
    before = source.read_bytes()

    done = run("compile", str(source), str(source))

    assert done.returncode == 2
    assert "geen index" in done.stderr
    assert source.read_bytes() == before


def test_a_database_of_somebody_else_and_a_device_are_never_replaced(run, write, small, tmp_path):
    import os
    import sqlite3

    other, pipe = tmp_path / "ander.db", tmp_path / "pijp"
    connection = sqlite3.connect(other)
    connection.execute("CREATE TABLE question (position INTEGER PRIMARY KEY, a)")
    connection.commit()
    connection.close()
    os.mkfifo(pipe)
    before = other.read_bytes()

    for target in (other, pipe, tmp_path):
        assert run("compile", str(write(small)), str(target)).returncode == 2
    assert other.read_bytes() == before
    assert pipe.is_fifo()


def test_a_link_stays_a_link(write, small, compiled, tmp_path):
    link = tmp_path / "wijzer"
    link.symlink_to(compiled)

    compile_index(write(small | {"title": "Anders"}), link)

    assert link.is_symlink()
    assert Faq.load(compiled).text("title") == "Anders"


def test_a_link_to_itself_is_told(run, write, small, tmp_path):
    (tmp_path / "rond").symlink_to("rond")

    done = run("compile", str(write(small)), str(tmp_path / "rond"))

    assert done.returncode == 4
    assert "verwijst naar zichzelf" in done.stderr


def test_a_damaged_index_is_made_anew(write, small, compiled):
    compiled.write_bytes(compiled.read_bytes()[:5000])

    compile_index(write(small), compiled)

    assert Faq.load(compiled).question("1.1").id == "band-plakken"


@pytest.mark.parametrize("missing", [1, 100, 4095, 4096, 10_000])
def test_an_index_that_is_cut_off_is_refused_when_it_is_opened(compiled, missing):
    compiled.write_bytes(compiled.read_bytes()[:-missing])

    with pytest.raises(CorpusError, match="beschadigd"):
        Faq.load(compiled)


def test_replacing_an_index_does_not_disturb_who_reads_it(write, small, compiled):
    reader = Faq.load(compiled)
    before = reader.ask("hoe plak ik een band")
    other = json.loads(json.dumps(small).replace("band", "ruit"))

    compile_index(write(other), compiled)

    assert reader.ask("hoe plak ik een band") == before
    assert reader.question("1.1").id == "band-plakken"
    assert Faq.load(compiled).question("1.1").id == "ruit-plakken"


@pytest.mark.skipif(shutil.which("strace") is None, reason="no strace here")
def test_compiling_writes_in_the_folder_of_its_target_and_nowhere_else(large, tmp_path):
    target = tmp_path / "uit" / "faq.index"
    target.parent.mkdir()
    calls = "trace=openat,open,creat,mkdir,rename,renameat,renameat2,link,symlink,mknod,connect"
    command = [sys.executable, "-B", "-m", "vt_faq", "compile", str(large), str(target)]
    log = tmp_path / "log"

    done = subprocess.run(["strace", "-f", "-o", str(log), "-e", calls, *command], cwd=tmp_path)

    assert done.returncode == 0
    writing = [
        line
        for line in log.read_text().splitlines()
        if re.search(r"O_WRONLY|O_RDWR|O_CREAT|\b(mkdir|creat|rename\w*|link|connect)\(", line)
    ]
    assert writing
    assert [line for line in writing if str(target.parent) not in line] == []
    assert [item.name for item in target.parent.iterdir()] == ["faq.index"]


def test_a_folder_that_cannot_be_written_is_told(write, small, tmp_path):
    with pytest.raises(VtFaqError, match="niet te schrijven"):
        compile_index(write(small), tmp_path / "weg" / "faq.index")

"""SECURITY.md claims nothing that no test backs."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
CLAIMS = HERE.parent / "SECURITY.md"
CALLS = (
    "trace=openat,open,creat,mkdir,mkdirat,rename,renameat,renameat2,link,symlink,socket,connect"
)
WRITING = re.compile(
    r"O_WRONLY|O_RDWR|O_CREAT|\b(creat|mkdir|mkdirat|rename\w*|link|symlink|socket|connect)\("
)

pytestmark = pytest.mark.skipif(not CLAIMS.is_file(), reason="not a checkout")


def test_every_test_that_is_named_exists():
    named = set(re.findall(r"`(test_\w+)`", CLAIMS.read_text(encoding="utf-8")))
    files = (path.read_text(encoding="utf-8") for path in HERE.glob("test_*.py"))
    known = {name for text in files for name in re.findall(r"^def (test_\w+)", text, re.MULTILINE)}

    assert len(named) > 15
    assert named <= known


def test_every_claim_names_a_test():
    text = CLAIMS.read_text(encoding="utf-8").partition("## Fuzzing")[0]

    for claim in re.findall(r"^- (?:.+\n)+?(?=- |\n)|^\| (?!what)\w.+$", text, re.MULTILINE):
        assert "`test_" in claim, claim


def test_the_limits_that_are_told_are_those_of_the_program():
    from vt_faq.cli.environment import LONGEST_LINE
    from vt_faq.corpus.aids import MOST_LANGUAGES
    from vt_faq.corpus.decode import MOST_PROBLEMS
    from vt_faq.corpus.read import LARGEST_FILE, MOST_DIGITS
    from vt_faq.index.guard import LARGEST, LARGEST_TEXT, MOST, MOST_TICKS, STEPS
    from vt_faq.search.text import LONGEST_QUERY

    text = CLAIMS.read_text(encoding="utf-8")

    assert f"{LONGEST_QUERY:,} characters" in text
    assert f"{LONGEST_LINE >> 20} MiB read" in text
    assert f"{LARGEST_FILE >> 20} MiB, by size" in text
    assert f"told of a file | {MOST_PROBLEMS:,} |" in text
    assert f"other languages of a corpus | {MOST_LANGUAGES} |" in text
    assert f"digits of a number | {MOST_DIGITS} |" in text
    steps = STEPS * MOST_TICKS // 1_000_000
    assert f"{MOST:,} rows, {LARGEST_TEXT >> 20} MiB of text, {steps} million steps" in text
    assert LARGEST == 10**9
    assert "a number in an index | 10⁹ |" in text


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("strace") is None, reason="no strace here")
@pytest.mark.parametrize(
    "line",
    [
        ["ask", "kan", "een", "melding", "worden", "ingetrokken"],
        ["ask", "--json", "hij", "slaat", "me"],
        ["ask", "--color", "always", "meldig"],
        ["show", "3.4"],
        *(["chapters"], ["chapter", "4", "--answers"], ["steps"], ["links"], ["about"], ["--help"]),
        ["show", "bestaat-niet"],
    ],
    ids=" ".join,
)
def test_the_system_is_asked_for_no_network_and_no_file_to_write(index, tmp_path, line):
    log = tmp_path / "log"
    command = [sys.executable, "-B", "-m", "vt_faq", "--corpus", str(index), *line]

    subprocess.run(["strace", "-f", "-o", str(log), "-e", CALLS, *command], capture_output=True)

    calls = log.read_text(encoding="utf-8", errors="replace").splitlines()
    assert any(str(index) in call for call in calls)
    assert [call for call in calls if WRITING.search(call) and "/dev/" not in call] == []

"""The documentation shows what the program does."""

import importlib.util
import json
import re
import shlex
import shutil
from pathlib import Path

import jsonschema
import pytest

ROOT = Path(__file__).parents[1]
PAGES = sorted([ROOT / "README.md", *(ROOT / "docs").glob("*.md")])
BLOCK = re.compile(r"^ *```(\w+)\n(.*?)^ *```$", re.MULTILINE | re.DOTALL)

pytestmark = pytest.mark.skipif(not (ROOT / "docs").is_dir(), reason="not a checkout")


def blocks(page, language):
    text = page.read_text(encoding="utf-8")
    return [body for kind, body in BLOCK.findall(text) if kind == language]


def commands():
    for page in PAGES:
        for body in blocks(page, "console"):
            for line in map(str.strip, body.splitlines()):
                words = shlex.split(line, comments=True)
                if words[:1] == ["vt-faq"]:
                    yield pytest.param(page, words[1:], id=f"{page.name}: {' '.join(words)}")


@pytest.fixture(name="examples", scope="module")
def _examples(tmp_path_factory):
    """A copy of the folder with the example that docs/corpus.md explains."""
    folder = tmp_path_factory.mktemp("docs") / "example"
    shutil.copytree(ROOT / "docs" / "example", folder)
    return folder


@pytest.mark.parametrize(("page", "arguments"), list(commands()))
def test_every_shown_command_works(run, examples, page, arguments):
    if "train" in arguments:
        pytest.importorskip("sklearn")
    ours = ("fiets.", "bibliotheek.")
    arguments = [str(examples / a) if a.startswith(ours) else a for a in arguments]

    done = run(*arguments, input="wat is veilig thuis\n")

    assert done.returncode == 0, done.stderr
    assert done.stdout


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_shown_python_works(page):
    for body in blocks(page, "python"):
        exec(compile(body, str(page), "exec"), {})


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_within_the_repository_leads_somewhere(page):
    for target in re.findall(r"\]\(([^)#:]+)\)", page.read_text(encoding="utf-8")):
        if "/" in target or target.endswith((".md", ".svg", ".json")) or target == "LICENSE":
            assert (page.parent / target).exists(), target


@pytest.fixture(name="generate", scope="module")
def _generate():
    """The tool that makes files from the program itself."""
    spec = importlib.util.spec_from_file_location("generate", ROOT / "tools" / "generate.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", ["data/faq.schema.json", "docs/commands.md", "docs/vt-faq.1"])
def test_what_is_made_from_the_program_is_not_behind(generate, name):
    assert (ROOT / name).read_text(encoding="utf-8") == generate.FILES[name]()


def test_the_picture_shows_what_the_program_shows(generate):
    def words(svg):
        return re.sub(r"<style>.*?</style>|<[^>]+>", "", svg, flags=re.S).split()

    committed = (ROOT / "docs" / "answer.svg").read_text(encoding="utf-8")

    assert words(committed) == words(generate.picture())


def test_continuous_integration_runs_the_readmes_own_test_command():
    command = re.search(r"^python3 -m venv .*pytest$", (ROOT / "README.md").read_text(), re.M)

    assert command
    assert "README.md" in (ROOT / ".ci" / "run").read_text()


def test_the_example_corpus_is_the_documented_one_and_can_be_asked(run, examples):
    corpus, phrasings = blocks(ROOT / "docs" / "corpus.md", "json")
    path = examples / "fiets.json"

    assert path.read_text(encoding="utf-8") == corpus
    assert (examples / "zinnen.json").read_text(encoding="utf-8") == phrasings
    assert "Hoe plak ik een band?" in run("--corpus", str(path), "ask", "mijn band is lek").stdout
    assert "Hoe plak ik" not in run("--corpus", str(path), "ask", "wat kost een fiets").stdout[:50]
    assert run("--corpus", str(path), "ask", "tweedehands fiets kopen prijs").returncode == 1


@pytest.mark.parametrize(
    ("kind", "arguments"),
    [
        ("ask", ["ask", "kan een melding worden ingetrokken"]),
        ("ask", ["ask", "melding"]),
        ("ask", ["ask", "hoe lang bewaren ze mijn dossier"]),
        ("ask", ["ask", "--explain", "mijn vader slaat me"]),
        ("pages", ["show", "3.4", "5.6"]),
        ("pages", ["chapter", "4", "--answers"]),
        ("chapters", ["chapters"]),
        ("chapter", ["chapter", "2"]),
        ("chapter", ["show", "2"]),
        ("questions", ["questions"]),
        ("links", ["links"]),
        ("about", ["about"]),
        ("findings", ["check", str(ROOT / "docs" / "json.schema.json")]),
        ("error", ["show", "9.9"]),
        ("error", ["chapter"]),
        ("error", ["--corpus", "nergens.json", "chapters"]),
    ],
)
def test_json_fits_the_documented_schema(run, kind, arguments):
    schema = json.loads((ROOT / "docs" / "json.schema.json").read_text(encoding="utf-8"))
    done = run("--json", *arguments)

    written = json.loads(done.stderr if kind == "error" else done.stdout)

    jsonschema.validate(written, schema | {"anyOf": [{"$ref": f"#/$defs/{kind}"}]})


def test_the_documented_fields_of_json_are_the_real_ones(run):
    (documented, error) = (json.loads(b) for b in blocks(ROOT / "docs" / "json.md", "json"))
    real = json.loads(run("ask", "--json", documented["query"]).stdout)

    assert list(real) == list(documented)
    assert list(real["page"]) == list(documented["page"])
    assert list(real["matches"][0]) == list(documented["matches"][0])
    assert set(real["page"]["related"][0]) == set(documented["page"]["related"][0])
    assert list(json.loads(run("--json", "show", "9.9").stderr)) == list(error)

"""Fuzz the readers of corpora and indexes, guided by coverage: `tools/fuzz.py corpus [OPTION]…`.

Needs atheris (`pip install atheris`), which is not among the dependencies. Options are those of
libFuzzer, such as `-max_total_time=300`; figures of the last run stand in SECURITY.md. A crash is
kept in a file, and shown again with `tools/fuzz.py corpus FILE`.
"""

import json
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["vt_faq"]):
    from vt_faq.corpus.review import review
    from vt_faq.errors import UNPRINTABLE, CorpusError
    from vt_faq.faq import Faq
    from vt_faq.index.compile import compile_index
    from vt_faq.view.about import about
    from vt_faq.view.as_json import as_json
    from vt_faq.view.blocks import Contents, Links, Pages
    from vt_faq.view.plain import plain
    from vt_faq.view.reply import lay_out

FOLDER = Path(tempfile.mkdtemp(prefix="vt-faq-fuzz-"))
PHRASINGS = {
    "questions": {"een": ["hoe plak ik een band", "lek"]},
    "topics": [{"id": "t", "name": "geld", "near": ["een"], "advice": ["wij"], "phrasings": ["x"]}],
    "languages": {"en": {"notice": "N", "questions": {"een": ["flat tyre"]}, "topics": {}}},
    "advice": ["wij"],
    "danger": {"geweld": ["slaat mij"], "kind": ["mijn vader"]},
}
TEXTS = ("title", "subtitle", "publisher", "date", "introduction", "reading_guide", "colophon")
CORPUS = dict.fromkeys(TEXTS, "Tekst") | {
    "language": "nl",
    "more_questions": "Bel [ons](bron:wij).",
    "chapters": [
        {
            "title": "H",
            "questions": [
                {"id": "een", "page": 1, "question": "Lek?", "answer": "*Plak*. [Zie](#twee)"},
                {"id": "twee", "page": 1, "question": "Rem?", "answer": "1. Bel\n2. Knijp"},
            ],
        }
    ],
    "resources": [{"id": "wij", "name": "Wij", "purpose": "hulp", "origin": "vt-faq"}],
    "phrasings": "phrasings.json",
    "shortcuts": {"steps": "een"},
    "emergency": {
        "line": "Bel 112.",
        "kinds": [{"id": "geweld", "line": "Bel 112.", "reply": "Sterkte.", "resources": ["wij"]}],
        "child": {"id": "kind", "line": "Bel ook.", "reply": "Sterkte."},
    },
}


def use(faq: Faq) -> None:
    """Everything that can be done with a corpus, in the views that can be written to a pipe."""
    links = Links(tuple(faq.resources), faq.text("emergency"))
    shown = [Contents(faq.chapters), links, about(faq), *faq.chapters]
    queries = ("hoe plak ik een lekke band", "wat kost geld", "slaat mij", "flat tyre")
    shown += [Pages(map(faq.page, chapter.questions)) for chapter in faq.chapters]
    shown += map(faq.explain, queries)
    for item in shown:
        text = plain(lay_out(item, ordinals=True).blocks) + as_json(item)
        assert text == text.translate(UNPRINTABLE)


def corpus(data: bytes) -> None:
    """Any bytes as a corpus; what is refused is also found by `check`."""
    path = FOLDER / "faq.json"
    path.write_bytes(data)
    _json(path)


def phrasings(data: bytes) -> None:
    """Any bytes as the phrasings of a corpus."""
    (FOLDER / "phrasings.json").write_bytes(data)
    _json(FOLDER / "main.json")


def _json(path: Path) -> None:
    refused = False
    try:
        use(Faq.load(path))
    except CorpusError:
        refused = True
    try:
        found = any(item.severity == "problem" for item in review(path))
    except CorpusError:
        found = True
    assert found or not refused


def index(data: bytes) -> None:
    """Any bytes as a compiled index."""
    path = FOLDER / "faq.index"
    path.write_bytes(data)
    with suppress(CorpusError):
        use(Faq.load(path))


TARGETS = {"corpus": corpus, "phrasings": phrasings, "index": index}


def main() -> None:
    """Fuzz the reader that the first argument names."""
    name = sys.argv.pop(1)
    (FOLDER / "main.json").write_text(json.dumps(CORPUS), encoding="utf-8")
    (FOLDER / "phrasings.json").write_text(json.dumps(PHRASINGS), encoding="utf-8")
    seeds = FOLDER / "seeds"
    seeds.mkdir()
    compile_index(FOLDER / "main.json", FOLDER / "seed.index")
    seed = {"corpus": "main.json", "phrasings": "phrasings.json", "index": "seed.index"}[name]
    (seeds / seed).write_bytes((FOLDER / seed).read_bytes())
    words = {key for value in (CORPUS, PHRASINGS) for key in value} | {"id", "page", "answer"}
    dictionary = FOLDER / "words.dict"
    dictionary.write_text("".join(f'"\\"{word}\\":"\n' for word in sorted(words)))
    options = [f"-dict={dictionary}", "-max_len=262144", "-timeout=20"]
    if not any(not argument.startswith("-") for argument in sys.argv[1:]):
        options.append(str(seeds))
    atheris.Setup([*sys.argv, *options], TARGETS[name])
    atheris.Fuzz()


if __name__ == "__main__":
    main()

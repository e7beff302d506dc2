"""What happens when the corpus grows: compile, size, cold and warm queries, quality.

    python benchmarks/growth.py [SIZE…]  [--queries N] [--peers]

Generates Dutch-looking corpora (deterministic), compiles each with the real command and
reports, per size: entries compiled a second, size of the index, peak memory of the compile,
a cold `ask` as a ratio to that at the smallest size, warm p50 and p95, and how often an entry
is found back from a distorted phrasing (success@1, @10). With --peers the same queries go to
rapidfuzz, SQLite FTS5 and, where installed, bm25s and tantivy, in the same run.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from rapidfuzz import fuzz, process

from vt_faq import Faq
from vt_faq.search.text import words

FIRST = """
school huis zorg kind ouder klas les toets vervoer wijk jeugd taal reken sport
muziek
""".split()
SECOND = """
plan brief regel dag geld team groep plaats recht hulp kaart raad keuze doel beeld
""".split()
THIRD = """
aanvraag melding gesprek afspraak controle overzicht wijziging besluit termijn
rekening
""".split()
VERBS = """
aanvragen wijzigen betalen bekijken stoppen verlengen melden bespreken regelen
kiezen afzeggen ontvangen controleren opsturen bewaren delen vergelijken berekenen
""".split()
PLACES = """
noord zuid oost west dorp stad haven markt berg dal veld bos meer poort brug
""".split()
COLD_RUNS = 9

Engine = Callable[[str], list[int]]


def entry(number: int) -> dict[str, Any]:
    """Entry `number` of the generated corpus: what it is about follows from its number."""
    chance = random.Random(number)
    noun = chance.choice(FIRST) + chance.choice(SECOND) + chance.choice(THIRD)
    place = chance.choice(PLACES) + chance.choice(PLACES) + str(number % 97)
    verb, other = chance.sample(VERBS, 2)
    extra = chance.choice(FIRST) + chance.choice(THIRD)
    return {
        "question": f"Hoe kan ik een {noun} {verb} in {place}?",
        "answer": f"Een {noun} kun je {verb} bij {place}. Lees ook over de {extra}. Daarna kun je"
        f" de {noun} {other}, als de {extra} klaar is.",
        "phrasings": [
            f"{noun} {verb} {place}",
            f"mag ik mijn {noun} {verb} bij {place}",
            f"waar moet ik zijn voor {extra} en {noun} {place}",
        ],
        "asked": f"ik wil graag een {noun} {other} of {verb} bij jullie in {place}",
    }


def distorted(text: str, chance: random.Random) -> str:
    """The text with words left out, swapped and misspelt, as people type."""
    kept = [word for word in text.split() if chance.random() > 0.2] or text.split()
    if chance.random() < 0.3:
        chance.shuffle(kept)
    place = chance.randrange(len(kept))
    word = kept[place]
    if len(word) > 4:
        cut = chance.randrange(1, len(word) - 1)
        kept[place] = word[:cut] + word[cut + 1 :]
    return " ".join(kept)


def write_corpus(size: int, folder: Path) -> Path:
    """The corpus of `size` entries, in chapters of a hundred, with its phrasings."""
    entries = [entry(number) for number in range(size)]
    questions = [
        {
            "id": f"vraag-{number}",
            "page": 1,
            "question": f"{item['question'][:-1]} ({number})?",
            "answer": item["answer"],
        }
        for number, item in enumerate(entries)
    ]
    chapters = [
        {"title": f"Hoofdstuk {start // 100 + 1}", "questions": questions[start : start + 100]}
        for start in range(0, size, 100)
    ]
    texts = ("introduction", "reading_guide", "more_questions", "colophon", "title", "subtitle")
    corpus = dict.fromkeys((*texts, "publisher", "date"), "Proef.")
    corpus |= {"language": "nl", "chapters": chapters, "resources": [], "phrasings": "p.json"}
    phrasings = {f"vraag-{number}": item["phrasings"] for number, item in enumerate(entries)}
    (folder / "p.json").write_text(json.dumps({"questions": phrasings}), encoding="utf-8")
    path = folder / "faq.json"
    path.write_text(json.dumps(corpus), encoding="utf-8")
    return path


def timed(command: Sequence[str]) -> tuple[float, float]:
    """Wall seconds of a command and the peak memory (MiB) of the largest one so far."""
    start = time.perf_counter()
    subprocess.run(command, check=False, stdout=subprocess.DEVNULL)
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    return time.perf_counter() - start, peak


def ask_engine(faq: Faq) -> Engine:
    """vt-faq through its API."""

    def ask(query: str) -> list[int]:
        return [int(m.question.id.split("-")[1]) for m in faq.ask(query, 10).matches]

    return ask


def peer_engines(size: int) -> dict[str, Engine]:
    """Other ways to search the same texts, those that are installed."""
    entries = [entry(number) for number in range(size)]
    texts = [" ".join([item["question"], item["answer"], *item["phrasings"]]) for item in entries]
    titles = [item["question"] for item in entries]
    engines: dict[str, Engine] = {
        "rapidfuzz token_set_ratio": lambda query: [
            position
            for _, _, position in process.extract(
                query, titles, scorer=fuzz.token_set_ratio, limit=10
            )
        ]
    }
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE f USING fts5(text)")
    connection.executemany("INSERT INTO f VALUES (?)", ((text,) for text in texts))

    def fts5(query: str) -> list[int]:
        terms = " OR ".join(f'"{word}"' for word in words(query))
        rows = connection.execute(
            "SELECT rowid FROM f WHERE f MATCH ? ORDER BY rank LIMIT 10", (terms,)
        )
        return [row - 1 for (row,) in rows]

    engines["SQLite FTS5"] = fts5
    try:
        import bm25s

        retriever = bm25s.BM25()
        retriever.index(
            bm25s.tokenize(texts, stopwords=None, show_progress=False), show_progress=False
        )

        def bm25(query: str) -> list[int]:
            tokens = bm25s.tokenize([query], stopwords=None, show_progress=False)
            found, _ = retriever.retrieve(tokens, k=min(10, size), show_progress=False)
            return [int(position) for position in found[0]]

        engines["bm25s"] = bm25
    except ImportError:
        pass
    try:
        import tantivy

        builder = tantivy.SchemaBuilder()
        builder.add_text_field("text")
        builder.add_integer_field("number", stored=True)
        index = tantivy.Index(builder.build())
        writer = index.writer()
        for position, text in enumerate(texts):
            writer.add_document(tantivy.Document(text=text, number=position))
        writer.commit()
        index.reload()
        searcher = index.searcher()

        def tantivy_search(query: str) -> list[int]:
            parsed = index.parse_query(" ".join(words(query)), ["text"])
            return [searcher.doc(at)["number"][0] for _, at in searcher.search(parsed, 10).hits]

        engines["tantivy"] = tantivy_search
    except ImportError:
        pass
    return engines


def measured(engine: Engine, size: int, queries: int) -> dict[str, float]:
    """Success and warm latency of an engine over known-item queries."""
    chance = random.Random(size)
    first = ten = 0
    taken = []
    engine("opwarmen")
    for _ in range(queries):
        number = chance.randrange(size)
        query = distorted(entry(number)["asked"], chance)
        start = time.perf_counter()
        found = engine(query)
        taken.append((time.perf_counter() - start) * 1000)
        first += found[:1] == [number]
        ten += number in found
    cuts = quantiles(taken, n=20)
    return {
        "success@1": first / queries,
        "success@10": ten / queries,
        "p50 ms": median(taken),
        "p95 ms": cuts[-1],
    }


def main() -> None:
    """Report per size."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("sizes", nargs="*", type=int, default=[26, 1000, 10_000, 100_000])
    parser.add_argument("--queries", type=int, default=200)
    parser.add_argument("--peers", action="store_true")
    options = parser.parse_args()
    vt_faq = [sys.executable, "-m", "vt_faq"]
    baseline = 0.0
    print(
        "| entries | compiled/s | index MiB | compile MiB | cold ms | × smallest | warm p50 |"
        " warm p95 | success@1 | success@10 |"
    )
    print("|---" * 10 + "|")
    peers: list[str] = []
    for size in options.sizes:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            source, target = write_corpus(size, folder), folder / "faq.index"
            seconds, peak = timed([*vt_faq, "compile", str(source), str(target)])
            query = distorted(entry(size // 2)["asked"], random.Random(1))
            command = [*vt_faq, "--corpus", str(target), "ask", "--json", query]
            timed(command)
            cold = median(timed(command)[0] for _ in range(COLD_RUNS))
            baseline = baseline or cold
            values = measured(ask_engine(Faq.load(target)), size, options.queries)
            print(
                f"| {size:,} | {size / seconds:,.0f} | {target.stat().st_size / 2**20:.1f} |"
                f" {peak:.0f} | {cold * 1000:.0f} | {cold / baseline:.2f} |"
                f" {values['p50 ms']:.1f} | {values['p95 ms']:.1f} |"
                f" {values['success@1']:.3f} | {values['success@10']:.3f} |",
                flush=True,
            )
        if options.peers:
            for title, engine in peer_engines(size).items():
                found = measured(engine, size, min(options.queries, 100))
                cells = " | ".join(f"{value:.3f}" for value in found.values())
                peers.append(f"| {size:,} | {title} | {cells} |")
    if peers:
        print(
            "\n| entries | peer | success@1 | success@10 | p50 ms | p95 ms |\n" + "|---" * 6 + "|"
        )
        print("\n".join(peers))


if __name__ == "__main__":
    main()

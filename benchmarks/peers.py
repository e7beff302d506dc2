"""Other ways to search texts, those that are installed."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import suppress

from rapidfuzz import fuzz, process

from vt_faq.search.text import words

Engine = Callable[[str], list[int]]
"""A query → numbers of at most ten texts, best first."""


def peers(titles: list[str], texts: list[str]) -> Iterator[tuple[str, Engine]]:
    """The peers by name, each with all texts in it, or with their titles."""
    yield "rapidfuzz token_set_ratio", _rapidfuzz(titles)
    yield "SQLite FTS5", _fts5(texts)
    with suppress(ImportError):
        yield "bm25s", _bm25s(texts)
    with suppress(ImportError):
        yield "tantivy", _tantivy(texts)


def _rapidfuzz(titles: list[str]) -> Engine:
    def search(query: str) -> list[int]:
        found = process.extract(query, titles, scorer=fuzz.token_set_ratio, limit=10)
        return [position for _, _, position in found]

    return search


def _fts5(texts: list[str]) -> Engine:
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE f USING fts5(text)")
    connection.executemany("INSERT INTO f VALUES (?)", ((text,) for text in texts))

    def search(query: str) -> list[int]:
        terms = " OR ".join(f'"{word}"' for word in words(query))
        rows = connection.execute(
            "SELECT rowid FROM f WHERE f MATCH ? ORDER BY rank LIMIT 10", (terms,)
        )
        return [row - 1 for (row,) in rows]

    return search


def _bm25s(texts: list[str]) -> Engine:
    import bm25s

    quiet = {"stopwords": None, "show_progress": False}
    retriever = bm25s.BM25()
    retriever.index(bm25s.tokenize(texts, **quiet), show_progress=False)

    def search(query: str) -> list[int]:
        tokens = bm25s.tokenize([query], **quiet)
        found, _ = retriever.retrieve(tokens, k=min(10, len(texts)), show_progress=False)
        return [int(position) for position in found[0]]

    return search


def _tantivy(texts: list[str]) -> Engine:
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

    def search(query: str) -> list[int]:
        parsed = index.parse_query(" ".join(words(query)), ["text"])
        return [searcher.doc(at)["number"][0] for _, at in searcher.search(parsed, 10).hits]

    return search

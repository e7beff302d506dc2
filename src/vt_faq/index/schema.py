"""Every table of an index, and the number of its format."""

from __future__ import annotations

from types import NoneType
from typing import Any, get_args, get_type_hints

from vt_faq.content import Chapter, Question, Resource

FORMAT = 5
"""Version of the index; a file of another version is refused."""

TEXTS = (
    *(
        "title",
        "name",
        "subtitle",
        "language",
        "publisher",
        "date",
        "introduction",
        "reading_guide",
    ),
    *("more_questions", "colophon"),
)
"""The texts of a corpus that stand in `meta` under their names."""


def _shape(kind: Any) -> dict[str, tuple[type, ...]]:
    """The columns of a class, and the types that each may hold.

    Every field is one that holds a single text or number; lists stand in tables of their own.
    """
    hints = get_type_hints(kind)
    columns = {name: get_args(hint) or (hint,) for name, hint in hints.items()}
    texts = {name: (str,) for name, types in columns.items() if isinstance(types[0], str)}
    return {
        name: types
        for name, types in (columns | texts).items()
        if set(types) <= {str, int, NoneType}
    }


SHAPES = {kind: _shape(kind) for kind in (Question, Chapter, Resource)}


def _columns(kind: Any) -> str:
    return ", ".join(
        f"{name} {'INTEGER' if int in types else 'TEXT'}{'' if NoneType in types else ' NOT NULL'}"
        for name, types in SHAPES[kind].items()
    )


META = "CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID"
"""The table of what is said of the whole; the same in every version."""


def tables() -> tuple[str, ...]:
    """The statements that make the tables of what is shown."""
    return (
        META,
        f"CREATE TABLE chapter ({_columns(Chapter)}, UNIQUE (number))",
        "CREATE TABLE question (position INTEGER PRIMARY KEY, chapter INTEGER NOT NULL,"
        f" {_columns(Question)}, UNIQUE (number), UNIQUE (id))",
        "CREATE INDEX question_by_chapter ON question (chapter, position)",
        "CREATE TABLE reference (target TEXT, source TEXT, PRIMARY KEY (target, source))"
        " WITHOUT ROWID",
        f"CREATE TABLE resource (position INTEGER PRIMARY KEY, {_columns(Resource)}, UNIQUE (id))",
        "CREATE TABLE mention (resource TEXT, question TEXT, PRIMARY KEY (resource, question))"
        " WITHOUT ROWID",
    )


SEARCH_TABLES = (
    "CREATE TABLE feature (name TEXT PRIMARY KEY, weight REAL NOT NULL,"
    " candidates BLOB NOT NULL, impacts BLOB NOT NULL) WITHOUT ROWID",
    "CREATE TABLE prior (candidate INTEGER PRIMARY KEY, score REAL NOT NULL)",
    "CREATE TABLE cut (name TEXT PRIMARY KEY, number INTEGER NOT NULL) WITHOUT ROWID",
    "CREATE TABLE rest (candidate INTEGER PRIMARY KEY, features BLOB NOT NULL,"
    " impacts BLOB NOT NULL)",
    "CREATE TABLE topic (position INTEGER PRIMARY KEY, id TEXT NOT NULL, name TEXT NOT NULL,"
    " reply TEXT)",
    "CREATE TABLE near (topic INTEGER, place INTEGER, question TEXT, PRIMARY KEY (topic, place))",
    "CREATE TABLE advice (topic INTEGER, place INTEGER, resource TEXT, PRIMARY KEY (topic, place))",
    "CREATE TABLE calibration (signal INTEGER PRIMARY KEY, confidence REAL NOT NULL,"
    " answerable REAL NOT NULL)",
    "CREATE TABLE threshold (name TEXT PRIMARY KEY, value REAL NOT NULL) WITHOUT ROWID",
    "CREATE TABLE phrasing (candidate INTEGER NOT NULL, text TEXT NOT NULL)",
    "CREATE INDEX phrasing_by_candidate ON phrasing (candidate)",
    "CREATE TABLE heading (word TEXT, position INTEGER, PRIMARY KEY (word, position))"
    " WITHOUT ROWID",
    "CREATE TABLE kind (position INTEGER PRIMARY KEY, id TEXT NOT NULL, line TEXT NOT NULL,"
    " reply TEXT NOT NULL)",
    "CREATE TABLE refuge (kind INTEGER, place INTEGER, resource TEXT, PRIMARY KEY (kind, place))",
    "CREATE TABLE cue (kind INTEGER, text TEXT, PRIMARY KEY (kind, text)) WITHOUT ROWID",
    "CREATE TABLE word (initial TEXT, length INTEGER, text TEXT, frequency INTEGER NOT NULL,"
    " PRIMARY KEY (initial, length, text)) WITHOUT ROWID",
    "CREATE TABLE tongue (name TEXT PRIMARY KEY, odds BLOB NOT NULL) WITHOUT ROWID",
    "CREATE TABLE notice (language TEXT PRIMARY KEY, text TEXT NOT NULL) WITHOUT ROWID",
)
"""The statements that make the tables of what is searched."""

"""The corpus as a SQLite database: in memory for a JSON corpus, a file for a compiled index.

Everything that shows or finds something reads from here, row by row and on demand,
so the cost of an answer does not grow with the corpus.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from math import inf
from threading import Lock
from typing import TYPE_CHECKING, Any, TypeVar

from vt_faq.content import ORIGINS, SHAPES, Chapter, Question, Resource
from vt_faq.errors import CorpusError, NotFoundError
from vt_faq.markup import references, resources
from vt_faq.safe import one_line

if TYPE_CHECKING:
    from vt_faq.corpus.model import Corpus

Row = TypeVar("Row", Chapter, Question, Resource)

FORMAT = 2
"""Version of the database; an index of another version is refused."""

TEXTS = (
    *("title", "subtitle", "language", "publisher", "date", "introduction", "reading_guide"),
    *("more_questions", "colophon", "danger_line"),
)
TEXT_FIELDS = ("id", "page", "question", "answer")
TABLES = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE chapter (number INTEGER PRIMARY KEY, title TEXT NOT NULL);
CREATE TABLE question (
    position INTEGER PRIMARY KEY, chapter INTEGER NOT NULL, number TEXT NOT NULL UNIQUE,
    id TEXT NOT NULL UNIQUE, page INTEGER NOT NULL, question TEXT NOT NULL, answer TEXT NOT NULL
);
CREATE INDEX question_by_chapter ON question (chapter, position);
CREATE TABLE reference (target TEXT, source TEXT, PRIMARY KEY (target, source)) WITHOUT ROWID;
CREATE TABLE resource (
    position INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, name TEXT NOT NULL,
    purpose TEXT NOT NULL, origin TEXT NOT NULL, url TEXT, phone TEXT, phone_note TEXT,
    checked TEXT
);
CREATE TABLE mention (resource TEXT, question TEXT, PRIMARY KEY (resource, question)) WITHOUT ROWID;
"""
NONSENSE = (ArithmeticError, AttributeError, LookupError, NotFoundError, TypeError, ValueError)
"""What reading a damaged database may end in, where no key of the user's is looked up."""

INFINITE = (inf, -inf)
QUESTION = f"SELECT {', '.join(Question._fields)} FROM question"
RESOURCE = f"SELECT {', '.join(Resource._fields)} FROM resource"


def write(connection: sqlite3.Connection, corpus: Corpus) -> None:
    """Write the texts and the structure of a corpus into an empty database."""
    connection.executescript(TABLES)
    texts = ((name, getattr(corpus, name)) for name in TEXTS)
    connection.executemany(
        "INSERT INTO meta VALUES (?, ?)",
        [(name, text) for name, text in texts if text is not None]
        + [("format", str(FORMAT))]
        + [("chapters", str(len(corpus.chapters))), ("questions", str(len(corpus.questions)))]
        + [(f"shortcut:{name}", target) for name, target in corpus.shortcuts.items()],
    )
    connection.executemany(
        "INSERT INTO chapter VALUES (?, ?)",
        ((number, chapter.title) for number, chapter in enumerate(corpus.chapters, 1)),
    )
    for position, (chapter, number, question) in enumerate(corpus.numbered()):
        connection.execute(
            "INSERT INTO question VALUES (?, ?, ?, ?, ?, ?, ?)",
            (position, chapter, number, *(getattr(question, name) for name in TEXT_FIELDS)),
        )
        connection.executemany(
            "INSERT INTO reference VALUES (?, ?)",
            ((target, question.id) for target in references(question.answer)),
        )
        connection.executemany(
            "INSERT INTO mention VALUES (?, ?)",
            ((resource, question.id) for resource in resources(question.answer)),
        )
    connection.executemany(
        "INSERT INTO resource VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            (position, *(getattr(item, name) for name in Resource._fields))
            for position, item in enumerate(corpus.resources)
        ),
    )


class Store:
    """Reads a corpus from its database; safe to share between threads."""

    def __init__(self, connection: sqlite3.Connection, file: str | None) -> None:
        """Read from `connection`; `file` is the index file that it leads to, if any."""
        self._connection = connection
        self._file = file
        self._lock = Lock()

    def rows(self, sql: str, parameters: Iterable[Any] = (), *, blobs: bool = False) -> list[Any]:
        """All rows of a query; CorpusError when the database is damaged.

        SQLite keeps a value of any type in any column: infinity is damage, and so are bytes
        where no `blobs` belong. A parameter that is no Unicode stands in no row.
        """
        try:
            with self._lock:
                found = self._connection.execute(sql, tuple(parameters)).fetchall()
        except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
            raise self.damaged() from error
        except UnicodeEncodeError:
            return []
        if any(
            value in INFINITE or (type(value) is bytes and not blobs)
            for row in found
            for value in row
        ):
            raise self.damaged()
        return found

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Take nonsense that an index file holds for what it is: CorpusError."""
        try:
            yield
        except NONSENSE as error:
            if self._file is None:
                raise
            raise self.damaged() from error

    def damaged(self) -> CorpusError:
        """What to raise when the database holds what it cannot hold."""
        return CorpusError(
            f"De index {self._file} is beschadigd, of geen index van vt-faq."
            " Maak hem opnieuw met: vt-faq compile"
        )

    def page_size(self) -> int:
        """Of how many bytes a page of the database is; a file is a number of whole pages."""
        return int(self.rows("PRAGMA page_size")[0][0])

    def text(self, name: str) -> str | None:
        """A text of the corpus (`title`, `introduction`, …), or None when it has none."""
        found = self.rows("SELECT value FROM meta WHERE key = ?", (name,))
        return found[0][0] if found else None

    def question(self, key: str) -> Question:
        """The question of a number (`3.4`) or id; NotFoundError when there is none."""
        found = self._questions("WHERE number = ? OR id = ?", (key, key))
        if not found:
            raise NotFoundError(
                f"Vraag {one_line(key)} bestaat niet. Kies een nummer zoals"
                f" {self.rows('SELECT number FROM question LIMIT 1')[0][0]};"
                " vt-faq chapter 1 toont de vragen van hoofdstuk 1."
            )
        return found[0]

    def at(self, positions: Iterable[int]) -> list[Question]:
        """The questions at these positions (0 is the first of the corpus), in that order."""
        wanted = list(positions)
        marks = ", ".join("?" * len(wanted))
        found = {
            row[0]: self._made(Question, row[1:])
            for row in self.rows(
                f"SELECT position, {', '.join(Question._fields)} FROM question"
                f" WHERE position IN ({marks})",
                wanted,
            )
        }
        return [found[position] for position in wanted]

    def in_chapter(self, number: int) -> list[Question]:
        """The questions of a chapter, in order."""
        return self._questions("WHERE chapter = ? ORDER BY position", (number,))

    def referring_to(self, question_id: str) -> list[Question]:
        """The questions whose answer refers to this one, in order."""
        return self._questions(
            "WHERE id IN (SELECT source FROM reference WHERE target = ?) ORDER BY position",
            (question_id,),
        )

    def mentioning(self, resource_id: str) -> list[Question]:
        """The questions whose answer points to this resource, in order."""
        return self._questions(
            "WHERE id IN (SELECT question FROM mention WHERE resource = ?) ORDER BY position",
            (resource_id,),
        )

    def chapters(self) -> list[Chapter]:
        """All chapters with their questions."""
        return [
            self._made(Chapter, row, tuple(self.in_chapter(row[0])))
            for row in self.rows("SELECT number, title FROM chapter ORDER BY number")
        ]

    def chapter_count(self) -> int:
        """How many chapters there are."""
        return int(self.text("chapters") or 0)

    def question_count(self) -> int:
        """How many questions there are."""
        return int(self.text("questions") or 0)

    def chapter(self, number: int | str) -> Chapter:
        """A chapter with its questions; NotFoundError when there is none of that number."""
        found = self.rows(
            "SELECT number, title FROM chapter WHERE CAST(number AS TEXT) = ?", (str(number),)
        )
        if not found:
            raise NotFoundError(
                f"Hoofdstuk {one_line(str(number))} bestaat niet."
                f" Kies een hoofdstuk van 1–{self.chapter_count()}."
            )
        return self._made(Chapter, found[0], tuple(self.in_chapter(found[0][0])))

    def resources(self, ids: Iterable[str]) -> list[Resource]:
        """The resources of these ids, in that order."""
        wanted = list(ids)
        marks = ", ".join("?" * len(wanted))
        found = {
            row[0]: self._resource(row)
            for row in self.rows(f"{RESOURCE} WHERE id IN ({marks})", wanted)
        }
        return [found[item] for item in wanted]

    def all_resources(self) -> list[Resource]:
        """All resources, in the order of the corpus."""
        return [self._resource(row) for row in self.rows(f"{RESOURCE} ORDER BY position")]

    def _resource(self, row: tuple[Any, ...]) -> Resource:
        resource = self._made(Resource, row)
        if resource.origin not in ORIGINS:
            raise self.damaged()
        return resource

    def _made(self, kind: type[Row], row: tuple[Any, ...], *more: Any) -> Row:
        if not all(map(isinstance, row, SHAPES[kind])):
            raise self.damaged()
        return kind(*row, *more)

    def _questions(self, where: str, parameters: Iterable[Any]) -> list[Question]:
        return [self._made(Question, row) for row in self.rows(f"{QUESTION} {where}", parameters)]

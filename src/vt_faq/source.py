"""Where a corpus comes from: the packaged index, a source checkout, a JSON or an index file."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

from vt_faq.errors import CorpusError
from vt_faq.store import FORMAT, Store

PACKAGED = Path(__file__).parent / "data"
CHECKOUT = Path(__file__).parents[2] / "data"
INDEX_NAME = "faq.index"
SQLITE_MAGIC = b"SQLite format 3\0"

NOT_PLAIN = """
SELECT 1 FROM sqlite_master AS item WHERE type NOT IN ('table', 'index') OR rootpage = 0
OR sql LIKE '%view%' OR sql LIKE '%virtual%'
OR EXISTS (SELECT 1 FROM pragma_table_xinfo(item.name) WHERE hidden) LIMIT 1
"""
"""Finds what calculates or acts when it is read, such as a view: an index only holds tables."""

Prepare = Callable[[], None]


def data_folder() -> Path:
    """The folder with the brochure's data: inside the package, or that of the checkout."""
    return PACKAGED if PACKAGED.is_dir() else CHECKOUT


def default_source() -> Path:
    """The brochure: its compiled index where there is one, its JSON otherwise.

    The index of a checkout counts only while it is newer than all that it is made of.
    """
    folder = data_folder()
    index = folder / INDEX_NAME
    usable = index.is_file() and (folder == PACKAGED or _is_fresh(index))
    return index if usable else folder / "faq.json"


def _is_fresh(index: Path) -> bool:
    made = index.stat().st_mtime
    sources = (*CHECKOUT.glob("*.json"), *Path(__file__).parent.rglob("*.py"))
    return all(source.stat().st_mtime < made for source in sources)


def open_store(path: Path | None) -> tuple[Store, Prepare]:
    """The corpus at a path (None: the brochure), and what must run before it is searched.

    Raises CorpusError when the file is neither a corpus nor an index of this version.
    """
    path = path or default_source()
    return _open_index(path) if is_index(path) else _open_json(path)


def is_index(path: Path) -> bool:
    """Whether a file begins like an index."""
    try:
        if not path.is_file():
            return False
        with path.open("rb") as file:
            return file.read(len(SQLITE_MAGIC)) == SQLITE_MAGIC
    except OSError:
        return False


def digest_of(path: Path) -> str | None:
    """The digest of the files that an index was made of; None when it is no whole index."""
    try:
        return _read_index(path).text("digest") if is_index(path) else None
    except CorpusError:
        return None


def _open_index(path: Path) -> tuple[Store, Prepare]:
    return _read_index(path), lambda: None


def _read_index(path: Path) -> Store:
    """An index that is ours and whole, as far as can be seen at the same cost for every size.

    SQLite itself refuses a file that lacks whole pages; a piece of a page is what it misses.
    """
    uri = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
    try:
        store = Store(sqlite3.connect(uri, uri=True, check_same_thread=False), str(path))
    except sqlite3.Error as error:
        raise CorpusError(f"De index {path} is niet te openen. Controleer de rechten.") from error
    if store.rows(NOT_PLAIN):
        raise store.damaged()
    with store.reading():
        version = store.text("format")
    if version != str(FORMAT):
        raise CorpusError(
            f"De index {path} is gemaakt door een andere versie van vt-faq."
            " Maak hem opnieuw met: vt-faq compile"
        )
    if path.stat().st_size % store.page_size():
        raise store.damaged()
    return store


def _open_json(path: Path) -> tuple[Store, Prepare]:
    from vt_faq import database
    from vt_faq.corpus.read import read

    files = read(path)
    connection = sqlite3.connect(":memory:", check_same_thread=False)
    database.write_texts(connection, files)
    return Store(connection, None), lambda: database.write_search(connection, files)

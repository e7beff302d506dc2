"""Where an index comes from: the package, a checkout, an index file, or a corpus read now."""

from __future__ import annotations

import os
import sqlite3
import sys
from pathlib import Path

from vt_faq.errors import CorpusError
from vt_faq.index.rows import Index
from vt_faq.index.schema import FORMAT, META, SEARCH_TABLES, tables

PACKAGED = Path(__file__).parents[1] / "data"
CHECKOUT = Path(__file__).parents[3] / "data"
INDEX_NAME = "faq.index"
SQLITE_MAGIC = b"SQLite format 3\0"

PLAIN = frozenset(b"/-._~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")


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
    sources = (*CHECKOUT.glob("*.json*"), *Path(__file__).parents[1].rglob("*.py"))
    return all(source.stat().st_mtime < made for source in sources)


def open_index(path: Path | None) -> Index:
    """The index at a path, or of the corpus at that path (None: the brochure).

    Raises CorpusError when the file is neither a corpus nor an index of this version.
    """
    if path is None and not Path(__file__).is_file():
        return _packed_index()
    path = path or default_source()
    return _read_index(path) if is_index(path) else _read_corpus(path)


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
    if not is_index(path):
        return None
    try:
        index = _read_index(path)
    except CorpusError:
        return None
    try:
        return index.text("digest")
    finally:
        index.close()


def _packed_index() -> Index:
    """The brochure where the package is run from a zip, which SQLite cannot read from."""
    from pkgutil import get_data

    path = PACKAGED / INDEX_NAME
    if sys.version_info < (3, 11):
        raise CorpusError(f"{path} is pas te lezen met Python 3.11. Pak het bestand eerst uit.")
    try:
        content = get_data("vt_faq", f"data/{INDEX_NAME}") or b""
    except OSError as error:
        raise CorpusError(f"De index {path} ontbreekt. Installeer vt-faq opnieuw.") from error
    connection = sqlite3.connect(":memory:", check_same_thread=False)
    connection.deserialize(content)
    index = Index(connection, str(path))
    _examine(index, path, len(content))
    return index


def _read_index(path: Path) -> Index:
    """An index that is ours and whole, as far as can be seen at the same cost for every size.

    SQLite itself refuses a file that lacks whole pages; a piece of a page is what it misses.
    """
    try:
        connection = sqlite3.connect(_address(path), uri=True, check_same_thread=False)
    except sqlite3.Error as error:
        raise CorpusError(f"De index {path} is niet te openen. Controleer de rechten.") from error
    index = Index(connection, str(path))
    try:
        _examine(index, path, path.stat().st_size)
    except CorpusError:
        index.close()
        raise
    return index


def _address(path: Path) -> str:
    """The address by which SQLite only reads a file.

    `Path.as_uri` would do, but loads a network stack from Python 3.14 on.
    """
    name = os.fsencode(path.absolute().as_posix())
    escaped = "".join(chr(byte) if byte in PLAIN else f"%{byte:02X}" for byte in name)
    return f"file:///{escaped.lstrip('/')}?mode=ro&immutable=1"


def _examine(index: Index, path: Path, size: int) -> None:
    """Refuse what is not made of the very tables that we make.

    Whatever calculates or acts when it is read, such as a view, a trigger or a default value, is
    none of them; nor is a table without its keys, in which a look-up reads everything.
    """
    index.bound(size)
    made = index.rows("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL", (), (str,))
    statements = {sql for (sql,) in made}
    if META not in statements:
        raise index.damaged()
    if index.text("format") != str(FORMAT):
        raise CorpusError(
            f"De index {path} is gemaakt door een andere versie van vt-faq."
            " Maak hem opnieuw met: vt-faq compile"
        )
    if statements != {*tables(), *SEARCH_TABLES} or len(made) != len(statements):
        raise index.damaged()
    ((page_size,),) = index.rows("PRAGMA page_size", (), (int,))
    if size % page_size:
        raise index.damaged()


def _read_corpus(path: Path) -> Index:
    from vt_faq.corpus.read import read
    from vt_faq.index import build

    files = read(path)
    connection = sqlite3.connect(":memory:", check_same_thread=False, isolation_level=None)
    with build.whole(connection):
        build.write_texts(connection, files)

    def finish() -> None:
        with build.whole(connection):
            build.write_search(connection, files)

    return Index(connection, None, finish)

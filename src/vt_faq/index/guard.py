"""Reading an index that may come from anybody: types checked, and no more than a file can hold.

SQLite keeps a value of any type in any column, and a page of a file may claim to stand for any
number of rows. So whatever does not fit is damage.
"""

from __future__ import annotations

import os
import sqlite3
import sys
from collections.abc import Callable, Iterable
from itertools import repeat
from threading import RLock
from typing import Any
from weakref import WeakSet

from vt_faq.errors import CorpusError, VtFaqError

Types = tuple[type, ...]

MOST = 250_000
"""Rows that one reading gives at most: a damaged index may claim any number."""

LARGEST_TEXT = 64 << 20
"""Characters and bytes that one reading gives at most, and no more than the file holds."""

SMALLEST_ROW = 4
"""Bytes of a file that a row takes at least."""

STEPS = 100_000
"""Steps of SQLite between two ticks."""

TICKS = 10
"""Ticks that any reading may take; a large file gets more, up to MOST_TICKS (a second or two)."""

MOST_TICKS = 400

LARGEST = 1e9
"""No number that is calculated with is larger."""


class Guarded:
    """An index that is read by queries; safe to share between threads, and closed by `close`."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        file: str | None = None,
        finish: Callable[[], None] | None = None,
    ) -> None:
        """Read from `connection`, which leads to the index `file`, if to any.

        `finish` makes the tables of what is searched, where that was put off.
        """
        self._connection = connection
        self._file = file
        self._finish = finish
        self._is_closed = False
        self._held = LARGEST_TEXT
        self._ticks = 0
        self.lock = RLock()
        _open.add(self)

    def bound(self, size: int) -> None:
        """Read no more than a file of `size` bytes can hold, nor longer than that takes."""
        self._held = min(max(size, STEPS), LARGEST_TEXT)
        self._ticks = min(TICKS + size * SMALLEST_ROW // STEPS, MOST_TICKS)
        if sys.version_info >= (3, 11):
            for limit in (sqlite3.SQLITE_LIMIT_LENGTH, sqlite3.SQLITE_LIMIT_SQL_LENGTH):
                self._connection.setlimit(limit, self._held)

    def close(self) -> None:
        """Let go of the file; nothing can be read after."""
        with self.lock:
            self._connection.close()
            self._is_closed = True

    def make_searchable(self) -> None:
        """Make the tables of what is searched, if that was put off."""
        with self.lock:
            if self._finish is not None:
                self._check_open()
                self._finish()
                self._finish = None

    def rows(self, sql: str, parameters: Iterable[Any] = (), *types: Types) -> list[Any]:
        """All rows of a query; CorpusError when a value is of none of the `types` of its column.

        A number that is not finite, or beyond LARGEST, is no number. A parameter that is no
        Unicode stands in no row. What takes more than `bound` allows is damage as well.
        """
        found = []
        held = self._held
        try:
            with self.lock:
                self._check_open()
                if self._ticks:
                    # What runs out ends the query. A function of Python would swallow Ctrl-C.
                    left = repeat(0, self._ticks)
                    self._connection.set_progress_handler(left.__next__, STEPS)
                for row in self._connection.execute(sql, tuple(parameters)):
                    for value, allowed in zip(row, types, strict=True):
                        kind = type(value)
                        if kind not in allowed or (kind is float and not abs(value) <= LARGEST):
                            raise self.damaged()
                        if kind is str or kind is bytes:
                            held -= len(value)
                    held -= SMALLEST_ROW
                    found.append(row)
                    if held < 0 or len(found) > MOST:
                        raise self.damaged()
        except UnicodeEncodeError:
            return []
        except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
            raise self.damaged() from error
        return found

    def _check_open(self) -> None:
        if self._is_closed:
            raise VtFaqError("Het corpus is al gesloten. Open het opnieuw.")

    def damaged(self) -> CorpusError:
        """What to raise when the index holds what it cannot hold."""
        return CorpusError(
            f"De index {self._file} is beschadigd, of geen index van vt-faq."
            " Maak hem opnieuw met: vt-faq compile"
        )


_open: WeakSet[Guarded] = WeakSet()
_held: list[Guarded] = []


def _hold() -> None:
    """Wait until no thread reads: what is read halfway cannot be read on in a child process."""
    _held.extend(_open)
    for index in _held:
        index.lock.acquire()


def _release() -> None:
    for index in _held:
        index.lock.release()
    _held.clear()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(before=_hold, after_in_parent=_release, after_in_child=_release)

"""A file that takes the place of another when it is whole, and not before."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from vt_faq.errors import VtFaqError, reason


@contextmanager
def replacing(target: Path) -> Iterator[Path]:
    """A place to write what is to stand at `target`, in a folder of its own beside it.

    It takes the target's place, with its permissions, when the work ended well; the folder goes in
    any case. Raises VtFaqError when the system refuses.
    """
    try:
        mode = _mode(target)
        with TemporaryDirectory(dir=target.parent, prefix=".vt-faq-") as folder:
            finished = Path(folder, "finished")
            yield finished
            finished.chmod(mode)
            finished.replace(target)
    except OSError as error:
        raise unwritable(target, reason(error)) from error


def unwritable(target: Path, why: str) -> VtFaqError:
    """The error that says that a file cannot be written, and why."""
    return VtFaqError(f"Het bestand {target} is niet te schrijven: {why}. Kies een andere plek.")


def _mode(target: Path) -> int:
    """The permissions of the file that is replaced, or those that a new file gets."""
    if target.exists():
        return target.stat().st_mode & 0o777
    mask = os.umask(0o077)
    os.umask(mask)
    return 0o666 & ~mask

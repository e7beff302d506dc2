"""A file that takes the place of another when it is whole, and not before."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from vt_faq.errors import UsageError, VtFaqError, reason


def replaceable(target: Path, kind: str, is_ours: Callable[[Path], bool]) -> Path:
    """Where a target really stands, followed through links, when it may be replaced.

    That is when nothing is there, or an empty file, or one that is ours. Raises UsageError when
    something else is there; `kind` says what should be.
    """
    real = Path(os.path.realpath(target))
    if real.is_symlink():
        raise unwritable(target, "het verwijst naar zichzelf")
    if real.exists() and not (real.is_file() and (not real.stat().st_size or is_ours(real))):
        raise UsageError(
            f"{target} bestaat al en is geen {kind}. Kies een andere naam, of haal het bestand weg."
        )
    return real


@contextmanager
def replacing(target: Path) -> Iterator[Path]:
    """A place to write what is to stand at `target`: in a folder beside it, that goes in any case.

    It takes the target's place, with its permissions, when the work ended well. Raises VtFaqError
    when the system refuses.
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

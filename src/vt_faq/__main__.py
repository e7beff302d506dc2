"""The process: `python -m vt_faq`, and what the installed command runs.

What is set here holds for our own process only, and before anything else is imported.
"""

from __future__ import annotations

import gc
import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import NoReturn


def run() -> NoReturn:
    """Run the command line and end the process.

    Importing makes no garbage, and looking for it costs 4 % of a piped answer: so that is done
    once in 100,000 objects, which only a long run makes. Everything is written by the time that
    `main` returns, so the process ends at once: taking the interpreter down tidily costs another
    2 % (docs/decisions/0006-end-at-once.md).
    """
    gc.set_threshold(100_000)
    if sys.version_info >= (3, 15):
        sys.set_lazy_imports("all")
        sys.set_lazy_imports_filter(_may_wait)
    try:
        from vt_faq.cli.environment import Environment
        from vt_faq.cli.main import main

        code = main(sys.argv[1:], Environment.of_process())
    except KeyboardInterrupt:
        code = 130
    os._exit(code)


AT_ONCE = ("rapidfuzz", "vt_faq.training", "numpy", "scipy", "sklearn", "joblib")
"""What imports modules that need not be there, and must know at once whether they are."""


def _may_wait(importer: str, *_: object) -> bool:
    """Whether what a module imports may wait until it is used (Python 3.15)."""
    return not importer.startswith(AT_ONCE)


if __name__ == "__main__":
    run()

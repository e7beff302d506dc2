"""The commands for the editor of a corpus."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Annotated

import typer

from vt_faq.cli.settings import Settings, no_color
from vt_faq.cli.terminal import is_terminal, note, write
from vt_faq.errors import ExitCode

if TYPE_CHECKING:
    from vt_faq.search.build import Progress

MAKING = "De index wordt gemaakt"
PATIENCE = 1.0
"""Seconds that people wait without being told why."""


def check(
    ctx: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="BESTAND", help="Het corpus, een JSON-bestand.")],
) -> int:
    """List everything that is wrong with a corpus."""
    from vt_faq.review import review

    settings = ctx.ensure_object(Settings)
    findings = review(file)
    write(settings.view.findings(findings))
    mend = any(item.severity == "problem" for item in findings)
    return ExitCode.CORPUS if mend else ExitCode.ANSWERED


def compile_index(
    ctx: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="BESTAND", help="Het corpus, een JSON-bestand.")],
    target: Annotated[Path, typer.Argument(metavar="INDEX", help="De index die gemaakt wordt.")],
) -> int:
    """Write the index of a corpus."""
    from vt_faq.compiling import compile_index

    settings = ctx.ensure_object(Settings)
    with _waiting(settings) as progress:
        changed = compile_index(file, target, progress)
    same = "" if changed else " Het corpus is niet veranderd sinds de vorige keer."
    write(settings.view.done(f"De index staat in {target}.{same}"))
    return ExitCode.ANSWERED


@contextmanager
def _waiting(settings: Settings) -> Iterator[Progress]:
    """Tells whoever waits at a terminal for more than PATIENCE seconds how far it is."""
    start = monotonic()
    show: Progress | None = None

    def progress(share: float) -> None:
        nonlocal show
        if settings.json or not is_terminal(sys.stderr) or monotonic() - start < PATIENCE:
            return
        if show is None:
            show = _bar(settings, stack) if settings.decorated and not settings.plain else _line()
        show(share)

    with ExitStack() as stack:
        yield progress


def _bar(settings: Settings, stack: ExitStack) -> Progress:
    """A bar, until the stack is left."""
    from rich.console import Console
    from rich.progress import Progress as Bar

    console = Console(stderr=True, no_color=settings.color == "never" or no_color())
    bar = stack.enter_context(Bar(console=console, transient=True))
    task = bar.add_task(MAKING, total=1.0)
    return lambda share: bar.update(task, completed=share)


def _line() -> Progress:
    """A sentence, once."""
    note(f"{MAKING}. Dat duurt even; met Ctrl-C stop je en blijft alles zoals het was.")
    return lambda _: None

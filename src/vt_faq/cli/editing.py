"""The commands for the editor of a corpus."""

import io
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from threading import current_thread, main_thread
from time import monotonic
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from vt_faq.cli.options import settings_of
from vt_faq.cli.settings import Settings
from vt_faq.errors import ExitCode, UsageError, VtFaqError
from vt_faq.view.blocks import Done, Findings

if TYPE_CHECKING:
    from vt_faq.index.build import Progress

COMPILING = "De index wordt gemaakt"
TRAINING = "Er wordt geleerd"
PATIENCE = 1.0
"""Seconds that people wait without being told why."""

Corpus = Annotated[str, typer.Argument(metavar="BESTAND", help="Het corpus: JSON of CSV.")]


def _path(name: str) -> Path:
    if not name:
        raise UsageError("De naam van een bestand is leeg. Geef de naam van een bestand.")
    return Path(name)


def check(
    ctx: typer.Context,
    file: Corpus,
    strict: Annotated[
        bool, typer.Option("--strict", help="Tel ook mee wat alleen goed is om te weten.")
    ] = False,
) -> int:
    """List everything that is wrong with a corpus."""
    from vt_faq.corpus.review import review

    findings = review(_path(file))
    settings_of(ctx).show(Findings(findings))
    mend = any(strict or item.severity == "problem" for item in findings)
    return ExitCode.CORPUS if mend else ExitCode.ANSWERED


def compile_index(
    ctx: typer.Context,
    file: Corpus,
    target: Annotated[str, typer.Argument(metavar="INDEX", help="De index die gemaakt wordt.")],
) -> int:
    """Write the index of a corpus."""
    from vt_faq.index.compile import compile_index

    settings = settings_of(ctx)
    with _tidy_when_stopped(), _waiting(settings, COMPILING) as progress:
        changed = compile_index(_path(file), _path(target), progress)
    same = "" if changed else " Het corpus is niet veranderd sinds de vorige keer."
    settings.show(Done(f"De index staat in {target}.{same}"))
    return ExitCode.ANSWERED


def train(
    ctx: typer.Context,
    file: Corpus,
    queries: Annotated[
        list[str] | None,
        typer.Argument(metavar="[ZINNEN]…", help="Zinnen met een oordeel, als JSON Lines."),
    ] = None,
) -> int:
    """Write the trained ranking of a corpus."""
    try:
        from vt_faq.training.train import train as learn
    except ImportError as error:
        raise VtFaqError(
            f"Om te leren is meer nodig: {error.name} ontbreekt."
            " Installeer het met: pip install 'vt-faq[train]'"
        ) from error
    settings = settings_of(ctx)
    with _tidy_when_stopped(), _waiting(settings, TRAINING) as progress:
        lesson = learn(_path(file), [_path(name) for name in queries or ()], progress)
    settings.show(lesson)
    return ExitCode.ANSWERED


@contextmanager
def _tidy_when_stopped() -> Iterator[None]:
    """Whoever stops the process by a signal gets it, after what is half done was cleaned up."""
    import signal

    def stop(number: int, _: object) -> NoReturn:
        for known in changed:
            signal.signal(known, signal.SIG_IGN)
        raise SystemExit(128 + number)

    names = ("SIGTERM", "SIGHUP") if current_thread() is main_thread() else ()
    numbers = [getattr(signal, name) for name in names if hasattr(signal, name)]
    changed = [number for number in numbers if signal.getsignal(number) is signal.SIG_DFL]
    for number in changed:
        signal.signal(number, stop)
    try:
        yield
    finally:
        for number in changed:
            signal.signal(number, signal.SIG_DFL)


@contextmanager
def _waiting(settings: Settings, doing: str) -> Iterator["Progress"]:
    """Tells whoever waits at a terminal for more than PATIENCE seconds how far it is."""
    start = monotonic()
    quiet = settings.json or not settings.environment.is_terminal("stderr")
    show: Progress | None = None

    def progress(share: float) -> None:
        nonlocal show
        if quiet or monotonic() - start < PATIENCE:
            return
        if show is None:
            show = _bar(settings, doing, stack) if settings.decorated else _line(settings, doing)
        show(share)

    with ExitStack() as stack:
        yield progress


def _bar(settings: Settings, doing: str, stack: ExitStack) -> "Progress":
    """A bar, until the stack is left."""
    from rich.console import Console
    from rich.progress import Progress as Bar

    console = Console(
        file=_Notes(settings),
        force_terminal=True,
        width=settings.environment.width,
        no_color=not settings.colored,
    )
    bar = stack.enter_context(Bar(console=console, transient=True))
    task = bar.add_task(doing, total=1.0)
    return lambda share: bar.update(task, completed=share)


class _Notes(io.StringIO):
    """A file whose text goes to standard error at once."""

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self._environment = settings.environment

    def write(self, text: str) -> int:
        """Write the text as it is."""
        self._environment.draw(text)
        return len(text)


def _line(settings: Settings, doing: str) -> "Progress":
    """A sentence, once."""
    settings.environment.note(
        f"{doing}. Dat duurt even; met Ctrl-C stop je en blijft alles zoals het was."
    )
    return lambda _: None

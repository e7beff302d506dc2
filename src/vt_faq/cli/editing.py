"""The commands for the editor of a corpus."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from vt_faq.cli.settings import Settings
from vt_faq.cli.terminal import write
from vt_faq.errors import ExitCode


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
    compile_index(file, target)
    write(settings.view.done(f"De index staat in {target}."))
    return ExitCode.ANSWERED

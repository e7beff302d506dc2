"""The commands that show a part of the corpus by its name."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated

import typer

from vt_faq.cli.settings import Settings
from vt_faq.cli.terminal import write
from vt_faq.errors import ExitCode


def _questions(ctx: typer.Context, incomplete: str) -> Iterable[tuple[str, str]]:
    from vt_faq.cli.complete import questions

    return questions(ctx, incomplete)


def _chapters(ctx: typer.Context, incomplete: str) -> Iterable[tuple[str, str]]:
    from vt_faq.cli.complete import chapter_numbers

    return chapter_numbers(ctx, incomplete)


def show(
    ctx: typer.Context,
    keys: Annotated[
        list[str],
        typer.Argument(
            metavar="NUMMER…",
            help="Nummers (3.4) of namen (melding-intrekken).",
            autocompletion=_questions,
        ),
    ],
) -> int:
    """Show questions by number or id."""
    settings = ctx.ensure_object(Settings)
    questions = [settings.faq.question(key) for key in keys]
    write(settings.view.pages([settings.faq.page(question) for question in questions]))
    return ExitCode.ANSWERED


def chapters(ctx: typer.Context) -> int:
    """Show the main questions."""
    settings = ctx.ensure_object(Settings)
    write(settings.view.chapters(settings.faq.chapters))
    settings.hint(f"De vragen van een hoofdstuk zie je met: {settings.command} chapter 1")
    return ExitCode.ANSWERED


def chapter(
    ctx: typer.Context,
    number: Annotated[
        str,
        typer.Argument(
            metavar="HOOFDSTUK", help="Nummer van het hoofdstuk.", autocompletion=_chapters
        ),
    ],
    answers: Annotated[bool, typer.Option("--answers", help="Toon ook alle antwoorden.")] = False,
) -> int:
    """Show the questions of a chapter."""
    settings = ctx.ensure_object(Settings)
    found = settings.faq.chapter(number)
    if answers:
        write(settings.view.pages([settings.faq.page(item) for item in found.questions]))
    else:
        write(settings.view.chapter(found))
        settings.hint(f"Een antwoord lees je met: {settings.command} show {found.number}.1")
    return ExitCode.ANSWERED


def steps(ctx: typer.Context) -> int:
    """Show the question that holds the steps of the meldcode."""
    settings = ctx.ensure_object(Settings)
    write(settings.view.pages([settings.faq.page(settings.faq.shortcut("steps"))]))
    return ExitCode.ANSWERED


def links(ctx: typer.Context) -> int:
    """Show organisations and documents."""
    settings = ctx.ensure_object(Settings)
    write(settings.view.links(settings.faq.resources, settings.danger_line))
    return ExitCode.ANSWERED


def about(ctx: typer.Context) -> int:
    """Show the texts around the questions."""
    from vt_faq.view.view import about

    settings = ctx.ensure_object(Settings)
    write(settings.view.about(about(settings.faq)))
    return ExitCode.ANSWERED

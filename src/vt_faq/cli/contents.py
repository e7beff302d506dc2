"""The commands that show a part of the corpus by its name."""

from collections.abc import Iterable
from typing import Annotated

import typer

from vt_faq.cli.options import settings_of
from vt_faq.content import Question
from vt_faq.errors import ExitCode
from vt_faq.faq import Faq
from vt_faq.view.blocks import Contents, Links, Pages
from vt_faq.view.reply import about as texts_around


def show(
    ctx: typer.Context,
    keys: Annotated[
        list[str],
        typer.Argument(metavar="NUMMER…", help="Nummers (3.4) of namen (id) van vragen."),
    ],
) -> int:
    """Show questions by number or id."""
    settings = settings_of(ctx)
    settings.show(_pages(settings.faq, [settings.faq.question(key) for key in keys]))
    return ExitCode.ANSWERED


def _pages(faq: Faq, questions: Iterable[Question]) -> Pages:
    return Pages(faq.page(question) for question in questions)


def chapters(ctx: typer.Context) -> int:
    """Show the main questions."""
    settings = settings_of(ctx)
    settings.show(Contents(settings.faq.chapters))
    settings.hint(f"De vragen van een hoofdstuk zie je met: {settings.command} chapter 1")
    return ExitCode.ANSWERED


def chapter(
    ctx: typer.Context,
    number: Annotated[
        str,
        typer.Argument(metavar="HOOFDSTUK", help="Nummer van het hoofdstuk."),
    ],
    answers: Annotated[bool, typer.Option("--answers", help="Toon ook alle antwoorden.")] = False,
) -> int:
    """Show the questions of a chapter."""
    settings = settings_of(ctx)
    found = settings.faq.chapter(number)
    if answers:
        settings.show(_pages(settings.faq, found.questions))
    else:
        settings.show(found)
        settings.hint(f"Een antwoord lees je met: {settings.command} show {found.number}.1")
    return ExitCode.ANSWERED


def steps(ctx: typer.Context) -> int:
    """Show the question that holds the steps of the meldcode."""
    settings = settings_of(ctx)
    settings.show(_pages(settings.faq, [settings.faq.shortcut("steps")]))
    return ExitCode.ANSWERED


def links(ctx: typer.Context) -> int:
    """Show organisations and documents."""
    settings = settings_of(ctx)
    faq = settings.faq
    settings.show(Links(tuple(faq.resources), faq.text("emergency")))
    return ExitCode.ANSWERED


def about(ctx: typer.Context) -> int:
    """Show the texts around the questions."""
    settings = settings_of(ctx)
    settings.show(texts_around(settings.faq))
    return ExitCode.ANSWERED

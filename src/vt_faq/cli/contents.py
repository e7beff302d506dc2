"""The commands that show a part of the corpus by its name."""

from collections.abc import Iterable
from typing import Annotated

import typer

from vt_faq.cli.options import settings_of
from vt_faq.cli.settings import Settings
from vt_faq.content import Chapter, Question
from vt_faq.errors import ExitCode, one_line
from vt_faq.faq import Faq
from vt_faq.view.about import about as texts_around
from vt_faq.view.blocks import Contents, Links, Pages

NAMED = ("number", "id", "question")
"""What JSON tells of a question that is only listed."""


def show(
    ctx: typer.Context,
    keys: Annotated[
        list[str],
        typer.Argument(
            metavar="NUMMER…", help="Nummers (3.4) of namen (id) van vragen, of een hoofdstuk (3)."
        ),
    ],
) -> int:
    """Show questions by number or id, or the one thing that the words together point at."""
    settings = settings_of(ctx)
    found = settings.faq.find(" ".join(keys))
    if isinstance(found, Chapter):
        return show_chapter(settings, found)
    questions = [_question(settings.faq, key) for key in keys] if found is None else [found]
    settings.show(_pages(settings.faq, questions))
    return ExitCode.ANSWERED


def _question(faq: Faq, key: str) -> Question:
    found = faq.find(key)
    return found if isinstance(found, Question) else faq.question(key)


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
    if not answers:
        return show_chapter(settings, found)
    settings.show(_pages(settings.faq, found.questions))
    return ExitCode.ANSWERED


def show_chapter(settings: Settings, found: Chapter) -> int:
    """Show the questions of this chapter."""
    settings.show(found)
    settings.hint(f"Een antwoord lees je met: {settings.command} show {found.number}.1")
    return ExitCode.ANSWERED


def questions(
    ctx: typer.Context,
    chapter: Annotated[
        str | None,
        typer.Option("--chapter", metavar="HOOFDSTUK", help="Alleen de vragen van dit hoofdstuk."),
    ] = None,
) -> int:
    """List the questions, a line each: the number, a tab, and the question."""
    settings = settings_of(ctx)
    environment = settings.environment
    faq = settings.faq
    chapters = faq.chapters if chapter is None else [faq.chapter(chapter)]
    listed = [item for found in chapters for item in found.questions]
    if settings.json:
        from vt_faq.view.as_json import dump

        named = [{name: getattr(item, name) for name in NAMED} for item in listed]
        environment.write_bytes(dump({"questions": named}).encode())
    elif environment.is_terminal("stdout"):
        from vt_faq.cli.help import columns

        lines = columns(
            [(item.number, one_line(item.question)) for item in listed], environment.width - 1
        )
        environment.write("\n".join(lines) + "\n")
        settings.hint(f"Een antwoord lees je met: {settings.command} show {listed[0].number}")
    else:
        lines = [f"{item.number}\t{one_line(item.question)}\n" for item in listed]
        environment.write("".join(lines))
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

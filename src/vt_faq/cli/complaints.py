"""What is said when a command is used wrongly."""

from __future__ import annotations

from collections.abc import Sequence

from typer._click.exceptions import (
    BadOptionUsage,
    BadParameter,
    MissingParameter,
    NoSuchOption,
    UsageError,
)

from vt_faq.safe import one_line


def unknown_command(args: Sequence[str], commands: Sequence[str]) -> str:
    """What to type instead of a command that does not exist."""
    from difflib import get_close_matches

    question = one_line(" ".join(args))
    message = f"De opdracht '{one_line(args[0])}' bestaat niet."
    if len(question.split()) == 1 and (close := get_close_matches(question, commands, n=1)):
        message += f" Bedoel je: vt-faq {close[0]}"
    else:
        message += " Wil je een vraag stellen? Typ dan:"
    return f"{message}\n  vt-faq ask {quoted(question)}"


def quoted(question: str) -> str:
    """The question as one argument, safe to paste into a shell."""
    if not set(question) & set('"$`\\!'):
        return f'"{question}"'
    from shlex import quote

    return quote(question)


def message_of(error: UsageError) -> str:
    """What is wrong with the use of a command, in Dutch."""
    help_line = f"Uitleg: {error.ctx.command_path} --help" if error.ctx else "Uitleg: vt-faq --help"
    return f"{_wrong(error)}\n{help_line}"


def _wrong(error: UsageError) -> str:
    if isinstance(error, NoSuchOption):
        return f"De optie {one_line(error.option_name)} bestaat niet."
    if isinstance(error, BadOptionUsage):
        return f"De optie {one_line(error.option_name)} is niet goed gebruikt."
    if isinstance(error, BadParameter):
        name = ""
        if error.param is not None:
            is_option = error.param.param_type_name == "option"
            name = error.param.opts[0] if is_option else error.param.human_readable_name
        if isinstance(error, MissingParameter):
            return f"Er ontbreekt iets: {name}."
        return f"De waarde voor {name} klopt niet."
    if error.message.startswith("Got unexpected extra argument"):
        extra = error.message.partition("(")[2].rstrip(")")
        return f"Dit is te veel: {one_line(extra)}"
    return error.message

"""All that reaches into the private parts of Typer and of the Click inside it.

Where a later version moved something, Typer's own behaviour (in English, or slower) takes its
place.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from vt_faq.cli.complaints import nearest, quoted
from vt_faq.errors import cut

try:
    # The only way to know a mistake of the user, which must be told in Dutch, from one of ours.
    from typer._click.exceptions import (
        BadOptionUsage,
        BadParameter,
        MissingParameter,
        NoSuchOption,
        UsageError,
    )
except ImportError:
    TELLS_MISTAKES = False
else:
    TELLS_MISTAKES = True


def is_mistake(error: Exception) -> bool:
    """Whether an exception of Typer's says that a command was used wrongly."""
    return TELLS_MISTAKES and isinstance(error, UsageError)


def mistake(error: Any, command: str) -> str:
    """What is wrong with the use of a command, in Dutch, and where help is to be had.

    `command` is the name that was typed, or empty; the parser of options does not know it.
    """
    return f"{_wrong(error, command)}\nUitleg: {_path(error, command)} --help"


def _path(error: Any, command: str) -> str:
    return str(error.ctx.command_path) if error.ctx else f"vt-faq {command}".rstrip()


def _wrong(error: Any, command: str) -> str:
    if isinstance(error, NoSuchOption):
        near = nearest(error.option_name, error.possibilities or ())
        meant = f" Bedoel je {near}?" if near else ""
        return f"De optie {cut(error.option_name)} bestaat niet.{meant}"
    if isinstance(error, BadOptionUsage):
        name = cut(error.option_name)
        if "requires" in error.message:
            return f"Achter {name} moet nog iets staan."
        return f"Achter {name} hoort niets te staan."
    if isinstance(error, BadParameter):
        name = ""
        if error.param is not None:
            is_option = error.param.param_type_name == "option"
            name = error.param.opts[0] if is_option else str(error.param.metavar).rstrip("…")
        if isinstance(error, MissingParameter):
            example = error.ctx.command.epilog if error.ctx else ""
            return f"Er ontbreekt iets: {name}. Bijvoorbeeld: {example}"
        return f"De waarde voor {name} klopt niet."
    if error.message.startswith("Got unexpected extra argument"):
        extra = error.message.partition(" (")[2].removesuffix(")")
        return f"Dit is te veel achter {_path(error, command)}: {cut(extra) or quoted('')}"
    return cut(error.message)


_ABSENT = object()


class _AsTyped:
    """Stands in for what converts a value: ours are texts and stay so."""

    def coerce(self, value: Any, param: Any, ctx: Any) -> Any:  # noqa: ARG002 Typer names it
        """The value."""
        several = param.multiple or param.nargs == -1
        return () if value is None and several else value


def leave_texts_alone(parameters: Iterable[Any]) -> None:
    """Keep Typer from converting parameters, which are all texts and flags.

    From 0.29 on it loads pydantic to do so, which more than doubles the cost of a run.
    """
    for parameter in parameters:
        if getattr(parameter, "_runtime_param", _ABSENT) is None:
            parameter._runtime_param = _AsTyped()

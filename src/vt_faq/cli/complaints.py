"""What is said when a command is used wrongly."""

from __future__ import annotations

from collections.abc import Sequence

from vt_faq.errors import cut, one_line


def unknown_command(args: Sequence[str], commands: Sequence[str]) -> str:
    """What to type instead of a command that does not exist."""
    from difflib import get_close_matches

    question = one_line(" ".join(args))
    message = f"De opdracht '{cut(args[0])}' bestaat niet."
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

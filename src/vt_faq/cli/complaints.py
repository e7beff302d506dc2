"""What is said when a command is used wrongly."""

from __future__ import annotations

from collections.abc import Sequence

from vt_faq.errors import cut, one_line

DUTCH = {
    "bellen": "links",
    "bladeren": "browse",
    "contact": "links",
    "hoofdstuk": "chapter",
    "hoofdstukken": "chapters",
    "hoofdvragen": "chapters",
    "over": "about",
    "stappen": "steps",
    "toon": "show",
    "vraag": "ask",
    "vragen": "questions",
    "zoek": "ask",
}
"""The command that somebody means who types its name in Dutch."""

NEAR = 0.65
"""Likeness (0–1) from which a name may be the one that was meant: `aks` is `ask` to 0.67."""


def unknown_command(args: Sequence[str], commands: Sequence[str]) -> str:
    """What to type instead of a command that does not exist."""
    from shlex import join

    question = one_line(" ".join(args))
    if not question:
        return "De naam van de opdracht is leeg.\nUitleg: vt-faq --help"
    message = f"De opdracht '{cut(args[0])}' bestaat niet."
    name = args[0].lower()
    if near := DUTCH.get(name) or nearest(name, commands):
        message += f" Bedoel je misschien:\n  vt-faq {join([near, *map(one_line, args[1:])])}\n"
    else:
        message += " "
    return f"{message}Wil je een vraag stellen? Typ dan:\n  vt-faq ask {quoted(question)}"


def nearest(name: str, names: Sequence[str]) -> str | None:
    """The one of the names that may have been meant, if any is near enough."""
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    near = process.extractOne(name, names, scorer=OSA.normalized_similarity, score_cutoff=NEAR)
    return near and near[0]


def quoted(question: str) -> str:
    """The question as one argument, safe to paste into a shell."""
    if not set(question) & set('"$`\\!'):
        return f'"{question}"'
    from shlex import quote

    return quote(question)

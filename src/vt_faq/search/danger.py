"""Whether a query speaks of acute danger or violence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence


def speaks_of_danger(tokens: Sequence[str], cues: Iterable[str]) -> bool:
    """True when the words of a cue follow each other in the folded tokens of a query.

    A word of a cue that ends in `*` stands for every word that begins like it.
    """
    text = f" {' '.join(tokens)}"
    return any(f" {cue.partition('*')[0]}" in text and _occurs(cue.split(), tokens) for cue in cues)


def _occurs(cue: list[str], tokens: Sequence[str]) -> bool:
    return any(
        all(_matches(part, token) for part, token in zip(cue, tokens[start:]))
        for start in range(len(tokens) - len(cue) + 1)
    )


def _matches(part: str, token: str) -> bool:
    return token.startswith(part[:-1]) if part.endswith("*") else token == part

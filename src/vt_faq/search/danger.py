"""Whether a query speaks of danger, and of which kind."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from vt_faq.content import Resource
from vt_faq.index.rows import Index
from vt_faq.search.ranking import Evidence

CHILD = -1
"""Where among the kinds of danger it stands what is said to a child."""

ALSO = -1.5
"""Log-odds from which a kind may be meant as well, so that whom to call then is told too."""

FIGURE = -2
"""Where figures of speech stand, in which words of danger mean something else."""


class Danger(NamedTuple):
    """Danger that was heard.

    `kind` is the id of its kind; `lines` tell whom to call, the most urgent first; `reply` is a
    kind sentence, and `resources` are those to turn to.
    """

    kind: str
    lines: tuple[str, ...]
    reply: str
    resources: tuple[Resource, ...]


class Ear:
    """Hears danger by cues, and by what was learnt from labelled queries."""

    def __init__(self, index: Index, heard_from: float) -> None:
        """Hear by what `index` holds; a score of `heard_from` is danger."""
        self._index = index
        self._heard_from = heard_from
        rows = index.rows("SELECT kind, text FROM cue", (), (int,), (str,))
        self._cues: dict[int, list[str]] = {}
        for kind, cue in rows:
            self._cues.setdefault(kind, []).append(cue)
        self._kinds = {
            position: (name, line, reply)
            for position, name, line, reply in index.rows(
                "SELECT position, id, line, reply FROM kind", (), (int,), (str,), (str,), (str,)
            )
        }

    def hear(
        self, typed: Sequence[str], corrected: Sequence[str], evidence: Evidence
    ) -> Danger | None:
        """The danger that a query speaks of, if any.

        Cues are looked for in its words as typed, and as corrected. The first kind is one that
        cues speak of, or else the one with the highest score; others that may be meant follow.
        A figure of speech outweighs what was learnt, but no cue.
        """
        readings = (typed,) if typed == corrected else (typed, corrected)
        spoken = [kind for kind in self._kinds if kind != CHILD and self._is_cued(kind, readings)]
        if not spoken and (evidence.danger < self._heard_from or self._is_cued(FIGURE, readings)):
            return None
        scores = {kind: evidence.kinds.get(kind, ALSO - 1) for kind in self._kinds if kind != CHILD}
        ranked = sorted(scores, key=lambda kind: (kind in spoken, scores[kind]), reverse=True)
        if not ranked:
            return None
        name, _, reply = self._kinds[ranked[0]]
        meant = [ranked[0], *(k for k in ranked[1:] if k in spoken or scores[k] >= ALSO)]
        if CHILD in self._kinds and self._is_cued(CHILD, readings):
            meant.append(CHILD)
        lines = tuple(self._kinds[kind][1] for kind in meant)
        resources = (resource for kind in meant for resource in self._resources(kind))
        return Danger(name, lines, reply, tuple(dict.fromkeys(resources)))

    def _is_cued(self, kind: int, readings: Iterable[Sequence[str]]) -> bool:
        """Whether the words of a cue follow each other in a reading of a query.

        A word of a cue that ends in `*` stands for every word that begins like it.
        """
        texts = [(f" {' '.join(tokens)}", tokens) for tokens in readings]
        return any(
            f" {cue.partition('*')[0]}" in text and _occurs(cue.split(), tokens)
            for cue in self._cues.get(kind, ())
            for text, tokens in texts
        )

    def _resources(self, kind: int) -> tuple[Resource, ...]:
        rows = self._index.rows(
            "SELECT resource FROM refuge WHERE kind = ? ORDER BY place", (kind,), (str,)
        )
        return self._index.resources(name for (name,) in rows)


def _occurs(cue: list[str], tokens: Sequence[str]) -> bool:
    return any(
        all(_matches(part, token) for part, token in zip(cue, tokens[start:]))
        for start in range(len(tokens) - len(cue) + 1)
    )


def _matches(part: str, token: str) -> bool:
    return token.startswith(part[:-1]) if part.endswith("*") else token == part

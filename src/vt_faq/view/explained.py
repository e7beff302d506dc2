"""Why a query got its result, in words for the editor of a corpus."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from vt_faq.search.result import Outcome
from vt_faq.view.blocks import Line

if TYPE_CHECKING:
    from vt_faq.search.explain import Explanation

REASONS = {
    Outcome.ANSWERED: "zekerheid {confidence:.0%} is minstens {answered_from:.0%}: een antwoord",
    Outcome.SUGGESTED: (
        "zekerheid {confidence:.0%} is onder {answered_from:.0%}, en de kans dat het in"
        " {name} staat, {answerable:.0%}, is minstens {unanswered_below:.0%}: een keuze"
    ),
    Outcome.UNANSWERED: (
        "zekerheid {confidence:.0%} is onder {answered_from:.0%}, en de kans dat het in"
        " {name} staat, {answerable:.0%}, is onder {unanswered_below:.0%}: geen antwoord"
    ),
}
BROAD = "de vraag is een onderwerp dat bij meer dan een vraag in de titel staat: een keuze"


def explained(explanation: Explanation, name: str) -> Iterator[Line]:
    """The lines of an explanation about a corpus of that name."""
    judgement, calibration = explanation.judgement, explanation.calibration
    reason = REASONS[judgement.outcome].format(
        confidence=judgement.confidence,
        answerable=judgement.answerable,
        answered_from=calibration.answered_from,
        unanswered_below=calibration.unanswered_below,
        name=name,
    )
    yield Line("Uitleg bij dit resultaat", strong=True)
    yield Line(f"Uitkomst: {BROAD if explanation.broad else reason}.")
    for typed, meant in explanation.corrected.items():
        yield Line(f"Gelezen als: {typed} = {meant}")
    for item in explanation.candidates:
        kind = "Vraag" if item.kind == "question" else f"Onderwerp buiten {name},"
        text = f": {item.text}" if item.text else ""
        spoken = ", ".join(f"{share.word} {share.share:+.1f}" for share in item.words)
        yield Line("")
        yield Line(f"{kind} {item.name}{text} (kans {item.probability:.0%})")
        yield Line(f"Woorden die ervoor pleiten: {spoken}")
        yield Line(f"Zoekzin die er het meest op lijkt ({item.similarity:.0%}): {item.phrasing}")

"""Where the text of a corpus comes from, and what is ours."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vt_faq.view.blocks import About
from vt_faq.view.reply import addresses

if TYPE_CHECKING:
    from vt_faq.faq import Faq

OURS = (
    "Vragen en antwoorden staan hier woord voor woord zoals in {name}. Van vt-faq"
    " zijn: de adressen en telefoonnummers bij organisaties, de regel over direct gevaar,"
    " en de zoekwoorden waarmee je vraag wordt herkend. Adressen zijn nagekeken; waar geen"
    " adres staat, is er geen gevonden dat zeker klopt."
)
PRIVATE = "Wat je typt, wordt niet bewaard en niet verstuurd."


def about(faq: Faq) -> About:
    """The texts around the questions, and a word on what is ours.

    Not the reading guide: it tells how to leaf through the printed pages.
    """
    sections = (
        ("", faq.text("subtitle")),
        ("Inleiding", faq.text("introduction")),
        ("Vragen?", faq.text("more_questions")),
        ("Colofon", faq.text("colophon")),
        ("", faq.text("publisher")),
        ("Wat vt-faq toevoegt", OURS.format(name=faq.name) if faq.text("emergency") else ""),
        ("Wat je typt", PRIVATE),
    )
    return About(
        faq.text("title"),
        tuple(section for section in sections if section[1]),
        addresses(use.resource for use in faq.resources),
    )

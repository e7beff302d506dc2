"""What the editor of a corpus reads: what was found, and what was learnt."""

from __future__ import annotations

from collections.abc import Iterator

from vt_faq.view.blocks import Block, Findings, Lesson, Line

MEASURED = {
    "untrained": "van de vragen met een antwoord stond het goede bovenaan zonder leren",
    "right": "van de vragen met een antwoord staat het goede bovenaan",
    "useful": "van de vragen met een antwoord staat iets bruikbaars bovenaan",
    "answered": "van de vragen met een antwoord wordt meteen beantwoord",
    "answered_right": "van wat beantwoord wordt, is goed",
    "answered_useful": "van wat beantwoord wordt, is bruikbaar",
    "unanswered": "van de vragen zonder antwoord wordt als zo'n vraag herkend",
    "heard": "van de zinnen over gevaar wordt gehoord, zonder de lijst met woorden",
    "alarmed": "van de gewone zinnen geeft vals alarm",
}


def lesson(shown: Lesson) -> Iterator[Block]:
    """What was learnt, and how well it does."""
    yield Line(f"Geleerd; het resultaat staat in {shown.target}.", strong=True)
    yield Line(f"Hoe: {shown.provenance}.")
    yield Line("Gemeten op zinnen die apart gehouden zijn:")
    for name, meaning in MEASURED.items():
        part, whole = getattr(shown, name)
        if whole:
            yield Line(f"{part / whole:.0%} {meaning} ({part} van {whole}).")
    if shown.right.part <= shown.untrained.part:
        yield Line("Leren heeft niets opgeleverd: er zijn te weinig zinnen.", strong=True)
        yield Line(
            "Reken op een stuk of tien zoekzinnen voor elke vraag, en op enkele honderden samen."
            f" Tot dan zoekt vt-faq even goed zonder: verwijder {shown.target}."
        )


def findings(shown: Findings) -> Iterator[Block]:
    """What is wrong with a corpus, a line each, and how many that are."""
    for item in shown:
        place = f", regel {item.line}" if item.line else ""
        place += f", {item.path}" if item.path != "$" else ""
        note = "let op: " if item.severity == "note" else ""
        yield Line(f"{item.file}{place}: {note}{item.message}; {item.remedy}.")
    problems = sum(item.severity == "problem" for item in shown)
    count = "1 probleem" if problems == 1 else f"{problems} problemen"
    yield Line(f"{count} gevonden." if problems else "Het corpus is in orde.")

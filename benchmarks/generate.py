"""Corpora of any size: Dutch-looking, and the same at every run.

What an entry is about follows from its number. The words are put together from parts, as Dutch
does, so that entries share most of what they are made of; places keep them apart.
"""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

FIRST = """
school huis zorg kind ouder klas les toets vervoer wijk jeugd taal reken sport
muziek
""".split()
SECOND = """
plan brief regel dag geld team groep plaats recht hulp kaart raad keuze doel beeld
""".split()
THIRD = """
aanvraag melding gesprek afspraak controle overzicht wijziging besluit termijn
rekening
""".split()
VERBS = """
aanvragen wijzigen betalen bekijken stoppen verlengen melden bespreken regelen
kiezen afzeggen ontvangen controleren opsturen bewaren delen vergelijken berekenen
""".split()
PLACES = """
noord zuid oost west dorp stad haven markt berg dal veld bos meer poort brug
""".split()


def entry(number: int) -> dict[str, Any]:
    """Entry `number` of the generated corpus: what it is about follows from its number."""
    chance = random.Random(number)
    noun = chance.choice(FIRST) + chance.choice(SECOND) + chance.choice(THIRD)
    place = chance.choice(PLACES) + chance.choice(PLACES) + str(number % 97)
    verb, other = chance.sample(VERBS, 2)
    extra = chance.choice(FIRST) + chance.choice(THIRD)
    return {
        "question": f"Hoe kan ik een {noun} {verb} in {place}?",
        "answer": f"Een {noun} kun je {verb} bij {place}. Lees ook over de {extra}. Daarna kun je"
        f" de {noun} {other}, als de {extra} klaar is.",
        "phrasings": [
            f"{noun} {verb} {place}",
            f"mag ik mijn {noun} {verb} bij {place}",
            f"waar moet ik zijn voor {extra} en {noun} {place}",
        ],
        "asked": f"ik wil graag een {noun} {other} of {verb} bij jullie in {place}",
    }


def distorted(text: str, chance: random.Random) -> str:
    """The text with words left out, swapped and misspelt, as people type."""
    kept = [word for word in text.split() if chance.random() > 0.2] or text.split()
    if chance.random() < 0.3:
        chance.shuffle(kept)
    place = chance.randrange(len(kept))
    word = kept[place]
    if len(word) > 4:
        cut = chance.randrange(1, len(word) - 1)
        kept[place] = word[:cut] + word[cut + 1 :]
    return " ".join(kept)


def write_corpus(size: int, folder: Path) -> Path:
    """The corpus of `size` entries, in chapters of a hundred, with its phrasings."""
    entries = [entry(number) for number in range(size)]
    questions = [
        {
            "id": f"vraag-{number}",
            "page": 1,
            "question": f"{item['question'][:-1]} ({number})?",
            "answer": item["answer"],
        }
        for number, item in enumerate(entries)
    ]
    chapters = [
        {"title": f"Hoofdstuk {start // 100 + 1}", "questions": questions[start : start + 100]}
        for start in range(0, size, 100)
    ]
    texts = ("introduction", "reading_guide", "more_questions", "colophon", "title", "subtitle")
    corpus = dict.fromkeys((*texts, "publisher", "date"), "Proef.")
    corpus |= {"language": "nl", "chapters": chapters, "resources": [], "phrasings": "p.json"}
    phrasings = {f"vraag-{number}": item["phrasings"] for number, item in enumerate(entries)}
    folder.mkdir()
    (folder / "p.json").write_text(json.dumps({"questions": phrasings}), encoding="utf-8")
    path = folder / "faq.json"
    path.write_text(json.dumps(corpus), encoding="utf-8")
    return path


def queries(size: int, count: int) -> list[tuple[int, str]]:
    """Numbers of entries, each with a distorted way to ask for it that the corpus lacks."""
    chance = random.Random(size)
    numbers = [chance.randrange(size) for _ in range(count)]
    return [(number, distorted(entry(number)["asked"], chance)) for number in numbers]

"""A CSV file of questions and answers → what a JSON corpus would hold."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any, NamedTuple

from vt_faq.corpus.mistakes import Place
from vt_faq.corpus.model import Corpus, Phrasings
from vt_faq.errors import CorpusError

COLUMNS = {
    "question": ("question", "vraag"),
    "answer": ("answer", "antwoord"),
    "chapter": ("chapter", "hoofdstuk"),
    "id": ("id",),
    "phrasings": ("phrasings", "zoekzinnen"),
}
"""Under which names, in any case, each column may stand; the first two must be there."""

BETWEEN = "|"
"""What stands between the phrasings in a cell."""

LONGEST_CELL = 1 << 20
SEPARATORS = ",;\t"


class Table(NamedTuple):
    """What a JSON file of the same corpus would hold; the phrasings by the place of their question.

    `lines` has the line (from 1) of each chapter and question.
    """

    value: dict[str, Any]
    phrasings: dict[Place, tuple[str, ...]]
    lines: dict[Place, int]


def read_table(path: Path, text: str) -> Table:
    """The corpus in the text of a CSV file, titled by the file.

    The separator is that of the first line. A chapter goes on until another is named. Raises
    CorpusError when a column is missing or the text is no CSV.
    """
    first = text.partition("\n")[0]
    separator = max(SEPARATORS, key=first.count)
    csv.field_size_limit(LONGEST_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    chapters: list[dict[str, Any]] = []
    phrasings: dict[Place, tuple[str, ...]] = {}
    lines: dict[Place, int] = {}
    title = path.stem
    try:
        places = _places(path, next(reader, []))
        line = reader.line_num + 1
        for row in reader:
            cells = {name: row[i].strip() for name, i in places.items() if i < len(row)}
            if any(cells.values()):
                chapter = cells.get("chapter") or (chapters[-1]["title"] if chapters else title)
                if not chapters or chapters[-1]["title"] != chapter:
                    lines["chapters", len(chapters)] = line
                    chapters.append({"title": chapter, "questions": []})
                listed = chapters[-1]["questions"]
                place = ("chapters", len(chapters) - 1, "questions", len(listed))
                lines[place] = line
                texts = (part.strip() for part in cells.get("phrasings", "").split(BETWEEN))
                phrasings[place] = tuple(dict.fromkeys(filter(None, texts)))
                wanted = ("question", "answer", *(["id"] if cells.get("id") else []))
                listed.append({name: cells.get(name, "") for name in wanted})
            line = reader.line_num + 1
    except csv.Error as error:
        raise CorpusError(
            f"Het bestand {path} is geen geldige CSV: regel {reader.line_num}. Sla het opnieuw op"
            " als CSV, met tekst die een komma of een nieuwe regel bevat tussen aanhalingstekens."
        ) from error
    return Table({"title": title, "chapters": chapters}, phrasings, lines)


def line_of(path: Place, lines: dict[Place, int]) -> int:
    """The line of the row that a place in the value of a table stands in."""
    return lines.get(path[:4]) or lines.get(path[:2]) or 1


def is_table(path: Path) -> bool:
    """Whether a file is a table by its name."""
    return path.suffix.lower() == ".csv"


def phrasings_of(table: Table, corpus: Corpus) -> Phrasings:
    """The phrasings in a table, by the ids of the questions of its corpus."""
    named: dict[Place, str] = {
        ("chapters", i, "questions", j): question.id
        for i, chapter in enumerate(corpus.chapters)
        for j, question in enumerate(chapter.questions)
    }
    return Phrasings({named[place]: texts for place, texts in table.phrasings.items() if texts})


def _places(path: Path, heading: list[str]) -> dict[str, int]:
    """The place of each column that is there."""
    known = [cell.strip().casefold() for cell in heading]
    places = {
        column: known.index(name)
        for column, names in COLUMNS.items()
        for name in names
        if name in known
    }
    for column in ("question", "answer"):
        if column not in places:
            names = " of ".join(f'"{name}"' for name in COLUMNS[column])
            raise CorpusError(
                f"Het bestand {path} heeft geen kolom {names}. Zet de namen van de kolommen op"
                " de eerste regel: vraag, antwoord, en als je wilt hoofdstuk, id en zoekzinnen."
            )
    return places

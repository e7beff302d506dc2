"""What has changed in a corpus since its ranking was trained, and what that costs."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator

from vt_faq.corpus.decode import Problem
from vt_faq.corpus.model import Files, Trained
from vt_faq.index.build import write_search, write_texts
from vt_faq.index.rows import Index
from vt_faq.search.documents import candidate_ids, digest, documents
from vt_faq.search.ranking import Ranking
from vt_faq.search.text import features, words

TRAIN = "leer opnieuw met vt-faq train als de teksten af zijn"


def stale(files: Files, trained: Trained) -> Iterator[Problem]:
    """What was added, removed or changed since the training; a newcomer with what takes its place.

    For each newcomer its own texts are asked: those that lead elsewhere are what waiting costs.
    """
    candidates = candidate_ids(files.corpus, files.phrasings)
    known, present = set(trained.candidates), set(candidates)
    gone = sorted(known - present)
    if gone:
        names = ", ".join(f"`{name}`" for name in gone)
        yield Problem((), f"dit is ook geleerd voor {names}, en dat is er niet meer", TRAIN)
    newcomers = [name for name in candidates if name not in known]
    if newcomers:
        yield from _newcomers(files._replace(trained=trained), candidates, newcomers)
    elif not gone and trained.digest != digest(documents(files)):
        yield Problem((), "dit is geleerd van een eerdere versie van de teksten", TRAIN)


def _newcomers(
    files: Files, candidates: tuple[str, ...], newcomers: list[str]
) -> Iterator[Problem]:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    write_texts(connection, files)
    write_search(connection, files)
    ranking = Ranking(Index(connection))
    questions = len(files.corpus.questions)
    for name in newcomers:
        own = [item.text for item in documents(files) if candidates[item.candidate] == name]
        firsts = Counter(candidates[_first(ranking, text)] for text in own)
        found = firsts.pop(name, 0)
        kind = "vraag" if candidates.index(name) < questions else "onderwerp"
        message = (
            f"{kind} `{name}` is nieuw sinds het leren: {found} van de {len(own)} eigen zinnen"
            " komen er uit"
        )
        if firsts:
            other, count = firsts.most_common(1)[0]
            where = "vraag" if candidates.index(other) < questions else "onderwerp"
            message += f", en {count} bij {where} `{other}`"
        yield Problem((), message, TRAIN)


def _first(ranking: Ranking, text: str) -> int:
    scores = ranking.evidence(features(words(text))).scores
    return max(scores, key=scores.__getitem__)

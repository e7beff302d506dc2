"""Search aids → the tables beside the ranking: topics, danger, words, languages."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable

from vt_faq.corpus.model import FIGURES, Corpus, Phrasings
from vt_faq.search import query
from vt_faq.search.danger import CHILD, FIGURE
from vt_faq.search.documents import Document
from vt_faq.search.search import NO_TOPIC
from vt_faq.search.text import words


def write_danger(connection: sqlite3.Connection, corpus: Corpus, phrasings: Phrasings) -> None:
    """Write the kinds of danger; what is said to a child stands at CHILD."""
    if corpus.emergency is None:
        return
    kinds = dict(enumerate(corpus.emergency.kinds))
    if corpus.emergency.child is not None:
        kinds[CHILD] = corpus.emergency.child
    for position, kind in kinds.items():
        connection.execute(
            "INSERT INTO kind VALUES (?, ?, ?, ?)", (position, kind.id, kind.line, kind.reply)
        )
        connection.executemany(
            "INSERT INTO refuge VALUES (?, ?, ?)",
            ((position, place, name) for place, name in enumerate(kind.resources)),
        )
    ids = {position: kind.id for position, kind in kinds.items()} | {FIGURE: FIGURES}
    for position, name in ids.items():
        connection.executemany(
            "INSERT INTO cue VALUES (?, ?)",
            ((position, cue) for cue in dict.fromkeys(phrasings.danger.get(name, ()))),
        )


def write_topics(connection: sqlite3.Connection, corpus: Corpus, phrasings: Phrasings) -> None:
    """Write the topics; advice for when no topic is known stands under topic NO_TOPIC."""
    advice = [(NO_TOPIC, place, name) for place, name in enumerate(phrasings.advice)]
    for position, topic in enumerate(phrasings.topics, len(corpus.questions)):
        connection.execute(
            "INSERT INTO topic VALUES (?, ?, ?, ?)", (position, topic.id, topic.name, topic.reply)
        )
        connection.executemany(
            "INSERT INTO near VALUES (?, ?, ?)",
            ((position, place, name) for place, name in enumerate(topic.near)),
        )
        advice += [
            (position, place, name) for place, name in enumerate(topic.advice or phrasings.advice)
        ]
    connection.executemany("INSERT INTO advice VALUES (?, ?, ?)", advice)


def write_words(connection: sqlite3.Connection, texts: Iterable[Document]) -> None:
    """Write the words that are proposed for misspelt ones."""
    frequencies = Counter(word for item in texts for word in set(words(item.text)))
    connection.executemany(
        "INSERT INTO word VALUES (?, ?, ?, ?)",
        (
            (word[0], len(word), word, frequency)
            for word, frequency in sorted(frequencies.items())
            if frequency >= query.RAREST
        ),
    )


def write_languages(
    connection: sqlite3.Connection, phrasings: Phrasings, texts: list[Document]
) -> None:
    """Write what other languages are known by, and what is said in them."""
    connection.executemany(
        "INSERT INTO notice VALUES (?, ?)",
        ((name, item.notice) for name, item in sorted(phrasings.languages.items())),
    )
    others = {
        name: [
            text for listed in (item.questions, item.topics) for t in listed.values() for text in t
        ]
        for name, item in sorted(phrasings.languages.items())
    }
    foreign = {text for listed in others.values() for text in listed}
    own = [item.text for item in texts if item.text not in foreign]
    if others:
        connection.executemany(
            "INSERT INTO tongue VALUES (?, ?)",
            ((name, values.tobytes()) for name, values in query.language_odds(own, others)),
        )

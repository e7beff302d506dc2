"""Why a query got its result: for the editor of a corpus."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from math import exp, sqrt
from typing import NamedTuple

from vt_faq.search.index import Index, tf_weight
from vt_faq.search.outcome import Calibration, Judgement
from vt_faq.search.search import Search, Understood
from vt_faq.search.text import features
from vt_faq.store import Store

WORDS_SHOWN = 5


class WordShare(NamedTuple):
    """A word of the query and what it added to the score of a candidate (may be negative)."""

    word: str
    share: float


class Candidate(NamedTuple):
    """A candidate as the search saw it.

    `kind` is `question` or `topic`; `probability` (0–1) is its share among all candidates;
    `similarity` (0–1) is that of the query to the nearest of its phrasings.
    """

    kind: str
    name: str
    text: str
    probability: float
    words: tuple[WordShare, ...]
    phrasing: str
    similarity: float


class Explanation(NamedTuple):
    """What was read, what spoke for whom, and what decided the outcome."""

    corrected: Mapping[str, str]
    candidates: tuple[Candidate, ...]
    judgement: Judgement
    calibration: Calibration
    broad: bool


def explain(store: Store, search: Search, query: str, limit: int) -> Explanation:
    """Why `search` makes of the query what it does, for its `limit` best candidates."""
    understood = search.understand(query)
    scores = understood.evidence.scores
    highest = max(scores.values(), default=0.0)
    total = sum(exp(score - highest) for score in scores.values())
    best = sorted(scores, key=scores.__getitem__, reverse=True)[:limit]
    shares = _shares(search.index, understood)
    return Explanation(
        corrected=understood.corrected,
        candidates=tuple(
            Candidate(
                *_named(store, position),
                exp(scores[position] - highest) / total,
                shares[position],
                *_nearest_phrasing(store, position, " ".join(understood.tokens)),
            )
            for position in best
            if understood.evidence.found
        ),
        judgement=understood.judgement,
        calibration=search.calibration,
        broad=bool(understood.subject_of),
    )


def _shares(index: Index, understood: Understood) -> defaultdict[int, tuple[WordShare, ...]]:
    """Per candidate what each word added: its own impact, and its part in pairs and n-grams."""
    counts = features(understood.tokens)
    owners: defaultdict[str, list[str]] = defaultdict(list)
    for token in dict.fromkeys(understood.tokens):
        for name in features([token]):
            owners[name].append(token)
    added: defaultdict[int, defaultdict[str, float]] = defaultdict(lambda: defaultdict(float))
    square = 0.0
    for name, (weight, candidates, impacts) in index.postings(counts).items():
        square += (tf_weight(counts[name]) * weight) ** 2
        tokens = owners[name] or name.split()
        for candidate, impact in zip(candidates, impacts):
            for token in tokens:
                added[candidate][token] += tf_weight(counts[name]) * impact / len(tokens)
    length = sqrt(square) or 1.0
    result: defaultdict[int, tuple[WordShare, ...]] = defaultdict(tuple)
    for candidate, words in added.items():
        ranked = sorted(words.items(), key=lambda item: item[1], reverse=True)[:WORDS_SHOWN]
        result[candidate] = tuple(WordShare(word, value / length) for word, value in ranked)
    return result


def _named(store: Store, position: int) -> tuple[str, str, str]:
    if position < store.question_count():
        (question,) = store.at([position])
        return "question", question.number, question.question
    ((topic_id, name),) = store.rows("SELECT id, name FROM topic WHERE position = ?", (position,))
    return "topic", topic_id, name


def _nearest_phrasing(store: Store, position: int, query: str) -> tuple[str, float]:
    from rapidfuzz import fuzz, process, utils

    phrasings = [
        text for (text,) in store.rows("SELECT text FROM phrasing WHERE candidate = ?", (position,))
    ]
    found = process.extractOne(
        query, phrasings, scorer=fuzz.token_sort_ratio, processor=utils.default_process
    )
    return (found[0], found[1] / 100) if found else ("", 0.0)

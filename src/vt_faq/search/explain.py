"""Why a query got its result: for the editor of a corpus."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from math import sqrt
from typing import NamedTuple

from vt_faq.content import Calibration
from vt_faq.index.rows import Index
from vt_faq.search.outcome import Judgement
from vt_faq.search.ranking import Ranking, tf_weight
from vt_faq.search.search import Search, Understood
from vt_faq.search.text import features

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


def explained(index: Index, search: Search, understood: Understood, limit: int) -> Explanation:
    """Why `search` makes of a query what it does, for its `limit` best candidates."""
    scores = understood.evidence.scores
    best = sorted(scores, key=scores.__getitem__, reverse=True)[:limit]
    shares = _shares(search.ranking, understood)
    return Explanation(
        corrected=understood.corrected,
        candidates=tuple(
            Candidate(
                *_named(index, understood, position),
                probability,
                shares[position],
                *_nearest_phrasing(index, position, " ".join(understood.tokens)),
            )
            for position, probability in zip(best, understood.evidence.shares(best))
            if understood.evidence.found
        ),
        judgement=understood.judgement,
        calibration=search.calibration,
        broad=bool(understood.subject_of),
    )


def _shares(ranking: Ranking, understood: Understood) -> defaultdict[int, tuple[WordShare, ...]]:
    """Per candidate what each word added: its own impact, and its part in pairs and n-grams."""
    counts = features(understood.tokens)
    owners: defaultdict[str, list[str]] = defaultdict(list)
    for token in dict.fromkeys(understood.tokens):
        for name in features([token]):
            owners[name].append(token)
    added: defaultdict[int, defaultdict[str, float]] = defaultdict(lambda: defaultdict(float))
    square = 0.0
    for name, (weight, candidates, impacts) in ranking.postings(counts).items():
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


def _named(index: Index, understood: Understood, position: int) -> tuple[str, str, str]:
    if position in understood.evidence.questions:
        (question,) = index.at([position])
        return "question", question.number, question.question
    found = index.rows("SELECT id, name FROM topic WHERE position = ?", (position,), (str,), (str,))
    if not found:
        raise index.damaged()
    return "topic", *found[0]


def _nearest_phrasing(index: Index, position: int, query: str) -> tuple[str, float]:
    from rapidfuzz import fuzz, process, utils

    rows = index.rows("SELECT text FROM phrasing WHERE candidate = ?", (position,), (str,))
    found = process.extractOne(
        query,
        [text for (text,) in rows],
        scorer=fuzz.token_sort_ratio,
        processor=utils.default_process,
    )
    return (found[0], found[1] / 100) if found else ("", 0.0)

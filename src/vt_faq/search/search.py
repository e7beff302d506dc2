"""A query → a result."""

from __future__ import annotations

from heapq import nlargest
from math import exp
from typing import NamedTuple

from vt_faq.content import Question, Resource
from vt_faq.search.correct import corrections
from vt_faq.search.danger import speaks_of_danger
from vt_faq.search.index import Evidence, Index
from vt_faq.search.language import detect
from vt_faq.search.outcome import Judgement, judge, read_calibration
from vt_faq.search.result import Match, Outcome, Result, Subject
from vt_faq.search.text import LONGEST_QUERY, features, words
from vt_faq.store import Store

NEARBY = 2
"""How many questions are named at most when the corpus has no answer."""

NO_TOPIC = -1
"""The topic under which advice stands for when no topic is known."""

FEW_WORDS = 2
"""A query of at most so many words may be a mere subject, and not a question."""


class Understood(NamedTuple):
    """A query as the index was asked it: `corrected` holds what was meant per misspelt word."""

    tokens: list[str]
    corrected: dict[str, str]
    evidence: Evidence
    judgement: Judgement
    subject_of: list[int]


class Search:
    """Answers queries about one corpus; built once, then safe to share between threads."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.index = Index(store)
        self._questions = store.question_count()
        self._danger = [cue for (cue,) in store.rows("SELECT cue FROM danger")]
        self._notices = dict(store.rows("SELECT language, text FROM notice ORDER BY language"))
        self.calibration = read_calibration(store)

    def ask(self, query: str, limit: int) -> Result:
        """The result for a query, with at most `limit` matches."""
        understood = self.understand(query)
        outcome, confidence, answerable = understood.judgement
        matches = self._matches(understood, limit)
        subject, near, advice = self._elsewhere(understood.evidence)
        unanswered = outcome is Outcome.UNANSWERED
        return Result(
            query=query,
            outcome=outcome,
            confidence=confidence,
            answerable=answerable,
            matches=matches,
            answer=matches[0].question if outcome is Outcome.ANSWERED else None,
            subject=subject if unanswered else None,
            near=near if unanswered else (),
            advice=advice if unanswered else (),
            danger=speaks_of_danger(understood.tokens, self._danger),
            notice=self._notice(understood.tokens),
        )

    def understand(self, query: str) -> Understood:
        """The evidence for a query, and what follows from it."""
        tokens = words(query[:LONGEST_QUERY])
        corrected = corrections(self._store, tokens, self.index.known(tokens))
        tokens = [corrected.get(token, token) for token in tokens]
        evidence = self.index.evidence(features(tokens), self._questions)
        judgement = judge(evidence, self._questions, len(tokens), self.calibration)
        subject_of = self._subject_of(tokens)
        if subject_of and judgement.outcome is not Outcome.SUGGESTED:
            judgement = judgement._replace(outcome=Outcome.SUGGESTED)
        return Understood(tokens, corrected, evidence, judgement, subject_of)

    def _subject_of(self, tokens: list[str]) -> list[int]:
        """Positions of the questions whose headings name all words of a very short query.

        Empty when there are fewer than two: then the query is not too broad to be answered.
        """
        wanted = set(tokens)
        if not wanted or len(tokens) > FEW_WORDS:
            return []
        marks = ", ".join("?" * len(wanted))
        rows = self._store.rows(
            f"SELECT position FROM heading WHERE word IN ({marks})"
            " GROUP BY position HAVING count(*) = ?",
            [*wanted, len(wanted)],
        )
        return [position for (position,) in rows] if len(rows) > 1 else []

    def _matches(self, understood: Understood, limit: int) -> tuple[Match, ...]:
        scores = understood.evidence.scores
        if not understood.evidence.found:
            return ()
        named = set(understood.subject_of)
        order = nlargest(
            limit,
            {candidate for candidate in scores if candidate < self._questions} | named,
            key=lambda candidate: (candidate in named, scores.get(candidate, 0.0)),
        )
        highest = max(scores.values())
        total = sum(exp(score - highest) for score in scores.values())
        return tuple(
            Match(question, exp(scores.get(position, 0.0) - highest) / total)
            for position, question in zip(order, self._store.at(order))
        )

    def _notice(self, tokens: list[str]) -> str | None:
        language = detect(self._store, list(self._notices), features(tokens))
        return self._notices[language] if language else None

    def _elsewhere(
        self, evidence: Evidence
    ) -> tuple[Subject | None, tuple[Question, ...], tuple[Resource, ...]]:
        """The topic that the query is about, questions near it, and whom to ask."""
        scores = evidence.scores
        topics = [candidate for candidate in scores if candidate >= self._questions]
        if not topics or not evidence.found:
            return None, (), self._advice(NO_TOPIC)
        position = max(topics, key=scores.__getitem__)
        (topic,) = self._store.rows(
            "SELECT id, name, reply FROM topic WHERE position = ?", (position,)
        )
        near = self._store.rows(
            "SELECT question FROM near WHERE topic = ? ORDER BY place LIMIT ?", (position, NEARBY)
        )
        return (
            Subject(*topic),
            tuple(self._store.question(question) for (question,) in near),
            self._advice(position),
        )

    def _advice(self, topic: int) -> tuple[Resource, ...]:
        rows = self._store.rows(
            "SELECT resource FROM advice WHERE topic = ? ORDER BY place", (topic,)
        )
        return tuple(self._store.resources(resource for (resource,) in rows))

"""A query → a result."""

from __future__ import annotations

import json
from math import exp

from vt_faq.corpus.model import Question, Resource
from vt_faq.search.danger import speaks_of_danger
from vt_faq.search.index import Evidence, Index
from vt_faq.search.outcome import Calibration, judge
from vt_faq.search.result import Match, Outcome, Result, Subject
from vt_faq.search.text import LONGEST_QUERY, features, words
from vt_faq.store import Store

NEARBY = 2
"""How many questions are named at most when the corpus has no answer."""


class Search:
    """Answers queries about one corpus; built once, then safe to share between threads."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._index = Index(store)
        self._calibration = Calibration(**json.loads(store.text("calibration") or "{}"))
        self._questions = store.question_count()
        self._danger = [cue for (cue,) in store.rows("SELECT cue FROM danger")]

    def ask(self, query: str, limit: int) -> Result:
        """The result for a query, with at most `limit` matches."""
        tokens = words(query[:LONGEST_QUERY])
        evidence = self._index.evidence(features(tokens))
        judgement = judge(evidence, self._questions, len(tokens), self._calibration)
        matches = self._matches(evidence.scores, limit) if evidence.found else ()
        outcome = judgement.outcome
        subject, near, advice = self._elsewhere(evidence)
        return Result(
            query=query,
            outcome=outcome,
            confidence=judgement.confidence,
            matches=matches,
            answer=matches[0].question if outcome is Outcome.ANSWERED else None,
            subject=subject if outcome is Outcome.UNANSWERED else None,
            near=near if outcome is Outcome.UNANSWERED else (),
            advice=advice if outcome is Outcome.UNANSWERED else (),
            danger=speaks_of_danger(tokens, self._danger),
            notice=None,
        )

    def _matches(self, scores: list[float], limit: int) -> tuple[Match, ...]:
        answers = scores[: self._questions]
        order = sorted(range(len(answers)), key=answers.__getitem__, reverse=True)[:limit]
        highest = max(scores)
        total = sum(exp(score - highest) for score in scores)
        return tuple(
            Match(question, exp(answers[position] - highest) / total)
            for position, question in zip(order, self._store.at(order))
        )

    def _elsewhere(
        self, evidence: Evidence
    ) -> tuple[Subject | None, tuple[Question, ...], tuple[Resource, ...]]:
        """The topic that the query is about, questions near it, and whom to ask."""
        topics = evidence.scores[self._questions :]
        default = json.loads(self._store.text("advice") or "[]")
        if not topics or not evidence.found:
            return None, (), tuple(self._store.resources(default))
        position = self._questions + max(range(len(topics)), key=topics.__getitem__)
        ((name_id, name, near, advice),) = self._store.rows(
            "SELECT id, name, near, advice FROM topic WHERE position = ?", (position,)
        )
        return (
            Subject(name_id, name) if name else None,
            tuple(self._store.question(item) for item in json.loads(near)[:NEARBY]),
            tuple(self._store.resources(json.loads(advice) or default)),
        )

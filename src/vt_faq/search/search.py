"""A query → a result."""

from __future__ import annotations

from heapq import nlargest
from types import NoneType
from typing import NamedTuple

from vt_faq.content import Question, Resource
from vt_faq.index.rows import Index
from vt_faq.pointer import read
from vt_faq.search.danger import Ear
from vt_faq.search.outcome import Judgement, judge, read_calibration
from vt_faq.search.query import corrections, detect
from vt_faq.search.ranking import Evidence, Ranking
from vt_faq.search.result import Match, Outcome, Result, Topic
from vt_faq.search.text import LONGEST_QUERY, features, words

NEARBY = 2
"""How many questions are named at most when the corpus has no answer."""

NO_TOPIC = -1
"""The topic under which advice stands for when no topic is known."""

CLEARLY = 0.9
"""Confidence from which a query that speaks of danger asks the corpus something all the same."""

LIKELY = 0.03
"""Share of the first match's score from which another is suggested; of ten suggestions it takes one
away, and of the right ones 0.01 (docs/search.md)."""

FEW_WORDS = 2
"""A query of at most so many words may be a mere subject, and not a question."""


_TEXTS = ((str,), (str,))
_TOPIC = ((str,), (str,), (str, NoneType))


class Understood(NamedTuple):
    """A query as it was `typed` and, in `tokens`, as the index was asked it.

    `corrected` holds what was meant per misspelt word.
    """

    typed: list[str]
    tokens: list[str]
    corrected: dict[str, str]
    evidence: Evidence
    judgement: Judgement
    subject_of: list[int]


class Search:
    """Answers queries about one corpus; built once, then safe to share between threads."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self.ranking = Ranking(index)
        self._emergency = index.text("emergency") or ""
        notices = index.rows("SELECT language, text FROM notice ORDER BY language", (), *_TEXTS)
        self._notices: dict[str, str] = dict(notices)
        self.calibration = read_calibration(index)
        self._ear = Ear(index, self.calibration.danger_from)

    def ask(self, query: str, limit: int, *, explain: bool = False) -> Result:
        """The result for a query, with at most `limit` matches."""
        pointer = read(query)
        if pointer and pointer.question and (question := self._index.find(pointer.number)):
            return self._pointed_at(query, question)
        understood = self.understand(query)
        outcome, confidence, answerable = understood.judgement
        danger = self._ear.hear(understood.typed, understood.tokens, understood.evidence)
        if danger and outcome is Outcome.ANSWERED and confidence < CLEARLY:
            outcome = Outcome.SUGGESTED
        matches = self._matches(understood, limit)
        topic, near, advice = (
            self._elsewhere(understood.evidence)
            if outcome is Outcome.UNANSWERED
            else (None, (), ())
        )
        explanation = None
        if explain:
            from vt_faq.search.explain import explained

            explanation = explained(self._index, self, understood, limit)
        return Result(
            query=query,
            outcome=outcome,
            confidence=confidence,
            answerable=answerable,
            matches=matches,
            page=self._index.page(matches[0].question) if outcome is Outcome.ANSWERED else None,
            topic=topic,
            near=near,
            advice=advice,
            danger=danger,
            emergency=self._emergency,
            notice=self._notice(understood.typed),
            explanation=explanation,
        )

    def _pointed_at(self, query: str, question: Question) -> Result:
        """The result for the number of a question."""
        return Result(
            query=query,
            outcome=Outcome.ANSWERED,
            confidence=1.0,
            answerable=1.0,
            matches=(Match(question, 1.0),),
            page=self._index.page(question),
            topic=None,
            near=(),
            advice=(),
            danger=None,
            emergency=self._emergency,
            notice=None,
        )

    def understand(self, query: str) -> Understood:
        """The evidence for a query, and what follows from it."""
        typed = words(query[:LONGEST_QUERY])
        corrected = corrections(self._index, typed, self.ranking.known(typed))
        tokens = [corrected.get(token, token) for token in typed]
        evidence = self.ranking.evidence(features(tokens))
        judgement = judge(evidence, len(tokens), self.calibration)
        subject_of = self._subject_of(tokens)
        if subject_of and judgement.outcome is not Outcome.SUGGESTED:
            judgement = judgement._replace(outcome=Outcome.SUGGESTED)
        return Understood(typed, tokens, corrected, evidence, judgement, subject_of)

    def _subject_of(self, tokens: list[str]) -> list[int]:
        """Positions of the questions whose headings name all words of a very short query.

        Empty when there are fewer than two: then the query is not too broad to be answered.
        """
        wanted = set(tokens)
        if not wanted or len(tokens) > FEW_WORDS:
            return []
        marks = ", ".join("?" * len(wanted))
        rows = self._index.rows(
            f"SELECT position FROM heading WHERE word IN ({marks})"
            " GROUP BY position HAVING count(*) = ?",
            [*wanted, len(wanted)],
            (int,),
        )
        return [position for (position,) in rows] if len(rows) > 1 else []

    def _matches(self, understood: Understood, limit: int) -> tuple[Match, ...]:
        questions = understood.evidence.questions
        if not understood.evidence.found:
            return ()
        named = set(understood.subject_of)
        order = nlargest(
            limit,
            questions.keys() | named,
            key=lambda position: (position in named, questions.get(position, 0.0)),
        )
        found = [
            Match(question, share)
            for question, share in zip(self._index.at(order), understood.evidence.shares(order))
        ]
        if understood.judgement.outcome is Outcome.SUGGESTED and not named:
            found = [match for match in found if match.score >= LIKELY * found[0].score]
        return tuple(found)

    def _notice(self, tokens: list[str]) -> str | None:
        written = [token for token in tokens if not token.isdecimal()]
        language = detect(self._index, list(self._notices), features(written))
        return self._notices[language] if language else None

    def _elsewhere(
        self, evidence: Evidence
    ) -> tuple[Topic | None, tuple[Question, ...], tuple[Resource, ...]]:
        """The topic that the query is about, questions near it, and whom to ask."""
        position = max(evidence.topics, key=evidence.topics.__getitem__, default=NO_TOPIC)
        (share,) = evidence.shares([position])
        if position == NO_TOPIC or share < self.calibration.topic_from:
            return None, (), self._advice(NO_TOPIC)
        topics = self._index.rows(
            "SELECT id, name, reply FROM topic WHERE position = ?", (position,), *_TOPIC
        )
        if not topics:
            raise self._index.damaged()
        near = self._index.rows(
            "SELECT question FROM near WHERE topic = ? ORDER BY place LIMIT ?",
            (position, NEARBY),
            (str,),
        )
        return (
            Topic(*topics[0]),
            tuple(self._index.named(name for (name,) in near)),
            self._advice(position),
        )

    def _advice(self, topic: int) -> tuple[Resource, ...]:
        rows = self._index.rows(
            "SELECT resource FROM advice WHERE topic = ? ORDER BY place", (topic,), (str,)
        )
        return self._index.resources(name for (name,) in rows)

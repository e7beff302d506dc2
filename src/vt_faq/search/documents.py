"""What the search knows of each candidate: its title, its answer and its phrasings."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from vt_faq.corpus.model import Corpus, Files, Phrasings
from vt_faq.markup import plain

SENTENCE_WEIGHT = 0.5
"""A sentence of the answer speaks for its question, but less than a phrasing does."""

_SENTENCE_END = re.compile(r"(?<=[.?!;:])\s+")
_SHORTEST_SENTENCE = 25


class Document(NamedTuple):
    """A text that speaks for a candidate, and how much it counts."""

    candidate: int
    text: str
    weight: float


def documents(files: Files) -> Iterator[Document]:
    """All documents: those of the questions first, then those of the topics.

    Candidates are numbered in that order, from 0. A labelled query speaks for the first question
    that answers it, or else for its topic.
    """
    corpus, phrasings = files.corpus, files.phrasings
    languages = phrasings.languages.values()
    asked: defaultdict[str, list[str]] = defaultdict(list)
    for labelled in files.queries:
        for name in labelled.answers[:1] or filter(None, [labelled.topic]):
            asked[name].append(labelled.query)
    for candidate, question in enumerate(corpus.questions):
        yield Document(candidate, question.question, 1.0)
        for sentence in _SENTENCE_END.split(plain(question.answer)):
            if len(sentence) > _SHORTEST_SENTENCE:
                yield Document(candidate, sentence, SENTENCE_WEIGHT)
        for text in (*phrasings.questions.get(question.id, ()), *asked[question.id]):
            yield Document(candidate, text, 1.0)
        for language in languages:
            for text in language.questions.get(question.id, ()):
                yield Document(candidate, text, 1.0)
    for candidate, topic in enumerate(phrasings.topics, len(corpus.questions)):
        for text in (*topic.phrasings, *asked[topic.id]):
            yield Document(candidate, text, 1.0)
        for language in languages:
            for text in language.topics.get(topic.id, ()):
                yield Document(candidate, text, 1.0)


def candidate_ids(corpus: Corpus, phrasings: Phrasings) -> tuple[str, ...]:
    """Ids of the candidates, in the order of their numbers."""
    questions = (question.id for question in corpus.questions)
    return (*questions, *(topic.id for topic in phrasings.topics))


def digest(texts: Iterable[Document]) -> str:
    """A fingerprint of the documents that a ranking is trained on."""
    summary = hashlib.sha256()
    for document in texts:
        summary.update(f"{document.candidate}\t{document.weight}\t{document.text}\n".encode())
    return summary.hexdigest()

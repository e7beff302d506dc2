"""What is kept apart, so that a ranking is judged by queries that it has not read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from vt_faq.content import Chapter
from vt_faq.corpus.model import Files, Labelled, Phrasings
from vt_faq.errors import CorpusError
from vt_faq.training.models import key

FOLDS = 3


class Fold(NamedTuple):
    """What is learnt from, and the queries that it is judged by: none of them has been read."""

    files: Files
    queries: tuple[Labelled, ...]


def folds(files: Files) -> Iterator[Fold]:
    """FOLDS folds of a corpus: together they ask every query once.

    Labelled queries are parted by writer, those without a writer one by one. Without labelled
    queries the phrasings are asked. When nothing is known that has no answer, a third of the
    questions is left out each time, and what is asked about those has none.

    Raises CorpusError when there is too little to part.
    """
    labelled = any(item.answers for item in files.queries)
    queries = files.queries if labelled else (*files.queries, *told(files))
    if sum(bool(item.answers) for item in queries) < FOLDS:
        raise CorpusError(
            "Er zijn te weinig zoekzinnen om van te leren. Geef elke vraag een paar zoekzinnen."
        )
    if len(files.corpus.questions) < FOLDS:
        raise CorpusError(
            f"Er zijn maar een of twee vragen: te weinig om van te leren. Geef er {FOLDS} of meer."
        )
    parts = _parts(queries)
    unanswerable = any(item.judged and not item.answers for item in queries)
    for fold in range(FOLDS):
        asked = tuple(item for item, part in zip(queries, parts, strict=True) if part == fold)
        rest = files if unanswerable else _without_questions(files, fold)
        yield Fold(_without_queries(rest, asked), _answerable_by(rest, asked))


def _parts(queries: tuple[Labelled, ...]) -> list[int]:
    """The fold of each query."""
    writers = sorted({item.writer for item in queries if item.writer})
    parts = {writer: place % FOLDS for place, writer in enumerate(writers)}
    return [parts.get(item.writer, place % FOLDS) for place, item in enumerate(queries)]


def told(files: Files) -> Iterator[Labelled]:
    """The phrasings, as queries that somebody may ask."""
    phrasings = files.phrasings
    for question in files.corpus.questions:
        for text in phrasings.questions.get(question.id, ()):
            yield Labelled(text, {question.id: 2})
    for topic in phrasings.topics:
        for text in topic.phrasings:
            yield Labelled(text, topic=topic.id)


def _without_questions(files: Files, fold: int) -> Files:
    """The files without a part of the questions; the chapters stay, perhaps empty."""
    away = {question.id for question in files.corpus.questions[fold::FOLDS]}

    def kept(chapter: Chapter) -> Chapter:
        questions = tuple(item for item in chapter.questions if item.id not in away)
        return chapter._replace(questions=questions)

    corpus = files.corpus._replace(chapters=tuple(map(kept, files.corpus.chapters)))
    return files._replace(corpus=corpus)


def _without_queries(files: Files, asked: tuple[Labelled, ...]) -> Files:
    """The files without these queries, and without phrasings that are the same."""
    away = {key(item.query) for item in asked}

    def kept(texts: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(text for text in texts if key(text) not in away)

    phrasings: Phrasings = files.phrasings
    return files._replace(
        phrasings=phrasings._replace(
            questions={name: kept(texts) for name, texts in phrasings.questions.items()},
            topics=tuple(
                topic._replace(phrasings=kept(topic.phrasings)) for topic in phrasings.topics
            ),
        ),
        queries=tuple(item for item in files.queries if key(item.query) not in away),
    )


def _answerable_by(files: Files, asked: tuple[Labelled, ...]) -> tuple[Labelled, ...]:
    """The queries, with only the grades of questions that are there."""
    there = {question.id for question in files.corpus.questions}
    return tuple(
        item._replace(grades={name: n for name, n in item.grades.items() if name in there})
        for item in asked
    )

"""What can be wrong with the files beside a corpus: the phrasings and the trained."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from vt_faq.corpus.check import unknown, unprintable
from vt_faq.corpus.decode import Problem
from vt_faq.corpus.mistakes import Place
from vt_faq.corpus.model import FIGURES, Corpus, Files, Labelled, Phrasings, Trained
from vt_faq.search.outcome import SIGNALS
from vt_faq.search.ranking import DANGER

MOST_LANGUAGES = 100
"""Languages beside its own that a corpus may be asked in; each costs time for all the others."""

_FEATURE = re.compile(r"\d{1,9}(?:\.\d{1,9})?(?: (?:-\d|\d{1,9}):-?\d{1,9})*")
_NUMBER = re.compile(r"-?\d{1,9}")
_CANDIDATE = re.compile(r" (\d+):")
_LARGEST = 1_000.0


def broken_phrasings(phrasings: Phrasings, corpus: Corpus) -> Iterator[Problem]:
    """What makes phrasings contradict the corpus: with any of these they are refused."""
    questions = {question.id for question in corpus.questions}
    resources = {resource.id for resource in corpus.resources}
    topics = {topic.id for topic in phrasings.topics}
    yield from unprintable(phrasings)
    yield from unknown(("questions",), phrasings.questions, questions, "vraag")
    yield from unknown(("advice",), phrasings.advice, resources, "bron")
    seen: set[str] = set()
    for i, topic in enumerate(phrasings.topics):
        if topic.id in seen:
            yield Problem(
                ("topics", i, "id"), f"onderwerp `{topic.id}` komt vaker voor", "voeg ze samen"
            )
        seen.add(topic.id)
        yield from unknown(("topics", i, "near"), topic.near, questions, "vraag")
        yield from unknown(("topics", i, "advice"), topic.advice, resources, "bron")
    if len(phrasings.languages) > MOST_LANGUAGES:
        message = f"er staan meer dan {MOST_LANGUAGES} talen in"
        yield Problem(("languages",), message, "haal er weg die niemand hier spreekt")
    for name, language in phrasings.languages.items():
        path = ("languages", name)
        yield from unknown((*path, "questions"), language.questions, questions, "vraag")
        yield from unknown((*path, "topics"), language.topics, topics, "onderwerp")
    kinds = {kind.id for kind in corpus.kinds} | {FIGURES}
    yield from unknown(("danger",), phrasings.danger, kinds, "soort gevaar")
    for name, cues in phrasings.danger.items():
        heard: set[str] = set()
        for i, cue in enumerate(cues):
            if cue in heard:
                message = f"`{cue}` staat er vaker"
                yield Problem(("danger", name, i), message, "laat hem op één plek staan")
            heard.add(cue)


def untidy_phrasings(phrasings: Phrasings) -> Iterator[Problem]:
    """What an editor should mend in phrasings, though they work."""
    for name, texts in phrasings.questions.items():
        if not texts:
            yield Problem(("questions", name), "er staat geen zoekzin", "voeg er een toe")
    for i, topic in enumerate(phrasings.topics):
        if not topic.phrasings:
            yield Problem(
                ("topics", i),
                f"onderwerp `{topic.id}` heeft geen zoekzinnen, en wordt dus nooit herkend",
                'voeg ze toe bij "phrasings", of haal het onderwerp weg',
            )
    owners: dict[str, str] = {}
    for owner, path, text in _placed(phrasings):
        other = owners.setdefault(" ".join(text.casefold().split()), owner)
        if other != owner:
            yield Problem(
                path, f"zoekzin `{text}` staat ook bij {other}", "laat hem op één plek staan"
            )


def broken_queries(queries: Iterable[Labelled]) -> Iterator[Problem]:
    """What makes labelled queries unusable; the first part of a path is the line, from 0."""
    for i, labelled in enumerate(queries):
        if any(grade not in (1, 2) for grade in labelled.grades.values()):
            yield Problem((i, "grades"), "een oordeel is 1 of 2", "laat een 0 weg")


def known_labels(queries: Iterable[Labelled], files: Files) -> tuple[Labelled, ...]:
    """The queries without what is said of questions and topics that are not there (any more).

    A query of which nothing is left is left out.
    """
    questions = {question.id for question in files.corpus.questions}
    topics = {topic.id for topic in files.phrasings.topics}
    kept = []
    for item in queries:
        grades = {name: grade for name, grade in item.grades.items() if name in questions}
        topic = item.topic if item.topic in topics else None
        if grades == item.grades and topic == item.topic:
            kept.append(item)
        elif grades or topic or item.danger:
            kept.append(item._replace(grades=grades, topic=topic))
    return tuple(kept)


def unknown_labels(queries: Iterable[Labelled], files: Files) -> Iterator[Problem]:
    """The first line of each question and topic that labelled queries name and that is not there.

    The first part of a path is the line, from 0.
    """
    questions = {question.id for question in files.corpus.questions}
    topics = {topic.id for topic in files.phrasings.topics}
    gone: dict[tuple[str, str], list[int]] = {}
    for i, item in enumerate(queries):
        for name in item.grades.keys() - questions:
            gone.setdefault(("vraag", name), []).append(i)
        if item.topic is not None and item.topic not in topics:
            gone.setdefault(("onderwerp", item.topic), []).append(i)
    for (kind, name), lines in sorted(gone.items()):
        count = "1 zin noemt" if len(lines) == 1 else f"{len(lines)} zinnen noemen"
        message = f"{count} {kind} `{name}`, en dat is er niet; daar tellen ze niet voor mee"
        yield Problem((lines[0],), message, "verbeter de id, of haal weg wat over is", kind)


def broken_ranking(trained: Trained) -> Iterator[Problem]:
    """What makes a trained ranking unfit to calculate with."""
    again = "maak het bestand opnieuw met vt-faq train"
    weights = trained.calibration.confidence, trained.calibration.answerable
    if any(len(listed) != SIGNALS for listed in weights):
        yield Problem(("calibration",), f"er horen {SIGNALS} gewichten te zijn", again)
    lowest = DANGER - len(trained.kinds)
    for number in trained.priors:
        if not _NUMBER.fullmatch(number) or not lowest <= int(number) < len(trained.candidates):
            yield Problem(("priors", number), "dit getal staat voor niets", again)
    numbers = (trained.unit, *trained.priors.values(), *sum(weights, ()))
    if any(abs(number) > _LARGEST for number in numbers):
        yield Problem((), "er staat een getal in dat te groot is", again)
    for name, steps in trained.features.items():
        known = _FEATURE.fullmatch(steps) is not None
        if not known or any(int(c) >= len(trained.candidates) for c in _CANDIDATE.findall(steps)):
            yield Problem(("features", name), "dit kenmerk is niet te lezen", again)


def _placed(phrasings: Phrasings) -> Iterator[tuple[str, Place, str]]:
    """Every phrasing, with whose it is and its path."""
    for name, texts in phrasings.questions.items():
        for i, text in enumerate(texts):
            yield f"vraag `{name}`", ("questions", name, i), text
    for i, topic in enumerate(phrasings.topics):
        for j, text in enumerate(topic.phrasings):
            yield f"onderwerp `{topic.id}`", ("topics", i, "phrasings", j), text

"""What can be wrong with the files beside a corpus: the phrasings and the trained."""

from __future__ import annotations

import re
from collections.abc import Iterator

from vt_faq.corpus.check import dangling, unknown, unprintable
from vt_faq.corpus.decode import Problem
from vt_faq.corpus.mistakes import Place
from vt_faq.corpus.model import FIGURES, Corpus, Files, Phrasings, Trained
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


def broken_queries(files: Files) -> Iterator[Problem]:
    """What makes labelled queries contradict the corpus; the first part of a path is the line."""
    questions = {question.id for question in files.corpus.questions}
    topics = {topic.id for topic in files.phrasings.topics}
    for i, labelled in enumerate(files.queries):
        yield from unknown((i, "grades"), labelled.grades, questions, "vraag")
        if any(grade not in (1, 2) for grade in labelled.grades.values()):
            yield Problem((i, "grades"), "een oordeel is 1 of 2", "laat een 0 weg")
        if labelled.topic is not None and labelled.topic not in topics:
            yield dangling((i, "topic"), labelled.topic, topics, "onderwerp")


def broken_ranking(trained: Trained) -> Iterator[Problem]:
    """What makes a trained ranking unfit to calculate with."""
    again = "maak het bestand opnieuw met tools/train.py"
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

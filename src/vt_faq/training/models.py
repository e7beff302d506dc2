"""Linear models over the features of `search.text`: what a corpus and its labels teach.

They say which candidate a query is about, whether it has an answer at all, whether it speaks of
danger, and of which kind.
"""

from __future__ import annotations

import warnings
from collections import Counter
from collections.abc import Iterator, Sequence
from math import log
from typing import TYPE_CHECKING, Any

import numpy as np
from scipy import sparse
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model import LogisticRegression

from vt_faq.corpus.model import Corpus, Files, Labelled, Trained
from vt_faq.errors import CorpusError
from vt_faq.search.documents import Document, candidate_ids, digest, documents
from vt_faq.search.outcome import UNTRAINED
from vt_faq.search.ranking import DANGER, LEANING, tf_weight
from vt_faq.search.text import features, is_word, words
from vt_faq.training.weights import EASY_WEIGHT, balanced, targets, weights_of_danger

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]

INVERSE_PENALTY = 10.0
LEANING_INVERSE_PENALTY = 2.0
DANGER_INVERSE_PENALTY = 10.0
TOLERANCE = 1e-4
STRICTER = 7.0
"""How small the gradient becomes: TOLERANCE, or STRICTER by the square of the number of candidates.

With many of them it begins so small that nothing would be learnt. A fit that ends at 2e-3 takes
half the time; with the brochure it answered 0.12 instead of 0.16 at the same precision.
"""

MOST_IMPACTS = 20_000_000
"""Candidates times features that are learnt at once; each takes some 300 bytes meanwhile."""

RAREST_FEATURE = 2
STEPS = 127
SMALLEST_STEP = 7
"""An impact is at most STEPS whole steps, and one under SMALLEST_STEP is left out.

From 5 the index of the brochure is 12.2 MB, from 7 11.7 MB, with 0.006 fewer first answers right.
"""


def fit(files: Files) -> Trained:
    """The ranking of a corpus, with a calibration that is not its own yet.

    The corpus has at least two questions. Raises CorpusError when it is too large, when nothing
    was learnt, or when a fit came to no end.
    """
    texts = list(documents(files))
    named = {key(item.query): item for item in files.queries}
    others = [
        item
        for item in files.queries
        if item.danger is not None and not item.answers and item.topic is None
    ]
    counts = [
        features(words(text))
        for text in (*(document.text for document in texts), *(item.query for item in others))
    ]
    frequency = Counter(name for count in counts for name in count)
    names = sorted(name for name, n in frequency.items() if n >= RAREST_FEATURE)
    candidates = candidate_ids(files.corpus, files.phrasings)
    _check_size(len(candidates), len(names))
    idf = np.array([log((1 + len(counts)) / (1 + frequency[name])) + 1 for name in names])
    matrix = _matrix(counts, names, idf)
    labels = [named.get(key(document.text)) for document in texts] + others

    impacts, priors = _fit_candidates(matrix, texts, labels, candidates)
    columns, numbers, ids = [impacts], dict(enumerate(priors)), [*range(len(candidates))]
    known = [(row, bool(item.answers)) for row, item in enumerate(labels[: len(texts)]) if item]
    if _differ(known):
        leaning, _ = _binary(matrix, known, LEANING_INVERSE_PENALTY)
        columns.append(leaning * np.abs(impacts).max() / np.abs(leaning).max())
        ids.append(LEANING)
    for number, column, prior in _fit_danger(matrix, texts, labels, files.corpus):
        columns.append(column)
        ids.append(number)
        numbers[number] = prior
    unit, steps = _rounded(np.column_stack(columns) * idf[:, None])
    return Trained(
        digest=digest(texts),
        provenance=(
            f"vt-faq train: logistic regressions, C={INVERSE_PENALTY:g},"
            f" {LEANING_INVERSE_PENALTY:g} and {DANGER_INVERSE_PENALTY:g}, {len(counts)} texts,"
            f" features in at least {RAREST_FEATURE} of them"
        ),
        candidates=candidates,
        kinds=files.corpus.kind_ids,
        priors={str(number): round(float(prior), 4) for number, prior in numbers.items()},
        unit=unit,
        calibration=UNTRAINED,
        features={
            name: " ".join(
                [f"{idf[i]:.4g}", *(f"{ids[c]}:{steps[i, c]}" for c in steps[i].nonzero()[0])]
            )
            for i, name in enumerate(names)
            if steps[i].any() or is_word(name)
        },
    )


def key(text: str) -> str:
    """What makes two texts the same query."""
    return " ".join(words(text))


def _check_size(candidates: int, names: int) -> None:
    if candidates * names > MOST_IMPACTS:
        raise CorpusError(
            f"De corpus is te groot om van te leren: {candidates} vragen en onderwerpen maal"
            f" {names} kenmerken van zinnen is meer dan {MOST_IMPACTS // 10**6} miljoen."
            " Zonder leren werkt de corpus ook: maak een index met vt-faq compile."
        )


def _rounded(weights: Numbers) -> tuple[float, Any]:
    """The size of a step, and the weights in whole steps; the smallest are nothing."""
    unit = float(np.abs(weights).max()) / STEPS
    if not unit:
        raise CorpusError(
            "Er is niets geleerd: geen woord wijst naar een vraag. Voeg zoekzinnen toe."
        )
    steps = np.rint(weights / unit).astype(int)
    steps[np.abs(steps) < SMALLEST_STEP] = 0
    return round(unit, 6), steps


def _differ(flags: Sequence[tuple[int, bool]]) -> bool:
    """Whether there is something to tell apart."""
    return len({flag for _, flag in flags}) > 1


def _fit_candidates(
    matrix: sparse.csr_matrix,
    texts: Sequence[Document],
    labels: Sequence[Labelled | None],
    candidates: tuple[str, ...],
) -> tuple[Numbers, Numbers]:
    """Impacts (feature × candidate) and priors of which candidate a text is about."""
    rows, classes, weights = zip(*targets(texts, labels, candidates), strict=True)
    tolerance = min(TOLERANCE, STRICTER / len(set(classes)) ** 2)
    model = LogisticRegression(C=INVERSE_PENALTY, max_iter=1_000, tol=tolerance)
    _converge(model, matrix[list(rows)], classes, weights)
    impacts = np.zeros((matrix.shape[1], len(candidates)))
    if len(model.classes_) == 2:
        priors = np.array([-model.intercept_[0], model.intercept_[0]]) / 2
        impacts[:, model.classes_] = np.column_stack([-model.coef_[0], model.coef_[0]]) / 2
        return impacts, priors
    priors = np.full(len(candidates), float(model.intercept_.min()))
    priors[model.classes_] = model.intercept_
    impacts[:, model.classes_] = model.coef_.T
    return impacts, priors


def _fit_danger(
    matrix: sparse.csr_matrix,
    texts: Sequence[Document],
    labels: Sequence[Labelled | None],
    corpus: Corpus,
) -> Iterator[tuple[int, Numbers, float]]:
    """The impacts and the prior of danger, and of each kind; all by the number that stands for it.

    What speaks for a question, and is nobody's query, is ordinary.
    """
    heard = [(row, item) for row, item in enumerate(labels) if item and item.danger]
    flags = [(row, item.danger != "no") for row, item in heard]
    if not corpus.kind_ids or not _differ(flags):
        return
    ours = [
        (row, False)
        for row, document in enumerate(texts)
        if labels[row] is None and document.candidate < len(corpus.questions)
    ]
    weights = weights_of_danger([item for _, item in heard]) + [EASY_WEIGHT] * len(ours)
    yield DANGER, *_binary(matrix, flags + ours, DANGER_INVERSE_PENALTY, weights)
    for place, kind in enumerate(corpus.kind_ids, 1):
        rows = [(row, item.kind == kind) for row, item in heard if item.kind]
        if _differ(rows):
            even = balanced([flag for _, flag in rows])
            yield DANGER - place, *_binary(matrix, rows, DANGER_INVERSE_PENALTY, even)


def _binary(
    matrix: sparse.csr_matrix,
    flags: list[tuple[int, bool]],
    inverse_penalty: float,
    weights: list[float] | None = None,
) -> tuple[Numbers, float]:
    """Impact of each feature on a flag, and what it is before anything is asked."""
    rows, values = zip(*flags, strict=True)
    model = LogisticRegression(C=inverse_penalty, max_iter=1_000)
    _converge(model, matrix[list(rows)], values, weights)
    return np.asarray(model.coef_[0]), float(model.intercept_[0])


def _converge(model: LogisticRegression, matrix: Any, classes: Any, weights: Any) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error", ConvergenceWarning)
        try:
            model.fit(matrix, classes, sample_weight=weights)
        except ConvergenceWarning as error:
            raise CorpusError(
                "Het leren kwam niet tot een eind: de zinnen spreken elkaar te veel tegen."
                " Kijk met vt-faq check of zoekzinnen bij meer dan een vraag staan."
            ) from error


def _matrix(counts: list[Counter[str]], names: list[str], idf: Numbers) -> sparse.csr_matrix:
    column = {name: i for i, name in enumerate(names)}
    rows, columns, values = [], [], []
    for row, count in enumerate(counts):
        known = [(column[name], n) for name, n in count.items() if name in column]
        weights = [tf_weight(n) * idf[i] for i, n in known]
        length = float(np.linalg.norm(weights)) or 1.0
        rows += [row] * len(known)
        columns += [i for i, _ in known]
        values += [weight / length for weight in weights]
    return sparse.csr_matrix((values, (rows, columns)), shape=(len(counts), len(names)))

"""Train the ranking of data/faq.json and calibrate the outcomes.

    python tools/train.py LABELLED.jsonl…

Writes data/ranking.json (a multinomial logistic regression over the features of
vt_faq.search.text, rounded to small whole steps) and src/vt_faq/search/calibration.json
(confidence, thresholds). The arguments are files of labelled natural queries, one JSON
object a line with `query` and `gold` (numbers of the questions that answer it, best first,
none when the corpus does not). Those that are among the phrasings are held out in turn, so
that the calibration sees only scores of queries that the ranking was not trained on.

Needs the `train` dependency group; nobody needs this file to use or to build vt-faq.
"""

from __future__ import annotations

import argparse
import json
import random
from collections import Counter
from dataclasses import asdict
from math import log
from pathlib import Path

import numpy as np
from scipy import sparse
from sklearn.linear_model import LogisticRegression

from vt_faq.corpus.model import Ranking
from vt_faq.corpus.read import read_texts
from vt_faq.search import bm25
from vt_faq.search.build import candidate_ids, digest
from vt_faq.search.documents import Document, documents
from vt_faq.search.index import Evidence, tf_weight
from vt_faq.search.outcome import signals
from vt_faq.search.text import features, is_word, words

ROOT = Path(__file__).parents[1]
INVERSE_PENALTY = 10.0
RAREST_FEATURE = 2
FOLDS = 5
STEPS = 127
SMALLEST_STEP = 4
BLUFF = 0.08
LOSS = 0.09


class LinearModel:
    """A multinomial logistic regression: documents → candidates."""

    def __init__(self, texts: list[Document], candidates: int) -> None:
        counts = [features(words(document.text)) for document in texts]
        frequency = Counter(name for count in counts for name in count)
        self.names = sorted(name for name, n in frequency.items() if n >= RAREST_FEATURE)
        self.column = {name: i for i, name in enumerate(self.names)}
        self.idf = np.array(
            [log((1 + len(texts)) / (1 + frequency[name])) + 1 for name in self.names]
        )
        model = LogisticRegression(C=INVERSE_PENALTY, max_iter=200, tol=2e-3)
        model.fit(
            self._matrix(counts),
            [document.candidate for document in texts],
            sample_weight=[document.weight for document in texts],
        )
        self.priors = np.full(candidates, float(model.intercept_.min()))
        self.priors[model.classes_] = model.intercept_
        coefficients = np.zeros((len(self.names), candidates))
        coefficients[:, model.classes_] = model.coef_.T
        self.impacts = coefficients * self.idf[:, None]
        self.unit = float(np.abs(self.impacts).max()) / STEPS
        self.steps = np.rint(self.impacts / self.unit).astype(int)
        self.steps[np.abs(self.steps) < SMALLEST_STEP] = 0

    def _matrix(self, counts: list[Counter[str]]) -> sparse.csr_matrix:
        rows, columns, values = [], [], []
        for row, count in enumerate(counts):
            known = [(self.column[name], n) for name, n in count.items() if name in self.column]
            weights = [tf_weight(n) * self.idf[column] for column, n in known]
            length = float(np.linalg.norm(weights)) or 1.0
            rows += [row] * len(known)
            columns += [column for column, _ in known]
            values += [weight / length for weight in weights]
        return sparse.csr_matrix((values, (rows, columns)), shape=(len(counts), len(self.names)))

    def evidence(self, query: str) -> Evidence:
        """The same as search.index.Index.evidence, from the rounded model."""
        counts = features(words(query))
        known = [(self.column[name], n) for name, n in counts.items() if name in self.column]
        tf = np.array([tf_weight(n) for _, n in known])
        columns = [column for column, _ in known]
        length = float(np.linalg.norm(tf * self.idf[columns])) or 1.0
        scores = self.priors + tf @ self.steps[columns] * self.unit / length
        asked = [name for name in counts if is_word(name)]
        share = sum(name in self.column for name in asked) / len(asked) if asked else 0.0
        return Evidence(list(scores), len(known), share)


class Bm25Model:
    """The untrained ranking, without topics: what a corpus of somebody else's starts with."""

    def __init__(self, texts: list[Document], questions: int) -> None:
        own = [document for document in texts if document.candidate < questions]
        self.postings = dict(bm25.postings(own, questions))
        self.questions = questions

    def evidence(self, query: str) -> Evidence:
        """The same as search.index.Index.evidence."""
        counts = features(words(query))
        sums, square, found = np.zeros(self.questions), 0.0, 0
        for name, n in counts.items():
            if name in self.postings:
                found += 1
                weight, impacts = self.postings[name]
                square += (tf_weight(n) * weight) ** 2
                for candidate, impact in impacts.items():
                    sums[candidate] += tf_weight(n) * impact
        asked = [name for name in counts if is_word(name)]
        share = sum(name in self.postings for name in asked) / len(asked) if asked else 0.0
        return Evidence(list(sums / (square**0.5 or 1.0)), found, share)


def calibrate(held_out: list[tuple[Evidence, str, list[str]]], numbers: list[str]) -> dict:
    """The calibration (see search.outcome) that fits scores of queries not trained on.

    Thresholds: of the queries without an answer a share of BLUFF is `answered`; of those
    with an answer a share of LOSS is `unanswered`.
    """
    values = np.array([signals(e, len(numbers), len(words(q))) for e, q, _ in held_out])
    answerable = np.array([bool(gold) for _, _, gold in held_out])
    right = np.array(
        [numbers[int(np.argmax(e.scores[: len(numbers)]))] in gold for e, _, gold in held_out]
    )
    confidence, sure = _logistic(values, right)
    answerability, has_answer = _logistic(values, answerable)
    return {
        "confidence": confidence,
        "answerable": answerability,
        "answered_from": round(float(np.quantile(sure[~answerable], 1 - BLUFF)), 4),
        "unanswered_below": round(float(np.quantile(has_answer[answerable], LOSS)), 4),
    }


def _logistic(values: np.ndarray, target: np.ndarray) -> tuple[list[float], np.ndarray]:
    mean, deviation = values.mean(0), values.std(0)
    deviation[0] = mean[0] = 1.0
    model = LogisticRegression(C=1.0).fit((values - mean)[:, 1:] / deviation[1:], target)
    slopes = model.coef_[0] / deviation[1:]
    intercept = float(model.intercept_[0]) - float(slopes @ mean[1:])
    weights = [round(float(weight), 5) for weight in (intercept, *slopes)]
    return weights, 1 / (1 + np.exp(-values @ np.array(weights)))


def cross_validate(
    texts: list[Document], candidates: int, labels: dict[str, list[str]], questions: int
) -> tuple[list[tuple[Evidence, str, list[str]]], list[tuple[Evidence, str, list[str]]]]:
    """Scores of the labelled phrasings by models that were not trained on them."""
    held = [i for i, document in enumerate(texts) if _key(document.text) in labels]
    random.Random(0).shuffle(held)
    trained, untrained = [], []
    for fold in range(FOLDS):
        left_out = set(held[fold::FOLDS])
        rest = [document for i, document in enumerate(texts) if i not in left_out]
        model, plain = LinearModel(rest, candidates), Bm25Model(rest, questions)
        for i in sorted(left_out):
            query = texts[i].text
            gold = labels[_key(query)]
            trained.append((model.evidence(query), query, gold))
            untrained.append((plain.evidence(query), query, gold))
    return trained, untrained


def _key(text: str) -> str:
    return " ".join(words(text))


def ranking_of(model: LinearModel, texts: list[Document], ids: tuple[str, ...]) -> Ranking:
    """The model as it is stored."""
    lines = {}
    for row, name in enumerate(model.names):
        steps = model.steps[row]
        listed = " ".join(f"{c}:{steps[c]}" for c in np.flatnonzero(steps))
        if listed or is_word(name):
            lines[name] = f"{model.idf[row]:.4g} {listed}".rstrip()
    return Ranking(
        digest=digest(texts),
        provenance=(
            f"tools/train.py; multinomial logistic regression, C={INVERSE_PENALTY:g},"
            f" {len(texts)} documents, features in at least {RAREST_FEATURE} of them"
        ),
        candidates=ids,
        priors=tuple(round(float(prior), 4) for prior in model.priors),
        unit=round(model.unit, 6),
        features=lines,
    )


def main() -> None:
    """Train, calibrate, write."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("labelled", nargs="+", type=Path)
    arguments = parser.parse_args()
    corpus, phrasings = read_texts(ROOT / "data" / "faq.json")
    texts = list(documents(corpus, phrasings))
    ids = candidate_ids(corpus, phrasings)
    numbers = [question.number for question in corpus.questions]
    labels = {}
    for path in arguments.labelled:
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            labels.setdefault(_key(row["query"]), row["gold"])
    trained, untrained = cross_validate(texts, len(ids), labels, len(numbers))
    ranking = ranking_of(LinearModel(texts, len(ids)), texts, ids)
    _write(ROOT / "data" / "ranking.json", {"schema": 1} | asdict(ranking))
    _write(
        ROOT / "src" / "vt_faq" / "search" / "calibration.json",
        {"trained": calibrate(trained, numbers), "untrained": calibrate(untrained, numbers)},
    )
    print(f"{len(texts)} documents, {len(ranking.features)} features, {len(trained)} held out")


def _write(path: Path, value: dict) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

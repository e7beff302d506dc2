"""Find the calibration of corpora that were never trained: `python tools/untrained.py`.

Cuts small corpora out of the brochure's: some of its questions and topics, with few phrasings each.
What its labelled queries and its other phrasings score in those is what a small corpus may expect.
Prints the weights that stand in vt_faq.search.outcome as UNTRAINED. Needs the `train` extra.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import product
from pathlib import Path

from vt_faq.corpus.model import Files
from vt_faq.corpus.read import read_untrained
from vt_faq.search.outcome import LEAD_OVER_TOPICS
from vt_faq.training.calibration import Judged, calibrate, judge
from vt_faq.training.folds import told
from vt_faq.training.models import key

SHARES_OF_QUESTIONS = (0.2, 0.5, 1.0)
PHRASINGS = (0, 2, 6, 20)
TOPICS = (0, 4, 12)
ASKED = 400

SIZED = range(1, LEAD_OVER_TOPICS + 2)
"""The signals that depend on the size of scores, and so mean nothing across corpora."""


def cuts(files: Files) -> Iterator[Files]:
    """Small corpora, each cut out of the whole one by chance."""
    chance = random.Random(1)
    corpus, aids = files.corpus, files.phrasings
    for share, phrasings, topics in product(SHARES_OF_QUESTIONS, PHRASINGS, TOPICS):
        count = max(2, round(share * len(corpus.questions)))
        kept = {item.id for item in chance.sample(corpus.questions, count)}
        chapters = tuple(
            chapter._replace(questions=tuple(q for q in chapter.questions if q.id in kept))
            for chapter in corpus.chapters
        )
        yield Files(
            corpus._replace(chapters=chapters),
            aids._replace(
                questions={
                    name: tuple(chance.sample(texts, min(phrasings, len(texts))))
                    for name, texts in aids.questions.items()
                    if name in kept
                },
                topics=tuple(
                    topic._replace(
                        phrasings=tuple(
                            chance.sample(
                                topic.phrasings, min(max(phrasings, 2), len(topic.phrasings))
                            )
                        )
                    )
                    for topic in chance.sample(aids.topics, topics)
                ),
                languages={},
            ),
        )


def scored(files: Files) -> Iterator[Judged]:
    """What each small corpus makes of queries, with the sized signals left out."""
    chance = random.Random(2)
    kinds = [[item for item in files.queries if item.judged], list(told(files))]
    for cut in cuts(files):
        present = {item.id for item in cut.corpus.questions}
        known = {key(item.query) for item in told(cut)}
        asked = [
            item._replace(grades={n: g for n, g in item.grades.items() if n in present})
            for queries in kinds
            for item in chance.sample(queries, ASKED)
            if key(item.query) not in known
        ]
        for item in judge(cut, [q._replace(topic=q.topic or "none") for q in asked]):
            signals = [0.0 if i in SIZED else value for i, value in enumerate(item.signals)]
            yield item._replace(signals=signals)


if __name__ == "__main__":
    whole = read_untrained(Path(__file__).parents[1] / "data" / "faq.json")
    found = list(scored(whole))
    print(calibrate(found))

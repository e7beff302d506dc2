"""A corpus and its labelled queries → its ranking, written beside it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from vt_faq.content import Calibration
from vt_faq.corpus.model import Files, Labelled, Trained
from vt_faq.corpus.read import parse, ranking_file, read_queries, read_text, read_untrained
from vt_faq.errors import CorpusError
from vt_faq.index.build import Progress, unheard
from vt_faq.replace import replaceable, replacing
from vt_faq.search.documents import digest, documents
from vt_faq.search.outcome import weigh
from vt_faq.search.result import Outcome
from vt_faq.training.calibration import Judged, calibrate, judge
from vt_faq.training.folds import FOLDS, folds
from vt_faq.training.models import fit
from vt_faq.view.blocks import Lesson, Share


def train(path: Path, more: Iterable[Path] = (), progress: Progress = unheard) -> Lesson:
    """Write the ranking of a corpus; an older one stays whole until the new one is.

    `more` are files of labelled queries, beside those that the corpus names. Raises CorpusError
    when a file cannot be read or there is too little to learn from, VtFaqError when the ranking
    cannot be written.
    """
    files = read_untrained(path)
    named = ranking_file(path, files.corpus)
    target = replaceable(named, "ranking", _is_ours)
    extra = tuple(item for file in more for item in read_queries(file, files, path))
    before, judged = zip(*_held_out(files, extra, progress), strict=True)
    trained = fit(files._replace(queries=(*files.queries, *extra)))
    trained = trained._replace(digest=digest(documents(files)), calibration=calibrate(judged))
    _write(target, trained)
    progress(1.0)
    return _lesson(str(named), trained, before, judged)


def _held_out(
    files: Files, extra: tuple[Labelled, ...], progress: Progress
) -> Iterator[tuple[Judged, Judged]]:
    """Each query as judged without training, and by what has read neither it nor its writer."""
    own = {item.query for item in files.queries}
    for done, fold in enumerate(folds(files._replace(queries=(*files.queries, *extra)))):
        progress(done / (FOLDS + 1))
        learnt = fit(fold.files)
        mine = tuple(item for item in fold.files.queries if item.query in own)
        rest = fold.files._replace(queries=mine)
        before = judge(rest, fold.queries)
        yield from zip(before, judge(rest._replace(trained=learnt), fold.queries), strict=True)
    progress(FOLDS / (FOLDS + 1))


def _is_ours(target: Path) -> bool:
    """Whether a file is a trained ranking, of any version."""
    try:
        found = parse(target, read_text(target))
    except CorpusError:
        return False
    return isinstance(found, dict) and {"digest", "candidates", "features"} <= found.keys()


def _write(target: Path, trained: Trained) -> None:
    whole = {"schema": 1} | {
        name: item._asdict() if isinstance(item, Calibration) else item
        for name, item in trained._asdict().items()
    }
    text = json.dumps(whole, ensure_ascii=False, indent=0) + "\n"
    with replacing(target) as unfinished:
        unfinished.write_text(text, encoding="utf-8")


def _lesson(
    target: str, trained: Trained, before: Sequence[Judged], judged: Sequence[Judged]
) -> Lesson:
    outcomes = [weigh(item.signals, trained.calibration).outcome for item in judged]
    asked = [
        (item, outcome)
        for item, outcome in zip(judged, outcomes, strict=True)
        if item.labelled.judged
    ]
    having = [(item, outcome) for item, outcome in asked if item.labelled.answers]
    answered = [item for item, outcome in asked if outcome is Outcome.ANSWERED]
    lacking = [outcome for item, outcome in asked if not item.labelled.answers]
    loud = {
        label: [
            item.danger >= trained.calibration.danger_from
            for item in judged
            if item.labelled.danger == label
        ]
        for label in ("yes", "no")
    }
    return Lesson(
        target,
        trained.provenance,
        _share(item.grade == 2 for item in before if item.labelled.answers),
        _share(item.grade == 2 for item, _ in having),
        _share(item.grade > 0 for item, _ in having),
        _share(outcome is Outcome.ANSWERED for _, outcome in having),
        _share(item.grade == 2 for item in answered),
        _share(item.grade > 0 for item in answered),
        _share(outcome is Outcome.UNANSWERED for outcome in lacking),
        _share(loud["yes"]),
        _share(loud["no"]),
    )


def _share(flags: Iterable[bool]) -> Share:
    listed = list(flags)
    return Share(sum(listed), len(listed))

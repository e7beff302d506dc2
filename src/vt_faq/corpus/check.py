"""What can be wrong with a corpus that has the right shape."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Set
from typing import Any

from vt_faq.content import Question
from vt_faq.corpus.decode import LONGEST_NAME, Problem, texts
from vt_faq.corpus.mistakes import Place
from vt_faq.corpus.model import Corpus, Phrasings
from vt_faq.errors import UNPRINTABLE, cut
from vt_faq.markup import spans

LAST_PAGE = 9_999
NEAR = 75.0
"""Similarity (0–100) from which one id is taken for a mistyped other."""

MANY = 2_000
"""From so many ids the nearest to a mistyped one is no longer looked for."""

MARKED = ("introduction", "reading_guide", "more_questions", "colophon")
"""The texts of a corpus, beside the answers, that are in the Markdown subset."""

_UNPRINTABLE = re.compile(f"[\t{re.escape(''.join(map(chr, UNPRINTABLE)))}]")
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_ESCAPED = re.compile(r"\\.")
_LINK = re.compile(r"\[[^\[\]]*\]\([^()\s]*\)")
_LINK_REMAINS = re.compile(r"\]\s*\(|\[[^\[\]]*$")
_EMPTY_LINK = re.compile(r"(?<!\\)\[\s*\]\([^)]*\)")
_FILE_NAME = re.compile(r"[^/\\:\0]{1,255}")
_ADDRESS = re.compile(r"https?://[\w-]+(?:\.[\w-]+)+(?::\d+)?(?:[/?#][^\s\"<>]*)?")
_PHONE = re.compile(r"\+?(?:[ ()-]*\d){3,15}")
_MONTH = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])")
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-\w+)*")


def broken(corpus: Corpus) -> Iterator[Problem]:
    """What makes a corpus contradict itself: with any of these it is refused."""
    yield from unprintable(corpus)
    yield from _ids(corpus)
    yield from _links(corpus)
    yield from _details(corpus)
    yield from _kinds(corpus)


def untidy(corpus: Corpus) -> Iterator[Problem]:
    """What an editor should mend, though the corpus works."""
    has_questions = bool(corpus.questions)
    for i, chapter in enumerate(corpus.chapters):
        if not chapter.questions and has_questions:
            yield Problem(
                ("chapters", i),
                "dit hoofdstuk heeft geen vragen",
                "voeg een vraag toe of haal het weg",
            )
    if not _LANGUAGE.fullmatch(corpus.language):
        yield Problem(("language",), "dit is geen taalcode", 'schrijf bijvoorbeeld "nl"')
    for i, item in enumerate(corpus.resources):
        if item.phone is not None and not _PHONE.fullmatch(item.phone):
            yield Problem(
                ("resources", i, "phone"),
                "dit lijkt geen telefoonnummer",
                "gebruik cijfers, spaties en streepjes; zet uitleg in phone_note",
            )
        if item.checked is not None and not _MONTH.fullmatch(item.checked):
            yield Problem(
                ("resources", i, "checked"), "dit is geen maand", 'schrijf bijvoorbeeld "2026-10"'
            )


def unused(corpus: Corpus, phrasings: Phrasings) -> Iterator[Problem]:
    """The resources that nothing points to."""
    used = {span.resource for _, text in _marked_texts(corpus) for span in spans(text)}
    used |= {name for kind in corpus.kinds for name in kind.resources}
    used |= {*phrasings.advice, *(name for topic in phrasings.topics for name in topic.advice)}
    for i, item in enumerate(corpus.resources):
        if item.id not in used:
            yield Problem(
                ("resources", i),
                f"bron `{item.id}` wordt nergens genoemd",
                f"verwijs ernaar met [tekst](bron:{item.id}), of haal de bron weg",
            )


def unprintable(value: Any, path: Place = ()) -> Iterator[Problem]:
    """Every text in a part of the model that is empty or holds what cannot be printed."""
    for place, text in texts(value, path):
        if not text.strip():
            yield Problem(place, "de tekst is leeg", "schrijf de tekst, of haal dit onderdeel weg")
        elif found := _UNPRINTABLE.search(text):
            yield Problem(
                place,
                f"er staat een onzichtbaar stuurteken in (U+{ord(found[0]):04X})",
                "haal het weg, of typ de tekst opnieuw",
            )


def unknown(path: Place, names: Iterable[str], known: Set[str], kind: str) -> Iterator[Problem]:
    """The names in a list or under the keys of an object that stand for nothing."""
    for place, name in enumerate(names):
        if name not in known:
            key = name if isinstance(names, dict) else place
            yield dangling((*path, key), name, known, kind)


def dangling(path: Place, name: str, known: Set[str], kind: str) -> Problem:
    """That a name stands for nothing, with the one that is probably meant."""
    from rapidfuzz import fuzz, process

    is_looked_for = len(known) < MANY and len(name) <= LONGEST_NAME
    close = (
        process.extractOne(name, sorted(known), scorer=fuzz.ratio, score_cutoff=NEAR)
        if is_looked_for
        else None
    )
    remedy = f"waarschijnlijk bedoel je `{close[0]}`" if close else "verbeter de id of haal hem weg"
    return Problem(path, f"{kind} `{cut(name)}` bestaat niet", remedy, kind)


def _ids(corpus: Corpus) -> Iterator[Problem]:
    questions = [(path, item.id) for path, item in _questions(corpus)]
    resources = [(("resources", i), item.id) for i, item in enumerate(corpus.resources)]
    for kind, names in (("vraag", questions), ("bron", resources)):
        counts = Counter(name for _, name in names)
        for path, name in names:
            if not _SLUG.fullmatch(name):
                yield Problem(
                    (*path, "id"),
                    f"`{name}` is geen id",
                    "gebruik kleine letters, cijfers en streepjes, zoals melding-intrekken",
                )
            elif counts[name] > 1:
                yield Problem(
                    (*path, "id"), f"id `{name}` komt vaker voor", f"geef elke {kind} een eigen id"
                )
    titles = Counter(_same(question.question) for question in corpus.questions)
    for path, question in _questions(corpus):
        if titles[_same(question.question)] > 1:
            yield Problem((*path, "question"), "deze vraag komt vaker voor", "voeg de vragen samen")
    if not corpus.questions:
        yield Problem(("chapters",), "er staat geen enkele vraag in", "voeg een vraag toe")
    ids = {name for _, name in questions}
    for name, target in corpus.shortcuts.items():
        if target not in ids:
            yield dangling(("shortcuts", name), target, ids, "vraag")


def _same(text: str) -> str:
    return " ".join(text.casefold().split())


def _links(corpus: Corpus) -> Iterator[Problem]:
    questions = {question.id for question in corpus.questions}
    resources = {resource.id for resource in corpus.resources}
    own = {(*path, "answer"): question.id for path, question in _questions(corpus)}
    for path, text in _marked_texts(corpus):
        paragraphs = re.split(r"\n\s*\n", _ESCAPED.sub("", text))
        if any(_lone_mark(paragraph) for paragraph in paragraphs):
            yield Problem(path, "een `*` staat alleen", "sluit de nadruk af of schrijf \\*")
        if any(_LINK_REMAINS.search(_LINK.sub("", paragraph)) for paragraph in paragraphs):
            yield Problem(path, "een link is niet af", "schrijf [tekst](#id) of [tekst](bron:id)")
        if _EMPTY_LINK.search(text):
            yield Problem(path, "een link heeft geen tekst", "schrijf [tekst](#id)")
        for span in spans(text):
            if span.question is not None and span.question == own.get(path):
                yield Problem(path, "het antwoord verwijst naar zichzelf", "haal de link weg")
            elif span.question is not None and span.question not in questions:
                yield dangling(path, span.question, questions, "vraag")
            elif span.resource is not None and span.resource not in resources:
                yield dangling(path, span.resource, resources, "bron")
            elif span.target is not None and span.question is None and span.resource is None:
                message = f"link `{span.target}` leidt nergens heen"
                yield Problem(path, message, "gebruik #id of bron:id; een adres hoort bij een bron")


def _lone_mark(paragraph: str) -> bool:
    return bool(paragraph.count("**") % 2 or paragraph.replace("**", "").count("*") % 2)


def _details(corpus: Corpus) -> Iterator[Problem]:
    for path, question in _questions(corpus):
        if question.page is not None and not 1 <= question.page <= LAST_PAGE:
            yield Problem((*path, "page"), "deze bladzijde kan niet", "tel vanaf 1")
    for i, item in enumerate(corpus.resources):
        if item.url is not None and not _ADDRESS.fullmatch(item.url):
            yield Problem(
                ("resources", i, "url"),
                "dit is geen adres op het web",
                "begin met https:// en zet er geen spaties in",
            )
    for name in ("phrasings", "queries", "ranking"):
        file = getattr(corpus, name)
        if file is not None and (not _FILE_NAME.fullmatch(file) or file in (".", "..")):
            yield Problem(
                (name,),
                "hier hoort de naam van een bestand in dezelfde map",
                "zet het bestand naast dit bestand en geef alleen de naam",
            )


def _kinds(corpus: Corpus) -> Iterator[Problem]:
    resources = {resource.id for resource in corpus.resources}
    seen: set[str] = set()
    for i, kind in enumerate(corpus.kinds):
        is_child = corpus.emergency is not None and kind is corpus.emergency.child
        path: Place = ("emergency", "child") if is_child else ("emergency", "kinds", i)
        yield from unknown((*path, "resources"), kind.resources, resources, "bron")
        if kind.id in seen:
            yield Problem(
                (*path, "id"), f"id `{kind.id}` komt vaker voor", "geef elke soort een id"
            )
        seen.add(kind.id)


def _questions(corpus: Corpus) -> Iterator[tuple[Place, Question]]:
    for i, chapter in enumerate(corpus.chapters):
        for j, question in enumerate(chapter.questions):
            yield ("chapters", i, "questions", j), question


def _marked_texts(corpus: Corpus) -> Iterator[tuple[Place, str]]:
    for name in MARKED:
        yield (name,), getattr(corpus, name)
    for path, question in _questions(corpus):
        yield (*path, "answer"), question.answer

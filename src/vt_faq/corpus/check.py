"""What can be wrong with a corpus that has the right shape."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator

from vt_faq.corpus.decode import Problem
from vt_faq.corpus.model import Corpus, Phrasings, Question
from vt_faq.markup import spans

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_LINK_REMAINS = re.compile(r"\]\(|\[[^\]]*$")


def broken(corpus: Corpus, phrasings: Phrasings) -> list[Problem]:
    """What makes a corpus contradict itself: with any of these it is refused."""
    return [
        *_names(corpus),
        *_texts(corpus),
        *_links(corpus),
        *_phrasings(corpus, phrasings),
    ]


def untidy(corpus: Corpus, phrasings: Phrasings) -> list[Problem]:
    """What an editor should mend, though the corpus works."""
    used = {span.resource for _, text in _marked_texts(corpus) for span in spans(text)}
    used |= {name for topic in phrasings.topics for name in topic.advice}
    problems = [
        Problem(f"resources[{position}]", f"bron `{item.id}` wordt nergens genoemd", "haal hem weg")
        for position, item in enumerate(corpus.resources)
        if item.id not in used
    ]
    owners: dict[str, str] = {}
    for place, text in _phrasing_texts(phrasings):
        key = " ".join(text.casefold().split())
        owner = owners.setdefault(key, place)
        if owner != place:
            problems.append(
                Problem(place, f"`{text}` staat ook bij {owner}", "laat hem op één plek staan")
            )
    return problems


def _names(corpus: Corpus) -> Iterator[Problem]:
    questions = [(place, item.id) for place, item in _placed_questions(corpus)]
    resources = [(f"resources[{i}]", item.id) for i, item in enumerate(corpus.resources)]
    for names in (questions, resources):
        counts = Counter(name for _, name in names)
        for place, name in names:
            if not _SLUG.fullmatch(name):
                yield Problem(f"{place}.id", f"`{name}` is geen id", "gebruik a-z, 0-9 en -")
            elif counts[name] > 1:
                yield Problem(f"{place}.id", f"`{name}` komt vaker voor", "geef elk een eigen id")
    titles = Counter(question.question.casefold() for question in corpus.questions)
    for place, question in _placed_questions(corpus):
        if titles[question.question.casefold()] > 1:
            yield Problem(f"{place}.question", "deze vraag komt vaker voor", "voeg ze samen")
    if not corpus.questions:
        yield Problem("chapters", "er staat geen enkele vraag in", "voeg een vraag toe")
    known = {name for _, name in questions}
    for name, target in corpus.shortcuts.items():
        if target not in known:
            yield Problem(f"shortcuts.{name}", f"vraag `{target}` bestaat niet", "verbeter de id")


def _texts(corpus: Corpus) -> Iterator[Problem]:
    for place, text in _all_texts(corpus):
        if not text.strip():
            yield Problem(place, "de tekst is leeg", "schrijf de tekst")
        for character in text:
            if character != "\n" and unicodedata.category(character) in ("Cc", "Cs"):
                yield Problem(
                    place, f"er staat een stuurteken in (U+{ord(character):04X})", "haal het weg"
                )
                break
    for place, text in _marked_texts(corpus):
        if text.replace("**", "").count("*") % 2 or text.count("**") % 2:
            yield Problem(place, "een `*` staat alleen", "sluit de nadruk af of schrijf \\*")
        if any(_LINK_REMAINS.search(span.text) for span in spans(text)):
            yield Problem(place, "een link is niet af", "schrijf [tekst](#id) of [tekst](bron:id)")


def _links(corpus: Corpus) -> Iterator[Problem]:
    questions = {question.id for question in corpus.questions}
    resources = {resource.id for resource in corpus.resources}
    own = {f"{place}.answer": question.id for place, question in _placed_questions(corpus)}
    for place, text in _marked_texts(corpus):
        for span in spans(text):
            if span.question is not None and span.question == own.get(place):
                yield Problem(place, "het antwoord verwijst naar zichzelf", "haal de link weg")
            elif span.question is not None and span.question not in questions:
                yield Problem(place, f"vraag `{span.question}` bestaat niet", "verbeter de link")
            elif span.resource is not None and span.resource not in resources:
                yield Problem(place, f"bron `{span.resource}` bestaat niet", "verbeter de link")
            elif span.target is not None and span.question is None and span.resource is None:
                yield Problem(
                    place, f"link `{span.target}` leidt nergens heen", "gebruik #id of bron:id"
                )


def _phrasings(corpus: Corpus, phrasings: Phrasings) -> Iterator[Problem]:
    questions = {question.id for question in corpus.questions}
    resources = {resource.id for resource in corpus.resources}
    topics = {topic.id for topic in phrasings.topics}
    yield from _unknown("phrasings.questions", phrasings.questions, questions, "vraag")
    for position, topic in enumerate(phrasings.topics):
        place = f"phrasings.topics[{position}]"
        yield from _unknown(f"{place}.near", topic.near, questions, "vraag")
        yield from _unknown(f"{place}.advice", topic.advice, resources, "bron")
    for name, language in phrasings.languages.items():
        place = f"phrasings.languages.{name}"
        yield from _unknown(f"{place}.questions", language.questions, questions, "vraag")
        yield from _unknown(f"{place}.topics", language.topics, topics, "onderwerp")


def _unknown(place: str, names: Iterable[str], known: set[str], kind: str) -> Iterator[Problem]:
    for name in names:
        if name not in known:
            yield Problem(place, f"{kind} `{name}` bestaat niet", "verbeter de id")


def _placed_questions(corpus: Corpus) -> Iterator[tuple[str, Question]]:
    for i, chapter in enumerate(corpus.chapters):
        for j, question in enumerate(chapter.questions):
            yield f"chapters[{i}].questions[{j}]", question


def _marked_texts(corpus: Corpus) -> Iterator[tuple[str, str]]:
    for name in ("introduction", "reading_guide", "more_questions", "colophon"):
        yield name, getattr(corpus, name)
    for place, question in _placed_questions(corpus):
        yield f"{place}.answer", question.answer


def _all_texts(corpus: Corpus) -> Iterator[tuple[str, str]]:
    yield "title", corpus.title
    for position, chapter in enumerate(corpus.chapters):
        yield f"chapters[{position}].title", chapter.title
    for place, question in _placed_questions(corpus):
        yield f"{place}.question", question.question
    for position, resource in enumerate(corpus.resources):
        yield f"resources[{position}].name", resource.name
        yield f"resources[{position}].purpose", resource.purpose
    yield from _marked_texts(corpus)


def _phrasing_texts(phrasings: Phrasings) -> Iterator[tuple[str, str]]:
    for name, texts in phrasings.questions.items():
        for text in texts:
            yield f"phrasings.questions.{name}", text
    for topic in phrasings.topics:
        for text in topic.phrasings:
            yield f"phrasings.topics.{topic.id}", text

"""The corpus says what the brochure says, word for word."""

import re

from vt_faq.corpus.read import read

LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")


def words_of(text):
    return LINK.sub(r"\1", text).split()


def in_printed_order(corpus):
    yield from (corpus.subtitle, corpus.title, "Inleiding", corpus.introduction)
    yield from ("Leeswijzer", corpus.reading_guide, corpus.title, "Hoofdvragen")
    for number, chapter in enumerate(corpus.chapters, 1):
        page = 0
        for question in chapter.questions:
            if question.page != page:
                page = question.page
                yield f"{number}. {chapter.title}"
            yield from (question.question, question.answer)
    yield from ("Vragen?", corpus.more_questions, "Colofon", corpus.colophon, corpus.publisher)


def test_the_corpus_is_the_brochure_but_for_white_space_and_link_marks(corpus_path, brochure):
    corpus, _ = read(corpus_path)[:2]

    ours = words_of("\n\n".join(in_printed_order(corpus)))

    assert words_of(brochure) == ours


def test_links_carry_the_brochures_own_wording(corpus_path, brochure):
    corpus, _ = read(corpus_path)[:2]
    printed = re.sub(r"\s+", " ", LINK.sub(r"\1", brochure))

    for question in corpus.questions:
        for text in LINK.findall(question.answer):
            assert text in printed

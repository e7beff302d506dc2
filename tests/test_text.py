"""Folding and features."""

from vt_faq.search.text import features, fold, words


def test_case_and_accents_do_not_matter():
    assert words("Één COÖRDINATOR") == ["een", "coordinator"]
    assert fold("cafe\u0301") == fold("café") == "cafe"


def test_letters_that_only_look_like_capitals_are_folded_too():
    assert words("\U0001d434\u210d") == ["ah"]


def test_apostrophes_join():
    assert words("zo'n mn m'n IB’er") == ["zon", "mn", "mn", "iber"]


def test_letters_of_other_languages_are_folded():
    assert fold("İıŁłß") == "iillss"
    assert fold("الآن إلى") == fold("الان الي")
    assert fold("Київ") == fold("київ")


def test_features_are_words_pairs_and_grams():
    counts = features(["de", "meldcode"])

    assert counts["de"] == counts["de meldcode"] == counts["#_mel"] == counts["#ode_"] == 1
    assert counts["#_de_"] == 1


def test_invisible_characters_are_ignored():
    assert words("mel\u200bding\u00ad") == ["melding"]

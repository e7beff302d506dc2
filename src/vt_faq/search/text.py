"""Text as the search sees it: folded, cut into words, counted as features."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from itertools import pairwise

LONGEST_QUERY = 5_000
"""How many characters of a query are considered; what comes after is not read."""

GRAM = 4
"""Length of the character n-grams."""

_WORD = re.compile(r"[^\W_]+")
_APOSTROPHES = dict.fromkeys(map(ord, "'’‘`´ʼ"))
# Letters that Unicode does not decompose, as people type them without their marks.
_LETTERS = str.maketrans("ıłøđðħæœىةکیґ", "iloddhaoيهكيг")
_INVISIBLE = dict.fromkeys([0x00AD, 0x0640, *range(0x200B, 0x2010), *range(0x202A, 0x202F)])


def fold(text: str) -> str:
    """The text in lower case, without accents, vowel signs, apostrophes and invisible marks."""
    if text.isascii():
        return text.casefold().translate(_APOSTROPHES)
    # Decomposed before and after: some letters have a case, or marks, only then.
    decomposed = unicodedata.normalize("NFKD", text.translate(_INVISIBLE)).casefold()
    bare = (c for c in unicodedata.normalize("NFKD", decomposed) if not unicodedata.combining(c))
    return "".join(bare).translate(_LETTERS).translate(_APOSTROPHES)


def words(text: str) -> list[str]:
    """The folded words of a text, in order."""
    return _WORD.findall(fold(text))


def features(tokens: list[str]) -> Counter[str]:
    """How often each feature occurs: words, pairs of neighbours, n-grams within words.

    A word is `meld`, a pair `geen meld`, an n-gram `#meld`; `_` stands for a word's edge.
    """
    counts = Counter(tokens)
    counts.update(f"{first} {second}" for first, second in pairwise(tokens))
    for token in tokens:
        edged = f"_{token}_"
        counts.update("#" + edged[start : start + GRAM] for start in range(len(edged) - GRAM + 1))
    return counts


def is_word(feature: str) -> bool:
    """Whether a feature is a word, and not a pair or an n-gram."""
    return feature[0] != "#" and " " not in feature

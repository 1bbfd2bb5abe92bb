"""What of a sentence's words is counted when the sentence is scored: Latin words as they stand, Korean ones by how they
begin, since what follows a Korean stem is endings and particles."""

from __future__ import annotations

import re

_WORD = re.compile(r"[a-z0-9]+(?:'[a-z]+)?|[가-힣]+")
_LONGEST_BEGINNING = 3  # syllables


def traits(text: str) -> frozenset[str]:
    """Of folded text in lower case."""
    return frozenset(trait for word in _WORD.findall(text) for trait in _traits_of(word))


def _traits_of(word: str) -> list[str]:
    if word[0].isascii():
        return [word]
    return [word[:length] for length in range(1, min(len(word), _LONGEST_BEGINNING) + 1)]

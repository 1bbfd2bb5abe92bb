"""Which language a draft is written in, where it is clearly one."""

from __future__ import annotations

from collections.abc import Iterable

import regex

# Korean prose is full of Latin names, but they carry its particles: "Kafka를" is a Korean word.
_KOREAN_WORD = regex.compile(r"(?<![\p{L}\p{N}])(?:(?![가-힣])[\p{L}\p{N}])*+[가-힣][\p{L}\p{N}]*+")
_WORD = regex.compile(r"\p{L}[\p{L}\p{N}']*")
# It glues what English writes apart, so the same thing said takes fewer words.
_WORTH_OF_A_KOREAN_WORD = 1.5
_CLEARLY = 0.6


def main_language(texts: Iterable[str]) -> str:
    """`ko` or `en` where six words in ten or more are that language's; empty where it is mixed or there are none."""
    text = "\n".join(texts)
    korean = len(_KOREAN_WORD.findall(text))
    english = len(_WORD.findall(text)) - korean
    said_in_korean = korean * _WORTH_OF_A_KOREAN_WORD
    least = _CLEARLY * (said_in_korean + english)
    if not least:
        return ""
    return "ko" if said_in_korean >= least else "en" if english >= least else ""

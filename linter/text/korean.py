"""Korean words: the surface forms of a dictionary form, what may be glued to a word, and Kiwi when that is not enough.

Kiwi is loaded on first need, here and nowhere else, and gets its sentences many at a time.
Conjugation follows the regular classes of the 국어의 로마자·한글 맞춤법 (한글 맞춤법 제18항) and over-produces where
the spelling alone can't tell a regular stem from an irregular one: a form that nobody writes matches nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import regex

from linter.model import Span, Token
from linter.text.patterns import compiled

if TYPE_CHECKING:
    from kiwipiepy import Kiwi

_BASE = 0xAC00
_N, _L, _M, _B, _SS = 4, 8, 16, 17, 20  # the finals ㄴ ㄹ ㅁ ㅂ ㅆ
_VOWELS = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"
_FINALS = "\0ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ"
_INFLECTED = ("VV", "VA", "VX", "VCP", "XSV", "XSA")
# vowel of an open stem → vowel after -아/-어 is contracted into it
_CONTRACTED = {
    "ㅏ": "ㅏ",
    "ㅓ": "ㅓ",
    "ㅗ": "ㅘ",
    "ㅜ": "ㅝ",
    "ㅣ": "ㅕ",
    "ㅡ": "ㅓ",
    "ㅐ": "ㅐ",
    "ㅔ": "ㅔ",
    "ㅚ": "ㅙ",
    "ㅕ": "ㅕ",
}


def is_inflected(pos: str) -> bool:
    """Whether a Sejong tag names a word that conjugates."""
    return pos.split("-")[0] in _INFLECTED


def stem_forms(dictionary_form: str) -> list[str]:
    """The beginnings that every conjugated form of a verb or adjective has: 후지다 → 후지, 후진, 후질, 후져, 후졌 …"""
    stem = dictionary_form.removesuffix("다")
    if not stem or not "가" <= stem[-1] <= "힣":
        return [stem] if stem else []
    head, last = stem[:-1], stem[-1]
    return sorted({head + form for form in _last_syllable_forms(head, last)})


def _last_syllable_forms(head: str, last: str) -> Iterator[str]:
    initial, vowel, final = _split(last)
    yield last
    if not final:
        yield from _open_forms(head, last, initial, vowel)
    elif _FINALS[final] == "ㅂ":
        open_syllable = _join(initial, vowel, 0)
        yield from (open_syllable + tail for tail in ("우", "운", "울", "움", "웠", "워", "와", "왔"))
    elif _FINALS[final] == "ㄹ":
        yield from (_join(initial, vowel, tail) for tail in (0, _N, _B))
        yield _join(initial, vowel, 10)  # ㄻ
    elif _FINALS[final] == "ㄷ":
        yield _join(initial, vowel, _L)
    elif _FINALS[final] == "ㅅ":
        yield from (_join(initial, vowel, 0) + tail for tail in ("어", "아", "었", "았", "으", "은", "을"))
    elif _FINALS[final] == "ㅎ":
        yield from (_join(initial, vowel, tail) for tail in (_N, _L, _M))
        yield from (_join(initial, "ㅐ", tail) for tail in (0, _SS))


def _open_forms(head: str, last: str, initial: int, vowel: str) -> Iterator[str]:
    yield from (_join(initial, vowel, tail) for tail in (_N, _L, _M, _B))
    if last == "하":
        yield from ("해", "했")
    elif last == "르" and head and "가" <= head[-1] <= "힣":
        yield "러"
        yield "렀"
    elif vowel in _CONTRACTED:
        yield from (_join(initial, _CONTRACTED[vowel], tail) for tail in (0, _SS))
    if vowel == "ㅡ":
        yield from (_join(initial, "ㅏ", tail) for tail in (0, _SS))


def doubled_r_forms(dictionary_form: str) -> list[str]:
    """모르다 → 몰라, 몰랐: the 르-irregular changes the syllable before, so it is apart from `stem_forms`."""
    stem = dictionary_form.removesuffix("다")
    if len(stem) < 2 or stem[-1] != "르" or not "가" <= stem[-2] <= "힣":
        return []
    initial, vowel, final = _split(stem[-2])
    if final:
        return []
    head = stem[:-2] + _join(initial, vowel, _L)
    return [head + tail for tail in (("라", "랐") if vowel in "ㅏㅗ" else ("러", "렀"))]


def _split(syllable: str) -> tuple[int, str, int]:
    code = ord(syllable) - _BASE
    return code // 588, _VOWELS[code // 28 % 21], code % 28


def _join(initial: int, vowel: str, final: int) -> str:
    return chr(_BASE + (initial * 21 + _VOWELS.index(vowel)) * 28 + final)


class Tails:
    """What may be glued to a Korean word without making another word of it."""

    def __init__(
        self, particles: Sequence[str], copulas: Sequence[str], verbal: Sequence[str], endings: Sequence[str]
    ) -> None:
        """`particles` stack (에서+는+도), `copulas` close the word, `verbal` opens a predicate (-하다), `endings`
        follow a stem."""
        particle, copula, opener, ending = (
            "|".join(sorted(map(regex.escape, tails), key=len, reverse=True))
            for tails in (particles, copulas, verbal, endings)
        )
        self._noun = rf"(?:{particle}){{0,3}}(?:{copula})?|(?:{opener})[가-힣]*"
        self._stem = rf"(?:(?:{ending})[가-힣]*)?"

    def follow_noun(self, tail: str) -> bool:
        """Whether the Hangul `tail` after a noun is particles, the copula or -하다."""
        return compiled(self._noun).fullmatch(tail) is not None

    def follow_stem(self, tail: str) -> bool:
        """Whether the Hangul `tail` after a stem begins as an ending does."""
        return compiled(self._stem).fullmatch(tail) is not None


class Morphology:
    """Kiwi, loaded late and lean: no multi-word dictionary, no typo dictionary."""

    def __init__(self) -> None:
        self._kiwi: Kiwi | None = None

    @property
    def is_loaded(self) -> bool:
        return self._kiwi is not None

    def analyse(self, texts: Sequence[str]) -> list[list[Token]]:
        """The morphemes of each text, spans counted from its start. Many at a time are much
        faster than one by one."""
        if not texts:
            return []
        if self._kiwi is None:
            from kiwipiepy import Kiwi

            self._kiwi = Kiwi(load_multi_dict=False, load_typo_dict=False)
        return [
            [Token(t.form, t.lemma, t.tag, Span(t.start, t.start + t.len)) for t in result]
            for result in self._kiwi.tokenize(list(texts))
        ]

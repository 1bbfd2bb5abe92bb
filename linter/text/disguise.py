"""Read through disguises: 시1발, ㅅㅣㅂㅏㄹ, 씨 발, sh1t, f*ck, f.u.c.k, fuuuck. Works on folded, lower-case text.

A stretch that looks disguised is turned into the readings it may have, each with a map back; the words are then
looked for in the readings. Undisguised text has no such stretch and costs one search.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import groupby, islice, product
from typing import Any, NamedTuple

import daachorse
import regex

from linter.model import Span
from linter.text.patterns import compiled

_HANGUL = "가-힣ㄱ-ㅎㅏ-ㅣ"
_INTRUDERS = r"0-9@!?*^._~,·/+\-'\"♥♡☆★"
# Each is compiled when it is first needed: most drafts hold nothing that gives a disguise away.
_GLUED = (
    rf"(?<![{_HANGUL}])[{_HANGUL}]++(?:[{_INTRUDERS}]{{1,3}}+[{_HANGUL}]++)+"
    rf"|(?<![{_HANGUL}])[가-힣]*+[ㄱ-ㅎㅏ-ㅣ][{_HANGUL}]*+"
)
# Syllables set apart, whole or in loose jamo, and what is glued to the last: 개 새 끼들, ㅅㅣ ㅂㅏㄹ.
_SYLLABLE = rf"(?:[ㄱ-ㅎ][ㅏ-ㅣ][ㄱ-ㅎ]?|[{_HANGUL}])(?![{_HANGUL}])"
_SPACED_HANGUL = rf"(?<![{_HANGUL}0-9])(?P<letters>{_SYLLABLE}(?: {_SYLLABLE})++)(?P<rest> [{_HANGUL}]{{2,4}}+)?"
# What gives a disguise away, found first because it is rare; the stretch around it is read then.
_GIVEN_AWAY_HANGUL = rf"(?<=[{_HANGUL}])[{_INTRUDERS}]{{1,3}}(?=[{_HANGUL}])|[ㄱ-ㅎㅏ-ㅣ]"
_GIVEN_AWAY_LATIN = r"[@$!|*#+0-9][a-z]|[a-z][@$!|*#+0-9]|([a-z])\1\1"
_OF_GLUED = rf"[{_HANGUL}{_INTRUDERS}]+"
_OF_LATIN = r"[a-z@$!|*#+0-9]+"
_LATIN = r"(?<![a-z0-9])[a-z@$!|*#+0-9]*?(?:[a-z][@$!|*#+0-9]|[@$!*#0-9][a-z]|([a-z])\1\1)[a-z@$!|*#+0-9]*+"
_SPACED_LATIN = (
    r"(?<![a-z0-9])(?P<letters>[a-z$](?:([ ._\-*])[a-z@$*0-9](?![a-z0-9]))(?:\2[a-z@$*0-9](?![a-z0-9]))++)"
    r"(?P<rest>\2?[a-z]++)?"
    r"|(?<![a-z0-9])(?P<letters>[a-z]([._\-])[a-z](?:\4[a-z])++)"
)
# What a sign may stand for; 1 and its like are i or l, and may be both in one word: bu11sh1t.
_LEET = dict(zip("034578@$+", "oeastbast", strict=True)) | {"1": "il", "!": "il", "|": "il"}
_MOST_READINGS = 16
_MOST_ANSWERS = 20_000
_MOST_OF_A_STRETCH = 4  # times the longest word: letters with a sign after each, some of which are signs themselves
_WORDS_OF_ONE_LETTER = "aiu"  # u for you
MASK = "*#"  # signs that hide a letter
_INITIALS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
_VOWELS = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"
_FINALS = "\0ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ"


class Glyph(NamedTuple):
    """A character of a reading and the stretch of folded text that it was read from."""

    char: str
    start: int
    end: int


class Vocabulary:
    """The words to look for under a disguise, in their folded surface forms."""

    def __init__(self, forms: Iterable[str]) -> None:
        self.forms = sorted(set(forms))
        self._longest = 3 * max(map(len, self.forms), default=0)
        self._answers: dict[str, list[str]] = {}

    # Built when the first stretch that something gives away is read: most drafts have none.
    @cached_property
    def _known(self) -> frozenset[str]:
        return frozenset(self.forms)

    @cached_property
    def _hangul(self) -> list[str]:
        return [form for form in self.forms if form[0] >= "ㄱ" and " " not in form]

    @cached_property
    def _automaton(self) -> Any:
        return daachorse.CharwiseDoubleArrayAhoCorasick(self._hangul or ["\0"])

    @cached_property
    def _alike(self) -> dict[tuple[int, str], list[str]]:
        """The forms by length and first letter."""
        found: dict[tuple[int, str], list[str]] = {}
        for form in self.forms:
            found.setdefault((len(form), form[0]), []).append(form)
        return found

    def find(self, lower: str) -> Iterator[tuple[str, Span]]:
        """Every disguised word of `lower` and where it stands; a word that stands there plainly is not reported."""
        for start, end, word in sorted({(span.start, span.end, word) for word, span in self._find(lower)}):
            if lower[start:end] != word:
                yield word, Span(start, end)

    def _find(self, lower: str) -> Iterator[tuple[str, Span]]:
        if not lower.isascii():
            for stretch in _stretches(lower, _GIVEN_AWAY_HANGUL, _OF_GLUED, _GLUED):
                yield from self._in_hangul(_read_glued(lower, stretch.span()), lower, spaced=False)
            for stretch in compiled(_SPACED_HANGUL).finditer(lower):
                for end in {stretch.end("letters"), stretch.end()}:
                    yield from self._in_hangul(_read_spaced(lower, (stretch.start(), end)), lower, spaced=True)
        for stretch in _stretches(lower, _GIVEN_AWAY_LATIN, _OF_LATIN, _LATIN):
            yield from self._in_latin(stretch.group(), stretch.span())
        for stretch in compiled(_SPACED_LATIN).finditer(lower):
            yield from self._in_spaced_latin(stretch)

    def _in_spaced_latin(self, stretch: regex.Match[str]) -> Iterator[tuple[str, Span]]:
        """Letters set apart, all of them or all after a word of one letter; the word after them may be its end."""
        letters, start = stretch.group("letters"), stretch.start()
        if sum(map(str.isalpha, letters)) < 2:
            return  # f * 1 is a sum
        for end in {start + len(letters), stretch.end()}:
            for at in _beginnings(letters):
                if end - start - at > _MOST_OF_A_STRETCH * self._longest:
                    continue
                spelled = stretch.string[start + at : end].replace(letters[1], "")
                yield from self._in_latin(spelled, (start + at, end))

    def _in_hangul(self, glyphs: list[Glyph], lower: str, *, spaced: bool) -> Iterator[tuple[str, Span]]:
        reading = "".join(glyph.char for glyph in glyphs)
        for first, last, index in self._automaton.find_overlapping(reading):
            start, end = glyphs[first].start, glyphs[last - 1].end
            starts_a_word = start == 0 or not regex.match(rf"[{_HANGUL}]", lower[start - 1])
            ends_a_word = not spaced or last == len(reading) or last - first > 2
            if starts_a_word and ends_a_word and end - start > 1:
                yield self._hangul[index], Span(start, end)

    def _in_latin(self, token: str, span: tuple[int, int]) -> Iterator[tuple[str, Span]]:
        stripped = token.strip("!+|#")
        start = span[0] + len(token) - len(token.lstrip("!+|#"))
        end = span[1] - (len(token) - len(token.rstrip("!+|#")))
        for word in self._words_of(stripped):
            yield word, Span(start, end)

    def _words_of(self, token: str) -> list[str]:
        """The words that a token may hide; tokens come again and again (h1, utf8), so the answer is kept."""
        if len(token) > self._longest:
            return []
        if len(self._answers) > _MOST_ANSWERS:
            self._answers.clear()
        if token not in self._answers:
            self._answers[token] = [word for reading in _latin_readings(token) for word in self._matching(reading)]
        return self._answers[token]

    def _matching(self, reading: str) -> Iterator[str]:
        if not any(char in reading for char in MASK):
            if reading in self._known:
                yield reading
            return
        letters = sum(char not in MASK for char in reading)
        if letters < 2 or reading[0] in MASK:
            return
        for form in self._alike.get((len(reading), reading[0]), ()):
            if all(mine in MASK or mine == theirs for mine, theirs in zip(reading, form, strict=True)):
                yield form


def _beginnings(letters: str) -> Iterator[int]:
    """Where a word may begin among letters set apart: at the first, or after words of one letter: a f u c k."""
    yield 0
    for at in range(0, len(letters) - 4, 2):
        if letters[at] not in _WORDS_OF_ONE_LETTER:
            return
        yield at + 2


def _stretches(lower: str, given_away: str, of_run: str, whole: str) -> Iterator[regex.Match[str]]:
    """The matches of `whole` in the runs of such letters that something gives away."""
    done = 0
    letters = re.compile(of_run)
    for sign in re.compile(given_away).finditer(lower):
        if sign.start() < done:
            continue
        start = sign.start()
        while start > done and letters.match(lower, start - 1, start):
            start -= 1
        run = letters.match(lower, start)
        done = run.end() if run else sign.end()
        yield from compiled(whole).finditer(lower, start, done)


def _read_glued(lower: str, stretch: tuple[int, int]) -> list[Glyph]:
    kept = [Glyph(lower[at], at, at + 1) for at in range(*stretch) if regex.match(rf"[{_HANGUL}]", lower[at])]
    return _compose([glyph for at, glyph in enumerate(kept) if not _lengthens(kept, at)])


def _lengthens(glyphs: list[Glyph], at: int) -> bool:
    """A lone ㅡ after a syllable only draws it out: 시ㅡ발."""
    return glyphs[at].char == "ㅡ" and at > 0 and "가" <= glyphs[at - 1].char <= "힣"


def _read_spaced(lower: str, stretch: tuple[int, int]) -> list[Glyph]:
    return _compose([Glyph(lower[at], at, at + 1) for at in range(*stretch) if lower[at] != " "])


def _compose(glyphs: list[Glyph]) -> list[Glyph]:
    """Loose jamo that spell a syllable become that syllable: ㅅㅣㅂㅏㄹ is 시발, 시ㅂㅏㄹ too; ㅅㅂ stays."""
    out: list[Glyph] = []
    at = 0
    while at < len(glyphs):
        here = glyphs[at]
        following = [glyph.char for glyph in glyphs[at + 1 : at + 4]]
        if here.char in _INITIALS and following and following[0] in _VOWELS:
            takes_final = (
                len(following) > 1
                and following[1] in _FINALS[1:]
                and not (len(following) > 2 and following[2] in _VOWELS)
            )
            size = 3 if takes_final else 2
            final = _FINALS.index(following[1]) if takes_final else 0
            code = (_INITIALS.index(here.char) * 21 + _VOWELS.index(following[0])) * 28 + final
            out.append(Glyph(chr(0xAC00 + code), here.start, glyphs[at + size - 1].end))
            at += size
        else:
            out.append(here)
            at += 1
    return out


def _latin_readings(token: str) -> set[str]:
    choices = product(*(_LEET.get(char, char) for char in token))
    spelled = {"".join(letters) for letters in islice(choices, _MOST_READINGS)}
    return {drawn for word in spelled for drawn in _undrawn(word)} | spelled


def _undrawn(word: str) -> Iterator[str]:
    """fuuuck is fuck, or fuuck: a letter that stands three times or more was meant once or twice."""
    runs = [(char, len(list(group))) for char, group in groupby(word)]
    for most in (1, 2):
        if any(length > 2 for _, length in runs):
            yield "".join(char * (length if length < 3 else most) for char, length in runs)

"""Fold a region's text: the same words, however they were typed, become the same characters, with a map back.

Width, compatibility forms, decomposed Hangul, invisible characters, look-alike letters, typographic quotes and dashes
are evened out in `plain`; `lower` is `plain` without case. Both have the same length and share one map.
Source of the invisible and look-alike classes: Unicode TR 36 and TR 39 (confusables), reduced to what passes for
Latin letters.
"""

from __future__ import annotations

import unicodedata
from array import array
from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple

import regex

from linter.model import Span
from linter.text.patterns import compiled

# Controls, soft hyphen, joiners, fillers, variation selectors, bidirectional marks, zero-width characters.
INVISIBLE = (
    r"\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f"
    r"\u202a-\u202e\u2060-\u2064\u2066-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0"
)
_LOOK_ALIKES = str.maketrans(
    # Cyrillic, then Greek
    "аАвВеЕёЁкКмМнНоОрРсСтТуУхХіІјЈѕЅԁԛԝһҺӏ" + "αΑΒεΕΖηΗιΙκΚΜνΝοΟρΡτΤυΥχΧϲ",
    "aAbBeEeEkKmMhHoOpPcCtTyYxXiIjJsSdqwhHl" + "aABeEZnHiIkKMvNoOpPtTuYxXc",
)
_TYPOGRAPHY = str.maketrans(
    {"‘": "'", "’": "'", "‛": "'", "“": '"', "”": '"', "–": "-", "—": "-", "―": "-", "‐": "-", "‑": "-", "−": "-"}
)
_SPACES = str.maketrans(
    dict.fromkeys(
        "\t\n\r\f\v\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000",
        " ",
    )
)
_ONE_TO_ONE = _LOOK_ALIKES | _TYPOGRAPHY | _SPACES

_NOT_ONE_TO_ONE = (
    rf"[{INVISIBLE}"
    r"\u0300-\u036f\u1100-\u11ff\ua960-\ua97f\ud7b0-\ud7ff"  # combining marks, conjoining jamo
    r"\u2100-\u214f\u2460-\u24ff\u3200-\u33ff\ufb00-\ufb06\uff01-\uffef\U0001d400-\U0001d7ff\U0001f110-\U0001f189]"
)
_NEEDS_WORK = regex.compile(_NOT_ONE_TO_ONE)
_NEEDS_WORK_OR_SPACE = regex.compile(_NOT_ONE_TO_ONE + r"|\s\s")
_INVISIBLE = rf"[{INVISIBLE}]"
_UNIT = (
    r"(?s)\s+|[\u1100-\u115f\ua960-\ua97f][\u1160-\u11a7\ud7b0-\ud7c6]?[\u11a8-\u11ff\ud7cb-\ud7fb]?"
    r"|[가-힣][\u11a8-\u11ff]?|.\p{M}{0,30}+"  # no character has more marks; to put them in order costs their square
)
_JOINT = "\ue000"  # for private use: stands between texts that are folded together
_COMPATIBLE_JAMO = range(0x3131, 0x318F)
_HALF_WIDTH_JAMO = range(0xFFA1, 0xFFDD)


class Folded(NamedTuple):
    """The folded text of a region. `starts` and `ends` are None where folding kept every character in its place."""

    plain: str
    lower: str
    starts: array[int] | None = None
    ends: array[int] | None = None

    def to_region(self, span: Span) -> Span:
        """The span of the region's own text that a span of the folded text stands for."""
        if self.starts is None or self.ends is None or not len(span):
            return span
        return Span(self.starts[span.start], self.ends[span.end - 1])


def fold(text: str, *, keep_spaces: bool = False) -> Folded:
    """Fold `text`. `keep_spaces` leaves runs of white space as long as they are (code)."""
    needs_work = _NEEDS_WORK if keep_spaces else _NEEDS_WORK_OR_SPACE
    if text.isascii() and not needs_work.search(text):
        plain = text.translate(_SPACES)
        return Folded(plain, plain.lower())
    if not needs_work.search(text):
        plain = text.translate(_ONE_TO_ONE)
        return Folded(plain, lower(plain))
    return _fold_by_units(text, keep_spaces)


def fold_all(texts: Sequence[str], *, keep_spaces: bool = False) -> list[Folded]:
    """Fold many texts at the cost of one: those that need no work are folded in one go."""
    joined = _JOINT.join(texts)
    if joined.count(_JOINT) >= max(1, len(texts)):  # some text has the joint in it
        return [fold(text, keep_spaces=keep_spaces) for text in texts]
    starts = [0, *accumulate(len(text) + 1 for text in texts)]
    toilsome = _in_need_of_work(joined, starts, _NEEDS_WORK if keep_spaces else _NEEDS_WORK_OR_SPACE)
    plain = joined.translate(_SPACES if joined.isascii() else _ONE_TO_ONE)
    lowered = lower(plain)
    return [
        fold(text, keep_spaces=keep_spaces)
        if index in toilsome
        else Folded(plain[start : start + len(text)], lowered[start : start + len(text)])
        for index, (text, start) in enumerate(zip(texts, starts, strict=False))
    ]


def _in_need_of_work(joined: str, starts: Sequence[int], needs_work: regex.Pattern[str]) -> set[int]:
    found: set[int] = set()
    match = needs_work.search(joined)
    while match is not None:
        index = bisect_right(starts, match.start()) - 1
        found.add(index)
        match = needs_work.search(joined, starts[index + 1])
    return found


def _fold_by_units(text: str, keep_spaces: bool) -> Folded:
    """The slow path: unit by unit, where a unit is a character with its marks, a syllable's jamo, or a run of
    spaces."""
    invisible = compiled(_INVISIBLE)
    visible = [at for at, char in enumerate(text) if not invisible.match(char)]
    stripped = "".join(text[at] for at in visible)
    pieces: list[str] = []
    starts, ends = array("I"), array("I")
    for unit in compiled(_UNIT).finditer(stripped):
        piece = _fold_unit(unit.group(), keep_spaces)
        pieces.append(piece)
        first, last = visible[unit.start()], visible[unit.end() - 1] + 1
        if len(piece) == unit.end() - unit.start():
            starts.extend(visible[unit.start() : unit.end()])
            ends.extend(at + 1 for at in visible[unit.start() : unit.end()])
        else:
            starts.extend([first] * len(piece))
            ends.extend([last] * len(piece))
    plain = "".join(pieces)
    return Folded(plain, lower(plain), starts, ends)


def _fold_unit(unit: str, keep_spaces: bool) -> str:
    if unit.isspace():
        return " " * len(unit) if keep_spaces else " "
    if len(unit) == 1 and ord(unit) in _COMPATIBLE_JAMO:
        return unit
    if len(unit) == 1 and ord(unit) in _HALF_WIDTH_JAMO:
        return chr(int(unicodedata.decomposition(unit).split()[1], 16))
    return unicodedata.normalize("NFKC", unit).translate(_ONE_TO_ONE)


def lower(plain: str) -> str:
    """Lower case that keeps every character's place, which `str.lower` does not (İ)."""
    lowered = plain.lower()
    if len(lowered) == len(plain):
        return lowered
    return "".join(char.lower() if len(char.lower()) == 1 else char for char in plain)

"""Korean particles that follow the sound before them: 책을 and 노트를."""

from __future__ import annotations

from collections.abc import Sequence

_FIRST, _LAST = "가", "힣"
_FINALS = 28
_AFTER_CONSONANT, _AFTER_VOWEL, _AFTER_RIEUL = 0, 1, 2
_RIEUL = 8

# The forms of one particle: after a consonant, after a vowel, after ㄹ.
Particles = Sequence[tuple[str, str, str]]


def agreeing(tail: str, old: str, new: str, particles: Particles) -> str | None:
    """The Hangul `tail` of `old` in the form that `new` asks for; None where it is no particle of the table."""
    had, needed = _sound(old), _sound(new)
    if not tail or had is None or needed is None or had == needed:
        return tail
    return next((forms[needed] for forms in particles if forms[had] == tail), None)


def _sound(word: str) -> int | None:
    """What a word ends in; None for anything but Hangul."""
    last = word[-1:]
    if not last or not _FIRST <= last <= _LAST:
        return None
    final = (ord(last) - ord(_FIRST)) % _FINALS
    if not final:
        return _AFTER_VOWEL
    return _AFTER_RIEUL if final == _RIEUL else _AFTER_CONSONANT

"""How long a text is, up to any place, in the units in which others count."""

from __future__ import annotations

from functools import cached_property

_CHARACTERS = 1024  # between two places where the sums are kept


class Units:
    """Counts UTF-16 and UTF-8 code units of one text, at the cost of a short stretch each time."""

    def __init__(self, text: str) -> None:
        self._text = text

    def at(self, offset: int) -> tuple[int, int]:
        """The UTF-16 and the UTF-8 code units before a code point offset."""
        if self._text.isascii():
            return offset, offset
        mark = offset // _CHARACTERS
        utf16, utf8 = _units(self._text[mark * _CHARACTERS : offset])
        before16, before8 = self._sums[mark]
        return before16 + utf16, before8 + utf8

    @cached_property
    def _sums(self) -> list[tuple[int, int]]:
        sums = [(0, 0)]
        for start in range(0, len(self._text), _CHARACTERS):
            utf16, utf8 = _units(self._text[start : start + _CHARACTERS])
            sums.append((sums[-1][0] + utf16, sums[-1][1] + utf8))
        return sums


def _units(text: str) -> tuple[int, int]:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2, len(text.encode("utf-8", "surrogatepass"))

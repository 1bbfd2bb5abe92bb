"""The text of an open document, and places in it as the client counts them.

pygls has its own, but cuts lines as Python does: at U+2028 or a vertical tab, too, which Word and chat programs leave
in a text and which are no line ends to the protocol.
"""

from __future__ import annotations

from bisect import bisect_right

import regex
from lsprotocol.types import Position, PositionEncodingKind, Range

_LINE_END = regex.compile(r"\r\n|\r|\n")
_LONE_SURROGATE = regex.compile(r"[\ud800-\udfff]")
_CODECS = {PositionEncodingKind.Utf8: ("utf-8", 1), PositionEncodingKind.Utf16: ("utf-16-le", 2)}


class Text:
    """A text, never changed. Offsets are code points; positions are in the units of `encoding`."""

    def __init__(self, source: str, encoding: str) -> None:
        # Half of a character that JSON let through counts as much as the sign that replaces it.
        self.source = _LONE_SURROGATE.sub("\ufffd", source)
        self._encoding = encoding
        self._codec = _CODECS.get(PositionEncodingKind(encoding))
        ends = [match.span() for match in _LINE_END.finditer(self.source)]
        self._starts = [0, *(end for _, end in ends)]
        self._ends = [*(start for start, _ in ends), len(self.source)]

    def offset(self, position: Position) -> int:
        """The offset of a position; one that is beyond its line, or the text, is at the end of it."""
        if position.line >= len(self._starts):
            return len(self.source)
        start, end = self._starts[position.line], self._ends[position.line]
        if self._codec is None:
            return min(start + position.character, end)
        codec, size = self._codec
        before = self.source[start:end].encode(codec)[: position.character * size]
        return start + len(before.decode(codec, "ignore"))

    def position(self, offset: int) -> Position:
        line = bisect_right(self._starts, offset) - 1
        before = self.source[self._starts[line] : min(offset, self._ends[line])]
        if self._codec is None:
            return Position(line, len(before))
        codec, size = self._codec
        return Position(line, len(before.encode(codec)) // size)

    def range(self, start: int, end: int) -> Range:
        return Range(self.position(start), self.position(end))

    def line(self, number: int) -> Range:
        """The whole of a line, counted from 1, without its end."""
        at = min(max(number, 1), len(self._starts)) - 1
        return self.range(self._starts[at], self._ends[at])

    def line_start(self, offset: int) -> int:
        return self._starts[bisect_right(self._starts, offset) - 1]

    def line_end(self, offset: int) -> int:
        return self._ends[bisect_right(self._starts, offset) - 1]

    @property
    def newline(self) -> str:
        """How this text ends its lines."""
        return self.source[self._ends[0] : self._starts[1]] if len(self._starts) > 1 else "\n"

    def replaced(self, place: Range, text: str) -> Text:
        """The text with what stands at a place replaced."""
        start, end = self.offset(place.start), self.offset(place.end)
        return Text(self.source[:start] + text + self.source[max(start, end) :], self._encoding)

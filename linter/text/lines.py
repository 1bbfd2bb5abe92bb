"""Lines of a source, each knowing its place: for formats whose blocks are told by how their lines begin."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import overload

import regex

from linter.model import Span
from linter.text.view import View

_LINE = regex.compile(r"(?P<text>[^\r\n]*+)(?:\r\n|\n|\r|\Z)")
_BEGINS_LINE = regex.compile(r"(?<=^[ \t]*)", regex.MULTILINE)
_ENDS_LINE = regex.compile(r"[ \t]*+\r?$", regex.MULTILINE)


@dataclass(frozen=True, slots=True)
class Line:
    """The text of a line, or of the rest of it from some column on; without its line end."""

    text: str
    start: int

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    @property
    def is_blank(self) -> bool:
        return not self.text or self.text.isspace()

    @property
    def indent(self) -> int:
        """Characters of white space at the beginning; a tab is one."""
        return len(self.text) - len(self.text.lstrip(" \t"))

    def without(self, length: int) -> Line:
        """The line without its first characters; of what is shorter than that, nothing is left."""
        return Line(self.text[length:], self.start + min(length, len(self.text)))

    def piece(self, start: int, end: int | None) -> Line:
        """A stretch of the line, without the white space around it."""
        text = self.text[start:end]
        return Line(text.strip(), self.start + start + len(text) - len(text.lstrip()))


class Lines(Sequence[Line]):
    """Lines of which a slice costs nothing: what is left to read is sliced at every block."""

    def __init__(self, lines: Sequence[Line], start: int = 0, end: int | None = None) -> None:
        self._lines, self._start = lines, start
        self._end = len(lines) if end is None else end

    def __len__(self) -> int:
        return self._end - self._start

    def __iter__(self) -> Iterator[Line]:
        return (self._lines[at] for at in range(self._start, self._end))

    @overload
    def __getitem__(self, at: int) -> Line: ...
    @overload
    def __getitem__(self, at: slice) -> Lines: ...
    def __getitem__(self, at: int | slice) -> Line | Lines:
        if isinstance(at, slice):
            start, end, _ = at.indices(len(self))
            return Lines(self._lines, self._start + start, self._start + max(start, end))
        return self._lines[range(self._start, self._end)[at]]


def lines_of(source: str, start: int = 0) -> Lines:
    found = _LINE.finditer(source, start)
    return Lines([Line(match.group("text"), match.start()) for match in found if match.end() > match.start()])


def stands_alone(source: str, span: Span) -> bool:
    """Whether there is nothing but white space on the lines of a span before and after it."""
    return bool(_BEGINS_LINE.match(source, span.start) and _ENDS_LINE.match(source, span.end))


def joined(lines: Sequence[Line], between: str = "\n") -> View:
    """Lines as one text. What is put between two of them stands for all that lies there: the indentation too."""
    pieces: list[tuple[str, int, int]] = []
    for line in lines:
        if pieces:
            pieces.append((between, pieces[-1][2], line.start))
        pieces.append((line.text, line.start, line.end))
    return View.of(pieces)


def span_of(lines: Sequence[Line]) -> Span:
    return Span(lines[0].start, lines[-1].end)


def dedented(lines: Sequence[Line]) -> list[Line]:
    """Lines without the indentation that they share."""
    common = min((line.indent for line in lines if not line.is_blank), default=0)
    return [line.without(common) for line in lines]


def without_blank_ends(lines: Sequence[Line]) -> Sequence[Line]:
    shown = [at for at, line in enumerate(lines) if not line.is_blank]
    return lines[shown[0] : shown[-1] + 1] if shown else []


def count_while(lines: Sequence[Line], holds: Callable[[Line], bool]) -> int:
    """How many of the first lines are of a kind."""
    return next((at for at, line in enumerate(lines) if not holds(line)), len(lines))

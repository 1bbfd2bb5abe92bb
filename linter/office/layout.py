"""The text of a document that is not a text file, laid out: a paragraph a line, what hangs on it around it.

What a paragraph hides (deleted words, reviewers' comments, addresses, descriptions of pictures) stands below it. Only a
comment for draftlint stands above, as in Markdown, so that `draftlint: allow` means the paragraph and what it hides.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import regex

from linter.model import Draft, Part, PartKind, Region, RegionKind, Segment, Span
from linter.text.regions import whole

_DIRECTIVE = regex.compile(r"\s*draftlint\s*:", regex.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Place:
    """A part of the document before it is known where its text will stand. See `Part`."""

    kind: PartKind
    number: int
    name: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of one place, and the run that they are in."""

    text: str
    place: Place
    run: int | None = None


@dataclass(slots=True)
class Line:
    """What will be one region."""

    kind: RegionKind
    pieces: list[Piece] = field(default_factory=list)
    name: str = ""

    @property
    def text(self) -> str:
        return "".join(piece.text for piece in self.pieces)


@dataclass(slots=True)
class Block:
    """A paragraph, what draftlint is told of it, and what it hides."""

    line: Line
    directives: list[Line] = field(default_factory=list)
    asides: list[Line] = field(default_factory=list)
    _deletion: Line | None = None

    def write(self, piece: Piece) -> None:
        """Words that show go on the line; deleted ones below it, those that touch as one."""
        if piece.place.kind is not PartKind.DELETION:
            self._deletion = None
            self.line.pieces.append(piece)
            return
        if self._deletion is None:
            self._deletion = Line(RegionKind.NOTE)
            self.asides.append(self._deletion)
        self._deletion.pieces.append(piece)

    def hide(self, kind: RegionKind, piece: Piece) -> None:
        """What the paragraph holds and does not show."""
        if piece.text.strip():
            self.asides.append(Line(kind, [piece]))

    def comment(self, comment: Block) -> None:
        """A reviewer's comment on this paragraph: words for people, or for draftlint."""
        line = comment.line
        if _DIRECTIVE.match(line.text):
            self.directives.append(Line(RegionKind.COMMENT, line.pieces))
        else:
            self.asides.append(Line(RegionKind.NOTE, line.pieces))
        self.asides += comment.asides

    def absorb(self, other: Block, joint: Piece) -> None:
        """Take in another paragraph, as the next cell of a row."""
        if self.line.pieces and other.line.pieces:
            self.line.pieces.append(joint)
        self.line.pieces += other.line.pieces
        self.directives += other.directives
        self.asides += other.asides


class Layout:
    """Gathers blocks in reading order and counts the parts of each kind."""

    def __init__(self) -> None:
        self._written: list[str] = []
        self._length = 0
        self._regions: list[Region] = []
        self._parts: list[Part] = []
        self._counts: Counter[PartKind] = Counter()

    def place(self, kind: PartKind, name: str = "") -> Place:
        """The next part of a kind."""
        self._counts[kind] += 1
        return Place(kind, self._counts[kind], name)

    def add(self, block: Block) -> None:
        for directive in block.directives:
            self._add_lines([directive])
        self._add_lines([block.line, *block.asides])

    def add_property(self, kind: RegionKind, name: str, value: str) -> None:
        self._add_lines([Line(kind, [Piece(value, self.place(PartKind.PROPERTY, name))], name)])

    def draft(self, shown: str, format_name: str, meta: Mapping[str, Any]) -> Draft:
        source, regions, parts = "".join(self._written), tuple(self._regions), tuple(self._parts)
        return Draft(shown, source, format_name, meta, regions, parts=parts, is_text=False)

    def _add_lines(self, lines: Iterable[Line]) -> None:
        """Lines that are one block to a comment that allows something in it."""
        shown = [line for line in lines if line.text.strip()]
        start = self._length
        block = Span(start, max(start, start + sum(len(line.text) + 1 for line in shown) - 1))
        for line in shown:
            self._regions.append(_region(line, self._length, block))
            for piece in line.pieces:
                self._add_piece(piece)
            self._write("\n")

    def _add_piece(self, piece: Piece) -> None:
        span = Span(self._length, self._length + len(piece.text))
        self._write(piece.text)
        last = self._parts[-1] if self._parts else None
        part = Part(span, piece.place.kind, piece.place.number, piece.run, piece.place.name)
        if last is not None and last == Part(last.span, part.kind, part.number, part.run, part.name):
            self._parts[-1] = Part(last.span.joined(span), part.kind, part.number, part.run, part.name)
        elif len(span):
            self._parts.append(part)

    def _write(self, text: str) -> None:
        self._written.append(text)
        self._length += len(text)


def _region(line: Line, start: int, block: Span) -> Region:
    text = line.text
    if line.kind is RegionKind.COMMENT:  # with its marks around it, as in every other format
        inner = Segment(Span(4, 4 + len(text)), Span(start, start + len(text)))
        return Region(line.kind, f"<!--{text}-->", (inner,), block, line.name)
    region = whole(line.kind, text, start, line.name)
    return Region(line.kind, text, region.segments, block, line.name)

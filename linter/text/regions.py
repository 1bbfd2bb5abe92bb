"""Collect the regions of a draft: pieces of visible text, each with the source that it came from."""

from __future__ import annotations

from linter.model import Region, RegionKind, Segment, Span


class RegionBuilder:
    """Gathers pieces until the region is closed; pieces that touch in both text and source become one segment."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._segments: list[Segment] = []
        self._length = 0

    @property
    def is_empty(self) -> bool:
        return not self._length

    def add(self, text: str, start: int, end: int) -> None:
        """A piece of visible text and the source span that it stands for."""
        if not text:
            return
        piece = Segment(Span(self._length, self._length + len(text)), Span(start, end))
        last = self._segments[-1] if self._segments else None
        if (
            last is not None
            and last.is_exact
            and piece.is_exact
            and last.source.end == start
            and last.text.end == self._length
        ):
            self._segments[-1] = Segment(last.text.joined(piece.text), last.source.joined(piece.source))
        else:
            self._segments.append(piece)
        self._pieces.append(text)
        self._length += len(text)

    def joint(self, text: str = " ") -> None:
        """White space that the page shows and the source does not have, as between two cells."""
        if self._length and not self._pieces[-1].endswith((" ", "\n")):
            self._pieces.append(text)
            self._length += len(text)

    def close(self, kind: RegionKind, block: Span, name: str = "") -> Region | None:
        """The region, or None if it shows nothing; the builder is empty again."""
        text = "".join(self._pieces)
        segments = tuple(self._segments)
        self._pieces, self._segments, self._length = [], [], 0
        return Region(kind, text, segments, block, name) if text.strip() else None


def whole(kind: RegionKind, text: str, start: int, name: str = "") -> Region:
    """A region whose text is its source."""
    span = Span(start, start + len(text))
    return Region(kind, text, (Segment(Span(0, len(text)), span),), span, name)

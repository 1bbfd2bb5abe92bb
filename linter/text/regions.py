"""Collect the regions of a draft: pieces of visible text, each with the source that it came from."""

from __future__ import annotations

from linter.model import Region, RegionKind, Segment, Span

# Stands for what is not text, as Unicode names it: not a letter, so that words beside it stay apart.
PLACEHOLDER = "\ufffc"


class RegionBuilder:
    """Gathers pieces until the region is closed; pieces that touch in both text and source become one segment."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._runs: list[list[int]] = []  # start and end in the text, start and end in the source
        self._length = 0

    @property
    def is_empty(self) -> bool:
        return not self._length

    def add(self, text: str, start: int, end: int) -> None:
        """A piece of visible text and the source span that it stands for."""
        if not text:
            return
        length = self._length
        self._length = after = length + len(text)
        self._pieces.append(text)
        if self._runs and end - start == len(text):
            last = self._runs[-1]
            if last[3] == start and last[1] == length and last[1] - last[0] == last[3] - last[2]:
                last[1], last[3] = after, end
                return
        self._runs.append([length, after, start, end])

    def joint(self, text: str = " ") -> None:
        """White space that the page shows and the source does not have, as between two cells."""
        if self._length and not self._pieces[-1].endswith((" ", "\n")):
            self._pieces.append(text)
            self._length += len(text)

    def gap(self, text: str) -> None:
        """Text that has no source, as it is."""
        self._pieces.append(text)
        self._length += len(text)

    def taken(self) -> tuple[str, tuple[Segment, ...]]:
        """The text and its segments; the builder is empty again."""
        text, runs = "".join(self._pieces), self._runs
        self._pieces, self._runs, self._length = [], [], 0
        return text, tuple(Segment(Span(a, b), Span(c, d)) for a, b, c, d in runs)

    def close(self, kind: RegionKind, block: Span, name: str = "") -> Region | None:
        """The region, or None if it shows nothing; the builder is empty again."""
        text, segments = self.taken()
        shows_something = text.replace(PLACEHOLDER, "").strip()
        return Region(kind, text, segments, block, name) if shows_something else None


def whole(kind: RegionKind, text: str, start: int, name: str = "") -> Region:
    """A region whose text is its source."""
    span = Span(start, start + len(text))
    return Region(kind, text, (Segment(Span(0, len(text)), span),), span, name)

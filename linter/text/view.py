"""A text made from stretches of another one, with the way back: a dedented block, the text of a JSON string, a page
without its template tags. What a parser finds in the view is placed in the source, never searched for again."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from linter.model import Region, Segment, Span
from linter.text.regions import RegionBuilder


@dataclass(frozen=True, slots=True)
class View:
    """`segments` are in the order of `text` and of the source alike, and cover `text` whole."""

    text: str
    segments: tuple[Segment, ...]

    @classmethod
    def whole(cls, source: str, start: int = 0, end: int | None = None) -> View:
        """A stretch of the source as it stands."""
        return cls.of([(source[start:end], start, len(source) if end is None else end)])

    @classmethod
    def of(cls, pieces: Iterable[tuple[str, int, int]]) -> View:
        """A view of pieces: a text, and the start and end of the source that it stands for."""
        builder = RegionBuilder()
        for text, start, end in pieces:
            builder.add(text, start, end)
        return cls(*builder.taken())

    def to_source(self, span: Span) -> Span:
        """The source that a span of the view stands for; for an empty span, an empty one."""
        if not self.segments:
            return Span(0, 0)
        pieces = list(self._pieces(span))
        if not pieces:
            return self._point(span.start)
        return Span(pieces[0].source.start, pieces[-1].source.end)

    def regions(self, regions: Iterable[Region]) -> Iterator[Region]:
        """Regions of the view as regions of the source."""
        if len(self.segments) == 1 and self.segments[0].is_exact and self.segments[0].source.start == 0:
            yield from regions  # the view is where the source is
            return
        for region in regions:
            yield self._region(region)

    def _region(self, region: Region) -> Region:
        builder = RegionBuilder()
        at = 0
        for segment in region.segments:
            builder.gap(region.text[at : segment.text.start])
            for piece in self._mapped(segment):
                builder.add(region.text[piece.text.start : piece.text.end], piece.source.start, piece.source.end)
            at = segment.text.end
        builder.gap(region.text[at:])
        _, segments = builder.taken()
        return region._replace(segments=segments, block=self.to_source(region.block))

    def _mapped(self, segment: Segment) -> Iterator[Segment]:
        """A segment of a region in this view, in pieces that each map to the source."""
        if not segment.is_exact:
            yield Segment(segment.text, self.to_source(segment.source))
            return
        shift = segment.text.start - segment.source.start
        for piece in self._pieces(segment.source):
            yield Segment(Span(piece.text.start + shift, piece.text.end + shift), piece.source)

    def _pieces(self, span: Span) -> Iterator[Segment]:
        """The segments under a span, cut to it where they map character by character."""
        at = max(0, bisect_right(self.segments, span.start, key=lambda part: part.text.start) - 1)
        while at < len(self.segments) and self.segments[at].text.start < span.end:
            part = self.segments[at]
            at += 1
            if not part.text.overlaps(span):
                continue
            start, end = max(part.text.start, span.start), min(part.text.end, span.end)
            shift = part.source.start - part.text.start
            source = Span(start + shift, end + shift) if part.is_exact else part.source
            yield Segment(Span(start, end), source)

    def _point(self, offset: int) -> Span:
        at = bisect_right(self.segments, offset, key=lambda part: part.text.start) - 1
        part = self.segments[max(0, at)]
        point = part.source.start + min(offset - part.text.start, len(part.source)) if at >= 0 else part.source.start
        return Span(point, point)

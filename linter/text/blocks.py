"""What the readers of formats made of lines share: lines become regions, with the format's own inline marks read."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from linter.model import Body, Region, RegionKind, Span
from linter.text.lines import Line, joined, span_of, without_blank_ends
from linter.text.markup import html_regions
from linter.text.metadata import kind_of_value
from linter.text.regions import whole

# From a text and what it is to its regions: those of the kind asked for show it, others say where it links to.
Inline = Callable[[str, RegionKind], list[Region]]


class Blocks:
    """The regions of a draft, as blocks of its lines come in."""

    def __init__(self, source: str, inline: Inline) -> None:
        self._source, self._inline = source, inline
        self._regions: list[Region] = []
        self._meta: dict[str, str] = {}

    def body(self) -> Body:
        return Body.of(self._regions, self._meta)

    def show(self, lines: Sequence[Line], kind: RegionKind, block: Span | None = None, between: str = "\n") -> None:
        """Text that readers see. `block` is the source of all of it, where that is more than these lines."""
        if not lines:
            return
        view = joined(lines, between)
        for region in view.regions(self._inline(view.text, kind)):
            is_shown = region.kind is kind
            self._regions.append(region._replace(block=block or span_of(lines)) if is_shown else region)

    def code(self, lines: Sequence[Line]) -> None:
        self._whole(without_blank_ends(lines), RegionKind.CODE)

    def address(self, line: Line) -> None:
        self._whole([line.piece(0, len(line.text))], RegionKind.LINK)

    def value(self, name: str, lines: Sequence[Line]) -> None:
        """What the draft says about itself."""
        text = self._whole([line for line in lines if not line.is_blank], kind_of_value(name), name)
        if text:
            self._meta[name] = text

    def comment(self, lines: Sequence[Line]) -> None:
        """A comment with its marks."""
        span = span_of(without_blank_ends(lines))
        self._regions.append(whole(RegionKind.COMMENT, self._source[span.start : span.end], span.start))

    def html(self, lines: Sequence[Line]) -> None:
        view = joined(lines)
        self._regions += view.regions(html_regions(view.text))

    def _whole(self, lines: Sequence[Line], kind: RegionKind, name: str = "") -> str:
        view = joined(lines)
        if view.text.strip():
            self._regions += view.regions([whole(kind, view.text, 0, name)])
        return view.text

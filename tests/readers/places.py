"""What tests of readers share: where in the source a word stands that some region shows."""

from __future__ import annotations

from linter.model import Draft, RegionKind, Span


def region_with(draft: Draft, word: str) -> tuple[RegionKind, str]:
    """The kind of the region that shows a word, and the source of that word."""
    for region in draft.regions:
        at = region.text.find(word)
        if at >= 0:
            span = region.to_source(Span(at, at + len(word)))
            return region.kind, draft.source[span.start : span.end]
    raise AssertionError(f"no region shows {word!r}")


def shows(draft: Draft, word: str) -> bool:
    return any(word in region.text for region in draft.regions)


def block_with(draft: Draft, word: str) -> str:
    """The source of the block whose region shows a word."""
    region = next(region for region in draft.regions if word in region.text)
    return draft.source[region.block.start : region.block.end]

"""Many spans, asked which of them overlap another one: by their order, not one by one."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from itertools import accumulate

from linter.model import Span


class Spans:
    """Spans in the order of their beginnings; they may overlap each other."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self._spans = list(spans)
        self._reached = list(accumulate((span.end for span in self._spans), max))  # by each and those before it

    def first_over(self, span: Span) -> int | None:
        """Which is the first that overlaps a span."""
        at = bisect_right(self._reached, span.start)
        return at if at < len(self._spans) and self._spans[at].overlaps(span) else None


class Apart:
    """Spans that come in any order; one that overlaps an earlier one is not taken."""

    def __init__(self) -> None:
        self._spans: list[Span] = []

    def takes(self, span: Span) -> bool:
        at = bisect_left(self._spans, span)
        if any(other.overlaps(span) for other in self._spans[max(0, at - 1) : at + 1]):
            return False
        self._spans.insert(at, span)
        return True

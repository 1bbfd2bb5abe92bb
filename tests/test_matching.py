"""Concepts stand together where they are closest, and nobody looks at every pair of them to find out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from linter.matching import _extent, _nearest_of
from linter.model import Hit, Span

hits = st.builds(
    lambda start, length: Hit("list", "word", "", 0, Span(start, start + length)), st.integers(0, 40), st.integers(1, 6)
)


@given(st.lists(hits).map(lambda found: sorted(found, key=lambda hit: hit.span.start)), st.lists(hits, min_size=1))
def test_the_nearest_is_the_one_that_asking_all_of_them_finds(several: list[Hit], chosen: list[Hit]) -> None:
    extent = _extent(chosen)
    free = [hit for hit in several if not any(hit.span.overlaps(other.span) for other in chosen)]
    expected = min(free, key=lambda hit: len(extent.joined(hit.span)), default=None)
    assert _nearest_of(several, chosen) is expected


class _Counted(Sequence[Hit]):
    def __init__(self, several: list[Hit]) -> None:
        self.several, self.asked = several, 0

    def __len__(self) -> int:
        return len(self.several)

    def __iter__(self) -> Iterator[Hit]:
        raise AssertionError("asks for all of them")

    def __getitem__(self, at: Any) -> Any:
        self.asked += 1
        return self.several[at]


def test_of_many_few_are_asked() -> None:
    several = _Counted([Hit("list", "word", "", 0, Span(at, at + 3)) for at in range(0, 100_000, 10)])
    nearest = _nearest_of(several, [Hit("list", "word", "", 0, Span(50_003, 50_006))])
    assert nearest is not None
    assert nearest.span == Span(50_000, 50_003)
    assert several.asked < 100

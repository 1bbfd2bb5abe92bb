"""Views: a text derived from the source, with the way back."""

from __future__ import annotations

import pytest

from linter.model import RegionKind, Segment, Span
from linter.text.regions import whole
from linter.text.view import View

SOURCE = "가나 <b>다\\n라</b> 마"
VIEW = View.of([("가나 ", 0, 3), ("다", 6, 7), ("\n", 7, 9), ("라", 9, 10), (" 마", 14, 16)])


@pytest.mark.parametrize(
    ("word", "written"),
    [("가나", "가나"), ("나 다", "나 <b>다"), ("다\n라", "다\\n라"), ("\n", "\\n"), ("라 마", "라</b> 마"), ("", "")],
)
def test_a_span_of_a_view_stands_for_a_span_of_the_source(word: str, written: str) -> None:
    at = VIEW.text.index(word)
    span = VIEW.to_source(Span(at, at + len(word)))
    assert SOURCE[span.start : span.end] == written


def test_a_region_of_a_view_becomes_a_region_of_the_source() -> None:
    (region,) = VIEW.regions([whole(RegionKind.PARAGRAPH, VIEW.text[1:6], 1)])
    assert region.text == "나 다\n라"
    assert region.segments == (
        Segment(Span(0, 2), Span(1, 3)),
        Segment(Span(2, 3), Span(6, 7)),
        Segment(Span(3, 4), Span(7, 9)),
        Segment(Span(4, 5), Span(9, 10)),
    )
    assert region.block == Span(1, 10)


def test_views_of_views_lead_back_to_the_source() -> None:
    inner = View.of([("나", 1, 2), ("\n라", 4, 6)])
    (region,) = inner.regions([whole(RegionKind.PARAGRAPH, inner.text, 0)])
    (region,) = VIEW.regions([region])
    assert [SOURCE[s.source.start : s.source.end] for s in region.segments] == ["나", "\\n", "라"]


def test_an_empty_place_of_a_view_is_an_empty_place_of_the_source() -> None:
    assert VIEW.to_source(Span(4, 4)) == Span(7, 7)
    assert View.of([]).to_source(Span(0, 0)) == Span(0, 0)

"""What is found by the order of spans is what asking each of them finds."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from linter.model import Region, RegionKind, Segment, Span
from linter.text.spans import Apart, Spans

spans = st.builds(lambda start, length: Span(start, start + length), st.integers(0, 30), st.integers(0, 8))


@given(st.lists(spans), spans)
def test_the_first_that_overlaps(several: list[Span], one: Span) -> None:
    several.sort()
    expected = next((at for at, other in enumerate(several) if other.overlaps(one)), None)
    assert Spans(several).first_over(one) == expected


@given(st.lists(spans.filter(len)))
def test_only_what_overlaps_nothing_earlier_is_taken(several: list[Span]) -> None:
    apart, taken = Apart(), list[Span]()
    for one in several:
        is_free = not any(one.overlaps(other) for other in taken)
        assert apart.takes(one) is is_free
        if is_free:
            taken.append(one)


@given(st.lists(st.tuples(st.integers(0, 2), st.integers(1, 4), st.integers(0, 3))), spans)
def test_a_region_finds_the_source_of_a_span(pieces: list[tuple[int, int, int]], span: Span) -> None:
    segments, text, source = list[Segment](), 0, 5
    for gap, length, more in pieces:
        segments.append(Segment(Span(text + gap, text + gap + length), Span(source, source + length + more)))
        text, source = text + gap + length, source + length + more
    touched = [one for one in segments if one.text.overlaps(span)]
    found = Region(RegionKind.PARAGRAPH, "a" * text, tuple(segments), Span(3, 99)).to_source(span)
    if not touched:
        assert found == Span(3, 3)
        return
    first, last = touched[0], touched[-1]
    assert found.start == first.source.start + (max(0, span.start - first.text.start) if first.is_exact else 0)
    assert found.end == last.source.end - (max(0, last.text.end - span.end) if last.is_exact else 0)

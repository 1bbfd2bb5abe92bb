"""Places in a text, in each unit that a client may count in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lsprotocol.types import Position, PositionEncodingKind, Range

from linter.lsp.text import Text

# An emoji of two code units, decomposed Hangul, a vertical tab and U+2028, which end no line.
SOURCE = "a😀b\r\n\u1112\u1161\u11ab글\v\u2028끝\n\n마지막"
ENCODINGS = [kind.value for kind in PositionEncodingKind]


@pytest.mark.parametrize(
    ("encoding", "after_emoji", "end"),
    [("utf-8", 5, 19), ("utf-16", 3, 7), ("utf-32", 2, 7)],
)
def test_columns_count_in_the_units_of_the_encoding(encoding: str, after_emoji: int, end: int) -> None:
    text = Text(SOURCE, encoding)
    assert text.position(SOURCE.index("b")) == Position(0, after_emoji)
    assert text.position(SOURCE.index("끝") + 1) == Position(1, end)
    assert text.offset(Position(1, end)) == SOURCE.index("끝") + 1


@pytest.mark.parametrize("encoding", ENCODINGS)
@given(source=st.text(st.sampled_from("a\r\n\v\u2028한ᄒ😀é"), max_size=20))
def test_every_offset_comes_back_from_its_position(encoding: str, source: str) -> None:
    text = Text(source, encoding)
    for offset in range(len(source) + 1):
        inside_line_end = source[offset - 1 : offset + 1] == "\r\n"
        assert text.offset(text.position(offset)) == (offset - 1 if inside_line_end else offset)


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_a_place_beyond_its_line_or_the_text_is_at_the_end_of_it(encoding: str) -> None:
    text = Text("ab\r\ncd", encoding)
    assert text.offset(Position(0, 99)) == 2
    assert text.offset(Position(1, 99)) == 6
    assert text.offset(Position(9, 0)) == 6


def test_a_place_inside_a_character_is_before_it() -> None:
    assert Text("😀b", "utf-16").offset(Position(0, 1)) == 0
    assert Text("한b", "utf-8").offset(Position(0, 2)) == 0


@pytest.mark.parametrize("encoding", ENCODINGS)
@given(
    source=st.text(st.sampled_from("a\r\n\u2028한😀"), max_size=12),
    bounds=st.tuples(st.integers(0, 12), st.integers(0, 12)),
)
def test_an_edit_replaces_exactly_what_stands_at_its_place(encoding: str, source: str, bounds: tuple[int, int]) -> None:
    text = Text(source, encoding)
    start, end = sorted(text.offset(text.position(min(bound, len(source)))) for bound in bounds)
    edited = text.replaced(Range(text.position(start), text.position(end)), "새 글")
    assert edited.source == source[:start] + "새 글" + source[end:]


def test_half_a_character_is_replaced_and_moves_nothing() -> None:
    text = Text("a\ud83db", "utf-16")
    assert text.source == "a\ufffdb"
    assert text.position(2) == Position(0, 2)

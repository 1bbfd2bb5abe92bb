"""Columns in other units are those of the encoded text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from linter.text.units import Units


@given(st.text(alphabet="a가😀\u1112\n", min_size=1, max_size=5), st.integers(1, 900), st.data())
def test_units_before_an_offset_are_those_of_the_encoded_text(piece: str, times: int, data: st.DataObject) -> None:
    text = piece * times
    offset = data.draw(st.integers(0, len(text)))
    before = text[:offset]
    assert Units(text).at(offset) == (len(before.encode("utf-16-le")) // 2, len(before.encode()))

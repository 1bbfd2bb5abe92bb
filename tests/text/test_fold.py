"""Folding: the same words become the same characters, and the map leads back."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linter.model import Span
from linter.text.fold import fold, fold_all


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("ＳＨＩＴ", "shit"),
        ("씨\u200b발", "씨발"),
        ("sh\u00adit", "shit"),
        ("shіt", "shit"),  # Cyrillic і
        ("ѕһіт", "shit"),  # all Cyrillic
        ("ΑΒΕ", "abe"),  # Greek
        (unicodedata.normalize("NFD", "대외비"), "대외비"),
        ("𝐟𝐮𝐜𝐤", "fuck"),
        ("ﾤ", "ㄴ"),
        ("ㅅㅂ", "ㅅㅂ"),
        ("don’t — “stop”", 'don\'t - "stop"'),
        ("가\u00a0 \n나", "가 나"),
        ("㈜가람", "(주)가람"),
    ],
)
def test_variants_fold_to_the_plain_word(written: str, folded: str) -> None:
    assert fold(written).lower == folded


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("이 씨\u200b발 뭐", "씨발"),
        (unicodedata.normalize("NFD", "이건 대외비다"), "대외비"),
        ("ｘ ＳＨＩＴ x", "shit"),
        ("a  b", "a b"),
    ],
)
def test_the_map_leads_back_to_the_letters_as_typed(text: str, word: str) -> None:
    folded = fold(text)
    at = folded.lower.index(word)
    back = folded.to_region(Span(at, at + len(word)))
    assert fold(text[back.start : back.end]).lower == word


def test_case_is_kept_in_plain_and_dropped_in_lower() -> None:
    folded = fold("AKIA İstanbul")
    assert folded.plain.startswith("AKIA")
    assert folded.lower.startswith("akia")
    assert len(folded.plain) == len(folded.lower)


def test_white_space_of_code_keeps_its_length() -> None:
    assert fold("a    b\n\tc", keep_spaces=True).plain == "a    b  c"


@given(st.text(max_size=80))
def test_every_span_maps_inside_the_text_and_in_order(text: str) -> None:
    folded = fold(text)
    assert len(folded.plain) == len(folded.lower)
    last = 0
    for at in range(len(folded.plain)):
        back = folded.to_region(Span(at, at + 1))
        assert 0 <= back.start < back.end <= len(text)
        assert back.start >= last or folded.starts is not None
        last = back.start


@given(st.text(max_size=60))
def test_folding_is_stable(text: str) -> None:
    once = fold(text).lower
    assert fold(once).lower.replace(" ", "") == fold(fold(once).lower).lower.replace(" ", "")


@given(
    st.lists(st.text(alphabet="가각ㄱ\u1100\u1161aA  \n\t\u200b１①é\ue000İ", max_size=12), max_size=8), st.booleans()
)
def test_texts_folded_together_are_folded_as_each_alone(texts: list[str], keep_spaces: bool) -> None:
    assert fold_all(texts, keep_spaces=keep_spaces) == [fold(text, keep_spaces=keep_spaces) for text in texts]


def test_a_tower_of_marks_is_folded_floor_by_floor() -> None:
    assert fold("a" + "\u0301\u0316" * 5_000 + "b").lower.replace("\u0301", "").replace("\u0316", "") == "áb"

"""What is known of an expression is the same whether it was studied now or long ago."""

from __future__ import annotations

from pathlib import Path

import pytest
import regex

from linter.rulebook import studied
from linter.rulebook.studied import studies, study

PATTERNS = ["대외비|비밀", "(?:ab)+c", r"(a+)+b", r"\d{2,4}", "(?<=x)y"]


@pytest.fixture
def empty_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DRAFTLINT_CACHE", str(tmp_path))


def test_what_is_kept_is_what_is_found_out(empty_cache: None) -> None:
    fresh = {pattern: study(pattern) for pattern in PATTERNS}
    assert studies(PATTERNS) == fresh
    assert studies(reversed(PATTERNS)) == fresh


def test_the_second_time_nothing_is_studied(empty_cache: None, monkeypatch: pytest.MonkeyPatch) -> None:
    first = studies(PATTERNS)

    def never(pattern: str) -> None:
        raise AssertionError(pattern)

    monkeypatch.setattr(studied, "study", never)
    assert studies(PATTERNS) == first


def test_what_repeats_a_repeat_is_not_tame_and_has_no_form(empty_cache: None) -> None:
    known = studies(PATTERNS)
    assert {pattern for pattern in PATTERNS if not known[pattern].is_tame} == {"(a+)+b", "(?:ab)+c"}
    assert known["(a+)+b"].form is None


def test_what_is_no_expression_is_left_to_whoever_asks_for_it(empty_cache: None) -> None:
    assert studies(["(a", "b"]).keys() == {"b"}
    with pytest.raises(regex.error):
        study("(a")

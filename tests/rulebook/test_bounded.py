"""Which regular expressions may be tried without a clock."""

from __future__ import annotations

import pytest

from linter.rulebook.bounded import is_tame, runaway_text


@pytest.mark.parametrize("pattern", ["abc", r"\w+ing", r"(?:\w+ ){0,4}wrong", "(?<=our )best", "(?:a|b)?c*"])
def test_tame(pattern: str) -> None:
    assert is_tame(pattern)


@pytest.mark.parametrize(
    "pattern", [r"(?:\w+ )*x", "(a+)+b", r"(?:ab){1,40}", r"\p{L}+", "(?<=a|bc)d", "(", "(?:(?:a+){2,})c", "[[a]b]"]
)
def test_not_tame(pattern: str) -> None:
    assert not is_tame(pattern)


@pytest.mark.parametrize("pattern", ["(?:a+)+b", r"(?:\w+\s?)*x$", "(?:x+x+)+y"])
def test_an_expression_that_comes_to_no_end_is_told_with_a_text(pattern: str) -> None:
    assert runaway_text(pattern)


@pytest.mark.parametrize("pattern", ["(?:ab)+c", r"(?:\w+ ){0,4}wrong", "a+b"])
def test_an_expression_that_ends_is_not_accused(pattern: str) -> None:
    assert not runaway_text(pattern)

"""Days as front matter has them."""

from __future__ import annotations

from datetime import date

import pytest

from linter.text.dates import day_of


@pytest.mark.parametrize(
    "text", ["2026-03-02", "2026.3.2", "2026/03/02 09:00", "2026년 3월 2일", "2026-03-02T09:00:00Z"]
)
def test_a_day_is_read_however_it_is_written(text: str) -> None:
    assert day_of(text) == date(2026, 3, 2)


@pytest.mark.parametrize("text", ["soon", "", "2026-13-02", "3월 2일"])
def test_what_names_no_day_of_the_calendar_is_none(text: str) -> None:
    assert day_of(text) is None

"""The report for a person at a terminal, wide, narrow, or none."""

from __future__ import annotations

import pytest
from rich.cells import cell_len

from linter.model import Report
from linter.reporters import concise, text


@pytest.mark.parametrize("width", [30, 40, 60, 80, 120])
def test_no_line_is_wider_than_the_terminal(report: Report, width: int) -> None:
    lines = text.render(report, "ko", width=width).splitlines()
    assert max(cell_len(line) for line in lines) <= width


def test_wrapping_loses_no_word(report: Report) -> None:
    wide = text.render(report, "ko").split()
    narrow = text.render(report, "ko", width=48).split()
    assert [word for word in narrow if "^" not in word] == [word for word in wide if "^" not in word]


def test_a_message_that_wraps_stays_in_its_column() -> None:
    assert text.wrapped("one two three four five six", 20, 5) == ["one two three", "four five six"]


def test_korean_wraps_between_words_by_its_width_in_cells() -> None:
    assert text.wrapped("회사의 공식 입장과 다릅니다", 24, 4) == ["회사의 공식 입장과", "다릅니다"]


def test_nothing_wraps_where_there_is_no_terminal() -> None:
    assert text.wrapped("a " * 200, None, 4) == ["a " * 200]


def test_a_word_too_long_for_a_line_is_cut_but_whole() -> None:
    assert text.wrapped("가" * 20, 20, 4) == ["가" * 8, "가" * 8, "가" * 4]


def test_concise_is_one_line_a_finding_and_nothing_else(report: Report) -> None:
    assert concise.render(report, "ko") == (
        "글/새 글, 1.md:1:3: warning language/profanity 비밀 표시가 있습니다: '소식'\n"
        "글/새 글, 1.md:3:6: error confidential/marking 비밀 표시가 있습니다: '대외비'\n"
        "글/새 글, 1.md:3:10: error claims/superlative 비밀 표시가 있습니다: '끝' (허용됨: 법무팀 승인)\n"
    )

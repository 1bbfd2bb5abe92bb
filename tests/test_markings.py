"""A secrecy marking that stands as a stamp, one that is handed on in a sentence, and talk about markings."""

from __future__ import annotations

import pytest

from linter import Finding, Linter, Severity


@pytest.fixture(scope="module")
def linter() -> Linter:
    return Linter()


def markings(linter: Linter, text: str) -> list[tuple[str, Severity]]:
    report = linter.check_text(text)
    found: list[Finding] = [one for one in report.findings if one.rule == "confidential/marking"]
    return [(text[one.span.start : one.span.end], one.severity) for one in found]


@pytest.mark.parametrize(
    ("text", "stamp"),
    [
        ("[대외비] 신작 게임 로드맵", "대외비"),
        ("대외비 | 생일 이벤트 기획안", "대외비"),
        ("※ 사내 한정: 여름 영화 예산표", "사내 한정"),
        ("Internal only: our new board game.", "Internal only"),
        ("TLP:AMBER\nThe film festival's network was scanned.", "TLP:AMBER"),
        ("(Internal use only until the fair) A recipe book.", "Internal use only"),
    ],
)
def test_a_stamp_is_an_error_whatever_its_line_speaks_of(linter: Linter, text: str, stamp: str) -> None:
    assert markings(linter, text) == [(stamp, Severity.ERROR)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("이 보고서는 대외비이지만 요약을 옮겨 봅니다.", [("대외비", Severity.ERROR)]),
        ("서류함에는 대외비 봉투가 스무 장 남았다.", [("대외비", Severity.WARNING)]),
        ("The survey is strictly confidential and takes four minutes.", [("strictly confidential", Severity.WARNING)]),
        ("The deck says strictly confidential on every page.", [("strictly confidential", Severity.ERROR)]),
    ],
)
def test_in_running_text_it_takes_words_that_show_the_marked_thing(
    linter: Linter, text: str, found: list[tuple[str, Severity]]
) -> None:
    assert markings(linter, text) == found


@pytest.mark.parametrize("text", ["첩보 영화마다 대외비 문서가 나온다.", "ⓒ 산들서점. 무단 전재 및 재배포 금지"])
def test_talk_about_markings_and_copyright_lines_are_silent(linter: Linter, text: str) -> None:
    assert markings(linter, text) == []


def test_what_a_marking_says_itself_excuses_nothing(linter: Linter) -> None:
    assert markings(linter, "이 자료는 무단 배포 금지입니다.") == [("무단 배포 금지", Severity.ERROR)]

"""Fingerprints: the same finding in another run, wherever it has moved and however it is encoded."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from linter.model import Span
from linter.verdict.fingerprint import fingerprint, path_from, words_at

LINE = "새 제품 소개서는 대외비 자료이고 Sent to Everyone."


def of(source: str, quote: str = "대외비") -> str:
    start = source.index(quote)
    return fingerprint("confidential/marking", words_at(source, Span(start, start + len(quote))))


@pytest.mark.parametrize(
    "moved",
    [
        f"# 제목\n\n앞 문단.\n{LINE}\n뒤 문단.\n",
        f"# 제목\r\n\r\n{LINE}\r\n뒤 문단.\r\n",
        f"\ufeff{LINE}",
        LINE.upper(),
        LINE.replace(" ", "  "),
        LINE.replace("소개서는 ", "**소개서**는 "),
        LINE.replace("대외비", "대\u200b외비"),
    ],
    ids=["lines", "crlf", "bom", "case", "spaces", "marks", "zero-width"],
)
def test_a_finding_keeps_its_fingerprint(moved: str) -> None:
    quote = "대\u200b외비" if "\u200b" in moved else "대외비"
    assert of(moved, quote) == of(LINE)


def test_decomposed_hangul_has_the_same_fingerprint() -> None:
    assert of(unicodedata.normalize("NFD", LINE), unicodedata.normalize("NFD", "대외비")) == of(LINE)


@pytest.mark.parametrize(
    "other",
    [LINE.replace("소개서는", "설명서는"), LINE.replace("자료이고", "문서이고"), LINE.replace("대외비", "대외비임")],
    ids=["before", "after", "quote"],
)
def test_other_words_have_another_fingerprint(other: str) -> None:
    assert of(other, "대외비임" if "대외비임" in other else "대외비") != of(LINE)


def test_what_stands_far_off_on_the_line_or_on_another_line_does_not_count() -> None:
    assert of(f"{LINE} 그리고 한참 뒤의 다른 문장.") == of(f"{LINE} 그리고 한참 뒤에 고친 문장.")


def test_rules_do_not_share_fingerprints() -> None:
    assert fingerprint("a/b", ("x",)) != fingerprint("a/c", ("x",)) != fingerprint("a/c", ("", "x"))


def test_a_draft_is_named_from_the_folder_with_its_hangul_composed(tmp_path: Path) -> None:
    decomposed = tmp_path / "글" / unicodedata.normalize("NFD", "소식.md")
    assert path_from(tmp_path, decomposed) == "글/소식.md"
    assert path_from(tmp_path / "posts", tmp_path / "a.md") == (tmp_path / "a.md").as_posix()

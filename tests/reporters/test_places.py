"""A place is told in words that writers use."""

from __future__ import annotations

import pytest

from linter.model import Certainty, Excerpt, Finding, Part, PartKind, Position, Severity, Span
from linter.reporters.places import place


def finding(part: Part | None) -> Finding:
    start, end = Position(3, 9, 41, 9, 9), Position(3, 11, 43, 11, 11)
    excerpt = Excerpt("앞말 뒷말", Span(0, 2))
    return Finding(
        "a/b", Severity.ERROR, Certainty.LIKELY, "p", Span(41, 43), start, end, "m", "a", "q", excerpt, part=part
    )


@pytest.mark.parametrize(
    ("kind", "run", "name", "korean", "english"),
    [
        (PartKind.PARAGRAPH, 3, "", "12번째 문단의 3번째 조각", "paragraph 12, run 3"),
        (PartKind.TABLE, 3, "", "12번째 표의 3번째 행", "table 12, row 3"),
        (PartKind.HEADER, None, "", "12번째 머리글", "header 12"),
        (PartKind.DELETION, None, "김철수", "12번째 삭제 부분 (김철수)", "deletion 12 (김철수)"),
        (PartKind.ENDNOTE, None, "", "12번째 미주", "endnote 12"),
        (PartKind.PROPERTY, None, "author", "12번째 문서 속성 (author)", "property 12 (author)"),
    ],
)
def test_a_part_is_named_in_both_languages(
    kind: PartKind, run: int | None, name: str, korean: str, english: str
) -> None:
    one = finding(Part(Span(40, 50), kind, 12, run, name))
    assert (place(one, "ko"), place(one, "en")) == (korean, english)


def test_every_kind_of_part_has_its_words() -> None:
    assert all(place(finding(Part(Span(40, 50), kind, 1)), lang) for kind in PartKind for lang in ("ko", "en"))


def test_where_there_are_lines_it_is_line_and_column() -> None:
    assert place(finding(None), "ko") == "3:9"

"""Where sentences, clauses and quotations begin and end."""

from __future__ import annotations

import pytest

from linter.model import Span
from linter.text.fold import fold
from linter.text.passage import Passage
from linter.text.sentences import quotations


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('She said "never again" and left.', ["never again"]),
        ("저를 '입만 산 대표'라고 부르신 댓글", ["입만 산 대표"]),
        ("그는 「거지 같은 회사」라고 썼다", ["거지 같은 회사"]),
        ("It's the boss's own fault, isn't it?", []),
        ('a 5" screen', []),
        ('"one" and "two"', ["one", "two"]),
    ],
)
def test_what_stands_between_quotation_marks(text: str, said: list[str]) -> None:
    assert [text[span.start : span.end] for span in quotations(text)] == said


def test_a_span_is_quoted_only_if_all_of_it_is() -> None:
    passage = Passage(fold('He called me "an idiot" twice.'))
    start = passage.plain.index("idiot")
    assert passage.is_quoted(Span(start, start + 5))
    assert not passage.is_quoted(Span(0, start + 5))

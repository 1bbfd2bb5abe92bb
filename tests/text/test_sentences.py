"""Where sentences, clauses and quotations begin and end."""

from __future__ import annotations

from itertools import pairwise

import pytest

from linter.model import Span
from linter.text.fold import fold
from linter.text.passage import Passage
from linter.text.sentences import clauses, quotations, sentences


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


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("No!!! Yes?! Well...", 3),
        ("!" * 5000 + "a", 1),
        ("a" + ".!" * 4000 + " b", 2),
        ("a" + ".!" * 4000 + "b 'c?' d", 2),
        ('"Why?"라고 물었다. "Why?" 그는 물었다.', 3),
        ("끝.끝.끝. 끝", 2),
    ],
)
def test_a_row_of_stops_ends_one_sentence_or_none(text: str, count: int) -> None:
    assert len(sentences(text)) == count


@pytest.mark.parametrize(
    "text", ["word " * 5_000, "a" * 25_000, "a" * 9_999 + " " + "b" * 9_999 + " c. d", " " * 20_000]
)
def test_no_sentence_is_longer_than_anybody_reads_and_no_letter_is_lost(text: str) -> None:
    found = sentences(text)
    assert all(len(one) <= 10_000 for one in found)
    assert all(before.end <= after.start for before, after in pairwise(found))
    assert "".join(text[one.start : one.end] for one in found).replace(" ", "") == text.replace(" ", "")


def test_an_open_corner_bracket_quotes_nothing_and_hides_nothing() -> None:
    text = "「하나」 「둘 『셋』 「" + "「" * 5000 + ' "넷"'
    assert [text[span.start : span.end] for span in quotations(text)] == ["하나", "셋", "넷"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "Our head of design, Ines Korbel, said it; we stayed",
            ["Our head of design, Ines Korbel, said it;", "we stayed"],
        ),
        ("Our design was late, Ines said that", ["Our design was late,", "Ines said that"]),
    ],
)
def test_a_name_between_two_commas_begins_no_clause(text: str, said: list[str]) -> None:
    assert [text[one.start : one.end] for one in clauses(text, Span(0, len(text)))] == said

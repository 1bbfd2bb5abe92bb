"""The first look before a regular expression loses no match."""

from __future__ import annotations

import pytest
import regex

from linter.discovery import Rulebooks
from linter.rulebook.literals import required_literals
from tests.conftest import FIXTURES

LONGEST_LOOK = 120  # characters that an expression looks at beside what it matches


@pytest.mark.parametrize(
    ("pattern", "literals"),
    [
        ("abc", (("abc",),)),
        ("abc|de", (("abc", "de"),)),
        ("(?:abc|de)f", (("f",), ("abc", "de"))),
        ("a?bcd", (("bcd",),)),
        ("(?:abc)*", ()),
        ("(?:abc)+x", (("abc",), ("x",))),
        (r"\d+ ?원", (("원",),)),
        ("(?i:abc)", ()),
        (r"\p{L}+abc", ()),
        ("(?<=abc)de", (("abc",), ("de",))),
        ("(?<!abc)de", (("de",),)),
        ("(?:ab\\d+c|de)f", (("f",), ("ab", "de"))),
        ("[ab]", ()),
    ],
)
def test_what_every_match_must_hold(pattern: str, literals: tuple[tuple[str, ...], ...]) -> None:
    assert required_literals(pattern) == literals


def test_every_row_of_the_rulebook_matches_only_where_its_letters_are() -> None:
    rulebook = Rulebooks(FIXTURES / ".draftlint.yaml").of(FIXTURES / "a.md")
    texts = [path.read_text("utf-8").lower() for path in sorted((FIXTURES / "drafts").glob("*.md"))]
    texts += (FIXTURES / "cases" / "ko.jsonl").read_text("utf-8").lower().splitlines()[::5]
    texts += (FIXTURES / "cases" / "en.jsonl").read_text("utf-8").lower().splitlines()[::5]
    joined = "\n".join(texts)
    for name in rulebook.expressions.lists:
        for row in rulebook.expressions.rows(name):
            pattern = rulebook.expressions.pattern(row.number)
            for match in regex.finditer(pattern, joined, timeout=20):
                around = joined[max(0, match.start() - LONGEST_LOOK) : match.end() + LONGEST_LOOK]
                literals = required_literals(pattern)
                assert all(any(literal in around for literal in group) for group in literals), pattern

"""Waivers: what they hold, and until when."""

from __future__ import annotations

from datetime import date

import pytest

from linter.verdict.baseline import Key
from linter.verdict.waivers import Waiver, WaiverEntry

RULE = "confidential/deal"


def waiver(files: str, only: list[str] | None = None) -> Waiver:
    return Waiver(WaiverEntry(RULE, files, "legal", "told", date(2026, 12, 31), only or []), 1)


@pytest.mark.parametrize(
    ("files", "path", "held"),
    [
        ("posts/a.md", "posts/a.md", True),
        ("a.md", "posts/a.md", False),
        ("posts/*.md", "posts/a.md", True),
        ("posts", "posts/deep/a.md", True),
        ("posts/", "posts/a.md", True),
        ("posts/**", "posts/deep/a.md", True),
        ("posts/**", "posts-2/a.md", False),
        ("posts/[1].md", "posts/[1].md", True),
        ("posts/A.md", "posts/a.md", False),
    ],
)
def test_a_waiver_covers_what_its_files_say(files: str, path: str, held: bool) -> None:
    assert waiver(files).holds(Key(path, RULE, "f")) is held


def test_a_waiver_is_for_its_rule_and_for_its_places_alone() -> None:
    assert not waiver("a.md").holds(Key("a.md", "confidential/finance", "f"))
    assert waiver("a.md", ["f"]).holds(Key("a.md", RULE, "f"))
    assert not waiver("a.md", ["f"]).holds(Key("a.md", RULE, "g"))


def test_the_last_day_still_counts() -> None:
    assert not waiver("a.md").is_over(date(2026, 12, 31))
    assert waiver("a.md").is_over(date(2027, 1, 1))

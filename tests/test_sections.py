"""What stands under the same heading, and what speaks for the whole draft."""

from __future__ import annotations

from linter.discovery import Rulebooks
from linter.engine import gather
from linter.readers import read_bytes
from tests.conftest import FIXTURES

RULEBOOKS = Rulebooks(FIXTURES / ".draftlint.yaml")
DRAFT = "# 두 제품\n\n첫머리\n\n## 의자\n\n의자 글\n\n의자 둘째\n\n## 책상\n\n책상 글\n"


def section(words: str, text: str = DRAFT) -> list[str]:
    evidence = gather(read_bytes(text.encode(), "a.md"), RULEBOOKS.of(FIXTURES / "a.md"))
    regions = [region.text for region in evidence.draft.regions]
    return [regions[at] for at in evidence.section_of(regions.index(words))]


def test_a_section_is_what_stands_under_its_heading_with_what_stands_before_the_first() -> None:
    assert section("의자 글") == ["두 제품", "첫머리", "의자", "의자 글", "의자 둘째"]
    assert section("책상 글") == ["두 제품", "첫머리", "책상", "책상 글"]


def test_what_stands_before_the_first_section_has_the_whole_draft_for_its_own() -> None:
    assert len(section("첫머리")) == 7


def test_a_draft_without_sections_is_one() -> None:
    assert section("하나", "하나\n\n둘\n") == ["하나", "둘"]


def contradictions(text: str) -> list[str]:
    from linter import Linter

    findings = Linter(FIXTURES / ".draftlint.yaml").check_text(text).findings
    return [finding.quote for finding in findings if finding.rule == "disclosure/contradiction"]


def test_a_label_contradicts_only_what_stands_in_its_own_section() -> None:
    given, bought = "[협찬] 의자를 무상으로 제공받았습니다.", "내돈내산으로 산 책상입니다."
    assert contradictions(f"# 후기\n\n## 의자\n\n{given}\n\n## 책상\n\n{bought}\n") == []
    assert contradictions(f"# 후기\n\n## 의자\n\n{given}\n\n내돈내산으로 산 의자입니다.\n") != []

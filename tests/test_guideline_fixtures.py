"""The drafts in fixtures/guidelines: kept, broken clause by clause, and allowed by one while another refuses."""

from __future__ import annotations

from pathlib import Path

import pytest

from linter import Linter
from linter.guideline.checklist import Checklist, held
from linter.guideline.guidelines import Guideline, all_profiles
from linter.readers import read_bytes
from tests.conftest import FIXTURES

FOLDERS = sorted(path for path in (FIXTURES / "guidelines").iterdir() if path.is_dir())
NAMED_IN_THE_ISSUE = {
    *("ibm", "sun", "bbc", "dell", "cisco", "harvard-law", "yahoo", "blog-council", "womma"),
    *("kr-kftc", "kr-listed", "us-ftc", "us-listed", "uk-asa"),
}
each_guideline = pytest.mark.parametrize("folder", FOLDERS, ids=lambda path: path.name)


@pytest.fixture(scope="module")
def known() -> dict[str, Guideline]:
    return all_profiles()


def checklist(guideline: Guideline, path: Path, linter: Linter) -> Checklist:
    """Under every rule at once, as a clause asks for its rules whatever else counts."""
    report = linter.check_bytes(path.read_bytes(), str(path))
    return held(
        guideline, str(path), report.findings, {rule for rules in guideline.carriers.values() for rule in rules}
    )


def broken(one: Checklist) -> list[str]:
    return [clause.clause.id for clause in one.clauses if clause.outcome == "broken"]


def test_every_guideline_has_its_drafts() -> None:
    assert {folder.name for folder in FOLDERS} == NAMED_IN_THE_ISSUE


@each_guideline
def test_a_draft_that_keeps_the_guideline_breaks_no_clause(
    folder: Path, known: dict[str, Guideline], linter: Linter
) -> None:
    assert broken(checklist(known[folder.name], folder / "keeps.md", linter)) == []


@each_guideline
def test_what_breaks_the_guideline_breaks_each_clause_that_a_rule_carries(
    folder: Path, known: dict[str, Guideline], linter: Linter
) -> None:
    guideline = known[folder.name]
    found = [name for path in sorted(folder.glob("breaks*.md")) for name in broken(checklist(guideline, path, linter))]
    assert sorted(set(found)) == sorted(name for name, rules in guideline.carriers.items() if rules)


@each_guideline
def test_what_one_guideline_allows_another_refuses(folder: Path, known: dict[str, Guideline], linter: Linter) -> None:
    path = folder / "allowed.md"
    refused_by = str(read_bytes(path.read_bytes(), str(path)).meta["refused-by"]).split(", ")
    assert broken(checklist(known[folder.name], path, linter)) == []
    assert [name for name in refused_by if not broken(checklist(known[name], path, linter))] == []


WORDINGS = [
    (name, lang, wording.in_language(lang))
    for name, one in all_profiles().items()
    for wording in [one.profile.fixes.get("disclosure/opinion")]
    if wording
    for lang in ("ko", "en")
]
STORIES = {
    "ko": ("가람소프트", "저는 가람소프트에서 일합니다. 우리 회사 검색을 새로 만들었습니다."),
    "en": ("Garam Soft", "I work at Garam Soft. We rebuilt our search last week."),
}


@pytest.mark.parametrize(("name", "lang", "wording"), WORDINGS)
def test_a_guidelines_own_line_is_taken_for_a_disclaimer(name: str, lang: str, wording: str, linter: Linter) -> None:
    company, story = STORIES[lang]
    draft = f"---\nkind: personal\n---\n{story}\n\n{wording.replace('{company}', company)}\n"
    assert [one.quote for one in linter.check_text(draft).findings if one.rule == "disclosure/opinion"] == []

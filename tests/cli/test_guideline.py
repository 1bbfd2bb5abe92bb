"""draftlint guideline"""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from linter.cli import cli
from tests.conftest import FIXTURES

CONFIG = str(FIXTURES / ".draftlint.yaml")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["guideline", *arguments])


@pytest.fixture(scope="module")
def draft(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("blog") / "post.md"
    path.write_text("---\nkind: personal\n---\n저는 가람소프트에서 일합니다.\n", "utf-8")
    return str(path)


def test_a_broken_clause_ends_with_1_and_says_where(draft: str) -> None:
    result = run("harvard-law", draft, "--config", CONFIG, "--lang", "en")
    broken = [line for line in result.output.splitlines() if line.startswith("✗")]
    assert result.exit_code == (1 if broken else 0)
    result = run("ibm", draft, "--config", CONFIG, "--format", "json")
    (checklist,) = json.loads(result.output)["checklists"]
    assert result.exit_code == 1
    assert [one["id"] for one in checklist["clauses"] if one["outcome"] == "broken"] == ["IBM4"]


def test_the_list_counts_clauses_and_those_that_are_checked() -> None:
    listed = {one["name"]: one for one in json.loads(run("--list", "--format", "json").output)["guidelines"]}
    assert listed["ibm"]["clauses"] == 12
    assert listed["ibm"]["checkable"] == 9
    assert "all" not in listed


def test_guidelines_stand_side_by_side_by_rule_and_by_topic() -> None:
    page = run("--compare", "ibm,sun", "--lang", "en").output
    rows = {line.split()[0]: line.split()[1:] for line in page.splitlines() if "/" in line}
    assert rows["disclosure/opinion"] == ["error", "IBM4", "warning", "SUN7"]
    assert "  sun:\n    SUN7: Your front page tells readers that you work for Sun" in page


def test_the_companys_own_guideline_is_markdown_and_may_go_to_a_file(tmp_path: Path) -> None:
    target = tmp_path / "GUIDELINE.md"
    result = run("--export", "--config", CONFIG, "--lang", "ko", "--output", str(target))
    assert (result.exit_code, result.output) == (0, "")
    assert target.read_text("utf-8").startswith("# 가람소프트 소셜 미디어 가이드라인\n")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ((), "Give one of"),
        (("ibm", "--list"), "Give one of"),
        (("--export", "--format", "json"), "There is no JSON of this"),
        (("ibm", "nowhere.md"), "does not exist"),
    ],
)
def test_a_wrong_call_is_told_what_to_do(arguments: tuple[str, ...], told: str) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert told in result.output


def test_no_page_is_written_over_a_draft(draft: str) -> None:
    before = Path(draft).read_text("utf-8")
    result = run("ibm", draft, "--config", CONFIG, "--output", draft)
    assert result.exit_code != 0
    assert Path(draft).read_text("utf-8") == before

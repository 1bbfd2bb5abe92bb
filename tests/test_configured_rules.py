"""What only the configuration can say of a rule: when a finding weighs more, and what needs approval."""

from __future__ import annotations

from pathlib import Path

import pytest

from linter import Linter

CONFIGURATION = """\
profiles: [all]
rules: {"*": off, sensitive/election: on, conduct/approval: on}
election-periods: [{from: 2026-05-21, until: 2026-06-03}]
approval: {kinds: [corporate], fields: [legal-check]}
"""
VOTE = "이번에는 시장 후보를 찍어 주세요.\n"


@pytest.fixture(scope="module")
def configured(tmp_path_factory: pytest.TempPathFactory) -> Linter:
    path = tmp_path_factory.mktemp("configured") / ".draftlint.yaml"
    path.write_text(CONFIGURATION, "utf-8")
    return Linter(Path(path))


def found(linter: Linter, text: str) -> list[tuple[str, str]]:
    return [(f.rule, str(f.severity)) for f in linter.check_text(text).findings]


@pytest.mark.parametrize(
    ("day", "severity"),
    [("2026-05-20", "warning"), ("2026-05-21", "error"), ("2026-06-03", "error"), ("2026-06-04", "warning")],
)
def test_campaigning_is_an_error_on_the_days_of_an_election_period(configured: Linter, day: str, severity: str) -> None:
    assert found(configured, f"---\ndate: {day}\n---\n{VOTE}") == [("sensitive/election", severity)]


def test_a_kind_that_needs_approval_is_told_until_the_configured_field_names_somebody(configured: Linter) -> None:
    assert found(configured, "---\nkind: corporate\n---\n새 검색입니다.\n") == [("conduct/approval", "warning")]
    assert found(configured, "---\nkind: corporate\nlegal-check: 이바다\n---\n새 검색입니다.\n") == []
    assert found(configured, "---\nkind: personal\n---\n새 검색입니다.\n") == []


QUIET = """\
profiles: [all]
rules: {"*": off, investor/quiet-period: on}
company: {names: [가람소프트]}
"""
RESULTS = "가람소프트의 실적 발표가 기다려집니다.\n"


@pytest.mark.parametrize(
    ("day", "rules"),
    [
        ("2026-01-04", []),
        ("2026-01-05", ["investor/quiet-period"]),
        ("2026-01-25", ["investor/quiet-period"]),
        ("2026-01-26", []),
    ],
)
def test_results_are_only_a_matter_on_the_days_of_a_quiet_period(tmp_path: Path, day: str, rules: list[str]) -> None:
    path = tmp_path / ".draftlint.yaml"
    path.write_text(QUIET + "quiet-periods: [{from: 2026-01-05, until: 2026-01-25}]\n", "utf-8")
    assert [rule for rule, _ in found(Linter(path), f"---\ndate: {day}\n---\n{RESULTS}")] == rules


def test_without_a_quiet_period_results_are_no_matter(tmp_path: Path) -> None:
    path = tmp_path / ".draftlint.yaml"
    path.write_text(QUIET, "utf-8")
    assert found(Linter(path), RESULTS) == []


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ("Sablewood Insurance renewed for $90,000 a year.\n", ["confidential/customer"]),
        ("Garam Soft Insurance renewed for $90,000 a year.\n", []),
    ],
)
def test_the_companys_own_name_is_no_customers(tmp_path: Path, text: str, rules: list[str]) -> None:
    (tmp_path / ".draftlint.yaml").write_text(
        'company: {names: [Garam Soft Insurance]}\nrules: {"*": off, confidential/customer: on}\n', "utf-8"
    )
    assert [rule for rule, _ in found(Linter(tmp_path / ".draftlint.yaml"), text)] == rules


SECRETS = """\
codenames: [Project Aurora, Falcon-X, Baekdu]
rules: {"*": off, confidential/codename: on}
"""


@pytest.fixture(scope="module")
def secretive(tmp_path_factory: pytest.TempPathFactory) -> Linter:
    path = tmp_path_factory.mktemp("secretive") / ".draftlint.yaml"
    path.write_text(SECRETS, "utf-8")
    return Linter(path)


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ("The repository is baekdu-api.", ["baekdu"]),
        ("Ask in the channel ops_baekdu.", ["baekdu"]),
        ("feat(baekdu): try again", ["baekdu"]),
        ("It ships with the Aurora project.", ["Aurora project"]),
        ("Aurora 프로젝트는 봄에 나옵니다.", ["Aurora 프로젝트"]),
        ("Our film club watched Falcon-X on the server.", ["Falcon-X"]),
        ("We climbed Mount Baekdu in June.", []),
        ("The aurora over Tromsø was green.", []),
    ],
)
def test_a_code_name_is_told_from_a_common_word_and_marked_without_its_joints(
    secretive: Linter, text: str, quotes: list[str]
) -> None:
    findings = secretive.check_text(f"{text}\n").findings
    assert [text[one.span.start : one.span.end] for one in findings] == quotes


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Linter:
    path = tmp_path_factory.mktemp("whole") / ".draftlint.yaml"
    path.write_text("profiles: [all]\n", "utf-8")
    return Linter(path)


@pytest.mark.parametrize(
    "text",
    [
        "[대외비] 신작 게임 로드맵",
        "Internal only: our new board game",
        "Internal use only. The film shoot begins in May.",
    ],
)
def test_a_stamp_is_a_stamp_whatever_its_line_speaks_of(whole: Linter, text: str) -> None:
    assert ("confidential/marking", "error") in found(whole, f"{text}\n")

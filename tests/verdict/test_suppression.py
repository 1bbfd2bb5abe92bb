"""Suppression comments: where they reach, that they need a reason, and that unused ones are told."""

from __future__ import annotations

import pytest

from linter import Finding, Linter

MARK = "이 자료는 대외비입니다."
RULE = "confidential/marking"


def found(linter: Linter, text: str, name: str = "post.md") -> list[Finding]:
    return [
        f
        for f in linter.check_text(text, name).findings
        if f.rule in (RULE, "draftlint/unused-allow", "draftlint/invalid-allow")
    ]


def states(findings: list[Finding]) -> list[tuple[str, bool]]:
    return [(f.rule, f.suppressed is not None) for f in findings]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"<!-- draftlint: allow {RULE} -- 법무팀 승인 -->\n\n{MARK}\n\n{MARK}\n", [(RULE, True), (RULE, False)]),
        (f"<!-- draftlint: allow {RULE} -- 승인 -->\n- 하나\n- {MARK}\n\n{MARK}\n", [(RULE, True), (RULE, False)]),
        (f"{MARK} <!-- draftlint: allow-line {RULE} -- 승인 -->\n\n{MARK}\n", [(RULE, True), (RULE, False)]),
        (f"<!-- draftlint: allow-line {RULE} -- 승인 -->\n{MARK}\n\n{MARK}\n", [(RULE, True), (RULE, False)]),
        (f"{MARK}\n\n<!-- draftlint: allow-file {RULE} -- 승인 -->\n\n{MARK}\n", [(RULE, True), (RULE, True)]),
        (
            f"<!-- draftlint: allow {RULE} language/profanity -- 승인 -->\n\n{MARK}\n",
            [("draftlint/unused-allow", False), (RULE, True)],
        ),
        (f"<!-- draftlint: allow {RULE} – 승인 -->\n\n{MARK}\n", [(RULE, True)]),  # as Word makes of two hyphens
        (f"<!-- draftlint: allow {RULE} -->\n\n{MARK}\n", [("draftlint/invalid-allow", False), (RULE, False)]),
        (f"<!-- draftlint: allow {RULE} -- -->\n\n{MARK}\n", [("draftlint/invalid-allow", False), (RULE, False)]),
        (
            f"<!-- draftlint: allow confidential/markings -- 승인 -->\n\n{MARK}\n",
            [("draftlint/invalid-allow", False), (RULE, False)],
        ),
        (f"<!-- draftlint: permit {RULE} -- 승인 -->\n\n{MARK}\n", [("draftlint/invalid-allow", False), (RULE, False)]),
        (f"<!-- draftlint: allow {RULE} -- 승인 -->\n\n아무 일 없다.\n", [("draftlint/unused-allow", False)]),
        (f"<!-- 그냥 주석 -->\n\n{MARK}\n", [(RULE, False)]),
    ],
    ids=[
        "next-block",
        "whole-list",
        "line",
        "next-line",
        "file",
        "two-rules",
        "dash",
        "no-reason",
        "empty-reason",
        "no-such-rule",
        "other-verb",
        "unused",
        "plain-comment",
    ],
)
def test_a_comment_reaches_as_far_as_it_says(linter: Linter, text: str, expected: list[tuple[str, bool]]) -> None:
    assert states(found(linter, text)) == expected


@pytest.mark.parametrize("name", ["page.html", "memo.txt"])
def test_the_grammar_is_the_same_in_every_format(linter: Linter, name: str) -> None:
    text = f"<!-- draftlint: allow {RULE} -- 승인 -->\n\n<p>{MARK}</p>\n"
    assert states(found(linter, text, name)) == [(RULE, True)]


def test_the_reason_is_kept_for_the_record(linter: Linter) -> None:
    (finding,) = found(linter, f"<!-- draftlint: allow {RULE} -- 법무팀 승인 2026-11-02 -->\n\n{MARK}\n")
    assert finding.suppressed is not None
    assert finding.suppressed.reason == "법무팀 승인 2026-11-02"
    assert finding.suppressed.line == 1


def test_an_allowed_finding_does_not_count(linter: Linter) -> None:
    report = linter.check_text(f"<!-- draftlint: allow {RULE} -- 승인 -->\n\n{MARK}\n")
    assert [f.rule for f in report.findings if f.rule == RULE] == [RULE]
    assert RULE not in [f.rule for f in report.counted(report.findings[0].severity.INFO)]


def test_a_wrong_rule_name_is_answered_with_the_nearest(linter: Linter) -> None:
    text = "<!-- draftlint: allow confidential/markings -- approved -->\n\nThis is fine.\n"
    (finding,) = found(linter, text)
    assert "did you mean 'confidential/marking'" in finding.message

"""Suppression comments: where they reach, that they need a reason, and that unused ones are told."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linter import Finding, Linter
from linter.model import Span
from linter.readers import read_bytes
from linter.verdict.suppression import Allowance, Allowed, read_allowances

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


COMMENTS = {
    "page.html": "<!-- {} -->",
    "memo.txt": "<!-- {} -->",
    "post.mdx": "{{/* {} */}}",
    "post.rst": ".. {}",
    "post.adoc": "// {}",
    "hugo.md": "{{{{/* {} */}}}}",
    "jekyll.md": "{{% comment %}}{}{{% endcomment %}}",
    "jinja.html": "{{# {} #}}",
}


@pytest.mark.parametrize("kind", ["allow", "allow-line", "allow-file"])
@pytest.mark.parametrize(("name", "form"), COMMENTS.items())
def test_the_grammar_is_the_same_in_every_format(linter: Linter, name: str, form: str, kind: str) -> None:
    comment = form.format(f"draftlint: {kind} {RULE} -- 승인")
    gap = "\n" if kind == "allow-line" else "\n\n"
    reach = kind == "allow-file"
    paragraph = f"<p>{MARK}</p>" if name.endswith(".html") else MARK
    assert states(found(linter, f"{comment}{gap}{paragraph}\n\n{paragraph}\n", name)) == [(RULE, True), (RULE, reach)]


@pytest.mark.parametrize(
    ("name", "form"),
    [("post.asciidoc", "////\n{}\n////"), ("post.rst", "..\n   {}"), ("post.md", "<!--\n{}\n-->")],
)
def test_a_comment_may_have_several_lines(linter: Linter, name: str, form: str) -> None:
    comment = form.format(f"draftlint: allow {RULE} -- 승인")
    assert states(found(linter, f"{comment}\n\n{MARK}\n\n{MARK}\n", name)) == [(RULE, True), (RULE, False)]


@pytest.mark.parametrize("lines", [list, "".join], ids=["a-string-a-line", "one-string"])
@pytest.mark.parametrize(("kind", "allowed"), [("allow", 1), ("allow-line", 1), ("allow-file", 3)])
def test_a_markdown_cell_may_hold_the_comment(linter: Linter, lines: Any, kind: str, allowed: int) -> None:
    comment = f"<!-- draftlint: {kind} {RULE} -- 승인 -->\n"
    cells = [[comment, f"{MARK}\n", "\n", MARK], [MARK]]
    document = {"cells": [{"cell_type": "markdown", "source": lines(cell)} for cell in cells]}
    findings = found(linter, json.dumps(document, ensure_ascii=False, indent=1), "post.ipynb")
    assert states(findings) == [(RULE, at < allowed) for at in range(3)]


@pytest.mark.parametrize(
    ("name", "form", "shown"),
    [
        ("post.md", "<!-- draftlint: allow {} -->", "<!-- draftlint: allow family/rule -- the reason -->"),
        ("post.mdx", "{{/* draftlint: allow {} */}}", "{/* draftlint: allow family/rule -- the reason */}"),
        ("post.rst", ".. draftlint: allow {}", ".. draftlint: allow family/rule -- the reason"),
        ("post.adoc", "// draftlint: allow {}", "// draftlint: allow family/rule -- the reason"),
    ],
)
def test_a_comment_without_a_reason_is_shown_the_form_of_its_format(
    linter: Linter, name: str, form: str, shown: str
) -> None:
    (finding,) = found(linter, form.format(RULE) + "\n\nAll is well here.\n", name)
    assert finding.rule == "draftlint/invalid-allow"
    assert finding.advice == f"Write it like this: {shown}"


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


kinds = st.sampled_from(["allow", "allow-line", "allow-file"])
allowances = st.builds(
    lambda rule, kind, start, length: Allowance(rule, kind, "so", Span(0, 1), 1, Span(start, start + length)),
    st.sampled_from(["a/b", "c/d"]),
    kinds,
    st.integers(0, 20),
    st.integers(0, 9),
)


@given(st.lists(allowances), st.integers(0, 25), st.integers(1, 5))
def test_the_first_allowance_that_covers_a_finding_is_the_one(
    several: list[Allowance], start: int, length: int
) -> None:
    several.sort(key=lambda one: one.covers)  # as a draft has them: what is allowed later stands later
    span = Span(start, start + length)
    expected = next((one for one in several if one.allows("a/b", span)), None)
    assert Allowed(several).by("a/b", span) == expected


@pytest.mark.parametrize("dash", ["--", "–", "—"])
def test_spaces_and_dashes_without_end_are_read_once(dash: str) -> None:
    spaces = " " * 50_000
    text = f"<!-- draftlint: allow{spaces}{RULE}{spaces}{dash}{spaces}so{spaces}! -->\n\na"
    (allowance,), complaints = read_allowances(read_bytes(text.encode(), "d.md"), [RULE])
    assert (allowance.reason, complaints) == (f"so{spaces}!", [])

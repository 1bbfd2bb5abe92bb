"""What programs read: GitHub, GitLab, Checkstyle, JUnit, reviewdog, and our own JSON."""

from __future__ import annotations

import json
from dataclasses import replace
from xml.etree import ElementTree

import pytest

from linter.model import Problem, Report, Severity
from linter.reporters import checkstyle, github, gitlab, junit, rdjson, renderer
from linter.reporters.fingerprints import fingerprints
from tests.reporters.conftest import SOURCE, MakeFinding

FILE = "글/새 글, 1.md"


def test_github_commands(report: Report) -> None:
    assert github.render(report, "ko").splitlines() == [
        "::error file=깨진 글.md,line=2,title=draftlint::can't be decoded%0Asave it as UTF-8",
        "::error file=글/새 글%2C 1.md,line=3,endLine=3,col=6,endColumn=9,title=confidential/marking"
        "::비밀 표시가 있습니다: '대외비'%0A공개본을 인용하세요.",
        "::warning file=글/새 글%2C 1.md,line=1,endLine=1,col=3,endColumn=5,title=language/profanity"
        "::비밀 표시가 있습니다: '소식'%0A공개본을 인용하세요.",
        "::notice file=글/새 글%2C 1.md,line=3,endLine=3,col=10,endColumn=11,title=claims/superlative (허용됨)"
        "::비밀 표시가 있습니다: '끝'%0A허용됨: 법무팀 승인",
    ]


def test_github_takes_no_columns_of_a_finding_on_several_lines(made: MakeFinding) -> None:
    shown = github.render(Report(1, (made("소식\r\n\r\n😀"),)), "ko")
    assert ",line=1,endLine=3,title=" in shown
    assert "col=" not in shown


def test_github_escapes_what_would_end_a_property_or_a_command(made: MakeFinding) -> None:
    finding = made("끝", path="a:b,c%d.md", message="50%\r\n::error::x")
    assert github.render(Report(1, (finding,)), "ko") == (
        "::error file=a%3Ab%2Cc%25d.md,line=3,endLine=3,col=10,endColumn=11,title=confidential/marking"
        "::50%25%0D%0A::error::x%0A공개본을 인용하세요.\n"
    )


def test_gitlab_issues(report: Report) -> None:
    warning, error, problem = json.loads(gitlab.render(report, "ko"))
    assert warning["severity"] == "minor"
    assert problem["severity"] == "blocker"
    assert {name: value for name, value in error.items() if name != "fingerprint"} == {
        "description": "비밀 표시가 있습니다: '대외비' → 공개본을 인용하세요.",
        "check_name": "confidential/marking",
        "severity": "critical",
        "location": {"path": FILE, "lines": {"begin": 3, "end": 3}},
    }


def test_fingerprints_stay_when_lines_move_and_are_unique(made: MakeFinding) -> None:
    twice = (made("끝"), made("끝"), made("대외비"))
    names = fingerprints(twice)
    assert len(set(names)) == 3
    assert fingerprints([made("끝", "머리말\n\n" + SOURCE)]) == names[:1]
    assert fingerprints([made("끝", path="b.md")]) != names[:1]


def test_a_fingerprint_is_made_without_the_secret(made: MakeFinding) -> None:
    one, other = "열쇠: A1B2C3D4", "열쇠: A1B2Z9Y8"
    assert fingerprints([made("A1B2C3D4", one, is_secret=True)]) == fingerprints(
        [made("A1B2Z9Y8", other, is_secret=True)]
    )


def test_checkstyle_has_a_file_a_draft_and_only_what_counts(report: Report) -> None:
    root = ElementTree.fromstring(checkstyle.render(report, "ko").encode())
    assert [file.get("name") for file in root] == [FILE, "깨진 글.md"]
    assert [error.get("severity") for error in root.iter("error")] == ["warning", "error", "error"]
    assert root.findall(".//error")[1].attrib == {
        "line": "3",
        "column": "6",
        "severity": "error",
        "message": "비밀 표시가 있습니다: '대외비' → 공개본을 인용하세요.",
        "source": "confidential/marking",
    }


def test_junit_has_a_case_a_draft_and_skips_what_is_suppressed(report: Report) -> None:
    root = ElementTree.fromstring(junit.render(report, "ko").encode())
    suite = root[0]
    assert {name: suite.get(name) for name in ("tests", "failures", "errors", "skipped")} == {
        "tests": "4",
        "failures": "1",
        "errors": "1",
        "skipped": "1",
    }
    clean, failed, skipped, unread = suite
    assert (clean.get("name"), len(clean)) == ("clean.md", 0)
    assert (
        failed.findtext("failure")
        == "3:6: error confidential/marking: 비밀 표시가 있습니다: '대외비' → 공개본을 인용하세요."
    )
    assert "language/profanity" in (failed.findtext("system-out") or "")
    assert skipped.find("skipped").attrib == {"type": "allow-line", "message": "허용됨: 법무팀 승인"}  # type: ignore[union-attr]
    assert unread.find("error") is not None


def test_junit_fails_as_the_run_does(report: Report) -> None:
    lenient = replace(report, findings=report.findings[:1])
    strict = replace(lenient, fail_on=Severity.WARNING)
    assert ElementTree.fromstring(junit.render(lenient, "ko").encode())[0].get("failures") == "0"
    assert ElementTree.fromstring(junit.render(strict, "ko").encode())[0].get("failures") == "1"


@pytest.mark.parametrize("name", ["checkstyle", "junit"])
def test_xml_holds_whatever_a_draft_holds(made: MakeFinding, name: str) -> None:
    report = Report(1, (made("끝", message="\x00\x1b & <b> ]]> \ud800 \ufffe"),), (Problem("\x01.md", "\x02"),))
    ElementTree.fromstring(renderer(name)(report, "ko").encode())


def test_rdjson_diagnostics(report: Report) -> None:
    document = json.loads(rdjson.render(report, "ko"))
    assert document["source"] == {"name": "draftlint"}
    assert [one["severity"] for one in document["diagnostics"]] == ["ERROR", "WARNING", "ERROR"]
    assert document["diagnostics"][0]["location"] == {"path": "깨진 글.md", "range": {"start": {"line": 2}}}
    assert document["diagnostics"][2]["code"] == {"value": "confidential/marking"}


def test_json_tells_parts_fixes_and_problems(report: Report, in_a_paragraph: Report) -> None:
    document = json.loads(renderer("json")(report, "ko"))
    assert document["version"] == 1
    assert document["findings"][1]["fix"] == {
        "title": "가립니다",
        "safe": True,
        "edits": [{"start": 13, "end": 16, "text": "***"}],
    }
    assert document["findings"][0]["fix"] is None
    assert document["findings"][0]["part"] is None
    assert document["problems"] == [
        {"path": "깨진 글.md", "line": 2, "message": "can't be decoded", "hint": "save it as UTF-8", "internal": False}
    ]
    part = json.loads(renderer("json")(in_a_paragraph, "ko"))["findings"][0]["part"]
    assert part == {"kind": "paragraph", "number": 12, "run": 3, "name": ""}

"""SARIF, against the schema of the standard and beyond it."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from linter.model import Report, Suppression
from linter.reporters import sarif
from tests.reporters.conftest import SOURCE, MakeFinding

SCHEMA = json.loads((Path(__file__).parent / "schemas" / "sarif-2.1.0.json").read_text("utf-8"))
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA, format_checker=jsonschema.FormatChecker())


def run_of(report: Report, lang: str = "ko") -> dict[str, Any]:
    log = json.loads(sarif.render(report, lang))
    assert [error.message for error in VALIDATOR.iter_errors(log)] == []
    run: dict[str, Any] = log["runs"][0]
    return run


def test_the_schema_would_tell_a_mistake(report: Report) -> None:
    log = json.loads(sarif.render(report, "ko"))
    log["runs"][0]["results"][0]["level"] = "catastrophe"
    assert list(VALIDATOR.iter_errors(log))


def test_reports_of_every_sort_are_valid(report: Report, in_a_paragraph: Report) -> None:
    run_of(report)
    run_of(in_a_paragraph)
    run_of(Report(0, ()))


def test_a_level_comes_from_the_severity_and_certainty_is_a_property(report: Report) -> None:
    results = run_of(report)["results"]
    assert [result["level"] for result in results] == ["warning", "error", "error"]
    assert [result["properties"]["certainty"] for result in results] == ["unconfirmed", "confirmed", "confirmed"]


def test_rules_are_described_in_the_language_of_the_report(report: Report) -> None:
    rules = {rule["id"]: rule for rule in run_of(report, "en")["tool"]["driver"]["rules"]}
    assert rules["confidential/marking"]["shortDescription"]["text"] == "Confidential marking"
    assert rules["confidential/marking"]["help"]["text"] == "The reason\n\n비밀 정보"
    assert rules["claims/superlative"] == {"id": "claims/superlative"}


def test_every_result_points_at_its_rule(report: Report) -> None:
    run = run_of(report)
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert [rules[result["ruleIndex"]] for result in run["results"]] == [result["ruleId"] for result in run["results"]]


@pytest.mark.parametrize(
    ("kind", "told"),
    [("allow", "inSource"), ("allow-file", "inSource"), ("waiver", "external"), ("baseline", "external")],
)
def test_a_suppression_says_whether_it_stands_in_the_draft(report: Report, kind: str, told: str) -> None:
    finding = replace(report.findings[2], suppressed=Suppression(kind, "까닭", 3))
    result = run_of(replace(report, findings=(finding,)))["results"][0]
    assert result["suppressions"] == [{"kind": told, "status": "accepted", "justification": "까닭"}]


def test_a_file_is_named_from_here_percent_encoded(report: Report) -> None:
    location = run_of(report)["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]
    assert location == {"uri": "%EA%B8%80/%EC%83%88%20%EA%B8%80%2C%201.md", "uriBaseId": "%SRCROOT%"}


def test_an_absolute_path_below_here_becomes_relative_and_one_elsewhere_stays(
    made: MakeFinding, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = tmp_path / "here"
    here.mkdir()
    monkeypatch.chdir(here)
    findings = (made("끝", path=str(here / "글.md")), made("끝", path=str(tmp_path / "글.md")))
    near, far = (
        result["locations"][0]["physicalLocation"]["artifactLocation"]
        for result in run_of(Report(2, findings))["results"]
    )
    assert near == {"uri": "%EA%B8%80.md", "uriBaseId": "%SRCROOT%"}
    assert far == {"uri": (tmp_path / "글.md").as_uri()}


def test_a_fingerprint_stays_when_lines_move(made: MakeFinding) -> None:
    before = run_of(Report(1, (made("대외비"),)))["results"][0]["partialFingerprints"]
    after = run_of(Report(1, (made("대외비", "새 문단\r\n\r\n" + SOURCE),)))["results"][0]["partialFingerprints"]
    assert before == after


def test_a_problem_is_a_notification_and_the_run_no_success(report: Report) -> None:
    invocation = run_of(report)["invocations"][0]
    assert invocation["executionSuccessful"] is False
    problem, note = invocation["toolExecutionNotifications"]
    assert problem["message"]["text"] == "can't be decoded (save it as UTF-8)"
    assert problem["locations"][0]["physicalLocation"]["region"] == {"startLine": 2}
    assert note == {"level": "note", "message": {"text": "a note"}}


def test_a_fix_is_a_replacement(report: Report) -> None:
    fix = run_of(report)["results"][1]["fixes"][0]
    replacement = fix["artifactChanges"][0]["replacements"][0]
    assert replacement["deletedRegion"] == {"startLine": 3, "startColumn": 7, "endLine": 3, "endColumn": 10}
    assert replacement["insertedContent"] == {"text": "***"}
    assert fix["properties"] == {"safe": True}

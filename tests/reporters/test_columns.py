"""Each format counts columns in its own unit: 대외비 stands behind an emoji, a tab and 가 in two jamo, lines end in CRLF."""

from __future__ import annotations

import json
from xml.etree import ElementTree

from linter import Linter
from linter.model import Report
from linter.reporters import renderer

SOURCE = "# 소식\r\n\r\n😀\t\u1100\u1161 대외비 끝\r\n"


def test_positions_count_code_points_utf16_and_utf8_on_the_way_from_a_real_draft(linter: Linter) -> None:
    finding = next(f for f in linter.check_text(SOURCE, "글.md").findings if f.rule == "confidential/marking")
    assert SOURCE[finding.span.start : finding.span.end] == "대외비"
    assert (finding.start.line, finding.start.column, finding.start.utf16, finding.start.utf8) == (3, 6, 7, 13)
    assert (finding.end.line, finding.end.column, finding.end.utf16, finding.end.utf8) == (3, 9, 10, 22)


def test_json_counts_code_points(report: Report) -> None:
    finding = json.loads(renderer("json")(report, "ko"))["findings"][1]
    assert finding["start"] == {"line": 3, "column": 6, "offset": 13}
    assert finding["end"] == {"line": 3, "column": 9, "offset": 16}


def test_concise_and_text_count_code_points(report: Report) -> None:
    assert "글/새 글, 1.md:3:6: error confidential/marking" in renderer("concise")(report, "ko")
    assert "\n  3:6  오류  비밀" in renderer("text")(report, "ko")


def test_the_marker_of_the_text_report_is_below_the_words(report: Report) -> None:
    lines = renderer("text")(report, "ko").splitlines()
    at = next(n for n, line in enumerate(lines) if "confidential/marking" in line)
    assert lines[at + 1] == "     3 │ 😀 \u1100\u1161 대외비 끝"
    assert lines[at + 2] == "       │ " + " " * 6 + "^" * 6  # the emoji and 가 are two cells wide each


def test_sarif_counts_utf16_units_and_says_so(report: Report) -> None:
    run = json.loads(renderer("sarif")(report, "ko"))["runs"][0]
    region = run["results"][1]["locations"][0]["physicalLocation"]["region"]
    assert run["columnKind"] == "utf16CodeUnits"
    assert region == {"startLine": 3, "startColumn": 7, "endLine": 3, "endColumn": 10, "snippet": {"text": "대외비"}}


def test_github_counts_code_points(report: Report) -> None:
    assert ",line=3,endLine=3,col=6,endColumn=9,title=confidential/marking::" in renderer("github")(report, "ko")


def test_checkstyle_counts_code_points(report: Report) -> None:
    error = ElementTree.fromstring(renderer("checkstyle")(report, "ko").encode()).findall(".//error")[1]
    assert (error.get("line"), error.get("column")) == ("3", "6")


def test_rdjson_counts_utf8_bytes_of_findings_and_of_edits(report: Report) -> None:
    diagnostic = json.loads(renderer("rdjson")(report, "ko"))["diagnostics"][2]
    there = {"start": {"line": 3, "column": 13}, "end": {"line": 3, "column": 22}}
    assert diagnostic["location"]["range"] == there
    assert diagnostic["suggestions"] == [{"range": there, "text": "***"}]

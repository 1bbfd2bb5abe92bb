"""The Reviewdog Diagnostic Format, as one JSON document. Columns count UTF-8 bytes; ends are exclusive.

It has no place for what is suppressed, and reviewdog comments on whatever stands in it: only what counts is in it.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from linter.model import Edit, Finding, Position, Problem, Report, Severity
from linter.reporters.addresses import relative
from linter.reporters.places import place


def render(report: Report, lang: str) -> str:
    diagnostics = [_problem(problem) for problem in report.problems]
    diagnostics += [_finding(finding, lang) for finding in report.counted(Severity.INFO)]
    result = {"source": {"name": "draftlint"}, "diagnostics": diagnostics}
    return json.dumps(result, ensure_ascii=False, indent=2) + "\n"


def _finding(finding: Finding, lang: str) -> dict[str, Any]:
    message = f"{finding.message}\n{finding.advice}"
    location: dict[str, Any] = {"path": relative(finding.path)}
    if finding.part is not None:
        message = f"{place(finding, lang)}: {message}"
    else:
        location["range"] = _range(finding.start, finding.end)
    diagnostic = {
        "message": message,
        "location": location,
        "severity": str(finding.severity).upper(),
        "code": {"value": finding.rule},
    }
    suggestions = _suggestions(finding.fix.edits) if finding.fix else []
    return {**diagnostic, "suggestions": suggestions} if suggestions else diagnostic


def _suggestions(edits: Sequence[Edit]) -> list[dict[str, Any]]:
    return [{"range": _range(edit.start, edit.end), "text": edit.text} for edit in edits if edit.start and edit.end]


def _range(start: Position, end: Position) -> dict[str, Any]:
    return {
        "start": {"line": start.line, "column": start.utf8},
        "end": {"line": end.line, "column": end.utf8},
    }


def _problem(problem: Problem) -> dict[str, Any]:
    location: dict[str, Any] = {"path": relative(problem.path)}
    if problem.line:
        location["range"] = {"start": {"line": problem.line}}
    message = problem.message + (f"\n{problem.hint}" if problem.hint else "")
    return {"message": message, "location": location, "severity": "ERROR", "code": {"value": "draftlint/problem"}}

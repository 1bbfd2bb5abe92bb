"""GitLab's Code Quality report. It has no place for what is suppressed, so that only findings that count are in it."""

from __future__ import annotations

import json
from typing import Any

from linter.model import Finding, Problem, Report, Severity
from linter.reporters.addresses import relative
from linter.reporters.fingerprints import fingerprints, name_of

_SEVERITIES = {Severity.ERROR: "critical", Severity.WARNING: "minor", Severity.INFO: "info"}


def render(report: Report, lang: str) -> str:
    counted = report.counted(Severity.INFO)
    issues = [_finding(finding, name) for finding, name in zip(counted, fingerprints(counted), strict=True)]
    issues += [_problem(problem) for problem in report.problems]
    return json.dumps(issues, ensure_ascii=False, indent=2) + "\n"


def _finding(finding: Finding, fingerprint: str) -> dict[str, Any]:
    lines = {"begin": 1} if finding.part else {"begin": finding.start.line, "end": finding.end.line}
    return {
        "description": f"{finding.message} → {finding.advice}",
        "check_name": finding.rule,
        "fingerprint": fingerprint,
        "severity": _SEVERITIES[finding.severity],
        "location": {"path": relative(finding.path), "lines": lines},
    }


def _problem(problem: Problem) -> dict[str, Any]:
    return {
        "description": problem.message + (f" ({problem.hint})" if problem.hint else ""),
        "check_name": "draftlint/problem",
        "fingerprint": name_of("draftlint/problem", relative(problem.path), problem.message),
        "severity": "blocker",
        "location": {"path": relative(problem.path), "lines": {"begin": problem.line or 1}},
    }

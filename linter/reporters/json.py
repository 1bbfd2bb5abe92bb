"""The report as JSON, version 1. The fields are a contract: more may be added, none changes."""

from __future__ import annotations

import json
from typing import Any

from linter.model import Finding, Fix, Part, Position, Problem, Report, Span, Suppression

VERSION = 1


def render(report: Report, lang: str) -> str:
    document = {
        "version": VERSION,
        "drafts": report.drafts,
        "findings": [finding_values(finding) for finding in report.findings],
        "problems": [_problem(problem) for problem in report.problems],
        "notes": list(report.notes),
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def finding_values(finding: Finding) -> dict[str, Any]:
    """A finding as it stands in the report."""
    return {
        "path": finding.path,
        "rule": finding.rule,
        "severity": str(finding.severity),
        "certainty": str(finding.certainty),
        "message": finding.message,
        "advice": finding.advice,
        "quote": finding.quote,
        "suppressed": _suppression(finding.suppressed) if finding.suppressed else None,
        "start": _position(finding.start),
        "end": _position(finding.end),
        "part": _part(finding.part) if finding.part else None,
        "fix": _fix(finding.fix) if finding.fix else None,
        "source": list(finding.source),
    }


def _suppression(suppressed: Suppression) -> dict[str, Any]:
    written = {"kind": suppressed.kind, "reason": suppressed.reason, "line": suppressed.line}
    more = {"file": suppressed.file, "by": suppressed.by, "until": suppressed.until}
    return written | {name: value for name, value in more.items() if value}


def _position(position: Position) -> dict[str, int]:
    return {"line": position.line, "column": position.column, "offset": position.offset}


def _part(part: Part) -> dict[str, Any]:
    return {"kind": str(part.kind), "number": part.number, "run": part.run, "name": part.name}


def _fix(fix: Fix) -> dict[str, Any]:
    edits = [{**_offsets(edit.span), "text": edit.text} for edit in fix.edits]
    return {"title": fix.title, "safe": fix.is_safe, "edits": edits}


def _offsets(span: Span) -> dict[str, int]:
    return {"start": span.start, "end": span.end}


def _problem(problem: Problem) -> dict[str, Any]:
    return {
        "path": problem.path,
        "line": problem.line,
        "message": problem.message,
        "hint": problem.hint,
        "internal": problem.internal,
    }

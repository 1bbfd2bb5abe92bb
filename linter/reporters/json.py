"""The report as JSON, version 1. The fields are a contract: more may be added, none changes."""

from __future__ import annotations

import json
from typing import Any

from linter.model import Finding, Part, Position, Report

VERSION = 1


def render(report: Report) -> str:
    document = {
        "version": VERSION,
        "drafts": report.drafts,
        "findings": [_finding(finding) for finding in report.findings],
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _finding(finding: Finding) -> dict[str, Any]:
    suppressed = finding.suppressed
    return {
        "path": finding.path,
        "rule": finding.rule,
        "severity": str(finding.severity),
        "certainty": str(finding.certainty),
        "message": finding.message,
        "advice": finding.advice,
        "quote": finding.quote,
        "suppressed": None
        if suppressed is None
        else {"kind": suppressed.kind, "reason": suppressed.reason, "line": suppressed.line},
        "start": _position(finding.start),
        "end": _position(finding.end),
        "part": _part(finding.part) if finding.part else None,
        "source": list(finding.source),
    }


def _position(position: Position) -> dict[str, int]:
    return {"line": position.line, "column": position.column, "offset": position.offset}


def _part(part: Part) -> dict[str, Any]:
    return {"kind": str(part.kind), "number": part.number, "run": part.run, "name": part.name}

"""SARIF 2.1.0, the format of code scanning dashboards.

Columns count UTF-16 units, and the run says so: viewers that do not read what it says count in them anyway. Files are
named from the folder that draftlint ran in. Section numbers are those of the OASIS standard.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from importlib.metadata import version
from typing import Any

from linter.model import Edit, Finding, Position, Problem, Report, RuleSummary, Severity, Suppression
from linter.reporters.addresses import uri
from linter.reporters.fingerprints import fingerprints
from linter.reporters.places import place

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_BASE = "%SRCROOT%"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def render(report: Report, lang: str) -> str:
    rule_ids = sorted({finding.rule for finding in report.findings})
    names = fingerprints(report.findings)
    run = {
        "tool": {"driver": _driver([report.rules.get(name) or name for name in rule_ids], lang)},
        "invocations": [_invocation(report)],
        "originalUriBaseIds": {_BASE: {"description": {"text": "The folder that draftlint ran in."}}},
        "columnKind": "utf16CodeUnits",
        "artifacts": [{"location": _artifact(path), "roles": ["analysisTarget"]} for path in report.paths],
        "results": [
            _result(finding, rule_ids.index(finding.rule), name, lang)
            for finding, name in zip(report.findings, names, strict=True)
        ],
    }
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2) + "\n"


def _driver(rules: Sequence[RuleSummary | str], lang: str) -> dict[str, Any]:
    return {
        "name": "draftlint",
        "version": version("draftlint"),
        "semanticVersion": version("draftlint"),
        "language": lang,
        "rules": [_rule(rule, lang) if isinstance(rule, RuleSummary) else {"id": rule} for rule in rules],
    }


def _rule(rule: RuleSummary, lang: str) -> dict[str, Any]:
    return {
        "id": rule.id,
        "shortDescription": {"text": rule.title[lang]},
        "fullDescription": {"text": rule.why[lang]},
        "help": {"text": "\n\n".join((rule.why[lang], *rule.source))},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "properties": {"tags": [rule.id.partition("/")[0]]},
    }


def _result(finding: Finding, rule_index: int, fingerprint: str, lang: str) -> dict[str, Any]:
    result = {
        "ruleId": finding.rule,
        "ruleIndex": rule_index,
        "level": _LEVELS[finding.severity],
        "message": {"text": f"{finding.message}\n{finding.advice}"},
        "locations": [_location(finding, lang)],
        "partialFingerprints": {"draftlint/v1": fingerprint},
        "properties": {"certainty": str(finding.certainty)},
    }
    if finding.suppressed is not None:
        result["suppressions"] = [_suppression(finding.suppressed)]
    if finding.fix is not None and all(edit.start for edit in finding.fix.edits):
        result["fixes"] = [_fix(finding)]
    return result


def _location(finding: Finding, lang: str) -> dict[str, Any]:
    """A document without lines has no regions in SARIF: its part is a logical location, in words."""
    artifact = {"artifactLocation": _artifact(finding.path)}
    if finding.part is not None:
        named = {"name": place(finding, lang), "kind": str(finding.part.kind)}
        return {"physicalLocation": artifact, "logicalLocations": [named]}
    region = {**_region(finding.start, finding.end), "snippet": {"text": finding.quote}}
    return {"physicalLocation": {**artifact, "region": region}}


def _artifact(path: str) -> dict[str, str]:
    reference, is_relative = uri(path)
    return {"uri": reference, "uriBaseId": _BASE} if is_relative else {"uri": reference}


def _region(start: Position, end: Position) -> dict[str, int]:
    return {"startLine": start.line, "startColumn": start.utf16, "endLine": end.line, "endColumn": end.utf16}


def _suppression(suppression: Suppression) -> dict[str, Any]:
    """A comment stands in the source; an approval or a baseline stands elsewhere (3.35.2)."""
    kind = "inSource" if suppression.kind.startswith("allow") else "external"
    why = {"justification": _justification(suppression)} if suppression.reason else {}
    return {"kind": kind, "status": "accepted", **why}


def _justification(suppression: Suppression) -> str:
    """A waiver's reason with its signature; a comment's as it stands."""
    return suppression.reason + (f" ({suppression.by}, {suppression.until})" if suppression.by else "")


def _fix(finding: Finding) -> dict[str, Any]:
    assert finding.fix is not None
    return {
        "description": {"text": finding.fix.title},
        "artifactChanges": [
            {
                "artifactLocation": _artifact(finding.path),
                "replacements": [_replacement(edit) for edit in finding.fix.edits],
            }
        ],
        "properties": {"safe": finding.fix.is_safe},
    }


def _replacement(edit: Edit) -> dict[str, Any]:
    assert edit.start is not None
    assert edit.end is not None
    return {"deletedRegion": _region(edit.start, edit.end), "insertedContent": {"text": edit.text}}


def _invocation(report: Report) -> dict[str, Any]:
    """A run that could not read a draft has not succeeded, whatever it found (3.20.14)."""
    invocation: dict[str, Any] = {"executionSuccessful": not report.problems}
    notifications = [_problem(problem) for problem in report.problems]
    notifications += [{"level": "note", "message": {"text": note}} for note in report.notes]
    return {**invocation, "toolExecutionNotifications": notifications} if notifications else invocation


def _problem(problem: Problem) -> dict[str, Any]:
    location: dict[str, Any] = {"artifactLocation": _artifact(problem.path)}
    if problem.line:
        location["region"] = {"startLine": problem.line}
    return {
        "level": "error",
        "message": {"text": problem.message + (f" ({problem.hint})" if problem.hint else "")},
        "locations": [{"physicalLocation": location}],
    }

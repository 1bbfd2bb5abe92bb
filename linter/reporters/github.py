"""Workflow commands that GitHub Actions turns into annotations beside the lines of a pull request.

Columns count code points. GitHub takes columns only where a finding begins and ends on one line, and shows ten
annotations of a level in a step: the worst come first.
"""

from __future__ import annotations

from linter.model import Finding, Problem, Report, Severity
from linter.reporters.addresses import relative
from linter.reporters.places import place
from linter.reporters.suppressions import kind, told

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def render(report: Report, lang: str) -> str:
    shown = sorted(
        (finding for finding in report.findings if not finding.is_baselined),
        key=lambda finding: (finding.suppressed is not None, -finding.severity),
    )
    lines = [_problem(problem) for problem in report.problems] + [_finding(finding, lang) for finding in shown]
    return "".join(f"{line}\n" for line in lines)


def _finding(finding: Finding, lang: str) -> str:
    title, message = finding.rule, f"{finding.message}\n{finding.advice}"
    level = _LEVELS[finding.severity]
    if finding.suppressed is not None:
        level, title = "notice", f"{finding.rule} ({kind(finding.suppressed, lang)})"
        message = f"{finding.message}\n{told(finding.suppressed, lang)}"
    if finding.part is not None:
        return _command(level, f"{place(finding, lang)}: {message}", {"file": relative(finding.path), "title": title})
    start, end = finding.start, finding.end
    where: dict[str, object] = {"file": relative(finding.path), "line": start.line, "endLine": end.line}
    if start.line == end.line:
        where |= {"col": start.column, "endColumn": end.column}
    return _command(level, message, {**where, "title": title})


def _problem(problem: Problem) -> str:
    where: dict[str, object] = {"file": relative(problem.path)}
    if problem.line:
        where["line"] = problem.line
    message = problem.message + (f"\n{problem.hint}" if problem.hint else "")
    return _command("error", message, {**where, "title": "draftlint"})


def _command(level: str, message: str, properties: dict[str, object]) -> str:
    listed = ",".join(f"{name}={_property(str(value))}" for name, value in properties.items())
    return f"::{level} {listed}::{_data(message)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")

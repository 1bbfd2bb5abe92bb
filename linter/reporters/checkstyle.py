"""Checkstyle's XML. Columns count code points; what is suppressed has the severity `ignore`."""

from __future__ import annotations

from xml.etree import ElementTree

from linter.model import Finding, Problem, Report
from linter.reporters.addresses import relative
from linter.reporters.markup import document
from linter.reporters.places import place

_ALLOWED = {"ko": "허용됨", "en": "allowed"}


def render(report: Report, lang: str) -> str:
    root = ElementTree.Element("checkstyle", version="4.3")
    files: dict[str, ElementTree.Element] = {}
    entries = [(finding.path, _finding(finding, lang)) for finding in report.findings]
    entries += [(problem.path, _problem(problem)) for problem in report.problems]
    for path, attributes in entries:
        if path not in files:
            files[path] = ElementTree.SubElement(root, "file", name=relative(path))
        ElementTree.SubElement(files[path], "error", attributes)
    return document(root)


def _finding(finding: Finding, lang: str) -> dict[str, str]:
    suppressed = finding.suppressed
    told = finding.advice if suppressed is None else f"{_ALLOWED[lang]}: {suppressed.reason}"
    message = f"{finding.message} → {told}"
    where = {"line": str(finding.start.line), "column": str(finding.start.column)}
    if finding.part is not None:
        where, message = {"line": "1"}, f"{place(finding, lang)}: {message}"
    severity = str(finding.severity) if suppressed is None else "ignore"
    return {**where, "severity": severity, "message": message, "source": finding.rule}


def _problem(problem: Problem) -> dict[str, str]:
    message = problem.message + (f" ({problem.hint})" if problem.hint else "")
    return {"line": str(problem.line or 1), "severity": "error", "message": message, "source": "draftlint/problem"}

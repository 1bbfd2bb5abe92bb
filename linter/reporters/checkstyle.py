"""Checkstyle's XML. Columns count code points. Like Checkstyle itself, it has no word of what is suppressed."""

from __future__ import annotations

from xml.etree import ElementTree

from linter.model import Finding, Problem, Report, Severity
from linter.reporters.addresses import relative
from linter.reporters.markup import document
from linter.reporters.places import place


def render(report: Report, lang: str) -> str:
    root = ElementTree.Element("checkstyle", version="4.3")
    files: dict[str, ElementTree.Element] = {}
    entries = [(finding.path, _finding(finding, lang)) for finding in report.counted(Severity.INFO)]
    entries += [(problem.path, _problem(problem)) for problem in report.problems]
    for path, attributes in entries:
        if path not in files:
            files[path] = ElementTree.SubElement(root, "file", name=relative(path))
        ElementTree.SubElement(files[path], "error", attributes)
    return document(root)


def _finding(finding: Finding, lang: str) -> dict[str, str]:
    message = f"{finding.message} → {finding.advice}"
    where = {"line": str(finding.start.line), "column": str(finding.start.column)}
    if finding.part is not None:
        where, message = {"line": "1"}, f"{place(finding, lang)}: {message}"
    return {**where, "severity": str(finding.severity), "message": message, "source": finding.rule}


def _problem(problem: Problem) -> dict[str, str]:
    message = problem.message + (f" ({problem.hint})" if problem.hint else "")
    return {"line": str(problem.line or 1), "severity": "error", "message": message, "source": "draftlint/problem"}

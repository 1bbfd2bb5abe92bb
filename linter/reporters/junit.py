"""JUnit's XML: a test case a draft, failed where a finding counts; every suppressed finding is a skipped one.

Readers keep one failure of a case, so that all findings of a draft stand in it. What is found but does not fail the
run is the output of its case. There are no more elements and attributes than the schema of Jenkins' xUnit plugin has.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from xml.etree import ElementTree
from xml.etree.ElementTree import SubElement

from linter.model import Finding, Problem, Report, Suppression
from linter.reporters.addresses import relative
from linter.reporters.markup import document
from linter.reporters.places import place
from linter.reporters.suppressions import told

_COUNTS = {"failure": "failures", "error": "errors", "skipped": "skipped"}


def render(report: Report, lang: str) -> str:
    root = ElementTree.Element("testsuites", name="draftlint")
    suite = SubElement(root, "testsuite", name="draftlint")
    findings: dict[str, list[Finding]] = defaultdict(list)
    for finding in report.findings:
        findings[finding.path].append(finding)
    for path in report.paths or tuple(findings):
        _draft(suite, path, [one for one in findings[path] if one.suppressed is None], report, lang)
    for finding in report.findings:
        if finding.suppressed is not None:
            _suppressed(suite, finding, finding.suppressed, lang)
    for problem in report.problems:
        _problem(suite, problem)
    root.attrib |= _counts(suite, ("failure", "error"))
    suite.attrib |= _counts(suite, ("failure", "error", "skipped"))
    return document(root)


def _draft(suite: ElementTree.Element, path: str, findings: Sequence[Finding], report: Report, lang: str) -> None:
    case = SubElement(suite, "testcase", classname="draftlint", name=relative(path))
    failing = [finding for finding in findings if finding.severity >= report.fail_on]
    if failing:
        failure = SubElement(case, "failure", type=str(max(finding.severity for finding in failing)))
        failure.set(
            "message", failing[0].message if len(failing) == 1 else f"{failing[0].message} (+{len(failing) - 1})"
        )
        failure.text = "\n".join(_line(finding, lang) for finding in failing)
    others = [finding for finding in findings if finding.severity < report.fail_on]
    if others:
        SubElement(case, "system-out").text = "\n".join(_line(finding, lang) for finding in others)


def _suppressed(suite: ElementTree.Element, finding: Finding, why: Suppression, lang: str) -> None:
    name = f"{relative(finding.path)}:{place(finding, lang)} {finding.rule}"
    case = SubElement(suite, "testcase", classname="draftlint", name=name)
    SubElement(case, "skipped", type=why.kind, message=told(why, lang))


def _problem(suite: ElementTree.Element, problem: Problem) -> None:
    path = relative(problem.path)
    case = SubElement(suite, "testcase", classname="draftlint", name=path)
    error = SubElement(case, "error", type="internal" if problem.internal else "unreadable", message=problem.message)
    error.text = problem.hint


def _line(finding: Finding, lang: str) -> str:
    return f"{place(finding, lang)}: {finding.severity} {finding.rule}: {finding.message} → {finding.advice}"


def _counts(suite: ElementTree.Element, kinds: Sequence[str]) -> dict[str, str]:
    counted = {_COUNTS[kind]: str(len(suite.findall(f"testcase/{kind}"))) for kind in kinds}
    return {"tests": str(len(suite.findall("testcase"))), **counted}

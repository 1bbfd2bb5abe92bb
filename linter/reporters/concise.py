"""One line a finding, for grep and for editors that jump to path:line:column. Nothing found is nothing printed."""

from __future__ import annotations

from linter.model import Finding, Report
from linter.reporters.controls import on_one_line, visible
from linter.reporters.places import place
from linter.reporters.suppressions import told


def render(report: Report, lang: str) -> str:
    return "".join(f"{_line(finding, lang)}\n" for finding in report.findings if not finding.is_baselined)


def _line(finding: Finding, lang: str) -> str:
    separator = ":" if finding.part is None else ": "
    where = f"{visible(finding.path)}{separator}{place(finding, lang)}"
    line = f"{where}: {finding.severity} {finding.rule} {on_one_line(finding.message)}"
    if finding.suppressed is None:
        return line
    return f"{line} ({on_one_line(told(finding.suppressed, lang))})"

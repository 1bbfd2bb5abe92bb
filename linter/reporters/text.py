"""The report for a person at a terminal: each finding with its line, a marker under the words, and what to do."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import groupby

from linter.model import Finding, Report, Severity
from linter.reporters.places import place

_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}
_WIDEST_LINE = 100
_WORDS = {
    "ko": {
        "error": "오류",
        "warning": "경고",
        "info": "참고",
        "advice": "이렇게",
        "allowed": "허용됨",
        "empty": "읽은 초고가 없습니다.",
        "none": "{drafts}건의 초고를 읽었습니다. 걸린 것이 없습니다.",
        "found": "{drafts}건의 초고를 읽었습니다: 오류 {error}, 경고 {warning}, 참고 {info}{allowed}.",
        "and_allowed": " (허용 {n})",
        "unconfirmed": "확인 필요",
    },
    "en": {
        "error": "error",
        "warning": "warning",
        "info": "info",
        "advice": "instead",
        "allowed": "allowed",
        "empty": "No draft was read.",
        "none": "{drafts} read. Nothing found.",
        "found": "{drafts} read: {error}, {warning}, {info}{allowed}.",
        "and_allowed": " ({n} allowed)",
        "unconfirmed": "please check",
    },
}
Style = Callable[..., str]


def render(report: Report, lang: str, style: Style) -> str:
    """`style(text, fg=…, bold=…, dim=…)` colours, or leaves alone where nobody sees colour."""
    lines: list[str] = []
    for path, findings in groupby(report.findings, key=lambda finding: finding.path):
        lines.append(style(path, bold=True))
        for finding in findings:
            lines += _finding(finding, lang, style)
        lines.append("")
    lines.append(summary(report, lang))
    return "\n".join(lines) + "\n"


def summary(report: Report, lang: str) -> str:
    words = _WORDS[lang]
    counts = {
        severity: sum(f.severity is severity and f.suppressed is None for f in report.findings) for severity in Severity
    }
    allowed = sum(f.suppressed is not None for f in report.findings)
    if lang == "ko":
        values = {str(severity): f"{counts[severity]}건" for severity in Severity}
        drafts = str(report.drafts)
    else:
        values = {str(severity): _counted(counts[severity], str(severity)) for severity in Severity}
        drafts = _counted(report.drafts, "draft")
    sentence = words["found"] if report.findings else words["none"] if report.drafts else words["empty"]
    return sentence.format(drafts=drafts, allowed=words["and_allowed"].format(n=allowed) if allowed else "", **values)


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 or noun == "info" else f"{number} {noun}s"


def _finding(finding: Finding, lang: str, style: Style) -> Iterator[str]:
    words = _WORDS[lang]
    where = place(finding, lang)
    colour = _COLOURS[finding.severity]
    doubt = f" ({words['unconfirmed']})" if str(finding.certainty) == "unconfirmed" else ""
    severity = style(words[str(finding.severity)], fg=colour, bold=True)
    yield f"  {style(where, bold=True)}  {severity}{doubt}  {finding.message}  {style(finding.rule, dim=True)}"
    line, marker = marked_line(finding)
    number = f"{finding.start.line:>6}" if finding.part is None else " " * 6
    yield f"{style(number + ' │', dim=True)} {line}"
    yield f"{style(' ' * 6 + ' │', dim=True)} {style(marker, fg=colour)}"
    if finding.suppressed is not None:
        yield f"{' ' * 9}{words['allowed']}: {finding.suppressed.reason}"
    else:
        yield f"{' ' * 9}{words['advice']}: {finding.advice}"


def marked_line(finding: Finding) -> tuple[str, str]:
    """The source line, cut to what fits around the marked words, and a marker as wide as they are on a terminal."""
    from rich.cells import cell_len

    text, span = finding.excerpt.line.replace("\t", " "), finding.excerpt.marked
    start, end = _window(text, span.start)
    before, marked = text[start : span.start], text[span.start : min(span.end, end)]
    shown = ("…" if start else "") + text[start:end] + ("…" if end < len(text) else "")
    indent = cell_len(before) + (1 if start else 0)
    return shown, " " * indent + "^" * max(1, cell_len(marked))


def _window(text: str, start: int) -> tuple[int, int]:
    from rich.cells import cell_len

    if cell_len(text) <= _WIDEST_LINE:
        return 0, len(text)
    first = max(0, start - 20)
    last = first
    while last < len(text) and cell_len(text[first:last]) < _WIDEST_LINE - 2:
        last += 1
    return first, last

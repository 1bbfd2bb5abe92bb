"""The report for a person at a terminal: each finding with its line, a marker under the words, and what to do.

On a terminal, sentences wrap at its width, Korean ones between words too; in a pipe nothing wraps, so that a line can
be searched.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from itertools import groupby

from linter.model import Finding, Report, Severity
from linter.reporters.controls import on_one_line, visible
from linter.reporters.languages import language
from linter.reporters.places import place
from linter.reporters.suppressions import told

_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}
_WIDEST_LINE = 100
_NARROWEST = 24
_MARGIN = " " * 9
_WORDS = {
    "ko": {
        "error": "오류",
        "warning": "경고",
        "info": "참고",
        "advice": "이렇게",
        "empty": "읽은 초고가 없습니다.",
        "none": "{drafts}건의 초고를 읽었습니다. 걸린 것이 없습니다.",
        "found": "{drafts}건의 초고를 읽었습니다: 오류 {error}, 경고 {warning}, 참고 {info}{suppressed}.",
        "allow": "허용 {n}",
        "waiver": "예외 승인 {n}",
        "baseline": "기준선 {n}",
        "unconfirmed": "확인 필요",
        "safe": "이 가운데 {safe}건은 `draftlint fix`로 고칠 수 있습니다.",
        "both": "이 가운데 {safe}건은 `draftlint fix`로, {unsafe}건은 `draftlint fix --unsafe`로 고칠 수 있습니다.",
        "unsafe": "이 가운데 {unsafe}건은 `draftlint fix --unsafe`로 고칠 수 있습니다.",
    },
    "en": {
        "error": "error",
        "warning": "warning",
        "info": "info",
        "advice": "instead",
        "empty": "No draft was read.",
        "none": "{drafts} read. Nothing found.",
        "found": "{drafts} read: {error}, {warning}, {info}{suppressed}.",
        "allow": "{n} allowed",
        "waiver": "{n} waived",
        "baseline": "{n} in the baseline",
        "unconfirmed": "please check",
        "safe": "`draftlint fix` has a fix for {safe} of these.",
        "both": "`draftlint fix` has a fix for {safe} of these, and --unsafe for {unsafe} more.",
        "unsafe": "`draftlint fix --unsafe` has a fix for {unsafe} of these.",
    },
}
Style = Callable[..., str]


def unstyled(text: str, **_: object) -> str:
    return text


def render(report: Report, lang: str, *, style: Style = unstyled, width: int | None = None) -> str:
    """`style(text, fg=…, bold=…, dim=…)` colours, or leaves alone where nobody sees colour.

    `width` is the terminal's, in cells; None where there is none.
    """
    lines: list[str] = []
    # What the baseline holds is counted and not shown: it would bury what is new.
    shown = (finding for finding in report.findings if not finding.is_baselined)
    for path, findings in groupby(shown, key=lambda finding: finding.path):
        lines.append(style(visible(path), bold=True))
        for finding in findings:
            lines += _finding(finding, language(finding.advice) if finding.advice else lang, style, width)
        lines.append("")
    closing = [summary(report, lang), *_fixable(report, lang)]
    lines += [part for line in closing for part in wrapped(line, width, 0)]
    return "\n".join(lines) + "\n"


def summary(report: Report, lang: str) -> str:
    words = _WORDS[lang]
    counts = {
        severity: sum(f.severity is severity and f.suppressed is None for f in report.findings) for severity in Severity
    }
    suppressed = ", ".join(_suppressed(report, words))
    if lang == "ko":
        values = {str(severity): f"{counts[severity]}건" for severity in Severity}
        drafts = str(report.drafts)
    else:
        values = {str(severity): _counted(counts[severity], str(severity)) for severity in Severity}
        drafts = _counted(report.drafts, "draft")
    sentence = words["found"] if report.findings else words["none"] if report.drafts else words["empty"]
    return sentence.format(drafts=drafts, suppressed=f" ({suppressed})" if suppressed else "", **values)


def _suppressed(report: Report, words: dict[str, str]) -> Iterator[str]:
    """How many findings do not count, by what silences them."""
    kinds = Counter(f.suppressed.kind.partition("-")[0] for f in report.findings if f.suppressed is not None)
    return (words[kind].format(n=kinds[kind]) for kind in ("allow", "waiver", "baseline") if kinds[kind])


def _fixable(report: Report, lang: str) -> Iterator[str]:
    """How many findings `draftlint fix` knows a fix for."""
    fixes = [finding.fix for finding in report.findings if finding.fix is not None]
    safe = sum(fix.is_safe for fix in fixes)
    unsafe = len(fixes) - safe
    if fixes:
        yield _WORDS[lang]["both" if safe and unsafe else "safe" if safe else "unsafe"].format(safe=safe, unsafe=unsafe)


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 or noun == "info" else f"{number} {noun}s"


def _finding(finding: Finding, lang: str, style: Style, width: int | None) -> Iterator[str]:
    colour = _COLOURS[finding.severity]
    yield from _headline(finding, lang, style, width)
    line, marker = marked_line(finding, width)
    number = f"{finding.start.line:>6}" if finding.part is None else " " * 6
    yield f"{style(number + ' │', dim=True)} {line}"
    yield f"{style(' ' * 6 + ' │', dim=True)} {style(marker, fg=colour)}"
    if finding.suppressed is not None:
        remark = told(finding.suppressed, lang)
    else:
        remark = f"{_WORDS[lang]['advice']}: {finding.advice}"
    yield from (_MARGIN + part for part in wrapped(on_one_line(remark), width, len(_MARGIN)))


def _headline(finding: Finding, lang: str, style: Style, width: int | None) -> Iterator[str]:
    """Place, severity, message and rule; where it wraps, the message stays in a column of its own."""
    from rich.cells import cell_len

    words = _WORDS[lang]
    where, severity = place(finding, lang), words[str(finding.severity)]
    doubt = f" ({words['unconfirmed']})" if str(finding.certainty) == "unconfirmed" else ""
    head = f"  {style(where, bold=True)}  {style(severity, fg=_COLOURS[finding.severity], bold=True)}{doubt}  "
    margin = " " * cell_len(f"  {where}  {severity}{doubt}  ")
    if width is not None and width - len(margin) < _NARROWEST:  # no room beside it: the message goes below
        yield head.rstrip()
        head = margin = _MARGIN
    told = wrapped(f"{on_one_line(finding.message)}  {finding.rule}", width, len(margin))
    if told[-1].endswith(finding.rule):  # on a very narrow terminal it is cut, and plain
        told[-1] = told[-1].removesuffix(finding.rule) + style(finding.rule, dim=True)
    yield head + told[0]
    yield from (margin + line for line in told[1:])


def wrapped(text: str, width: int | None, indent: int) -> list[str]:
    """The text in lines that fit behind the indent, broken between words; a word too long for a line is cut."""
    if width is None:
        return [text]
    from rich.cells import cell_len, chop_cells

    if indent + cell_len(text) <= width:
        return [text]
    room = max(width - indent, _NARROWEST // 2)
    lines: list[str] = []
    for word in text.split():
        if lines and cell_len(lines[-1]) + 1 + cell_len(word) <= room:
            lines[-1] += f" {word}"
        else:
            lines += chop_cells(word, room)
    return lines


def marked_line(finding: Finding, width: int | None = None) -> tuple[str, str]:
    """The source line, cut to what fits around the marked words, and a marker as wide as they are on a terminal."""
    from rich.cells import cell_len

    widest = _WIDEST_LINE if width is None else max(_NARROWEST, min(_WIDEST_LINE, width - len(_MARGIN)))
    text, span = visible(finding.excerpt.line.replace("\t", " ")), finding.excerpt.marked
    start, end = _window(text, span.start, widest)
    before, marked = text[start : span.start], text[span.start : min(span.end, end)]
    shown = ("…" if start else "") + text[start:end] + ("…" if end < len(text) else "")
    indent = cell_len(before) + (1 if start else 0)
    return shown, " " * indent + "^" * max(1, cell_len(marked))


def _window(text: str, start: int, widest: int) -> tuple[int, int]:
    from rich.cells import cell_len

    if cell_len(text) <= widest:
        return 0, len(text)
    first = max(0, start - widest // 5)
    last = first
    while last < len(text) and cell_len(text[first:last]) < widest - 2:
        last += 1
    return first, last

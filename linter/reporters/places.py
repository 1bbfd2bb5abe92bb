"""Where a finding stands, in words: line and column, or the part of a document that has no lines."""

from __future__ import annotations

from linter.model import Finding, PartKind

_PARTS = {
    PartKind.PARAGRAPH: ("paragraph {}", "{}번째 문단"),
    PartKind.TABLE: ("table {}", "{}번째 표"),
    PartKind.HEADER: ("header {}", "{}번째 머리글"),
    PartKind.FOOTER: ("footer {}", "{}번째 바닥글"),
    PartKind.FOOTNOTE: ("footnote {}", "{}번째 각주"),
    PartKind.ENDNOTE: ("endnote {}", "{}번째 미주"),
    PartKind.COMMENT: ("comment {}", "{}번째 메모"),
    PartKind.INSERTION: ("insertion {}", "{}번째 삽입 부분"),
    PartKind.DELETION: ("deletion {}", "{}번째 삭제 부분"),
    PartKind.PROPERTY: ("property {}", "{}번째 문서 속성"),
    PartKind.DRAWING: ("drawing {}", "{}번째 도형"),
    PartKind.CELL: ("cell {}", "{}번째 셀"),
}
# What the runs of a part are, where they are not runs.
_RUNS = {PartKind.TABLE: ("row {}", "{}번째 행")}


def place(finding: Finding, lang: str, *, names_runs: bool = True) -> str:
    """`12:5`, or `paragraph 12, run 3` where the document has parts. Runs are how a document is stored: no reader
    sees them."""
    part = finding.part
    if part is None:
        return f"{finding.start.line}:{finding.start.column}"
    english, korean = _PARTS[part.kind]
    name = f" ({part.name})" if part.name else ""
    run = _RUNS.get(part.kind, ("run {}", "{}번째 조각") if names_runs else None)
    within = part.run if run else 0
    if lang == "ko":
        return korean.format(part.number) + name + (f"의 {run[1].format(within)}" if run and within else "")
    return english.format(part.number) + name + (f", {run[0].format(within)}" if run and within else "")

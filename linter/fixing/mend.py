"""Carry fixes out, one law above all: the fixed findings are gone and no other one has come."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from linter.model import Edit, Finding

# The findings of a source; None where it can't even be read.
Judge = Callable[[str], Sequence[Finding] | None]
Wanted = Callable[[Finding], bool]


@dataclass(frozen=True, slots=True)
class Mended:
    """A source after its fixes, the findings that they made go away, and those that are left."""

    source: str
    fixed: tuple[Finding, ...]
    left: tuple[Finding, ...]


def mend(source: str, judge: Judge, wanted: Wanted) -> Mended:
    """Fix what is wanted until nothing more can be. Ends, since each step leaves fewer findings than it met."""
    findings = judge(source) or ()
    fixed: list[Finding] = []
    while step := _step(source, findings, judge, wanted):
        source, findings, done = step
        fixed += done
    return Mended(source, tuple(fixed), tuple(findings))


def edited(source: str, edits: Iterable[Edit]) -> str:
    """The source with edits that stand apart from each other."""
    pieces, at = [], 0
    for edit in sorted(edits, key=lambda edit: edit.span):
        pieces += [source[at : edit.span.start], edit.text]
        at = edit.span.end
    return "".join([*pieces, source[at:]])


def _step(
    source: str, findings: Sequence[Finding], judge: Judge, wanted: Wanted
) -> tuple[str, Sequence[Finding], list[Finding]] | None:
    """All fixes at once if that holds, else as many as hold, taken in turn; None where none does."""
    groups = _apart(_by_edits(finding for finding in findings if wanted(finding)))
    held = _tried(source, findings, judge, groups)
    if held is not None or len(groups) < 2:
        return held
    kept: list[list[Finding]] = []
    for group in groups:
        attempt = _tried(source, findings, judge, [*kept, group])
        if attempt is not None:
            held, kept = attempt, [*kept, group]
    return held


def _tried(
    source: str, findings: Sequence[Finding], judge: Judge, groups: Sequence[list[Finding]]
) -> tuple[str, Sequence[Finding], list[Finding]] | None:
    """What carrying out these fixes leads to; None if that is no better."""
    done = [finding for group in groups for finding in group]
    if not done:
        return None
    changed = edited(source, (edit for group in groups for edit in _edits(group)))
    after = judge(changed)
    return (changed, after, done) if after is not None and _is_better(findings, after, done) else None


def _by_edits(findings: Iterable[Finding]) -> list[list[Finding]]:
    """Findings that the same edits fix are fixed once: a notice that many sentences call for."""
    groups: dict[tuple[Edit, ...], list[Finding]] = {}
    for finding in sorted(findings, key=lambda finding: finding.sort_key):
        if finding.fix is not None:
            groups.setdefault(finding.fix.edits, []).append(finding)
    return list(groups.values())


def _apart(groups: Iterable[list[Finding]]) -> list[list[Finding]]:
    """Of fixes whose edits overlap the first one wins; the others have their turn at the next step."""
    chosen: list[list[Finding]] = []
    for group in groups:
        taken = [edit.span for other in chosen for edit in _edits(other)]
        if not any(edit.span.overlaps(span) for edit in _edits(group) for span in taken):
            chosen.append(group)
    return chosen


def _edits(group: Sequence[Finding]) -> tuple[Edit, ...]:
    fix = group[0].fix
    return fix.edits if fix is not None else ()


def _is_better(before: Iterable[Finding], after: Iterable[Finding], done: Iterable[Finding]) -> bool:
    allowed = _counts(before)
    allowed.subtract(finding.rule for finding in done)
    return all(count <= allowed[rule] for rule, count in _counts(after).items())


def _counts(findings: Iterable[Finding]) -> Counter[str]:
    return Counter(finding.rule for finding in findings if finding.suppressed is None)

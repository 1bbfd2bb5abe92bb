"""Suppression comments: `<!-- draftlint: allow respect/competitor-attack -- approved by legal, 2026-11-02 -->`.

`allow` is for the next block, `allow-line` for its line (or the next one, if it stands alone), `allow-file` for the
draft. A reason is always due. A comment that is malformed, names no rule, or silences nothing is itself reported.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import regex

from linter.model import Draft, RegionKind, Span
from linter.rulebook.rules import Bilingual

_COMMENT = regex.compile(r"<!--\s*draftlint\s*:(?P<what>.*?)-->", regex.DOTALL | regex.IGNORECASE)
_ALLOW = regex.compile(  # Word makes a dash of two hyphens as one types
    r"\s*(?P<kind>allow(?:-line|-file)?)\s+(?P<rules>[\w/,*\s-]*?)(?:\s+(?:--|[–—])\s+(?P<reason>.*?))?\s*",
    regex.DOTALL,
)
UNUSED = "draftlint/unused-allow"
INVALID = "draftlint/invalid-allow"
UNUSED_WAIVER = "draftlint/unused-waiver"
META_RULES = {
    UNUSED: Bilingual(
        "쓰이지 않는 허용 주석입니다: '{rule}'에 걸린 것이 없습니다.",
        "This comment allows '{rule}', but nothing there needs it.",
    ),
    INVALID: Bilingual("허용 주석을 이해하지 못했습니다: {reason}", "This allow comment means nothing: {reason}"),
    UNUSED_WAIVER: Bilingual(
        "쓰이지 않는 예외 승인입니다: 이 파일들에는 '{rule}'에 걸린 것이 없습니다.",
        "This waiver is for '{rule}', but nothing in its files needs it.",
    ),
}
ADVICE = {
    UNUSED: Bilingual("주석을 지우세요.", "Delete the comment."),
    INVALID: Bilingual(
        "<!-- draftlint: allow 규칙/이름 -- 이유 --> 꼴로 고쳐 쓰세요.",
        "Write it as <!-- draftlint: allow family/rule -- the reason -->.",
    ),
    UNUSED_WAIVER: Bilingual("항목을 지우세요.", "Delete the entry."),
}
OF_NO_FORCE = Bilingual(
    "이 검사에서는 허용 주석이 통하지 않습니다. 그대로 두려면 승인권자의 예외 승인(draftlint waive)이 필요합니다.",
    "An allow comment does not count in this gate; to keep it, have it approved as a waiver (draftlint waive).",
)
_NO_REASON = Bilingual("이유가 없습니다", "it gives no reason")
_NO_FORM = Bilingual("형식이 다릅니다", "it has another form")


@dataclass(frozen=True, slots=True)
class Allowance:
    """One rule that one comment allows, and where."""

    rule: str
    kind: str
    reason: str
    comment: Span
    line: int
    covers: Span

    def allows(self, rule: str, span: Span) -> bool:
        return self.rule == rule and self.covers.overlaps(span)


@dataclass(frozen=True, slots=True)
class Complaint:
    """Something to say about a comment itself."""

    rule: str
    span: Span
    rule_named: str = ""
    reason: Bilingual | None = None


def read_allowances(draft: Draft, rule_ids: Iterable[str]) -> tuple[list[Allowance], list[Complaint]]:
    """The allowances of a draft, and what is wrong with its comments."""
    known = list(rule_ids)
    allowances: list[Allowance] = []
    complaints: list[Complaint] = []
    for comment, what in _comments(draft):
        match = _ALLOW.fullmatch(what)
        names = regex.split(r"[,\s]+", match.group("rules").strip()) if match else []
        if match is None or not any(names):
            complaints.append(Complaint(INVALID, comment, reason=_NO_FORM))
        elif not match.group("reason"):
            complaints.append(Complaint(INVALID, comment, reason=_NO_REASON))
        else:
            for name in names:
                if name not in known:
                    complaints.append(Complaint(INVALID, comment, reason=_unknown(name, known)))
                    continue
                kind = match.group("kind")
                line = draft.source.count("\n", 0, comment.start) + 1
                allowances.append(
                    Allowance(name, kind, match.group("reason"), comment, line, _covered(draft, kind, comment))
                )
    return allowances, complaints


def unused(allowances: Sequence[Allowance], used: Iterable[Allowance], judged: Iterable[str]) -> Iterator[Complaint]:
    """A comment for a rule that was judged and silenced nothing."""
    spent, rules = set(used), set(judged)
    for allowance in allowances:
        if allowance not in spent and allowance.rule in rules:
            yield Complaint(UNUSED, allowance.comment, rule_named=allowance.rule)


def _comments(draft: Draft) -> Iterator[tuple[Span, str]]:
    for region in draft.regions:
        if region.kind is RegionKind.COMMENT:
            for match in _COMMENT.finditer(region.text):
                yield region.to_source(Span(*match.span())), match.group("what")


def _covered(draft: Draft, kind: str, comment: Span) -> Span:
    source = draft.source
    if kind == "allow-file":
        return Span(0, len(source))
    if kind == "allow-line":
        start = source.rfind("\n", 0, comment.start) + 1
        end = source.find("\n", comment.end)
        end = len(source) if end < 0 else end
        if source[start:end].strip() != source[comment.start : comment.end]:
            return Span(start, end)
        following = source.find("\n", end + 1)
        return Span(min(end + 1, len(source)), len(source) if following < 0 else following)
    unmarked = (RegionKind.COMMENT, RegionKind.LINK, RegionKind.ALT)
    blocks = [
        region.block for region in draft.regions if region.kind not in unmarked and region.block.start >= comment.end
    ]
    return min(blocks, default=Span(comment.end, comment.end))


def _unknown(name: str, known: Sequence[str]) -> Bilingual:
    import difflib

    close = difflib.get_close_matches(name, known, n=1)
    ko = f"'{name}'이라는 규칙이 없습니다" + (f" ('{close[0]}'입니까?)" if close else "")
    en = f"there is no rule '{name}'" + (f" (did you mean '{close[0]}'?)" if close else "")
    return Bilingual(ko, en)

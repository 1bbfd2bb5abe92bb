"""Suppression comments: `<!-- draftlint: allow respect/competitor-attack -- approved by legal, 2026-11-02 -->`.

The grammar is one; only the marks around it are those of the draft's format (`.. draftlint: allow …` in
reStructuredText).
`allow` is for the next block, `allow-line` for its line (or the next one, if it stands alone), `allow-file` for the
draft. A reason is always due. A comment that is malformed, names no rule, or silences nothing is itself reported.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import regex

from linter.model import Draft, RegionKind, Span
from linter.rulebook.rules import Bilingual
from linter.text.patterns import compiled

# How a comment is written in each format; whoever writes HTML or Markdown has the first.
_HTML_FORM = "<!-- {} -->"
_FORMS = {"mdx": "{{/* {} */}}", "restructuredtext": ".. {}", "asciidoc": "// {}", "docx": "{}", "hwpx": "{}"}
_COMMENT = r"""(?six)\s*
    (?:<!--|\{/\*|\{\{[<%]?\s*/\*|\{\#-?|\{%-?\s*comment\s*-?%\}|\.\.(?=\s)|//++)
    \s*draftlint\s*:(?P<what>.*?)
    (?:-->|\*/\}|\*/\s*[%>]?\}\}|-?\#\}|\{%-?\s*endcomment\s*-?%\}|//++)?\s*"""
# A notebook keeps its lines in JSON strings: a line ends with a string or with an escape.
_LINE_BREAKS = {"notebook": r'(?<!\\)(?:\\n",\s*"|\\n|")'}
# Word makes a dash of two hyphens as one types.
_ALLOW = r"(?s)\s*(?P<kind>allow(?:-line|-file)?)\s+(?P<rules>[\w/,*\s-]*?)(?:\s+(?:--|[–—])\s+(?P<reason>.*?))?\s*"
UNUSED = "draftlint/unused-allow"
INVALID = "draftlint/invalid-allow"
UNUSED_WAIVER = "draftlint/unused-waiver"
NOT_APPROVED = "draftlint/not-approved"
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
    NOT_APPROVED: Bilingual(
        "이 내용 그대로는 아무도 승인하지 않았습니다.", "Nobody has signed off exactly this content."
    ),
}
ADVICE = {
    UNUSED: Bilingual("주석을 지우세요.", "Delete the comment."),
    INVALID: Bilingual(
        "다음 꼴로 고쳐 쓰세요: {form}",
        "Write it like this: {form}",
    ),
    UNUSED_WAIVER: Bilingual("항목을 지우세요.", "Delete the entry."),
    NOT_APPROVED: Bilingual(
        "draftlint review에서 승인을 받으세요. 승인받은 뒤에 글이 바뀌었다면 다시 받아야 합니다.",
        "Have it approved in draftlint review; if it changed after that, have it approved again.",
    ),
}
OF_NO_FORCE = Bilingual(
    "허용 주석만으로는 넘어갈 수 없습니다. 그대로 두려면 승인권자의 예외 처리(draftlint waive)가 필요합니다.",
    "An allow comment does not settle this; to keep it, have an approver waive it (draftlint waive, or in the review).",
)
_ALLOW_FORM = Bilingual("draftlint: allow 규칙/이름 -- 이유", "draftlint: allow family/rule -- the reason")
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
    """Something to say about a comment itself. `form` is how one is written in this draft."""

    rule: str
    span: Span
    form: Bilingual = _ALLOW_FORM
    rule_named: str = ""
    reason: Bilingual | None = None


def read_allowances(draft: Draft, rule_ids: Iterable[str]) -> tuple[list[Allowance], list[Complaint]]:
    """The allowances of a draft, and what is wrong with its comments."""
    known = list(rule_ids)
    form = allow_form(draft.format)
    allowances: list[Allowance] = []
    complaints: list[Complaint] = []
    for comment, what in _comments(draft):
        match = compiled(_ALLOW).fullmatch(what)
        names = regex.split(r"[,\s]+", match.group("rules").strip()) if match else []
        if match is None or not any(names):
            complaints.append(Complaint(INVALID, comment, form, reason=_NO_FORM))
        elif not match.group("reason"):
            complaints.append(Complaint(INVALID, comment, form, reason=_NO_REASON))
        else:
            for name in names:
                if name not in known:
                    complaints.append(Complaint(INVALID, comment, form, reason=_unknown(name, known)))
                    continue
                kind = match.group("kind")
                line = draft.source.count("\n", 0, comment.start) + 1
                allowances.append(
                    Allowance(name, kind, match.group("reason"), comment, line, _covered(draft, kind, comment))
                )
    return allowances, complaints


def allow_form(format_name: str) -> Bilingual:
    """How a comment that allows a rule is written in a format."""
    form = _FORMS.get(format_name, _HTML_FORM)
    return Bilingual(form.format(_ALLOW_FORM.ko), form.format(_ALLOW_FORM.en))


def unused(allowances: Sequence[Allowance], used: Iterable[Allowance], judged: Iterable[str]) -> Iterator[Complaint]:
    """A comment for a rule that was judged and silenced nothing."""
    spent, rules = set(used), set(judged)
    for allowance in allowances:
        if allowance not in spent and allowance.rule in rules:
            yield Complaint(UNUSED, allowance.comment, _ALLOW_FORM, rule_named=allowance.rule)


def _comments(draft: Draft) -> Iterator[tuple[Span, str]]:
    for region in draft.regions:
        if region.kind is not RegionKind.COMMENT or "draftlint" not in region.text.lower():
            continue
        if match := compiled(_COMMENT).fullmatch(region.text):
            yield region.to_source(Span(0, len(region.text))), match.group("what")


def _covered(draft: Draft, kind: str, comment: Span) -> Span:
    source = draft.source
    if kind == "allow-file":
        return Span(0, len(source))
    if kind == "allow-line":
        line, following = _lines_at(draft, comment.start)
        alone = source[line.start : line.end].strip() == source[comment.start : comment.end].strip()
        return following if alone else line
    unmarked = (RegionKind.COMMENT, RegionKind.LINK, RegionKind.ALT)
    blocks = [
        region.block for region in draft.regions if region.kind not in unmarked and region.block.start >= comment.end
    ]
    return min(blocks, default=Span(comment.end, comment.end))


def _lines_at(draft: Draft, offset: int) -> tuple[Span, Span]:
    """The line of an offset, and the next one."""
    pattern, source = _LINE_BREAKS.get(draft.format, r"\n"), draft.source
    before = regex.compile(pattern, regex.REVERSE).search(source, 0, offset)
    after = regex.compile(pattern).search(source, offset)
    if after is None:
        return Span(before.end() if before else 0, len(source)), Span(len(source), len(source))
    last = regex.compile(pattern).search(source, after.end())
    return (
        Span(before.end() if before else 0, after.start()),
        Span(after.end(), last.start() if last else len(source)),
    )


def _unknown(name: str, known: Sequence[str]) -> Bilingual:
    import difflib

    close = difflib.get_close_matches(name, known, n=1)
    ko = f"'{name}'이라는 규칙이 없습니다" + (f" ('{close[0]}'입니까?)" if close else "")
    en = f"there is no rule '{name}'" + (f" (did you mean '{close[0]}'?)" if close else "")
    return Bilingual(ko, en)

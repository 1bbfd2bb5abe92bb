"""Suppression comments: `<!-- draftlint: allow respect/competitor-attack -- approved by legal, 2026-11-02 -->`.

The grammar is one; only the marks around it are those of the draft's format (`.. draftlint: allow …` in
reStructuredText).
`allow` is for the next block, `allow-line` for its line (or the next one, if it stands alone), `allow-file` for the
draft. A reason is always due. A comment that is malformed, names no rule, or silences nothing is itself reported.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

import regex

from linter.model import Draft, RegionKind, Span
from linter.rulebook.rules import Bilingual
from linter.text.patterns import compiled
from linter.text.spans import Spans

# How a comment is written in each format; whoever writes HTML or Markdown has the first.
_HTML_FORM = "<!-- {} -->"
_FORMS = {"mdx": "{{/* {} */}}", "restructuredtext": ".. {}", "asciidoc": "// {}", "docx": "{}", "hwpx": "{}"}
_OPENS = r"""(?six)\s*+
    (?:<!--|\{/\*|\{\{[<%]?\s*+/\*|\{\#-?|\{%-?\s*+comment\s*+-?%\}|\.\.(?=\s)|//++)
    \s*+draftlint\s*+:"""
_CLOSES = r"(?si)(?:-->|\*/\}|\*/\s*+[%>]?\}\}|-?\#\}|\{%-?\s*+endcomment\s*+-?%\}|//++)\Z"
_LONGEST_CLOSING = 100  # characters
# A notebook keeps its lines in JSON strings: a line ends with a string or with an escape.
_LINE_BREAKS = {"notebook": r'(?<!\\)(?:\\n",\s*"|\\n|")'}
# Word makes a dash of two hyphens as one types.
_ALLOW = r"\s*+(?P<kind>allow(?:-line|-file)?)\s"
_REASON = r"\s(?:--|[–—])\s"
_RULES = r"[\w/,*\s-]*+"
_MOST_GUESSES = 100  # unknown names for which a like one is looked for
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


class Allowance(NamedTuple):
    """One rule that one comment allows, and where."""

    rule: str
    kind: str
    reason: str
    comment: Span
    line: int
    covers: Span

    def allows(self, rule: str, span: Span) -> bool:
        return self.rule == rule and self.covers.overlaps(span)


class Allowed:
    """Allowances, asked which of them is for a finding: the first that covers a part of it."""

    def __init__(self, allowances: Sequence[Allowance]) -> None:
        self._by_rule: dict[str, list[tuple[list[int], Spans]]] = {}
        alike: dict[tuple[str, str], list[int]] = {}  # of one kind they cover in the order in which they stand
        for at, one in enumerate(allowances):
            alike.setdefault((one.rule, one.kind), []).append(at)
        self._allowances = allowances
        for (rule, _), numbers in alike.items():
            numbers.sort(key=lambda at: allowances[at].covers.start)
            covered = Spans(allowances[at].covers for at in numbers)
            self._by_rule.setdefault(rule, []).append((numbers, covered))

    def by(self, rule: str, span: Span) -> Allowance | None:
        found = ((numbers, covered.first_over(span)) for numbers, covered in self._by_rule.get(rule, ()))
        first = min((numbers[at] for numbers, at in found if at is not None), default=None)
        return None if first is None else self._allowances[first]


class Complaint(NamedTuple):
    """Something to say about a comment itself. `form` is how one is written in this draft."""

    rule: str
    span: Span
    form: Bilingual = _ALLOW_FORM
    rule_named: str = ""
    reason: Bilingual | None = None


def read_allowances(draft: Draft, rule_ids: Iterable[str]) -> tuple[list[Allowance], list[Complaint]]:
    """The allowances of a draft, and what is wrong with its comments."""
    known = dict.fromkeys(rule_ids)
    places = _Places(draft)
    form = allow_form(draft.format)
    allowances: list[Allowance] = []
    complaints: list[Complaint] = []
    for comment, what in _comments(draft):
        kind, names, reason = _said(what)
        if not any(names):
            complaints.append(Complaint(INVALID, comment, form, reason=_NO_FORM))
            continue
        if not reason:
            complaints.append(Complaint(INVALID, comment, form, reason=_NO_REASON))
            continue
        for name in names:
            if name in known:
                covered = places.covered(kind, comment)
                allowances.append(Allowance(name, kind, reason, comment, places.line_number(comment.start), covered))
            else:
                guesses = list(known) if len(complaints) < _MOST_GUESSES else []
                complaints.append(Complaint(INVALID, comment, form, reason=_unknown(name, guesses)))
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
        if opening := compiled(_OPENS).match(region.text):
            text = region.text.rstrip()
            closing = compiled(_CLOSES).search(text, max(opening.end(), len(text) - _LONGEST_CLOSING))
            end = closing.start() if closing else len(text)
            yield region.to_source(Span(0, len(region.text))), text[opening.end() : end]


def _said(what: str) -> tuple[str, list[str], str]:
    """The kind, the rules and the reason that a comment gives; nothing where it has another form."""
    match = compiled(_ALLOW).match(what)
    if match is None:
        return "", [], ""
    dash = compiled(_REASON).search(what, match.end())
    rules = compiled(_RULES).fullmatch(what, match.end(), dash.start() if dash else len(what))
    names = regex.split(r"[,\s]+", rules.group().strip()) if rules else []
    return match.group("kind"), names, what[dash.end() :].strip() if dash else ""


class _Places:
    """What the comments of a draft cover."""

    def __init__(self, draft: Draft) -> None:
        self._draft = draft

    @cached_property
    def _line_ends(self) -> list[int]:
        return [match.start() for match in regex.finditer(r"\n", self._draft.source)]

    @cached_property
    def _breaks(self) -> list[tuple[int, int]]:
        """Where the lines of the text end and the next ones begin."""
        pattern = _LINE_BREAKS.get(self._draft.format, r"\n")
        return [match.span() for match in regex.finditer(pattern, self._draft.source)]

    @cached_property
    def _blocks(self) -> list[Span]:
        unmarked = (RegionKind.COMMENT, RegionKind.LINK, RegionKind.ALT)
        return sorted({region.block for region in self._draft.regions if region.kind not in unmarked})

    def line_number(self, offset: int) -> int:
        return bisect_left(self._line_ends, offset) + 1

    def covered(self, kind: str, comment: Span) -> Span:
        source = self._draft.source
        if kind == "allow-file":
            return Span(0, len(source))
        if kind == "allow-line":
            line, following = self._lines_at(comment.start)
            stands_behind = compiled(r"(?r)\S").search(source, line.start, comment.start)
            has_more = comment.end > line.end or compiled(r"\S").search(source, comment.end, line.end)
            return line if stands_behind or has_more else following
        at = bisect_left(self._blocks, Span(comment.end, comment.end))
        return self._blocks[at] if at < len(self._blocks) else Span(comment.end, comment.end)

    def _lines_at(self, offset: int) -> tuple[Span, Span]:
        """The line of an offset, and the next one."""
        breaks, end = self._breaks, len(self._draft.source)
        at = bisect_left(breaks, offset, key=lambda one: one[0])
        start = breaks[at - 1][1] if at else 0
        if at == len(breaks):
            return Span(start, end), Span(end, end)
        last = breaks[at + 1][0] if at + 1 < len(breaks) else end
        return Span(start, breaks[at][0]), Span(breaks[at][1], last)


def _unknown(name: str, known: Sequence[str]) -> Bilingual:
    import difflib

    close = difflib.get_close_matches(name, known, n=1)
    ko = f"'{name}'이라는 규칙이 없습니다" + (f" ('{close[0]}'입니까?)" if close else "")
    en = f"there is no rule '{name}'" + (f" (did you mean '{close[0]}'?)" if close else "")
    return Bilingual(ko, en)

"""Where a comment that allows a finding can stand. A place is offered only if the comment, read there, works."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from linter.errors import DraftError
from linter.model import Draft, Edit, Finding, Region, RegionKind, Span
from linter.readers import read_bytes
from linter.verdict.suppression import read_allowances

# A comment on lines of its own and one at the end of a line, in the syntax of each format that has comments.
_ON_ITS_OWN = {
    "markdown": "<!-- {} -->\n",
    "html": "<!-- {} -->\n",
    "mdx": "{{/* {} */}}\n\n",
    "restructuredtext": ".. {}\n\n",
    "asciidoc": "// {}\n",
}
_IN_A_LINE = {"markdown": " <!-- {} -->", "html": " <!-- {} -->", "mdx": " {{/* {} */}}"}
# Between these a line of its own would tear the block in two.
_IN_ROWS = frozenset((RegionKind.LIST, RegionKind.TABLE))
_ANY_REASON = "x"


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment to insert: what stands before and after the reason, which is still to be written."""

    at: int
    before: str
    after: str

    def edit(self, reason: str) -> Edit:
        return Edit(Span(self.at, self.at), self.before + reason + self.after)


def comment_for(draft: Draft, finding: Finding) -> Comment | None:
    """The comment that allows a finding and nothing it need not; None where the format, or the place, has none."""
    return next((one for one in _candidates(draft, finding) if _works(one, draft, finding)), None)


def _candidates(draft: Draft, finding: Finding) -> Iterator[Comment]:
    region = _region(draft, finding)
    line_end = _line_end(draft.source, finding.span.start)
    in_line = _comment(draft, _IN_A_LINE, "allow-line", finding.rule, line_end)
    above = _comment(draft, _ON_ITS_OWN, "allow", finding.rule, _line_start(draft.source, region.block.start))
    in_order = [in_line, above] if region.kind in _IN_ROWS else [above, in_line]
    body = next((one.block.start for one in draft.regions if not one.name), 0)
    whole = _comment(draft, _ON_ITS_OWN, "allow-file", finding.rule, _line_start(draft.source, body))
    yield from (one for one in (*in_order, whole) if one is not None)


def _region(draft: Draft, finding: Finding) -> Region:
    around = [one for one in draft.regions if one.block.overlaps(finding.span)]
    return min(around, key=lambda region: len(region.block))


def _comment(draft: Draft, forms: dict[str, str], kind: str, rule: str, at: int) -> Comment | None:
    form = forms.get(draft.format)
    if form is None:
        return None
    before, _, after = form.format(f"draftlint: {kind} {rule} -- \0").partition("\0")
    newline = "\r\n" if "\r\n" in draft.source else "\n"
    return Comment(at, before, after.replace("\n", newline))


def _works(comment: Comment, draft: Draft, finding: Finding) -> bool:
    """Whether the comment is read as one, is for this finding, and leaves all that readers see as it is."""
    edit = comment.edit(_ANY_REASON)
    source = draft.source[: comment.at] + edit.text + draft.source[comment.at :]
    try:
        after = read_bytes(source.encode("utf-8", "replace"), draft.path, draft.format)
    except DraftError:
        return False
    moved = len(edit.text) if comment.at <= finding.span.start else 0
    span = Span(finding.span.start + moved, finding.span.end + moved)
    allowances, _ = read_allowances(after, [finding.rule])
    allowed = any(one.allows(finding.rule, span) and one.reason == _ANY_REASON for one in allowances)
    return allowed and _visible(after) == _visible(draft)


def _visible(draft: Draft) -> list[tuple[RegionKind, str]]:
    return [(one.kind, one.text.strip()) for one in draft.regions if one.kind is not RegionKind.COMMENT]


def _line_start(source: str, offset: int) -> int:
    return max(source.rfind("\n", 0, offset), source.rfind("\r", 0, offset)) + 1


def _line_end(source: str, offset: int) -> int:
    ends = [at for at in (source.find("\n", offset), source.find("\r", offset)) if at >= 0]
    return min(ends, default=len(source))

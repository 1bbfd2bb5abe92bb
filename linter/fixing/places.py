"""Where a writer would put a paragraph: after the title and before the first paragraph, or at the end; and how one is
taken out."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from linter.fixing import markup_places
from linter.model import Draft, Edit, Region, RegionKind, Span

_UNSEEN = frozenset(
    (RegionKind.TITLE, RegionKind.META, RegionKind.FIELD, RegionKind.LINK, RegionKind.COMMENT, RegionKind.ALT)
)
_NO_PROSE = _UNSEEN | {RegionKind.CODE}
# The formats in which a paragraph is a line between blank lines.
_LINED = frozenset(("markdown", "mdx", "restructuredtext", "asciidoc", "plain"))
_END = r"(?:\r?\n|\r(?!\n))"
_LINE_END = regex.compile(_END)
_BLANK_LINE = regex.compile(rf"(?:\A|{_END})[ \t]*{_END}")
_RULE_AT_END = regex.compile(rf"(?<={_END})[ \t]*{_END}[ ]{{0,3}}(?:(?:-[ \t]*){{3,}}|(?:\*[ \t]*){{3,}}|<hr ?/?>)\Z")
_LONGEST_LINE = 40
_SENTENCE_END = (".", "!", "?", "…", "。")


def insertion(draft: Draft, text: str, at: str) -> Edit | None:
    """The edit that adds `text`, words that readers see, as a paragraph of its own `at` the opening or the end; None
    in a format whose paragraphs are not known."""
    if not _has_known_paragraphs(draft):
        return None
    written = _as_element(text) if _is_html(draft) else text
    return _at_opening(draft, written) if at == "opening" else _at_end(draft, written)


def move_up(draft: Draft, region: Region) -> tuple[Edit, Edit] | None:
    """The edits that take the paragraph of a region to the opening; None where it is no paragraph of its own."""
    if not _has_known_paragraphs(draft):
        return None
    span = _paragraph(draft, region)
    first = _first(draft)
    if span is None or first is None or first is region:
        return None
    source = draft.source
    return _at_opening(draft, source[span.start : span.end]), _taken_out(source, span)


def _as_element(text: str) -> str:
    from html import escape

    return f"<p>{escape(text, quote=False)}</p>"


def _has_known_paragraphs(draft: Draft) -> bool:
    return draft.format in _LINED or _is_html(draft)


def _is_html(draft: Draft) -> bool:
    return draft.format == "html"


def _body(draft: Draft, without: frozenset[RegionKind]) -> list[Region]:
    regions = [region for region in draft.regions if region.kind not in without]
    return (_is_html(draft) and markup_places.of_the_post(draft.source, regions)) or regions


def _first(draft: Draft) -> Region | None:
    """The first region of the text after its title and the date or the byline below it."""
    body = _body(draft, _NO_PROSE)  # what an MDX file imports is code and stays above
    if not body or not _is_title(draft, body):
        return next(iter(body), None)
    rest = body[1:]
    return next(iter(rest[1:] if len(rest) > 1 and _is_short_line(rest[0]) else rest), None)


def _is_title(draft: Draft, body: Sequence[Region]) -> bool:
    """Whether the text begins with its title: a heading, unless the front matter has one and this is a section's; in
    plain text a short line that is no sentence."""
    first = body[0]
    titles = {region.text for region in draft.regions if region.kind is RegionKind.TITLE and region.name}
    if first.kind is RegionKind.HEADING:
        return not titles or first.text in titles or _is_top_heading(draft, first)
    return draft.format == "plain" and not titles and len(body) > 1 and _is_short_line(first)


def _is_short_line(region: Region) -> bool:
    """Whether a region is one short line that is no sentence."""
    line = region.text.strip()
    is_line = region.kind is RegionKind.PARAGRAPH and "\n" not in line
    return is_line and len(line) <= _LONGEST_LINE and not line.endswith(_SENTENCE_END)


def _is_top_heading(draft: Draft, region: Region) -> bool:
    if _is_html(draft):
        return markup_places.is_heading_of_page(draft.source, region)
    return draft.source.startswith("# ", region.block.start)


def _at_opening(draft: Draft, written: str) -> Edit:
    source, first = draft.source, _first(draft)
    if first is None:
        return _at_end(draft, written)
    eol = _line_end(source)
    if _is_html(draft):
        at = _before_comments(draft, markup_places.element(source, first).start)
        return Edit(Span(at, at), written + eol + _indentation(source, at))
    at = _before_comments(draft, _block_start(draft, first))
    before = eol if source[:at].strip() and not _follows_a_blank_line(source, at) else ""
    return Edit(Span(at, at), before + written + eol * 2)


def _at_end(draft: Draft, written: str) -> Edit:
    source, body = draft.source, _body(draft, _UNSEEN)
    eol = _line_end(source)
    if _is_html(draft) and body:
        block = markup_places.element(source, body[-1])
        return Edit(Span(block.end, block.end), eol + _indentation(source, block.start) + written)
    at = len(source.rstrip())
    return Edit(Span(at, at), eol * 2 + written)


def _block_start(draft: Draft, region: Region) -> int:
    """The beginning of the line on which a block begins; a block of raw HTML, of which only the text is known, begins
    after the blank line or the block before it."""
    source, at = draft.source, region.block.start
    line = _line_start(source, at)
    if not source[line:at].strip():
        return line
    earlier = [one.block.end for one in draft.regions if one.block.end <= line]
    floor = max(earlier, default=0)
    blanks = [match.end() for match in _BLANK_LINE.finditer(source, floor, line)]
    return blanks[-1] if blanks else floor


def _before_comments(draft: Draft, at: int) -> int:
    """Before the comments that stand right above a place: they are about what follows them."""
    for region in reversed(draft.regions):
        if region.kind is RegionKind.COMMENT and region.block.end <= at:
            if draft.source[region.block.end : at].strip():
                return at
            at = region.block.start
    return at


def _paragraph(draft: Draft, region: Region) -> Span | None:
    """All of the source of a paragraph, if it stands by itself."""
    source = draft.source
    if region.kind is not RegionKind.PARAGRAPH:
        return None
    if _is_html(draft):
        span = markup_places.element(source, region)
        return span if markup_places.is_whole(source, span) else None
    start = _line_start(source, region.block.start)
    end = region.block.start + len(source[region.block.start : region.block.end].rstrip())
    others = (one for one in draft.regions if one is not region and one.kind not in _UNSEEN)
    if source[start : region.block.start].strip() or any(one.block.overlaps(Span(start, end)) for one in others):
        return None
    return Span(start, end)


def _taken_out(source: str, span: Span) -> Edit:
    """With the white space that parted it from what follows, or, where nothing does, with what parted it from what
    stands before, be it white space or a rule across the page."""
    following = len(source) - len(source[span.end :].lstrip())
    if following < len(source):
        return Edit(Span(span.start, _line_start(source, following)), "")
    before = source[: span.start].rstrip()
    return Edit(Span(len(_RULE_AT_END.sub("", before).rstrip()), span.end), "")


def _follows_a_blank_line(source: str, at: int) -> bool:
    written = len(source[:at].rstrip())
    return _BLANK_LINE.search(source, written, at) is not None


def _line_start(source: str, at: int) -> int:
    return max(source.rfind("\n", 0, at), source.rfind("\r", 0, at)) + 1


def _indentation(source: str, at: int) -> str:
    before = source[_line_start(source, at) : at]
    return before if not before.strip() else ""


def _line_end(source: str) -> str:
    """The line end of a draft, as its first line has it."""
    match = _LINE_END.search(source)
    return match.group() if match else "\n"

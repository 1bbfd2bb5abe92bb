"""Where a paragraph stands in HTML: between tags, not lines.

The reader knows where text stands; from there this walks over the tags that wrap it.
"""

from __future__ import annotations

from collections.abc import Sequence

import regex

from linter.model import Region, Span

_TAG = regex.compile(r"""<(?P<close>/?)(?P<name>[a-zA-Z][\w-]*)(?:[^<>"']|"[^"]*"|'[^']*')*>""")
_SPACE = regex.compile(r"\s*")
_CONTAINERS = frozenset("html head body article main section header footer nav aside form".split())
_WRAPPERS = frozenset("ul ol dl table thead tbody tr blockquote figure details".split())
_BLOCKS = _WRAPPERS | frozenset("p div h1 h2 h3 h4 h5 h6 li dt dd td th caption pre figcaption address summary".split())
_VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
# What readers take for the page, not for the post.
_APART = regex.compile(r"<(?P<close>/?)(?:nav|footer|aside|form|header)(?![\w-])", regex.IGNORECASE)


def element(source: str, region: Region) -> Span:
    """The block element around a region's text, with the lists or tables that it stands in."""
    return Span(_start(source, region.segments[0].source.start), _end(source, region.segments[-1].source.end))


def is_whole(source: str, span: Span) -> bool:
    """Whether a stretch is one element: it begins with a tag and ends with that tag's end."""
    tags = list(_TAG.finditer(source, span.start, span.end))
    if len(tags) < 2 or tags[0].start() != span.start or tags[-1].end() != span.end or tags[0].group("close"):
        return False
    name = tags[0].group("name").lower()
    same = [tag.group("close") for tag in tags if tag.group("name").lower() == name]
    return bool(same) and same == ["", "/"] and bool(tags[-1].group("close"))


def is_heading_of_page(source: str, region: Region) -> bool:
    return source.startswith(("<h1", "<H1"), element(source, region).start)


def of_the_post(source: str, regions: Sequence[Region]) -> list[Region]:
    """The regions, in order, without those in the page's navigation, header or footer."""
    kept: list[Region] = []
    tags, depth = _APART.finditer(source), 0
    tag = next(tags, None)
    for region in regions:
        while tag is not None and tag.start() < region.segments[0].source.start:
            depth += -1 if tag.group("close") else 1
            tag = next(tags, None)
        if depth <= 0:
            kept.append(region)
    return kept


def _start(source: str, at: int) -> int:
    has_block = False
    while True:
        end = len(source[:at].rstrip())
        begin = source.rfind("<", 0, end) if source[:end].endswith(">") else -1
        tag = _TAG.fullmatch(source, begin, end) if begin >= 0 else None
        if tag is None or tag.group("close") or not _wraps(tag.group("name").lower(), has_block):
            return at
        has_block = has_block or tag.group("name").lower() in _BLOCKS
        at = begin


def _end(source: str, at: int) -> int:
    has_block = False
    while True:
        space = _SPACE.match(source, at)
        assert space is not None
        tag = _TAG.match(source, space.end())
        name = tag.group("name").lower() if tag else ""
        if tag is None or not (tag.group("close") or name in _VOID) or not _wraps(name, has_block):
            return at
        has_block = has_block or name in _BLOCKS
        at = tag.end()


def _wraps(name: str, has_block: bool) -> bool:
    """Whether a tag still belongs to the block: anything up to its own element, then only what lists it."""
    return name not in _CONTAINERS and (not has_block or name in _WRAPPERS)

"""The visible text of HTML, with exact offsets. The standard library's parser says where each piece stands.

Used for whole HTML files and for the raw HTML inside Markdown.
"""

from __future__ import annotations

import html
from collections import Counter
from collections.abc import Iterator
from html.parser import HTMLParser
from itertools import accumulate

import regex

from linter.errors import DraftError
from linter.model import Region, RegionKind, Span
from linter.text.regions import RegionBuilder, whole

_BLOCKS = {
    "title": RegionKind.TITLE,
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), RegionKind.HEADING),
    **dict.fromkeys(("li", "dt", "dd"), RegionKind.LIST),
    **dict.fromkeys(("td", "th", "caption"), RegionKind.TABLE),
    "blockquote": RegionKind.QUOTE,
    "pre": RegionKind.CODE,
    "figcaption": RegionKind.ALT,
}
_PLAIN_BLOCKS = frozenset(
    "address article aside body center details dialog div dl fieldset footer form head header hr html legend main "
    "nav ol option p section summary table tbody tfoot thead tr ul".split()
)
_UNSEEN = frozenset(("script", "style", "template", "noscript", "svg", "math"))
_VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
_SHOWN_META = frozenset(
    ("description", "keywords", "og:title", "og:description", "twitter:title", "twitter:description")
)
_ATTRIBUTE = regex.compile(
    r"""(?<![^\s"'<>/=])(?P<name>[^\s"'<>/=]++)\s*+=\s*+(?:"(?P<double>[^"]*+)"|'(?P<single>[^']*+)'|(?P<bare>[^\s"'<>]++))"""
)
# Characters that the library may read for nothing. It reads all that follows for each tag that nothing closes.
_MOST_IN_VAIN = 30_000_000


def html_regions(source: str, start: int = 0, end: int | None = None) -> list[Region]:
    """The regions of a stretch of HTML; offsets count in the whole source."""
    piece = source[start:end]
    parser = _Reader(piece, start)
    parser.feed(piece)
    parser.close()
    parser.end_block()
    return parser.regions


def attributes(tag: str, start: int) -> Iterator[tuple[str, str, int]]:
    """Name, raw value and offset of each attribute of a start tag that stands at `start`."""
    for match in _ATTRIBUTE.finditer(tag):
        group = next(name for name in ("double", "single", "bare") if match.group(name) is not None)
        yield match.group("name").lower(), match.group(group), start + match.start(group)


def attribute_regions(tag: str, start: int) -> Iterator[Region]:
    """What a tag shows or links to: alt and title texts, addresses, the description of a page."""
    values = {name: (value, at) for name, value, at in attributes(tag, start)}
    name_of_meta = values.get("name", values.get("property", ("", 0)))[0].lower()
    for name, (value, at) in values.items():
        if not value.strip():
            continue
        if name in ("alt", "title", "aria-label"):
            yield _unescaped(RegionKind.ALT, value, at)
        elif name in ("href", "src", "data-src", "action"):
            yield _unescaped(RegionKind.LINK, value, at)
        elif name == "content" and name_of_meta in _SHOWN_META:
            yield _unescaped(RegionKind.META, value, at, name_of_meta)
        elif name == "content" and name_of_meta:
            yield _unescaped(RegionKind.FIELD, value, at, name_of_meta)


def _unescaped(kind: RegionKind, value: str, start: int, name: str = "") -> Region:
    if "&" not in value:
        return whole(kind, value, start, name)
    builder = RegionBuilder()
    at = 0
    for reference in regex.finditer(r"&(?:#\d+|#[xX][0-9a-fA-F]+|\w+);?", value):
        builder.add(value[at : reference.start()], start + at, start + reference.start())
        builder.add(html.unescape(reference.group()), start + reference.start(), start + reference.end())
        at = reference.end()
    builder.add(value[at:], start + at, start + len(value))
    return builder.close(kind, Span(start, start + len(value)), name) or whole(kind, value, start, name)


class _Reader(HTMLParser):
    def __init__(self, piece: str, offset: int) -> None:
        super().__init__(convert_charrefs=False)
        self.regions: list[Region] = []
        self._piece, self._offset = piece, offset
        self._in_vain = 0
        self._lines = [0, *accumulate(len(line) + 1 for line in piece.split("\n"))]
        self._builder = RegionBuilder()
        self._open: list[tuple[str, RegionKind]] = []  # tags, and what text directly in them is
        self._opened = Counter[str]()
        self._unseen = 0

    def _at(self) -> int:
        line, column = self.getpos()
        return self._offset + self._lines[line - 1] + column

    def end_block(self) -> None:
        """Close the open run of text; its block is what it covers in the source."""
        region = self._builder.close(self._kind(), Span(self._offset, self._offset))
        if region is not None:
            block = Span(region.segments[0].source.start, region.segments[-1].source.end)
            self.regions.append(region._replace(block=block))

    def _kind(self) -> RegionKind:
        return self._open[-1][1] if self._open else RegionKind.PARAGRAPH

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _UNSEEN:
            self._unseen += 1
            return
        if tag in _BLOCKS or tag in _PLAIN_BLOCKS:
            self.end_block()
        if tag == "br":
            self._builder.joint("\n")
        if tag not in _VOID and (tag in _BLOCKS or tag in _PLAIN_BLOCKS):
            self._open.append((tag, _BLOCKS.get(tag, self._kind())))
            self._opened[tag] += 1
        self.regions += attribute_regions(self.get_starttag_text() or "", self._at())

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _UNSEEN:
            return
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in _UNSEEN:
            self._unseen = max(0, self._unseen - 1)
        if tag in _BLOCKS or tag in _PLAIN_BLOCKS:
            self.end_block()
            while self._opened[tag]:
                last, _ = self._open.pop()
                self._opened[last] -= 1
                if last == tag:
                    break

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            start = self._at()
            self._builder.add(data, start, start + len(data))

    def handle_entityref(self, name: str) -> None:
        self._reference(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self._reference(f"&#{name};")

    def _reference(self, written: str) -> None:
        start = self._at()
        ends_in_semicolon = self._piece.startswith(";", start - self._offset + len(written) - 1)
        length = len(written) if ends_in_semicolon else len(written) - 1
        if not self._unseen:
            self._builder.add(html.unescape(written), start, start + length)

    def handle_comment(self, data: str) -> None:
        """Well formed, or what browsers take for a comment: `<!note>`, `<?note>`, a comment that nothing closes."""
        start = self._at() - self._offset
        written = f"<!--{data}-->"
        if not self._piece.startswith(written, start):
            start, written = self._piece.find(data, start), data
        if written.strip():
            self.regions.append(whole(RegionKind.COMMENT, written, self._offset + start))

    # The library asks these where something ends that begins at a place; a negative answer: nowhere.

    def parse_starttag(self, i: int) -> int:
        return self._bounded(i, super().parse_starttag(i))

    def parse_endtag(self, i: int) -> int:
        return self._bounded(i, super().parse_endtag(i))

    def parse_comment(self, i: int, report: bool = True) -> int:
        return self._bounded(i, super().parse_comment(i, report))

    def parse_pi(self, i: int) -> int:
        return self._bounded(i, super().parse_pi(i))

    def parse_html_declaration(self, i: int) -> int:
        place = self.lineno, self.offset
        try:
            return self._bounded(i, super().parse_html_declaration(i))
        except AssertionError:  # `<![` without a name that the library knows
            self.lineno, self.offset = place
            return self._bounded(i, self.parse_bogus_comment(i))

    def _bounded(self, start: int, end: int) -> int:
        if end < 0:
            self._in_vain += len(self.rawdata) - start
            if self._in_vain > _MOST_IN_VAIN:
                raise DraftError("has too many tags or comments that nothing closes", hint="write &lt; for <")
        return end

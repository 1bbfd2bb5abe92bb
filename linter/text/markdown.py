"""Markdown: CommonMark with tables, footnotes, strikethrough and task lists, as pyromark parses it, raw HTML included.

Used for Markdown files, and for what other formats hold of it: MDX, the cells of a notebook.

pyromark gives the byte range of every piece of inline text; here they become code points, once, in order.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pyromark

from linter.model import Region, RegionKind, Span
from linter.text.regions import RegionBuilder, whole

_OPTIONS = (
    pyromark.Options.ENABLE_TABLES
    | pyromark.Options.ENABLE_FOOTNOTES
    | pyromark.Options.ENABLE_STRIKETHROUGH
    | pyromark.Options.ENABLE_TASKLISTS
)
_PARSER = pyromark.Markdown(options=_OPTIONS)
_BLOCKS = {
    "Paragraph": RegionKind.PARAGRAPH,
    "Heading": RegionKind.HEADING,
    "Item": RegionKind.LIST,
    "TableHead": RegionKind.TABLE,
    "TableRow": RegionKind.TABLE,
    "CodeBlock": RegionKind.CODE,
}
_KINDS_OF_THEIR_OWN = ("CodeBlock", "Heading", "TableHead", "TableRow")
_INLINE = frozenset(("Emphasis", "Strong", "Strikethrough", "Link", "Image", "Superscript", "Subscript"))
_EMPHASES = {"Emphasis": 1, "Strong": 2}  # and how many marks it has at each end
_CONTAINERS = {"BlockQuote": RegionKind.QUOTE, "Item": RegionKind.LIST}


def markdown_regions(source: str, start: int = 0) -> list[Region]:
    """The regions of a Markdown body that begins at `start`, in source order."""
    body = source[start:]
    reader = _Reader(source, body, start)
    for event, span in _PARSER.events_with_range(body):
        reader.take(event, span["start"], span["end"])
    reader.end_region()
    reader.regions += _reference_addresses(reader, body)
    return sorted(reader.regions, key=lambda region: (region.block.start, region.segments[0].source.start))


def _reference_addresses(reader: _Reader, body: str) -> Iterator[Region]:
    for definition in _PARSER.reference_definitions(body).values():
        span = definition["span"]
        written = reader.slice(span["start"], span["end"])
        at = written.find("]:") + 2
        start = reader.offset(span["start"]) + at + len(written[at:]) - len(written[at:].lstrip(" \n<"))
        address = definition["dest"]
        if address and reader.source.startswith(address, start):
            yield whole(RegionKind.LINK, address, start)


class _Reader:
    def __init__(self, source: str, body: str, start: int) -> None:
        self.source, self.regions = source, list[Region]()
        self._start = start
        self._ascii = body.isascii()
        self._bytes = b"" if self._ascii else body.encode()
        self._known = (0, 0)  # a byte offset and its code point offset: events come nearly in order
        self._builder = RegionBuilder()
        self._kinds: list[RegionKind] = []  # of what is open; all that stands in a quotation is one
        self._depth = 0
        self._block = Span(start, start)  # the outermost block: all of a list, not an item of it
        self._links: list[tuple[str, int]] = []
        self._hidden: list[int] = []  # of each emphasis that is open, how many of its marks hide letters
        self._around: list[RegionBuilder] = []
        self._last_end = 0
        self._html: tuple[int, int] | None = None

    def offset(self, byte: int) -> int:
        """The code point offset, in the source, of a byte offset in the body."""
        if self._ascii:
            return self._start + byte
        known_byte, known_point = self._known
        if byte >= known_byte:
            point = known_point + len(self._bytes[known_byte:byte].decode())
        else:
            point = known_point - len(self._bytes[byte:known_byte].decode())
        self._known = (byte, point)
        return self._start + point

    def slice(self, start: int, end: int) -> str:
        return self.source[self.offset(start) : self.offset(end)]

    def take(self, event: Any, start: int, end: int) -> None:
        if event == "SoftBreak" or event == "HardBreak":
            self._add("\n", start, start + 1)
        elif isinstance(event, str):
            return
        else:
            ((name, value),) = event.items()
            match name:
                case "Start":
                    self._begin(value, start, end)
                case "End":
                    self._finish(value, end)
                case "Text":
                    self._add(value, start, end)
                case "Code":
                    self._code(value, start, end)
                case "Html":
                    self._html = (self._html[0] if self._html else start, end)
                case "InlineHtml":
                    self._inline_html(value, start)

    def _add(self, text: str, start: int, end: int) -> None:
        self._builder.add(text, self.offset(start), self.offset(end))
        self._last_end = max(self._last_end, end)

    def _code(self, value: str, start: int, end: int) -> None:
        """Inline code reads as part of its sentence; the marks around it are not shown."""
        written = self.slice(start, end)
        at = written.find(value)
        if at < 0:
            self._add(value, start, end)
            return
        begin = self.offset(start) + at
        self._builder.add(value, begin, begin + len(value))
        self._last_end = max(self._last_end, end)

    def _begin(self, tag: Any, start: int, end: int) -> None:
        name, value = (tag, {}) if isinstance(tag, str) else next(iter(tag.items()))
        if name in ("Link", "Image"):
            self._links.append((value["dest_url"], end))
            self._last_end = start
            if name == "Image":
                self._around.append(self._builder)
                self._builder = RegionBuilder()
        elif name in _EMPHASES:
            self._hidden.append(self._hides_letters(start, end, _EMPHASES[name]))
            self._hide(start)
        elif name == "TableCell":
            self._builder.joint(" | ")
        elif name == "HtmlBlock":
            self.end_region()
            self._html = None
        elif name in _BLOCKS or name in _CONTAINERS:
            self.end_region()
            if name in _CONTAINERS or name in _KINDS_OF_THEIR_OWN:
                self._kinds.append(self._inside(_CONTAINERS.get(name) or _BLOCKS[name]))
        if name not in _INLINE:
            if not self._depth:
                self._block = Span(self.offset(start), self.offset(end))
            self._depth += 1

    def _finish(self, tag: Any, end: int) -> None:
        name = tag if isinstance(tag, str) else next(iter(tag))
        if name in ("Link", "Image"):
            if name == "Image":
                self._end_alt(end)
            self._address(*self._links.pop())
        elif name in _EMPHASES:
            self._hide(end - self._hidden[-1])
            self._hidden.pop()
        elif name == "HtmlBlock" and self._html is not None:
            first, last = self.offset(self._html[0]), self.offset(self._html[1])
            from linter.text.markup import html_regions

            self.regions += html_regions(self.source, first, last)
            self._html = None
        elif name in _BLOCKS or name in _CONTAINERS:
            self.end_region()
            if (name in _CONTAINERS or name in _KINDS_OF_THEIR_OWN) and self._kinds:
                self._kinds.pop()

        if name not in _INLINE:
            self._depth -= 1

    def _hides_letters(self, start: int, end: int, marks: int) -> int:
        """How many marks at each end of an emphasis hide a letter: all where both ends stand within Latin words, as in
        c*ck and d*ck, else none."""
        first, last = self.offset(start), self.offset(end)
        beside = (first - 1, first + marks, last - marks - 1, last)
        letters = [self.source[max(at, 0) : at + 1] for at in beside]
        return marks if all(letter.isascii() and letter.isalpha() for letter in letters) else 0

    def _hide(self, start: int) -> None:
        if self._hidden[-1]:
            self._add("*" * self._hidden[-1], start, start + self._hidden[-1])

    def _inside(self, kind: RegionKind) -> RegionKind:
        """What a block of a kind is where it stands: in a quotation it is one, unless it is code."""
        is_quoted = bool(self._kinds) and self._kinds[-1] is RegionKind.QUOTE
        return RegionKind.QUOTE if is_quoted and kind is not RegionKind.CODE else kind

    def end_region(self) -> None:
        region = self._builder.close(self._kinds[-1] if self._kinds else RegionKind.PARAGRAPH, self._block)
        if region is not None:
            self.regions.append(region)

    def _end_alt(self, end: int) -> None:
        alt = self._builder.close(RegionKind.ALT, self._block)
        if alt is not None:
            self.regions.append(alt)
        self._builder = self._around.pop()

    def _address(self, address: str, end: int) -> None:
        """The destination of an inline link stands between the end of its text and the end of the link."""
        start, stop = self.offset(self._last_end), self.offset(end)
        written = self.source[start:stop]
        at = written.find("](")
        skipped = at + 2 + len(written[at + 2 :]) - len(written[at + 2 :].lstrip(" \n<")) if at >= 0 else -1
        if address and skipped >= 0 and written.startswith(address, skipped):
            self.regions.append(whole(RegionKind.LINK, address, start + skipped))

    def _inline_html(self, value: str, start: int) -> None:
        at = self.offset(start)
        if value.startswith("<!--"):
            self.regions.append(whole(RegionKind.COMMENT, value, at))
        elif value[:3].lower() == "<br":
            self._builder.joint("\n")
        else:
            from linter.text.markup import attribute_regions

            self.regions += attribute_regions(value, at)

"""WordPress exports (WXR): RSS in which each item is a post and its content is HTML.

Expat says at which byte each piece of text begins. The comments of a blog's readers are no draft and are left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from xml.parsers import expat

import regex

from linter.errors import DraftError
from linter.model import Body, Region, RegionKind
from linter.text.markup import html_regions
from linter.text.regions import whole
from linter.text.templating import without_tags
from linter.text.view import View

_CONTENT = "content:encoded"
_VALUES = {
    "title": (RegionKind.TITLE, "title"),
    "description": (RegionKind.META, "description"),
    "excerpt:encoded": (RegionKind.META, "excerpt"),
    "category": (RegionKind.META, "tags"),
    "dc:creator": (RegionKind.FIELD, "author"),
    "wp:meta_value": (RegionKind.FIELD, "custom field"),
    "wp:post_password": (RegionKind.FIELD, "password"),
}
_EMPTY_LINE = regex.compile(r"\n[ \t]*\n")
_HAS_BLOCKS = regex.compile(r"<p\b|<!-- wp:")


def read_wordpress(source: str, start: int = 0) -> Body:
    """Raises DraftError, with the line, for what is not well-formed."""
    reader = _Reader(source)
    reader.read()
    return Body.of(reader.regions, reader.meta)


class _Reader:
    def __init__(self, source: str) -> None:
        self.regions: list[Region] = []
        self.meta: dict[str, str] = {}
        self._bytes = source.encode("utf-8", "surrogatepass")
        self._known = (0, 0)  # a byte offset and its code point offset: events come in order
        self._pieces: list[tuple[str, int, int]] = []
        self._is_literal = False  # inside CDATA an ampersand is one
        self._parser = expat.ParserCreate("utf-8")
        self._parser.StartElementHandler = lambda name, attributes: self._pieces.clear()
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._text
        self._parser.StartCdataSectionHandler = lambda: self._literally(True)
        self._parser.EndCdataSectionHandler = lambda: self._literally(False)
        self._parser.StartDoctypeDeclHandler = self._refuse

    def read(self) -> None:
        try:
            self._parser.Parse(self._bytes, True)
        except expat.ExpatError as problem:
            reason = expat.errors.messages[problem.code]
            raise DraftError(f"is not a well-formed export: {reason}", line=problem.lineno) from None

    def _refuse(self, *_: object) -> None:
        raise DraftError("has a document type, which no WordPress export has", hint="export it again from WordPress")

    def _point(self, byte: int) -> int:
        known_byte, known_point = self._known
        point = known_point + len(self._bytes[known_byte:byte].decode("utf-8", "surrogatepass"))
        self._known = (byte, point)
        return point

    def _text(self, text: str) -> None:
        """A piece as it is written, or what a reference or a line break stands for."""
        at = self._parser.CurrentByteIndex
        if self._bytes[at : at + 1] == b"&" and not self._is_literal:
            end = self._bytes.index(b";", at) + 1
        elif text == "\n":
            end = at + (2 if self._bytes.startswith(b"\r\n", at) else 1)
        else:
            end = at + len(text.encode("utf-8", "surrogatepass"))
        self._pieces.append((text, self._point(at), self._point(end)))

    def _literally(self, is_literal: bool) -> None:
        self._is_literal = is_literal

    def _end(self, name: str) -> None:
        view = View.of(self._pieces)
        self._pieces.clear()
        if not view.text.strip():
            return
        if name == _CONTENT:
            self.regions += view.regions(_post(view.text))
        elif name in _VALUES:
            kind, key = _VALUES[name]
            self.meta.setdefault(key, view.text.strip())
            self.regions += view.regions([whole(kind, view.text, 0, key)])


def _post(text: str) -> Iterator[Region]:
    """The regions of a post. Without tags for paragraphs, empty lines part them, as WordPress shows it."""
    view, tags = without_tags(text, is_page=True)
    yield from tags
    at = 0
    for gap in _EMPTY_LINE.finditer(view.text) if not _HAS_BLOCKS.search(view.text) else ():
        yield from view.regions(html_regions(view.text, at, gap.start()))
        at = gap.end()
    yield from view.regions(html_regions(view.text, at))

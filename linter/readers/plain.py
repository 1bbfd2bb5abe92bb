"""Plain text: a paragraph is what stands between blank lines. Comments of the form <!-- … --> may carry a
suppression."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from linter.model import Body, Region, RegionKind
from linter.text.regions import whole

_PARAGRAPH = regex.compile(r"\S(?:[^\n]*+\n(?![ \t\r]*\n))*+[^\n]*")
_COMMENT = regex.compile(r"<!--.*?-->", regex.DOTALL)


def read_plain(source: str, start: int = 0) -> Body:
    return Body.of(_regions(source, start))


def _regions(source: str, start: int) -> Iterator[Region]:
    for paragraph in _PARAGRAPH.finditer(source, start):
        at = paragraph.start()
        for comment in _COMMENT.finditer(paragraph.group()):
            yield from _text(source, at, paragraph.start() + comment.start())
            yield whole(RegionKind.COMMENT, comment.group(), paragraph.start() + comment.start())
            at = paragraph.start() + comment.end()
        yield from _text(source, at, paragraph.end())


def _text(source: str, start: int, end: int) -> Iterator[Region]:
    text = source[start:end].rstrip("\r\n")
    if text.strip():
        yield whole(RegionKind.PARAGRAPH, text, start)

"""Commit messages: a subject and paragraphs. What git strips before it commits is no part of one: lines that begin with
its comment mark, and all from the scissors on.

The message itself shows which mark `core.commentChar` has chosen: git's instructions stand at its end. Where no editor
was used there are none, and `#12` at the start of a line is prose. The address behind a name in a trailer
(`Co-authored-by: …`) is how git says who it was, and is not read.
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

from linter.model import Body, Region, RegionKind
from linter.text.regions import whole

_LINE = regex.compile(r"(?P<text>[^\r\n]*+)(?:\r\n|\r|\n|\Z)")
_SCISSORS = regex.compile(r"^\S{1,9} -{24} >8 -{24}[ \t]*\r?$", regex.MULTILINE)
_INSTRUCTION = regex.compile(r"(?P<mark>[#;@!$%^&|:])(?:[ \t].*)?")
_TRAILER = regex.compile(r"(?P<name>(?:(?:[A-Za-z]++-)++by|Cc):[^<>]*)<[^<>\s@]++@[^<>\s@]++>[ \t]*")


def read_commit(source: str, start: int = 0) -> Body:
    return Body(tuple(_regions(source, start)))


def _regions(source: str, start: int) -> Iterator[Region]:
    kind = RegionKind.TITLE
    for begin, end in _pieces(source, start):
        yield whole(kind, source[begin:end], begin)
        kind = RegionKind.PARAGRAPH


def _pieces(source: str, start: int) -> Iterator[tuple[int, int]]:
    """Where prose stands: paragraphs, and trailers that name a person, as far as the name goes."""
    scissors = _SCISSORS.search(source, start)
    lines = list(_LINE.finditer(source, start, scissors.start() if scissors else len(source)))
    mark = _comment_mark([line["text"] for line in lines])
    begin = end = -1
    for line in lines:
        trailer = _TRAILER.fullmatch(line["text"])
        if line["text"].strip() and not trailer and not (mark and line["text"].startswith(mark)):
            begin, end = line.start() if begin < 0 else begin, line.end("text")
            continue
        if begin >= 0:
            yield begin, end
        begin = -1
        if trailer:
            yield line.start(), line.start() + len(trailer["name"].rstrip())
    if begin >= 0:
        yield begin, end


def _comment_mark(lines: list[str]) -> str:
    """What git's instructions at the end of a message begin with; empty where there are none."""
    written = [line for line in lines if line.strip()]
    instruction = _INSTRUCTION.fullmatch(written[-1]) if written else None
    if instruction is None or all(line.startswith(instruction["mark"]) for line in written):
        return ""
    return str(instruction["mark"])

"""A value and the way it is written, side by side: quotes, folded lines and escapes are stepped over."""

from __future__ import annotations

import re

from linter.model import Segment, Span

_ESCAPE = re.compile(r"\\(?:u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|x[0-9a-fA-F]{2}|\r?\n[ \t]*|.)", re.DOTALL)


def align(value: str, written: str, start: int, *, escapes: bool, doubled: bool) -> tuple[Segment, ...]:
    """The segments of a value that is written with escapes (`\\n`), or with its quotes doubled."""
    segments: list[Segment] = []
    at = 1 if written[:1] in "\"'" else 0
    if written[:1] in "|>":
        at = written.find("\n") + 1
    for index, char in enumerate(value):
        if char.isspace():
            begin = at
            while at < len(written) and written[at].isspace():
                at += 1
            segments.append(Segment(Span(index, index + 1), Span(start + begin, start + max(at, begin))))
            continue
        while at < len(written) and written[at].isspace():
            at += 1
        step = 1
        if escapes and written[at : at + 1] == "\\" and (escape := _ESCAPE.match(written, at)):
            step = len(escape.group())
        elif doubled and written[at : at + 2] == "''":
            step = 2
        segments.append(
            Segment(Span(index, index + 1), Span(start + min(at, len(written)), start + min(at + step, len(written))))
        )
        at += step
    return _merged(segments)


def _merged(segments: list[Segment]) -> tuple[Segment, ...]:
    merged: list[Segment] = []
    for piece in segments:
        last = merged[-1] if merged else None
        if last is not None and last.is_exact and piece.is_exact and last.source.end == piece.source.start:
            merged[-1] = Segment(last.text.joined(piece.text), last.source.joined(piece.source))
        else:
            merged.append(piece)
    return tuple(merged)

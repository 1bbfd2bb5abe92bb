"""A draft's text with its findings marked in it, however they overlap: cut wherever a finding or a line ends."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Protocol

from linter.model import Span

_LINE_END = re.compile(r"\r\n|\r|\n")


class Marked(Protocol):
    """What stands over a span of the text."""

    @property
    def span(self) -> Span: ...


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a line under the same findings; `begins` are those whose first piece this is. Both are indexes."""

    text: str
    under: tuple[int, ...]
    begins: tuple[int, ...]


def lines(text: str, findings: Sequence[Marked]) -> Iterator[list[Piece]]:
    """The lines of a text, each in pieces, without the characters that end them. What ends a text begins no line."""
    ends = [match.span() for match in _LINE_END.finditer(text)]
    breaks = dict(ends)
    cuts = {0, len(text)} | {offset for pair in ends for offset in pair}
    cuts |= {offset for finding in findings for offset in (finding.span.start, finding.span.end)}
    line: list[Piece] = []
    skipped_to = 0
    for start, end, under, begins in _stretches(sorted(cuts), findings):
        if start in breaks:
            yield line
            line, skipped_to = [], breaks[start]
        if start >= skipped_to:
            line.append(Piece(text[start:end], under, begins))
    if line:
        yield line


def _stretches(
    cuts: Sequence[int], findings: Sequence[Marked]
) -> Iterator[tuple[int, int, tuple[int, ...], tuple[int, ...]]]:
    """From cut to cut: what stands over the stretch, and what begins with it."""
    starting: dict[int, list[int]] = defaultdict(list)
    ending: dict[int, list[int]] = defaultdict(list)
    for index, finding in enumerate(findings):
        starting[finding.span.start].append(index)
        ending[finding.span.end].append(index)
    over: dict[int, None] = {}
    for start, end in pairwise(cuts):
        for index in ending[start]:
            over.pop(index)
        over |= dict.fromkeys(starting[start])
        yield start, end, tuple(over), tuple(starting[start])

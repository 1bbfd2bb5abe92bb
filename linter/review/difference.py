"""What changed between two texts, as a person reads it: line by line, and word by word in a line that changed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from linter.review.alignment import Step, steps

_CONTEXT = 3  # unchanged lines that stay beside a change
_WORDS = re.compile(r"\s+|\S+")


@dataclass(frozen=True, slots=True)
class Piece:
    """`kind` is kept, removed or added."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Change:
    """A line: kept, removed, added, or changed; or `count` kept lines that are skipped."""

    kind: str
    pieces: tuple[Piece, ...] = ()
    count: int = 0


def difference(before: str, after: str, context: int = _CONTEXT) -> tuple[Change, ...]:
    """Nothing, where the texts are the same."""
    if before == after:
        return ()
    return tuple(_folded(list(_changes(before.split("\n"), after.split("\n"))), context))


def _changes(before: Sequence[str], after: Sequence[str]) -> Iterator[Change]:
    for step in steps(before, after):
        old, new = before[step.old], after[step.new]
        if step.is_kept:
            yield from (_line("kept", line) for line in old)
            continue
        both = min(len(old), len(new))
        for one, other in zip(old[:both], new[:both], strict=True):
            yield from _replaced(one, other)
        yield from (_line("removed", line) for line in old[both:])
        yield from (_line("added", line) for line in new[both:])


def _line(kind: str, text: str) -> Change:
    return Change(kind, (Piece(kind, text),) if text else ())


def _replaced(before: str, after: str) -> Iterator[Change]:
    """One changed line where most of it stayed, else the old one and the new one."""
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    found = list(steps(old, new))
    kept = sum(len("".join(old[step.old]).strip()) for step in found if step.is_kept)
    if kept * 2 >= max(len(before.strip()), 1):
        yield Change("changed", tuple(_pieces(found, old, new)))
    else:
        yield _line("removed", before)
        yield _line("added", after)


def _pieces(found: Sequence[Step], old: Sequence[str], new: Sequence[str]) -> Iterator[Piece]:
    for step in found:
        removed, added = "".join(old[step.old]), "".join(new[step.new])
        if step.is_kept:
            yield Piece("kept", removed)
            continue
        if removed:
            yield Piece("removed", removed)
        if added:
            yield Piece("added", added)


def _folded(changes: Sequence[Change], context: int) -> Iterator[Change]:
    """Without the kept lines that are far from any change, but for their number."""
    near: set[int] = set()
    for at, change in enumerate(changes):
        if change.kind != "kept":
            near.update(range(at - context, at + context + 1))
    skipped = 0
    for at, change in enumerate(changes):
        if at in near:
            if skipped:
                yield Change("skipped", count=skipped)
            skipped = 0
            yield change
        else:
            skipped += 1
    if skipped:
        yield Change("skipped", count=skipped)

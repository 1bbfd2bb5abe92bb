"""Which parts of two sequences are the same, in a time that grows little faster than they do.

What stands once on each side is matched first, in the longest order that both have: the patience diff of Bram Cohen.
`difflib`, whose time is quadratic, sees only what is left between, and nothing of it where that is long.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

_LONGEST_GAP = 64  # items on a side


@dataclass(frozen=True, slots=True)
class Step:
    """A part of both sides that is the same, or what stands in the place of the other. Either may be empty."""

    old: slice
    new: slice
    is_kept: bool


def steps(old: Sequence[str], new: Sequence[str]) -> Iterator[Step]:
    """Both sequences from their beginning to their end."""
    kept: Step | None = None
    for step in _matched(old, new):
        if kept is not None and step.is_kept:  # what follows each other is one
            kept = Step(slice(kept.old.start, step.old.stop), slice(kept.new.start, step.new.stop), True)
            continue
        if kept is not None:
            yield kept
        kept = step if step.is_kept else None
        if kept is None:
            yield step
    if kept is not None:
        yield kept


def _matched(old: Sequence[str], new: Sequence[str]) -> Iterator[Step]:
    head = _common(old, new)
    tail = _common(old[head:][::-1], new[head:][::-1])
    yield from _kept(0, 0, head)
    at, new_at = head, head
    ends = (len(old) - tail, len(new) - tail)
    for one, other in _anchors(old[at : ends[0]], new[new_at : ends[1]]):
        yield from _between(old, new, slice(at, one + head), slice(new_at, other + head))
        yield from _kept(one + head, other + head, 1)
        at, new_at = one + head + 1, other + head + 1
    yield from _between(old, new, slice(at, ends[0]), slice(new_at, ends[1]))
    yield from _kept(*ends, tail)


def _common(old: Sequence[str], new: Sequence[str]) -> int:
    """How many are the same from the beginning."""
    most = min(len(old), len(new))
    return next((at for at in range(most) if old[at] != new[at]), most)


def _kept(at: int, new_at: int, length: int) -> Iterator[Step]:
    if length:
        yield Step(slice(at, at + length), slice(new_at, new_at + length), True)


def _between(old: Sequence[str], new: Sequence[str], part: slice, new_part: slice) -> Iterator[Step]:
    """What stands between two anchors."""
    some, others = old[part], new[new_part]
    if not some and not others:
        return
    if max(len(some), len(others)) > _LONGEST_GAP:
        yield Step(part, new_part, False)
        return
    for tag, start, end, new_start, new_end in SequenceMatcher(None, some, others, autojunk=False).get_opcodes():
        yield Step(
            slice(part.start + start, part.start + end),
            slice(new_part.start + new_start, new_part.start + new_end),
            tag == "equal",
        )


def _anchors(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """Places of what stands once on each side: of these the most that keep their order on both."""
    counts, new_counts = Counter(old), Counter(new)
    places = {item: at for at, item in enumerate(new) if new_counts[item] == 1}
    pairs = [(at, places[item]) for at, item in enumerate(old) if counts[item] == 1 and item in places]
    ends: list[int] = []  # the lowest place on which a chain of each length ends
    chains: list[tuple[tuple[int, int], int]] = []  # each pair, and which was the last of the chain before it
    lasts: list[int] = []
    for pair in pairs:
        length = bisect_left(ends, pair[1])
        chains.append((pair, lasts[length - 1] if length else -1))
        ends[length : length + 1] = [pair[1]]
        lasts[length : length + 1] = [len(chains) - 1]
    found, at = [], lasts[-1] if lasts else -1
    while at >= 0:
        pair, at = chains[at]
        found.append(pair)
    return found[::-1]

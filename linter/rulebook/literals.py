"""What must stand in a text for a regular expression to match at all: a cheap first look that loses nothing.

Python's own parser reads the expression; one that it can't read, or that needs no letters, gets no first look.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from linter.text.readymade import parsed

_MOST = 600
Literals = frozenset[str]


def required_literals(pattern: str) -> tuple[tuple[str, ...], ...]:
    """Groups of strings: of each group one stands in every match, or right beside it. The shortest groups first."""
    tree = parsed(pattern).tree
    found = [] if tree is None else _of_sequence(tree)
    return tuple(sorted({tuple(sorted(group)) for group in found if len(group) <= _MOST}, key=lambda g: (len(g), g)))


def _of_sequence(items: Iterable[Any]) -> list[Literals]:
    """What the parts of a sequence require, each for itself."""
    found: list[Literals] = []
    run = ""
    for operation, argument in items:
        if str(operation) == "LITERAL":
            run += chr(argument)
            continue
        if run:
            found.append(frozenset({run}))
            run = ""
        found += _of_part(str(operation), argument)
    return [*found, frozenset({run})] if run else found


def _of_part(operation: str, argument: Any) -> list[Literals]:
    if operation == "SUBPATTERN":
        return _of_sequence(argument[-1]) if not argument[1] & re.IGNORECASE else []
    if operation in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
        return _of_sequence(argument[2]) if argument[0] else []
    if operation == "ATOMIC_GROUP":
        return _of_sequence(argument)
    if operation == "ASSERT":  # what looks ahead or behind must stand there too
        return _of_sequence(argument[1])
    if operation == "BRANCH":
        branches = [_of_sequence(branch) for branch in argument[1]]
        return [frozenset().union(*map(_best, branches))] if all(branches) else []
    return []


def _best(groups: Iterable[Literals]) -> Literals:
    """The group that is easiest to look for: long words, and few."""
    return max(groups, key=lambda group: (min(map(len, group)), -len(group)))

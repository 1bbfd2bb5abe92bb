"""What must stand in a text for a regular expression to match at all: a cheap first look that loses nothing.

Python's own parser reads the expression; one that it can't read, or that needs no letters, gets no first look.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

_MOST = 60
Literals = frozenset[str]


def required_literals(pattern: str) -> tuple[str, ...]:
    """Strings of which one stands in every match; none if nothing can be said."""
    try:
        parser: Any = re._parser  # type: ignore[attr-defined]
        found = _of_sequence(parser.parse(pattern))
    except (re.error, RecursionError, AttributeError, OverflowError):
        return ()
    return tuple(sorted(found)) if found and len(found) <= _MOST else ()


def _of_sequence(items: Iterable[Any]) -> Literals | None:
    """Of all that the parts of a sequence require, what is easiest to look for: long words, and few."""
    choices: list[Literals] = []
    run = ""
    for operation, argument in items:
        if str(operation) == "LITERAL":
            run += chr(argument)
            continue
        if run:
            choices.append(frozenset({run}))
            run = ""
        found = _of_part(str(operation), argument)
        if found:
            choices.append(found)
    if run:
        choices.append(frozenset({run}))
    good = [
        choice for choice in choices if min(map(len, choice)) > 1 or any("가" <= c <= "힣" for c in next(iter(choice)))
    ]
    return min(good or choices, key=lambda choice: (-min(map(len, choice)), len(choice)), default=None)


def _of_part(operation: str, argument: Any) -> Literals | None:
    if operation == "SUBPATTERN":
        return _of_sequence(argument[-1]) if not argument[1] & re.IGNORECASE else None
    if operation in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
        return _of_sequence(argument[2]) if argument[0] else None
    if operation == "ATOMIC_GROUP":
        return _of_sequence(argument)
    if operation == "BRANCH":
        branches = [_of_sequence(branch) for branch in argument[1]]
        return frozenset().union(*branches) if all(branches) else None  # type: ignore[arg-type]
    return None

"""Whether a regular expression is tame: Python's own `re`, which compiles in a third of the time but knows no timeout,
may then try it on a short text. Tame is what repeats without limit nothing but single characters, so that no text makes
it try the same stretch in exponentially many ways."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from linter.text.readymade import parsed

_SINGLE = ("LITERAL", "NOT_LITERAL", "IN", "ANY", "CATEGORY")
_REPEATS = ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT")
_NESTED = re.compile(r"[+*}][^()]*\)+[+*{]")  # a repeat at whose end stands another: (a+)+
_MANY = 5000  # characters: `regex` comes to an end on a few
_SECONDS_OF_PATIENCE = 0.5
_MOST_TIMES = 12  # of a repeat that has a limit


def is_tame(pattern: str) -> bool:
    """False too where `re` can't read the expression, or would read it otherwise one day."""
    known = parsed(pattern)
    return known.is_sure and all(map(_is_tame, known.tree))


def runaway_text(pattern: str) -> str:
    """A text on which the expression tries the same stretch in so many ways that it comes to no end; empty if none of
    ours does that. An expression that repeats no repeat is not tried. Raises regex.error."""
    import regex

    tried = regex.compile(pattern)
    if not _NESTED.search(pattern):
        return ""
    letters = "".join(sorted({character for character in pattern if character.isalnum()}))
    for character in dict.fromkeys([*letters, *"a가1 "]):
        text = f"{character * _MANY}! {letters}"
        try:
            tried.search(text, timeout=_SECONDS_OF_PATIENCE)
        except TimeoutError:
            return text
    return ""


def _is_tame(part: tuple[Any, Any]) -> bool:
    operation, argument = str(part[0]), part[1]
    if operation in _REPEATS:
        _, most, body = argument
        if len(body) == 1 and str(body[0][0]) in _SINGLE:
            return True
        return most <= _MOST_TIMES and all(map(_is_tame, body))
    return all(map(_is_tame, _parts(argument)))


def _parts(argument: Any) -> Iterable[tuple[Any, Any]]:
    """All operations that stand anywhere in the argument of one."""
    if isinstance(argument, re._parser.SubPattern):  # type: ignore[attr-defined]
        yield from argument
    elif isinstance(argument, (list, tuple)):
        for one in argument:
            yield from _parts(one)

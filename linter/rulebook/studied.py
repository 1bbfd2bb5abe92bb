"""What is found out about a regular expression before it is ever tried. It takes long to find out and is always the
same: what is known of the expressions that we bring is kept, and another configuration studies none of them again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from sys import version_info
from typing import NamedTuple

import regex

from linter.cache import digest, kept
from linter.contents import code_digest
from linter.rulebook.bounded import is_tame
from linter.rulebook.literals import required_literals
from linter.text.readymade import Readymade, readymade

_STUDENTS = ("rulebook/studied.py", "rulebook/bounded.py", "rulebook/literals.py", "text/readymade.py")


class Study(NamedTuple):
    """`literals`: groups of strings, of each of which one stands in every match. `form`: as Python's engine runs it, if
    it is tame and this Python gives it."""

    literals: tuple[tuple[str, ...], ...]
    is_tame: bool
    form: Readymade | None


def study(pattern: str) -> Study:
    """Raises regex.error for what is no regular expression."""
    regex.compile(pattern)
    tame = is_tame(pattern)
    return Study(required_literals(pattern), tame, readymade(pattern) if tame else None)


def studies(patterns: Iterable[str]) -> Mapping[str, Study]:
    """What is known of each pattern, from the cache if all of these were studied before. What is no regular expression
    is left out."""
    asked = sorted(set(patterns))
    key = digest([str(version_info).encode(), code_digest(*_STUDENTS).encode(), *(one.encode() for one in asked)])
    return kept(key, lambda: dict(_studied(asked)))


def _studied(patterns: Iterable[str]) -> Iterable[tuple[str, Study]]:
    for pattern in patterns:
        try:
            yield pattern, study(pattern)
        except regex.error:  # whoever asks about it alone is told
            continue

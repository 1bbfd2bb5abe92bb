"""What a compiled rulebook holds: rules, and words packed so that a clean draft unpacks hardly any.

Apart from what compiles it, since a run that finds its rulebook in the cache needs none of that.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

import regex

from linter.model import Severity
from linter.rulebook.packed import Apart, PackedNumbers, PackedRows
from linter.rulebook.rules import Rule
from linter.text.korean import Tails
from linter.text.particles import Particles
from linter.text.patterns import SECONDS_FOR_A_PATTERN, compiled
from linter.text.readymade import compiled_from

NEEDS_LEFT, NEEDS_RIGHT = 1, 2
_LONGEST_WITHOUT_TIMEOUT = 4000  # characters


class Word(NamedTuple):
    """A compiled entry. `covers` are phrases that excuse a hit inside them, `beside` groups of those that excuse it
    from the same sentence. `rest` is what must follow the anchor of a gapped term."""

    list: str
    term: str
    label: str
    pos: str
    boundary: str
    covers: tuple[str, ...] = ()
    rest: str = ""
    capital: bool = False
    beside: tuple[tuple[str, ...], ...] = ()


class Expression(NamedTuple):
    """A regular-expression row, tried only where each of its `parts` may stand: a part is a group of literals of which
    one stands in or beside every match, and the one scan finds them all. `cased`: in the text as it is written, not in
    lower case."""

    number: int
    list: str
    term: str
    label: str
    pattern: str
    cased: bool = False
    parts: range = range(0)


@dataclass(frozen=True)
class Words:
    """All words of a rulebook, packed. The forms themselves are in the automaton, which knows them by number.

    `owners[form]` are the numbers of the words that a form may be; `edged[form]` says which edges every one of them
    needs, so that most false starts are told by one look at a neighbour: `NEEDS_LEFT` and `NEEDS_RIGHT`, added.
    `disguisable` are the forms that are also looked for under a disguise, with their numbers. `parts[form]` and
    `parts_of_character` are the parts of expressions that a form, or a lone character, stands for.
    """

    owners: PackedNumbers
    edged: bytes
    rows: PackedRows
    groups: PackedRows
    disguisable: PackedRows
    expressions: tuple[Expression, ...]
    parts: PackedNumbers
    parts_of_character: Mapping[str, tuple[int, ...]]

    @cached_property
    def _known(self) -> dict[int, Word]:
        return {}

    @cached_property
    def _known_groups(self) -> dict[int, tuple[str, ...]]:
        return {}

    def __getstate__(self) -> dict[str, Any]:
        return {name: value for name, value in self.__dict__.items() if not name.startswith("_known")}

    def word(self, number: int) -> Word:
        if number not in self._known:
            *values, own, groups = self.rows[number]
            self._known[number] = Word._make((*values, (own, *map(self._group, groups))))
        return self._known[number]

    def _group(self, number: int) -> tuple[str, ...]:
        if number not in self._known_groups:
            self._known_groups[number] = self.groups[number]
        return self._known_groups[number]

    @property
    def disguised_forms(self) -> dict[str, int]:
        return dict(self.disguisable[0])


@dataclass(frozen=True, slots=True)
class TamePatterns:
    """The tame regular expressions of rows and shapes (see `rulebook/bounded.py`), each with a number, as Python's
    engine runs them."""

    numbers: Mapping[str, int]
    forms: PackedRows


class Expressions:
    """The regular-expression rows of a rulebook, by list, and the patterns of rows and shapes, made when they are
    first needed."""

    def __init__(self, rows: Iterable[Expression], tame: TamePatterns) -> None:
        self.by_list: dict[str, list[Expression]] = {}
        for row in rows:
            self.by_list.setdefault(row.list, []).append(row)
        self._tame, self._made = tame, dict[str, re.Pattern[str]]()

    def matches(self, pattern: str, text: str) -> Iterator[re.Match[str] | regex.Match[str]]:
        """The matches in a text. A pattern that is not tame, or a text that is long, is given only so much time.

        Raises TimeoutError.
        """
        if pattern not in self._tame.numbers or len(text) > _LONGEST_WITHOUT_TIMEOUT:
            yield from compiled(pattern).finditer(text, timeout=SECONDS_FOR_A_PATTERN)
            return
        if pattern not in self._made:
            self._made[pattern] = compiled_from(pattern, self._tame.forms[self._tame.numbers[pattern]])
        yield from self._made[pattern].finditer(text)


@dataclass(frozen=True, slots=True)
class Compiled:
    """All of a rulebook that can be stored. `lists` says which word lists each rule looks at."""

    rules: tuple[Rule, ...]
    severities: Mapping[str, Severity]
    kind: str
    words: Words
    tame: TamePatterns
    tails: Tails
    particles: Particles
    disguised: tuple[str, ...]
    automaton: Apart
    lists: Mapping[str, frozenset[str]]
    known_ids: frozenset[str]
    notes: tuple[str, ...]

"""What a compiled rulebook holds: rules, and words packed so that a clean draft unpacks hardly any.

Apart from what compiles it, since a run that finds its rulebook in the cache needs none of that.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

import regex

from linter.model import Severity
from linter.rulebook.packed import Apart, PackedNumbers, PackedRows
from linter.rulebook.rules import Rule
from linter.rulebook.scores import Scored
from linter.text.korean import Tails
from linter.text.particles import Particles
from linter.text.patterns import SECONDS_FOR_A_PATTERN, compiled
from linter.text.readymade import Readymade, compiled_from

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
    one stands in or beside every match, and the one scan finds them all; here the number of the first, and the one
    behind the last. `number` is its pattern's. `cased`: in the text as it is written, not in lower case."""

    number: int
    list: str
    label: str
    cased: bool = False
    first_part: int = 0
    behind_parts: int = 0

    @property
    def parts(self) -> range:
        return range(self.first_part, self.behind_parts)


@dataclass(frozen=True)
class Words:
    """All words of a rulebook, packed. The forms themselves are in the automaton, which knows them by number.

    `owners[form]` are the numbers of the words that a form may be; `edged[form]` says which edges every one of them
    needs, so that most false starts are told by one look at a neighbour: `NEEDS_LEFT` and `NEEDS_RIGHT`, added.
    `disguisable` are the forms that are also looked for under a disguise, with their numbers. `expressed` numbers the
    lists that have regular-expression rows, which `expressions` holds, list by list. `parts[form]` and
    `parts_of_character` are the parts of expressions that a form, or a lone character, stands for.
    """

    owners: PackedNumbers
    edged: bytes
    rows: PackedRows
    groups: PackedRows
    disguisable: PackedRows
    expressed: Mapping[str, int]
    expressions: PackedRows
    parts: PackedNumbers
    parts_of_character: Mapping[str, tuple[int, ...]]

    @cached_property
    def _known(self) -> dict[int, Word]:
        return {}

    @cached_property
    def _known_owned(self) -> dict[int, tuple[tuple[Word, tuple[str, str]], ...]]:
        return {}

    @cached_property
    def _known_characters(self) -> frozenset[str]:
        return frozenset(self.parts_of_character)

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

    def owned(self, form: int) -> tuple[tuple[Word, tuple[str, str]], ...]:
        """The words that a form may be, each with its list and label."""
        if form not in self._known_owned:
            words = map(self.word, self.owners[form])
            self._known_owned[form] = tuple((word, (word.list, word.label)) for word in words)
        return self._known_owned[form]

    @property
    def lone_characters(self) -> frozenset[str]:
        """Those that are parts of expressions."""
        return self._known_characters

    def _group(self, number: int) -> tuple[str, ...]:
        if number not in self._known_groups:
            self._known_groups[number] = self.groups[number]
        return self._known_groups[number]

    def expressions_of(self, name: str) -> list[Expression]:
        """The regular-expression rows of a list."""
        return list(map(Expression._make, self.expressions[self.expressed[name]])) if name in self.expressed else []

    @property
    def disguised_forms(self) -> dict[str, int]:
        return dict(self.disguisable[0])


class Patterns(NamedTuple):
    """The regular expressions of rows, by number, and behind them those of shapes, whose `numbers` are here: each with
    whether it is tame (see `rulebook/bounded.py`), and how Python's engine runs it then."""

    numbers: Mapping[str, int]
    rows: PackedRows


class Expressions:
    """The regular-expression rows of a rulebook, by list, and the patterns of rows and shapes: each made when it is
    first needed."""

    def __init__(self, words: Words, patterns: Patterns) -> None:
        self._words, self._patterns = words, patterns
        self._rows: dict[str, list[Expression]] = {}
        self._known: dict[int, tuple[str, bool, Readymade | None]] = {}
        self._made: dict[int, re.Pattern[str]] = {}

    @property
    def lists(self) -> Collection[str]:
        """The lists that have rows."""
        return self._words.expressed.keys()

    def rows(self, name: str) -> list[Expression]:
        if name not in self._rows:
            self._rows[name] = self._words.expressions_of(name)
        return self._rows[name]

    def pattern(self, number: int) -> str:
        return self._told(number)[0]

    def shape_number(self, pattern: str) -> int:
        return self._patterns.numbers[pattern]

    def matches(self, number: int, text: str) -> Iterator[re.Match[str] | regex.Match[str]]:
        """The matches of a pattern, by its number, in a text. One that is not tame, or a text that is long, is given
        only so much time.

        Raises TimeoutError.
        """
        pattern, is_tame, form = self._told(number)
        if not is_tame or len(text) > _LONGEST_WITHOUT_TIMEOUT:
            return compiled(pattern).finditer(text, timeout=SECONDS_FOR_A_PATTERN)
        if number not in self._made:
            self._made[number] = compiled_from(pattern, form)
        return self._made[number].finditer(text)

    def _told(self, number: int) -> tuple[str, bool, Readymade | None]:
        if number not in self._known:
            self._known[number] = self._patterns.rows[number]
        return self._known[number]


class Compiled(NamedTuple):
    """All of a rulebook that can be stored. `lists` says which word lists each rule looks at."""

    rules: tuple[Rule, ...]
    severities: Mapping[str, Severity]
    kind: str
    words: Words
    patterns: Patterns
    tails: Tails
    particles: Particles
    disguised: tuple[str, ...]
    automaton: Apart
    scores: Scored
    lists: Mapping[str, frozenset[str]]
    known_ids: frozenset[str]
    notes: tuple[str, ...]

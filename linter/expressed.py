"""Where the regular-expression rows of the word lists match in one draft: looked for when a rule asks, and only where
the letters that a row requires stand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

import regex

from linter.model import Hit, Span
from linter.rulebook.compiled import Expression
from linter.rulebook.rules import LITERALS
from linter.scan import Scanned
from linter.text.passage import Passage
from linter.text.patterns import SECONDS_FOR_A_PATTERN, compiled, quickly_compiled

_LONGEST_WITHOUT_TIMEOUT = 4000  # characters


class Expressed:
    """The hits of the rows, by list, label and region. An empty label stands for all."""

    def __init__(self, rows: Mapping[str, Sequence[Expression]], scanned: Scanned, passages: Sequence[Passage]) -> None:
        self._rows, self._scanned, self._passages = rows, scanned, passages
        self._by_label: dict[tuple[str, str], tuple[list[Expression], dict[int, list[Expression]]]] = {}
        self._hits: dict[tuple[str, str, int], list[Hit]] = {}
        self._hits_of_rows: dict[tuple[int, int], list[Hit]] = {}

    def has_rows(self, name: str) -> bool:
        return name in self._rows

    def may_have(self, name: str, label: str) -> bool:
        """False where no row can match anywhere in the draft."""
        if name not in self._rows:
            return False
        anywhere, placed = self._candidates(name, label)
        return bool(anywhere or placed)

    def regions(self, name: str, label: str) -> set[int] | None:
        """The regions in which a row may match; None: any."""
        if name not in self._rows:
            return set()
        anywhere, placed = self._candidates(name, label)
        return None if anywhere else set(placed)

    def hits(self, name: str, label: str, region: int) -> list[Hit]:
        """The hits of the rows in a region, row by row."""
        key = (name, label, region)
        if key not in self._hits:
            anywhere, placed = self._candidates(name, label)
            rows = sorted([*anywhere, *placed.get(region, ())], key=lambda row: row.number)
            self._hits[key] = [hit for row in rows for hit in self._hits_of(row, region)]
        return self._hits[key]

    def _candidates(self, name: str, label: str) -> tuple[list[Expression], dict[int, list[Expression]]]:
        """The rows that may match in any region, and those that may match in some, by region."""
        key = (name, label)
        if key not in self._by_label:
            rows = [row for row in self._rows[name] if not label or row.label == label]
            placed: dict[int, list[Expression]] = {}
            for row in rows:
                for region in self._literals.get(row.number, ()):
                    placed.setdefault(region, []).append(row)
            self._by_label[key] = [row for row in rows if not row.scanned], placed
        return self._by_label[key]

    @cached_property
    def _literals(self) -> dict[int, set[int]]:
        """For each row, by its number, the regions in which its literals stand."""
        found: dict[int, set[int]] = {}
        for region, places in self._scanned.places(LITERALS).items():
            for word, _, _ in places:
                found.setdefault(int(word.term), set()).add(region)
        return found

    def _hits_of(self, row: Expression, region: int) -> list[Hit]:
        key = (row.number, region)
        if key not in self._hits_of_rows:
            passage = self._passages[region]
            text = passage.plain if row.cased else passage.lower
            self._hits_of_rows[key] = _hits_in(row, text, region) if _may_match(row, text) else []
        return self._hits_of_rows[key]


def _may_match(row: Expression, text: str) -> bool:
    """The cheap first look: its letters are there at all."""
    if row.is_korean and text.isascii():
        return False
    return all(any(map(text.__contains__, group)) for group in row.literals)


def _hits_in(row: Expression, text: str, region: int) -> list[Hit]:
    return [
        Hit(row.list, match.group(), row.label, region, Span(*match.span()))
        for match in _matches(row, text)
        if match.end() > match.start()
    ]


def _matches(row: Expression, text: str) -> Iterator[re.Match[str] | regex.Match[str]]:
    if row.is_tame and len(text) <= _LONGEST_WITHOUT_TIMEOUT:
        yield from quickly_compiled(row.pattern).finditer(text)
    else:
        yield from compiled(row.pattern).finditer(text, timeout=SECONDS_FOR_A_PATTERN)

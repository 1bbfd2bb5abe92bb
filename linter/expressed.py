"""Where the regular-expression rows of the word lists match in one draft: looked for when a rule asks, and only where
the letters that a row requires stand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

import regex

from linter.model import Hit, Span
from linter.rulebook.compiled import Expression, Expressions
from linter.scan import Scanned
from linter.text.passage import Passage


class Expressed:
    """The hits of the rows, by list, label and region. An empty label stands for all."""

    def __init__(self, expressions: Expressions, scanned: Scanned, passages: Sequence[Passage]) -> None:
        self._expressions, self._lists = expressions, expressions.lists
        self._scanned, self._passages = scanned, passages
        self._by_label: dict[tuple[str, str], dict[int, list[Expression]]] = {}
        self._regions_of_rows: dict[int, set[int]] = {}
        self._hits: dict[tuple[str, str, int], list[Hit]] = {}
        self._hits_of_rows: dict[tuple[int, int], list[Hit]] = {}

    def has_rows(self, name: str) -> bool:
        return name in self._lists

    def may_have(self, name: str, label: str) -> bool:
        """False where no row can match anywhere in the draft."""
        return name in self._lists and bool(self._candidates(name, label))

    def regions(self, name: str, label: str) -> Iterable[int]:
        """The regions in which a row may match."""
        return self._candidates(name, label) if name in self._lists else ()

    def hits(self, name: str, label: str, region: int) -> list[Hit]:
        """The hits of the rows in a region, row by row."""
        key = (name, label, region)
        if key not in self._hits:
            rows = self._candidates(name, label).get(region, ())
            self._hits[key] = [hit for row in rows for hit in self._hits_of(row, region)]
        return self._hits[key]

    def matches(self, pattern: str, text: str) -> Iterator[re.Match[str] | regex.Match[str]]:
        """Those of a shape's pattern."""
        return self._expressions.matches(self._expressions.shape_number(pattern), text)

    def _candidates(self, name: str, label: str) -> dict[int, list[Expression]]:
        """The rows that may match, by region."""
        key = (name, label)
        if key not in self._by_label:
            placed: dict[int, list[Expression]] = {}
            for row in self._expressions.rows(name):
                if (not label or row.label == label) and self._begins_somewhere(row):
                    for region in self._regions_of(row):
                        placed.setdefault(region, []).append(row)
            self._by_label[key] = placed
        return self._by_label[key]

    def _begins_somewhere(self, row: Expression) -> bool:
        """Of most rows not even the first part stands anywhere."""
        return row.first_part in self._parts or row.first_part == row.behind_parts

    def _regions_of(self, row: Expression) -> set[int]:
        """The regions in which each part of a row may stand."""
        if row.number not in self._regions_of_rows:
            self._regions_of_rows[row.number] = self._shared_by(row.parts) if row.parts else self._everywhere
        return self._regions_of_rows[row.number]

    def _shared_by(self, parts: range) -> set[int]:
        if not all(part in self._parts for part in parts):
            return set()
        regions = self._scanned.regions_with
        return set.intersection(*(set[int]().union(*map(regions, self._parts[part])) for part in parts))

    @cached_property
    def _parts(self) -> dict[int, list[int | str]]:
        return self._scanned.parts()

    @cached_property
    def _everywhere(self) -> set[int]:
        return set(range(len(self._passages)))

    def _hits_of(self, row: Expression, region: int) -> list[Hit]:
        key = (row.number, region)
        if key not in self._hits_of_rows:
            passage = self._passages[region]
            text = passage.plain if row.cased else passage.lower
            self._hits_of_rows[key] = _hits_in(row, self._expressions.matches(row.number, text), region)
        return self._hits_of_rows[key]


def _hits_in(row: Expression, matches: Iterable[re.Match[str] | regex.Match[str]], region: int) -> list[Hit]:
    return [
        Hit(row.list, match.group(part), row.label, region, Span(*match.span(part)))
        for match in matches
        for part in ("value" if "value" in match.re.groupindex else 0,)
        if match.end(part) > match.start(part)
    ]

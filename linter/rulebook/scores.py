"""What words say for a rule and against it: `lexicons/scores.csv`, a row a word, a column a rule, in tenths of a point.

The sum over the traits of a passage (`text/traits.py`), divided by the root of their number, is the logarithm of the
odds that it is what the rule is about: logistic regression. `tests/quality/scores.py` learns the points from the
labelled cases.
"""

from __future__ import annotations

import csv
from collections.abc import Collection, Iterable
from math import sqrt
from pathlib import Path
from typing import NamedTuple

import regex

from linter.errors import LexiconError
from linter.rulebook.packed import PackedRows

_TENTHS = 10
_START = ""  # the row of what every sentence begins with


class Scored(NamedTuple):
    """Points, packed: a row a rule, which `numbers` names, of words with their points. `own`: the words that a company
    brings, and `expressions` its regular expressions."""

    numbers: dict[str, int]
    rows: PackedRows
    own: tuple[str, ...] = ()
    expressions: tuple[str, ...] = ()


class Scores:
    """Points by rule and word, unpacked when a rule is first asked about."""

    def __init__(self, scored: Scored) -> None:
        self._scored = scored
        self._known: dict[str, dict[str, int]] = {}

    def total(self, rule_id: str, found: Collection[str]) -> float:
        """The logarithm of the odds that a passage in which these traits were found is what a rule is about."""
        points = self._points(rule_id)
        total = sum(points.get(trait, 0) for trait in found)
        return (points[_START] + total / sqrt(len(found) or 1)) / _TENTHS

    def has_own_words(self, text: str) -> bool:
        """Whether a company's word stands in the text, of which these points know nothing."""
        return any(word in text for word in self._scored.own) or any(
            regex.search(pattern, text, timeout=1) for pattern in self._scored.expressions
        )

    def _points(self, rule_id: str) -> dict[str, int]:
        if rule_id not in self._known:
            self._known[rule_id] = self._scored.rows[self._scored.numbers[rule_id]]
        return self._known[rule_id]


def read_scores(path: Path, own: Iterable[str] = (), expressions: Iterable[str] = ()) -> Scored:
    """Raises LexiconError with file and line."""
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.reader(file)
        first, *rules = next(reader, [""])
        points: list[dict[str, int]] = [{} for _ in rules]
        for word, *cells in reader:
            for of_rule, cell in zip(points, cells, strict=False):
                if cell:
                    of_rule[word] = _whole(cell, path, reader.line_num)
    if first != "word" or not all(_START in of_rule for of_rule in points):
        message = "the first line must be 'word' and rules, and a row without a word what each begins with"
        raise LexiconError(message, path=path, line=1)
    numbers = {rule: at for at, rule in enumerate(rules)}
    return Scored(numbers, PackedRows.pack(points), tuple(own), tuple(expressions))


def _whole(cell: str, path: Path, line: int) -> int:
    try:
        return int(cell)
    except ValueError:
        raise LexiconError(f"'{cell}' is not a whole number", path=path, line=line) from None

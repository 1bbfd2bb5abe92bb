"""What is known of one draft when the rules judge it: its passages and the hits in them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

import regex

from linter.expressed import Expressed
from linter.model import Certainty, Draft, Hit, RegionKind, Span
from linter.rulebook.compiled import Expressions
from linter.rulebook.rules import ANCHORS, RegionGroup, Rule, Words, named
from linter.rulebook.scores import Scores
from linter.scan import Scanned
from linter.text.language import main_language
from linter.text.passage import Passage

_DIGIT = re.compile("[0-9]")
_LONGEST_NUMBER = 48  # characters, with what may stand between its parts
_PROSE = frozenset(
    {
        RegionKind.TITLE,
        RegionKind.HEADING,
        RegionKind.PARAGRAPH,
        RegionKind.LIST,
        RegionKind.TABLE,
        RegionKind.QUOTE,
        RegionKind.ALT,
        RegionKind.NOTE,
        RegionKind.META,
    }
)
_NOT_BODY = frozenset(
    {
        RegionKind.TITLE,
        RegionKind.META,
        RegionKind.FIELD,
        RegionKind.LINK,
        RegionKind.COMMENT,
        RegionKind.NOTE,
        RegionKind.ALT,
        RegionKind.CODE,
    }
)
_GROUPS: dict[str, frozenset[RegionKind]] = {
    "prose": _PROSE,
    "body": _PROSE - {RegionKind.QUOTE, RegionKind.META, RegionKind.ALT},
    # A disclosure is a line that readers see as one, not a cell, a comment or a line of code.
    "lines": frozenset(RegionKind) - {RegionKind.TABLE, RegionKind.CODE, RegionKind.COMMENT, RegionKind.NOTE},
    "everywhere": frozenset(RegionKind),
}


def _most_within(places: Sequence[int], length: int) -> int:
    """How many of the sorted places lie in the fullest stretch of a length."""
    most = first = 0
    for last, place in enumerate(places):
        while place - places[first] >= length:
            first += 1
        most = max(most, last - first + 1)
    return most


class Verdict(NamedTuple):
    """What a check says of a place, before the engine makes a finding of it. Spans are in the folded text of the
    region.

    `scope`: what was looked at to say so; an open question about a word there may change the verdict. None: the whole
    draft.
    """

    rule: Rule
    region: int
    span: Span
    certainty: Certainty
    scope: Span | None
    label: str = ""


class Evidence:
    """The draft, its passages, and every hit by list. Values only: no file, no rule file, no Kiwi."""

    def __init__(
        self,
        draft: Draft,
        kind: str,
        passages: Sequence[Passage],
        scanned: Scanned,
        expressions: Expressions,
        scores: Scores,
        settle: Callable[[Hit], Hit | None] | None = None,
    ) -> None:
        """`expressions`: the regular-expression rows of each list. `scores`: what words say for a rule. `settle`: what
        is known by now of a hit; None: it is another word."""
        self.draft, self.kind, self.passages, self.scanned, self.scores = draft, kind, passages, scanned, scores
        self._expressed, self._settle = Expressed(expressions, scanned, passages), settle
        self._hits: dict[tuple[str, int], list[Hit]] = {}
        self._possible: dict[Words, bool] = {}
        self._places: dict[Words, set[int]] = {}
        self._literal: dict[tuple[Words, int], list[Hit]] = {}
        self._hits_of: dict[tuple[Words, int], list[Hit]] = {}
        self._regions: dict[Words, set[int]] = {}
        self._titles: dict[tuple[Words, ...], int] = {}
        self._surely: dict[tuple[Words, int, Span], bool] = {}

    def hits(self, name: str, region: int) -> list[Hit]:
        """The hits of a list in a region, found out once."""
        key = (name, region)
        if key not in self._hits:
            found = self.scanned.hits(name, region)
            if self._settle is not None:
                found = [new for hit in found if (new := self._settle(hit))]
            self._hits[key] = found
        return self._hits[key]

    def doubtful(self) -> Iterator[Hit]:
        """The hits, of those that a rule has asked for, that morphology must settle."""
        return (hit for found in self._hits.values() for hit in found if not hit.settled)

    def places(self, words: Words) -> set[int]:
        """The regions in which a plain word of an expression may stand."""
        if words not in self._places:
            lists = (name for name, label in named(words) if self.scanned.may_have(name, label))
            self._places[words] = {region for name in lists for region in self.scanned.places(name)}
        return self._places[words]

    def may_have(self, words: Words) -> bool:
        """False where none of the words can stand anywhere in the draft."""
        if words not in self._possible:
            self._possible[words] = any(
                self.scanned.may_have(name, label) or self._expressed.may_have(name, label)
                for name, label in named(words)
            )
        return self._possible[words]

    def may_stand_in(self, words: Words) -> set[int]:
        """The regions in which one of the words may stand."""
        if words not in self._regions:
            found = self.places(words)
            self._regions[words] = found.union(*(self._expressed.regions(*one) for one in named(words)))
        return self._regions[words]

    def stands_in(self, words: Words, region: int) -> bool:
        """Whether one of the words does stand in a region."""
        return bool(self.hits_of(words, region))

    def hits_of(self, words: Words, region: int) -> list[Hit]:
        """The hits of an expression in a region, regular-expression rows included, in order of place."""
        key = (words, region)
        if key not in self._hits_of:
            found = list(self.literal(words, region))
            for name, label in named(words):
                if self._expressed.has_rows(name):
                    found += self._expressed.hits(name, label, region)
            self._hits_of[key] = sorted(found, key=lambda hit: hit.span.start)
        return self._hits_of[key]

    def matches(self, pattern: str, text: str) -> Iterator[re.Match[str] | regex.Match[str]]:
        """The matches of a shape's pattern in a text. Raises TimeoutError."""
        return self._expressed.matches(pattern, text)

    def regions_with(self, anchors: Sequence[str], digits: int) -> set[int]:
        """The regions in which at least so many digits stand and one of the anchors does (none given: any region)."""
        if not digits and not anchors:
            return set(range(len(self.passages)))
        if not digits:
            return {region for anchor in anchors for region in self._anchored.get(anchor.lower(), ())}
        return {
            region
            for region, count in self._digits.items()
            if count >= digits and (not anchors or any(anchor in self.passages[region].plain for anchor in anchors))
        }

    @cached_property
    def _anchored(self) -> dict[str, set[int]]:
        """For each anchor, in lower case, the regions in which it stands."""
        found: dict[str, set[int]] = {}
        for region, places in self.scanned.places(ANCHORS).items():
            for word, _, _ in places:
                found.setdefault(word.label, set()).add(region)
        return found

    @cached_property
    def _digits(self) -> dict[int, int]:
        """How many digits stand close together, at most, in each region that has any: a number is no table."""
        found: dict[int, int] = {}
        for at, passage in enumerate(self.passages):
            places = [match.start() for match in _DIGIT.finditer(passage.plain)]
            if places:
                found[at] = _most_within(places, _LONGEST_NUMBER)
        return found

    def regions(self, group: RegionGroup) -> list[int]:
        return [index for index, region in enumerate(self.draft.regions) if region.kind in _GROUPS[group]]

    @cached_property
    def body(self) -> list[int]:
        """The regions that are the text itself, in order."""
        return [at for at in range(len(self.passages)) if self.is_body(at)]

    def is_body(self, region: int) -> bool:
        return self.draft.regions[region].kind not in _NOT_BODY

    @cached_property
    def fields(self) -> dict[str, list[int]]:
        """The regions of each front matter key, in lower case."""
        found: dict[str, list[int]] = {}
        for at, region in enumerate(self.draft.regions):
            found.setdefault(region.name.lower(), []).append(at)
        return found

    def is_in(self, region: int, group: RegionGroup) -> bool:
        return self.draft.regions[region].kind in _GROUPS[group]

    def literal(self, words: Words, region: int | None = None) -> list[Hit]:
        """The plain-word hits of an expression, in a region or everywhere."""
        if region is None:
            return [hit for at in sorted(self.places(words)) for hit in self.literal(words, at)]
        key = (words, region)
        if key not in self._literal:
            self._literal[key] = [
                hit
                for name, label in named(words)
                if self.scanned.may_have(name, label)
                for hit in self.hits(name, region)
                if not label or hit.label == label
            ]
        return self._literal[key]

    def within(self, words: Words, region: int, window: Span, *, surely: bool = False) -> list[Hit]:
        """The hits of an expression inside a window, expressions included. `surely`: settled ones only."""
        hits = self.hits_of(words, region)
        found = []
        for at in range(bisect_left(hits, window.start, key=lambda hit: hit.span.start), len(hits)):
            hit = hits[at]
            if hit.span.start >= window.end:
                break
            if hit.span.end <= window.end and (hit.settled or not surely):
                found.append(hit)
        return found

    def any_within(self, several: Iterable[Words], region: int, window: Span) -> bool:
        """Whether any of several expressions surely stands in the window: what excuses must be certain."""
        return any(self._surely_within(words, region, window) for words in several)

    def _surely_within(self, words: Words, region: int, window: Span) -> bool:
        """Found out once: many words of a long sentence ask the same of it."""
        key = (words, region, window)
        if key not in self._surely:
            self._surely[key] = bool(self.within(words, region, window, surely=True))
        return self._surely[key]

    def is_under(self, several: Iterable[Words], region: int) -> bool:
        """Whether any of several expressions stands in the title or in the nearest heading above a region."""
        headings = self._titles_and_headings[1]
        at = bisect_right(headings, region)
        # The first heading of a draft without front matter is its title.
        above = {headings[0], headings[at - 1]} if at else set[int]()
        return self._first_title_with(tuple(several)) <= region or any(self._says(several, one) for one in above)

    def _first_title_with(self, several: tuple[Words, ...]) -> int:
        """The first title in which one of the words stands, found out once; behind the last region: none."""
        if several not in self._titles:
            titles = self._titles_and_headings[0]
            self._titles[several] = next((at for at in titles if self._says(several, at)), len(self.passages))
        return self._titles[several]

    def _says(self, several: Iterable[Words], region: int) -> bool:
        return self.any_within(several, region, Span(0, len(self.passages[region].plain)))

    @cached_property
    def _titles_and_headings(self) -> tuple[list[int], list[int]]:
        kinds = [one.kind for one in self.draft.regions]
        titles = [at for at, kind in enumerate(kinds) if kind is RegionKind.TITLE]
        return titles, [at for at, kind in enumerate(kinds) if kind is RegionKind.HEADING]

    def section_of(self, region: int) -> range | list[int]:
        """The regions under the same heading, with those that speak for the whole draft: all before the first heading
        of the body. What stands there itself has the whole draft for its section."""
        starts, at = self._section_starts, self.section_number(region)
        if not at:
            return range(len(self.passages))
        end = starts[at] if at < len(starts) else len(self.passages)
        return [*range(starts[0]), *range(starts[at - 1], end)]

    def section_number(self, region: int) -> int:
        return bisect_right(self._section_starts, region)

    @cached_property
    def _section_starts(self) -> list[int]:
        kinds = [one.kind for one in self.draft.regions]
        headings = [at for at, kind in enumerate(kinds) if kind is RegionKind.HEADING]
        # The first heading of a draft without front matter is its title.
        return headings if RegionKind.TITLE in kinds else headings[1:]

    @cached_property
    def written_in(self) -> str:
        """`ko` or `en` where the prose is mostly in that language; empty where it is mixed."""
        return main_language(one.text for one in self.draft.regions if one.kind in _PROSE)

    def is_linked(self, region: int) -> bool:
        """Whether an address stands in the lines of a region: a paragraph with a link in it."""
        span = self._source_of(region)
        at = bisect_left(self._addresses, span.start)
        return at < len(self._addresses) and self._addresses[at] < span.end

    @cached_property
    def _addresses(self) -> list[int]:
        """Where addresses begin in the source."""
        kinds = enumerate(one.kind for one in self.draft.regions)
        return sorted(self._source_of(at).start for at, kind in kinds if kind is RegionKind.LINK)

    def _source_of(self, region: int) -> Span:
        one = self.draft.regions[region]
        return one.to_source(Span(0, len(one.text)))

    def stands_in_draft(self, several: Iterable[Words]) -> bool:
        """Whether one of the words surely stands in any line that readers see."""
        return any(
            hit.settled
            for words in several
            for region in self.may_stand_in(words)
            if self.is_in(region, "lines")
            for hit in self.hits_of(words, region)
        )

    def has_expressions(self, words: Words) -> bool:
        """Whether a list of the expression has regular-expression rows."""
        return any(self._expressed.has_rows(name) for name, _ in named(words))

"""Concepts together in one window: the meeting that statements, requirements and metadata rules look for."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from linter.evidence import Evidence
from linter.model import Hit, Span
from linter.rulebook.rules import RegionGroup, Statement, Words


class Meeting(NamedTuple):
    """Where the concepts of a statement stand together."""

    statement: Statement
    region: int
    span: Span
    window: Span

    @property
    def scope(self) -> Span | None:
        """What was looked at to find it; None: the whole draft."""
        return None if self.statement.also else self.window


def meetings(
    evidence: Evidence,
    statements: Iterable[Statement],
    group: RegionGroup,
    unless: Sequence[Words] = (),
    unless_around: Sequence[Words] = (),
    not_on: Sequence[Words] = (),
) -> Iterator[Meeting]:
    """Every window in which all concepts of one of the statements stand and nothing excuses them, in no fixed order.
    `not_on`: words on whose letters no other list's word counts."""
    for statement in statements:
        if not _is_possible(evidence, statement):
            continue
        besides: dict[tuple[Words, int], list[Hit]] = {}
        for region, window in _windows(evidence, statement, group):
            chosen = _together(evidence, statement, region, window, not_on)
            if chosen is None:
                continue
            passage = evidence.passages[region]
            sentence = passage.sentence_around(window)
            if evidence.any_within([*statement.unless, *unless], region, sentence):
                continue
            if evidence.any_within([*statement.unless_around, *unless_around], region, passage.neighbourhood(sentence)):
                continue
            meeting = Meeting(statement, region, _marked(statement, chosen), passage.neighbourhood(sentence))
            for words in statement.also:
                key = (words, evidence.section_number(region) if statement.also_in == "section" else -1)
                if key not in besides:
                    besides[key] = list(_besides(evidence, words, meeting, group, unless))
                if all(hit.region == region and hit.span.overlaps(meeting.span) for hit in besides[key]):
                    break
            else:
                yield meeting


def _is_possible(evidence: Evidence, statement: Statement) -> bool:
    if statement.written_in and evidence.written_in != statement.written_in:
        return False
    return all(map(evidence.may_have, [*statement.all, *statement.also]))


def _besides(
    evidence: Evidence, words: Words, meeting: Meeting, group: RegionGroup, unless: Sequence[Words]
) -> Iterator[Hit]:
    """Where one of the words stands in the section, or the draft, of a meeting, and nothing excuses it."""
    in_section = meeting.statement.also_in == "section"
    regions = evidence.section_of(meeting.region) if in_section else evidence.regions(group)
    excuses = [*meeting.statement.unless, *unless]
    for region in sorted(evidence.may_stand_in(words).intersection(regions)):
        for hit in evidence.hits_of(words, region) if evidence.is_in(region, group) else ():
            sentence = evidence.passages[region].sentence_around(hit.span)
            if not evidence.any_within(excuses, region, sentence):
                yield hit


def _windows(evidence: Evidence, statement: Statement, group: RegionGroup) -> Iterator[tuple[int, Span]]:
    """The windows worth a look, around plain words of the statement: what is cheap to know is asked first."""
    plain = [words for words in statement.all if not evidence.has_expressions(words)]
    regions = _regions(evidence, statement)
    if not plain:
        regions = regions & set().union(*map(evidence.places, statement.all))
    seen: set[tuple[int, Span]] = set()
    for region in sorted(regions):
        if not evidence.is_in(region, group):
            continue
        for hit in _seeds(evidence, statement, plain, region):
            key = (region, _window(evidence, statement, hit))
            if key not in seen:
                seen.add(key)
                if all(evidence.within(words, *key) for words in plain):
                    yield key


def _regions(evidence: Evidence, statement: Statement) -> set[int]:
    """The regions in which every concept may stand."""
    return set.intersection(*map(evidence.may_stand_in, statement.all))


def _seeds(evidence: Evidence, statement: Statement, plain: Sequence[Words], region: int) -> Sequence[Hit]:
    """The hits to begin with. In a sentence or a paragraph any concept will do, so the rarest; elsewhere what the
    window is depends on it, so always the first. Where no concept is plain, the plain words of each."""
    if not plain:
        return [hit for words in statement.all for hit in evidence.literal(words, region)]
    if not all(evidence.stands_in(words, region) for words in plain):
        return ()
    if statement.within in ("clause", "around"):
        return evidence.hits_of(plain[0], region)
    return min((evidence.hits_of(words, region) for words in plain), key=len)


def _window(evidence: Evidence, statement: Statement, hit: Hit) -> Span:
    passage = evidence.passages[hit.region]
    match statement.within:
        case "clause":
            return passage.clause_at(hit.span.start).joined(hit.span)
        case "sentence":
            return passage.sentence_around(hit.span)
        case "around":
            return passage.neighbourhood(hit.span)
        case _:
            return Span(0, len(passage.plain))


def _together(
    evidence: Evidence, statement: Statement, region: int, window: Span, not_on: Sequence[Words]
) -> list[Hit] | None:
    """One hit of each concept, no two on the same letters, as close together as a greedy look finds them."""
    taken = [hit for words in not_on for hit in evidence.within(words, region, window)]
    choices: list[list[Hit]] = []
    for words in statement.all:
        hits = [hit for hit in evidence.within(words, region, window) if not _is_on_another(hit, taken)]
        if not hits:
            return None
        choices.append(hits)
    best: list[Hit] | None = None
    for first in choices[0]:
        chosen = _nearest(first, choices[1:])
        if chosen is not None and (best is None or len(_extent(chosen)) < len(_extent(best))):
            best = chosen
    return best


def _is_on_another(hit: Hit, taken: Sequence[Hit]) -> bool:
    """Whether a hit stands on the letters of a word of another list, and that list has no word there itself."""
    over = [other for other in taken if other.span.overlaps(hit.span)]
    return bool(over) and all(other.list != hit.list for other in over)


def _nearest(first: Hit, choices: Sequence[Sequence[Hit]]) -> list[Hit] | None:
    chosen = [first]
    for hits in choices:
        nearest = _nearest_of(hits, chosen)
        if nearest is None:
            return None
        chosen.append(nearest)
    return chosen


def _nearest_of(hits: Sequence[Hit], chosen: Sequence[Hit]) -> Hit | None:
    """Of hits in order of place, none on the letters of those chosen, the one with which they are closest together.
    Looked for from where they stand to both sides, as far as another may be closer."""
    extent = _extent(chosen)
    best: tuple[int, int] | None = None  # the length with it, and which it is: the first of equals
    middle = bisect_left(hits, extent.start, key=lambda hit: hit.span.start)
    for way in (range(middle, len(hits)), range(middle - 1, -1, -1)):
        for at in way:
            span = hits[at].span
            least = max(extent.end, span.start) - min(extent.start, span.start)
            if best is not None and least > best[0]:
                break
            length = len(extent.joined(span))
            if (best is None or (length, at) < best) and not any(span.overlaps(other.span) for other in chosen):
                best = (length, at)
    return None if best is None else hits[best[1]]


def _marked(statement: Statement, chosen: Sequence[Hit]) -> Span:
    wanted = [
        hit for words, hit in zip(statement.all, chosen, strict=True) if not statement.mark or words in statement.mark
    ]
    return _extent(wanted or chosen)


def _extent(hits: Sequence[Hit]) -> Span:
    return Span(min(hit.span.start for hit in hits), max(hit.span.end for hit in hits))

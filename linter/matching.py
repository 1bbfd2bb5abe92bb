"""Concepts together in one window: the meeting that statements, requirements and metadata rules look for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from linter.evidence import Evidence
from linter.model import Hit, Span
from linter.rulebook.rules import RegionGroup, Statement, Words


@dataclass(frozen=True, slots=True)
class Meeting:
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
) -> Iterator[Meeting]:
    """Every window in which all concepts of one of the statements stand and nothing excuses them, in no fixed order."""
    for statement in statements:
        if not _is_possible(evidence, statement):
            continue
        for region, window in _windows(evidence, statement, group):
            chosen = _together(evidence, statement, region, window)
            if chosen is None:
                continue
            passage = evidence.passages[region]
            sentence = passage.sentence_around(window)
            if evidence.any_within([*statement.unless, *unless], region, sentence):
                continue
            if evidence.any_within([*statement.unless_around, *unless_around], region, passage.neighbourhood(sentence)):
                continue
            meeting = Meeting(statement, region, _marked(statement, chosen), passage.neighbourhood(sentence))
            if all(_stands_besides(evidence, words, meeting, group, unless) for words in statement.also):
                yield meeting


def _is_possible(evidence: Evidence, statement: Statement) -> bool:
    if statement.written_in and evidence.written_in != statement.written_in:
        return False
    return all(map(evidence.may_have, [*statement.all, *statement.also]))


def _stands_besides(
    evidence: Evidence, words: Words, meeting: Meeting, group: RegionGroup, unless: Sequence[Words]
) -> bool:
    """Whether one of the words stands in the section, or the draft, of a meeting, where nothing excuses it."""
    in_section = meeting.statement.also_in == "section"
    regions = evidence.section_of(meeting.region) if in_section else evidence.regions(group)
    excuses = [*meeting.statement.unless, *unless]
    return any(
        not (hit.region == meeting.region and hit.span.overlaps(meeting.span))
        and not evidence.any_within(excuses, hit.region, evidence.passages[hit.region].sentence_around(hit.span))
        for region in sorted(evidence.may_stand_in(words).intersection(regions))
        if evidence.is_in(region, group)
        for hit in evidence.hits_of(words, region)
    )


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


def _together(evidence: Evidence, statement: Statement, region: int, window: Span) -> list[Hit] | None:
    """One hit of each concept, no two on the same letters, as close together as a greedy look finds them."""
    choices: list[list[Hit]] = []
    for words in statement.all:
        hits = evidence.within(words, region, window)
        if not hits:
            return None
        choices.append(hits)
    best: list[Hit] | None = None
    for first in choices[0]:
        chosen = _nearest(first, choices[1:])
        if chosen is not None and (best is None or len(_extent(chosen)) < len(_extent(best))):
            best = chosen
    return best


def _nearest(first: Hit, choices: Sequence[Sequence[Hit]]) -> list[Hit] | None:
    chosen = [first]
    for hits in choices:
        free = [hit for hit in hits if not any(hit.span.overlaps(other.span) for other in chosen)]
        if not free:
            return None
        extent = _extent(chosen)
        chosen.append(min(free, key=lambda hit: len(extent.joined(hit.span))))
    return chosen


def _marked(statement: Statement, chosen: Sequence[Hit]) -> Span:
    wanted = [
        hit for words, hit in zip(statement.all, chosen, strict=True) if not statement.mark or words in statement.mark
    ]
    return _extent(wanted or chosen)


def _extent(hits: Sequence[Hit]) -> Span:
    return Span(min(hit.span.start for hit in hits), max(hit.span.end for hit in hits))

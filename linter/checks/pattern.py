"""A form that a regular expression describes, with a validator behind it and words that must, or must not, stand
near."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from linter.evidence import Evidence, Verdict
from linter.model import Certainty, Span
from linter.rulebook.rules import InPassing, PatternFind, Rule, Shape, Words
from linter.text.spans import Apart
from linter.validators import VALIDATORS

# What sets a stamp off from the words around it: the end of a line or a sentence, a bracket, a dash, a bar; never
# quotation marks, a comma, or the brackets of a title. Up to three words more may belong to the stamp, if no full stop
# ends them.
_SIGN = r"[^\w\s,.'\"“”‘’%$&〈〉《》]"
_BEFORE = re.compile(rf"(?:^|\n|[.!?]\s|{_SIGN})\s*$")
_BEHIND = re.compile(rf"\s*(?:$|\n|[.;!]|{_SIGN})|(?: [\w'’-]+){{1,3}}\s*(?:$|\n|{_SIGN})")
_LONGEST_TAIL = 60  # characters: three words and what ends them


def judge(rule: Rule, find: PatternFind, evidence: Evidence) -> Iterator[Verdict]:
    taken: dict[int, Apart] = {}
    for region, label, certainty, span in _candidates(rule, find, evidence):
        if not evidence.is_in(region, rule.file.regions) or _is_excused(find.unless, evidence, region, span):
            continue
        if find.in_passing is not None and not _is_set_off(evidence, region, span):
            if _is_excused(find.in_passing.unless, evidence, region, span):
                continue
            certainty = _certainty_in_passing(find.in_passing, certainty, evidence, region, span)
        if taken.setdefault(region, Apart()).takes(span):
            yield Verdict(rule, region, span, certainty, span, label)


def _is_excused(unless: Sequence[Words], evidence: Evidence, region: int, span: Span) -> bool:
    """Whether the sentence has a word that excuses, beside what was found: 배포 금지 is not excused by its own 금지."""
    sentence = evidence.passages[region].sentence_around(span)
    return any(
        not hit.span.overlaps(span) for words in unless for hit in evidence.within(words, region, sentence, surely=True)
    )


def _is_set_off(evidence: Evidence, region: int, span: Span) -> bool:
    """Whether nothing but signs and line ends stand around it, as they do around a stamp. Lines end in the region's own
    text; folded text runs on."""
    text = evidence.draft.regions[region].text
    own = evidence.passages[region].folded.to_region(span)
    before = text.rfind("\n", 0, own.start) + 1
    behind = text[own.end : own.end + _LONGEST_TAIL]
    return bool(_BEFORE.search(text[before : own.start])) and bool(_BEHIND.match(behind))


def _certainty_in_passing(
    passing: InPassing, certainty: Certainty, evidence: Evidence, region: int, span: Span
) -> Certainty:
    sentence = evidence.passages[region].sentence_around(span)
    is_firm = evidence.any_within(passing.firm_with, region, sentence)
    return certainty if is_firm else min(certainty, Certainty.named(passing.certainty))


def _candidates(rule: Rule, find: PatternFind, evidence: Evidence) -> Iterator[tuple[int, str, Certainty, Span]]:
    """What looks right, in the order of trust: words of a list, then shape after shape."""
    for words in find.any:
        for hit in evidence.literal(words):
            yield hit.region, hit.list, Certainty.CONFIRMED, hit.span
    for shape in find.shapes:
        certainty = Certainty.named(shape.certainty or rule.file.certainty)
        for region in sorted(_worth_a_look(shape, evidence)):
            for span in _matches(shape, evidence, region):
                yield region, shape.label, certainty, span


def _worth_a_look(shape: Shape, evidence: Evidence) -> set[int]:
    """The regions in which all that the shape asks for besides its form may stand."""
    regions = evidence.regions_with(shape.anchors, shape.digits)
    if shape.near and regions and not any(map(evidence.has_expressions, shape.near)):
        regions &= {region for words in shape.near for region in evidence.places(words)}
    return regions


def _matches(shape: Shape, evidence: Evidence, region: int) -> Iterator[Span]:
    passage = evidence.passages[region]
    text = passage.lower if shape.ignore_case else passage.plain
    for match in evidence.matches(shape.match, text):
        group = "value" if "value" in match.re.groupindex and match.group("value") is not None else 0
        span = Span(*match.span(group))
        valid = all(VALIDATORS[name](match.group(group)) for name in shape.check)
        if valid and _fits(shape, evidence, region, span):
            yield span


def _fits(shape: Shape, evidence: Evidence, region: int, span: Span) -> bool:
    around = Span(max(0, span.start - shape.distance), span.end + shape.distance)
    if shape.near and not any(evidence.within(words, region, around) for words in shape.near):
        return False
    return not evidence.any_within(shape.not_near, region, around)

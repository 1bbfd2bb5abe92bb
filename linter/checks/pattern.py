"""A form that a regular expression describes, with a validator behind it and words that must, or must not, stand
near."""

from __future__ import annotations

from collections.abc import Iterator

from linter.evidence import Evidence, Verdict
from linter.model import Certainty, Span
from linter.rulebook.rules import PatternFind, Rule, Shape
from linter.text.spans import Apart
from linter.validators import VALIDATORS


def judge(rule: Rule, find: PatternFind, evidence: Evidence) -> Iterator[Verdict]:
    taken: dict[int, Apart] = {}
    for region, label, certainty, span in _candidates(rule, find, evidence):
        if not evidence.is_in(region, rule.file.regions):
            continue
        excused = evidence.any_within(find.unless, region, evidence.passages[region].sentence_around(span))
        if not excused and taken.setdefault(region, Apart()).takes(span):
            yield Verdict(rule, region, span, certainty, span, label)


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

"""A form that a regular expression describes, with a validator behind it and words that must, or must not, stand
near."""

from __future__ import annotations

from collections.abc import Iterator

from linter.evidence import Evidence, Verdict
from linter.model import Certainty, Span
from linter.rulebook.rules import PatternFind, Rule, Shape
from linter.text.patterns import SECONDS_FOR_A_PATTERN, compiled
from linter.validators import VALIDATORS


def judge(rule: Rule, find: PatternFind, evidence: Evidence) -> Iterator[Verdict]:
    shapes = [shape for shape in find.shapes if _may_stand(shape, evidence.text, evidence.digits)]
    for region in evidence.regions(rule.file.regions):
        taken: list[Span] = []
        for label, certainty, span in _candidates(rule, find, shapes, evidence, region):
            excused = evidence.any_within(find.unless, region, evidence.passages[region].sentence_around(span))
            if not excused and not any(span.overlaps(other) for other in taken):
                taken.append(span)
                yield Verdict(rule, region, span, certainty, span, label)


def _may_stand(shape: Shape, text: str, digits: int) -> bool:
    """The cheap first look, at a draft and then at a region."""
    return digits >= shape.digits and (not shape.anchors or any(anchor in text for anchor in shape.anchors))


def _candidates(
    rule: Rule, find: PatternFind, shapes: list[Shape], evidence: Evidence, region: int
) -> Iterator[tuple[str, Certainty, Span]]:
    for words in find.any:
        for hit in evidence.literal(words, region):
            yield hit.list, Certainty.CONFIRMED, hit.span
    passage = evidence.passages[region]
    for shape in shapes:
        if not _may_stand(shape, passage.plain, passage.digits):
            continue
        text = passage.lower if shape.ignore_case else passage.plain
        for match in compiled(shape.match).finditer(text, timeout=SECONDS_FOR_A_PATTERN):
            group = "value" if "value" in match.re.groupindex and match.group("value") is not None else 0
            span = Span(*match.span(group))
            if all(VALIDATORS[name](match.group(group)) for name in shape.check) and _fits(
                shape, evidence, region, span
            ):
                yield shape.label, Certainty.named(shape.certainty or rule.file.certainty), span


def _fits(shape: Shape, evidence: Evidence, region: int, span: Span) -> bool:
    around = Span(max(0, span.start - shape.distance), span.end + shape.distance)
    if shape.near and not any(evidence.within(words, region, around) for words in shape.near):
        return False
    return not evidence.any_within(shape.not_near, region, around)

"""A word of a list stands here, at the right edges, outside its exceptions, and nothing in the sentence excuses it."""

from __future__ import annotations

from collections.abc import Iterator

from linter.evidence import Evidence, Verdict
from linter.model import Certainty, Hit, Span
from linter.rulebook.rules import COMMON, Rule, TermFind
from linter.text.passage import Passage


def judge(rule: Rule, find: TermFind, evidence: Evidence) -> Iterator[Verdict]:
    hits = [
        hit for words in find.any for hit in evidence.literal(words) if evidence.is_in(hit.region, rule.file.regions)
    ]
    for hit in _longest(hits):
        passage = evidence.passages[hit.region]
        sentence = passage.sentence_around(hit.span)
        unless = [*find.unless, *(find.unless_common if hit.label == COMMON else ())]
        if not evidence.any_within(unless, hit.region, sentence):
            span = _itself(hit, passage) if hit.label == COMMON else hit.span
            yield Verdict(rule, hit.region, span, Certainty.named(rule.file.certainty), sentence, hit.label)


def _itself(hit: Hit, passage: Passage) -> Span:
    """A name without the joints that it was found by: baekdu of baekdu-api."""
    text = passage.plain[hit.span.start : hit.span.end]
    letters = [at for at, char in enumerate(text, hit.span.start) if char.isalnum()]
    return Span(letters[0], letters[-1] + 1)


def _longest(hits: list[Hit]) -> Iterator[Hit]:
    """Of words inside one another only the longest speaks: 개새끼, not also 새끼."""
    spoken: tuple[int, int] = (-1, -1)
    for hit in sorted(hits, key=lambda hit: (hit.region, hit.span.start, -hit.span.end)):
        if (hit.region, hit.span.start) >= (spoken[0], spoken[1]) or hit.region != spoken[0]:
            yield hit
            spoken = (hit.region, hit.span.end)

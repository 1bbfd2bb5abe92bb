"""A second look at what a rule found: do the words around it speak for it, or is this another matter altogether?

Lists know which words may give something away. They don't know that a sentence about tuna, a school play and a rusty
hinge hardly ever does. What only a few words vouch for is told if all words of the passage together don't speak
against it; what is certain needs no second look.
"""

from __future__ import annotations

from linter.evidence import Evidence, Verdict
from linter.model import Certainty, Span
from linter.text.traits import traits

# The logarithm of the odds below which a finding is none, by how sure the rule is of it. Chosen on blind rounds, each
# scored by what the others had taught: see `tests/quality/ROUNDS.md`.
_LEAST = {Certainty.LIKELY: -2.7, Certainty.UNCONFIRMED: -2.25}
# What the configuration names, each list by what it stands for: a name says no more than that.
_NAMES = {
    "company": "@own",
    "product": "@own",
    "competitor": "@competitor",
    "customer": "@customer",
    "codename": "@codename",
}


def is_outweighed(verdict: Verdict, evidence: Evidence) -> bool:
    """Whether the words around speak against what a scored rule found. A company's own words are never outweighed."""
    if not verdict.rule.file.scored or verdict.certainty not in _LEAST:
        return False
    passage = evidence.passages[verdict.region]
    around = passage.neighbourhood(verdict.span)
    if evidence.scores.has_own_words(passage.lower[around.start : around.end]):
        return False
    windows = {passage.sentence_around(verdict.span), around, verdict.scope or around}
    totals = (evidence.scores.total(verdict.rule.id, traits_within(evidence, verdict.region, one)) for one in windows)
    return max(totals) < _LEAST[verdict.certainty]


def traits_within(evidence: Evidence, region: int, span: Span) -> frozenset[str]:
    """What is counted of a passage: the traits of its words, and for names that the configuration knows whose they
    are."""
    text = evidence.passages[region].lower
    found: set[str] = set()
    start = span.start
    for place, stands_for in sorted(_names_within(evidence, region, span)):
        found |= traits(text[start : place.start]) | {stands_for}
        start = max(start, place.end)
    return frozenset(found | traits(text[start : span.end]))


def _names_within(evidence: Evidence, region: int, span: Span) -> set[tuple[Span, str]]:
    return {
        (hit.span, stands_for)
        for name, stands_for in _NAMES.items()
        for hit in evidence.scanned.hits(name, region)
        if span.start <= hit.span.start and hit.span.end <= span.end
    }

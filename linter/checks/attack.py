"""A hostile word that is about a target. Grammar decides which of those in the sentence it is about.

The order of questions: does a joined phrase say it all (진상 고객)? Which noun stands nearest before the hostile
word, a target or one of the `others` (we, the weather)? Is the target only what something is compared with
(블루핀보다, than Bluefin)? Is the hostility denied? Does the next sentence take the target up (그 회사, they)?
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

from linter.evidence import Evidence, Verdict
from linter.model import Certainty, Hit, Span
from linter.rulebook.rules import AttackFind, Rule

# How far, in characters, a denial or a comparison may stand from the word that it turns: "isn't really any worse".
_REACH_AFTER = 6
_REACH_BEFORE = 24
_REACH_OF_AN_ADJECTIVE = 12
_BREAK = regex.compile(r"[.,;:!?]")
_MOST_WORDS_OF_AN_EXCLAMATION = 6


def judge(rule: Rule, find: AttackFind, evidence: Evidence) -> Iterator[Verdict]:
    yield from _joined(rule, find, evidence)
    for region, sentence in _sentences_with(find.hostile, rule, evidence):
        if _is_excused(find, evidence, region, sentence):
            continue
        hostile = _all(find.hostile, evidence, region, sentence)
        for hit in hostile:
            certainty = _certainty(find, evidence, region, sentence, hit)
            if certainty is not None and not _is_turned(find.denials, evidence, region, hit.span):
                passage = evidence.passages[region]
                yield Verdict(rule, region, hit.span, certainty, passage.neighbourhood(sentence), hit.label)
                break


def _joined(rule: Rule, find: AttackFind, evidence: Evidence) -> Iterator[Verdict]:
    for region, sentence in _sentences_with(find.joined, rule, evidence):
        if not _is_excused(find, evidence, region, sentence):
            for hit in _all(find.joined, evidence, region, sentence)[:1]:
                if not _is_turned(find.denials, evidence, region, hit.span):
                    yield Verdict(rule, region, hit.span, Certainty.LIKELY, sentence, hit.label)


def _sentences_with(lists: list[str], rule: Rule, evidence: Evidence) -> list[tuple[int, Span]]:
    found = {
        (hit.region, evidence.passages[hit.region].sentence_around(hit.span))
        for words in lists
        for hit in evidence.literal(words)
        if evidence.is_in(hit.region, rule.file.regions)
    }
    return sorted(found)


def _is_excused(find: AttackFind, evidence: Evidence, region: int, sentence: Span) -> bool:
    around = evidence.passages[region].neighbourhood(sentence)
    return evidence.any_within(find.unless, region, sentence) or evidence.any_within(find.unless_around, region, around)


def _all(lists: list[str], evidence: Evidence, region: int, window: Span) -> list[Hit]:
    return sorted((hit for words in lists for hit in evidence.within(words, region, window)), key=lambda hit: hit.span)


def _certainty(find: AttackFind, evidence: Evidence, region: int, sentence: Span, hostile: Hit) -> Certainty | None:
    """How surely the hostile word is about a target; None: it is not."""
    targets = _all(find.targets, evidence, region, sentence)
    others = _all(find.others, evidence, region, sentence)
    if not targets:
        return _carried_over(find, evidence, region, sentence, hostile)
    standing = [
        hit
        for hit in targets
        if not _is_turned(find.comparisons, evidence, region, hit.span) and not hit.span.overlaps(hostile.span)
    ]
    if not standing:
        return None
    before = [hit for hit in (*standing, *others) if hit.span.end <= hostile.span.start]
    nearest = max(before, key=lambda hit: hit.span.end) if before else min(standing, key=lambda hit: hit.span.start)
    if nearest not in standing or _describes_another(others, evidence, region, hostile):
        return None
    clause = evidence.passages[region].clause_at(hostile.span.start)
    return Certainty.LIKELY if clause.overlaps(nearest.span) else Certainty.UNCONFIRMED


def _describes_another(others: list[Hit], evidence: Evidence, region: int, hostile: Hit) -> bool:
    """The word right after it is something else: awful coffee, 형편없는 점심."""
    text = evidence.passages[region].lower
    following = [
        hit for hit in others if hostile.span.end <= hit.span.start <= hostile.span.end + _REACH_OF_AN_ADJECTIVE
    ]
    return any(not _BREAK.search(text, hostile.span.end, hit.span.start) for hit in following)


def _carried_over(find: AttackFind, evidence: Evidence, region: int, sentence: Span, hostile: Hit) -> Certainty | None:
    """The sentence before names the target, and this one takes it up by a pronoun or is a mere exclamation."""
    if not find.pronouns:
        return None
    passage = evidence.passages[region]
    index = passage.sentence_index(sentence.start)
    if index == 0 or not _all(find.targets, evidence, region, passage.sentences[index - 1]):
        return None
    pronouns = _all(find.pronouns, evidence, region, sentence)
    if any(hit.span.start <= hostile.span.start for hit in pronouns):
        return Certainty.LIKELY
    is_exclamation = len(passage.plain[sentence.start : sentence.end].split()) <= _MOST_WORDS_OF_AN_EXCLAMATION
    has_subject = _all(find.others, evidence, region, sentence)
    return Certainty.LIKELY if is_exclamation and not has_subject else None


def _is_turned(lists: list[str], evidence: Evidence, region: int, span: Span) -> bool:
    """Whether a word that turns the meaning stands right after the span, or right before it, as its label says."""
    after = Span(span.end, span.end + _REACH_AFTER)
    before = Span(max(0, span.start - _REACH_BEFORE), span.start)
    text = evidence.passages[region].lower
    return any(_all([f"{words}:after"], evidence, region, after) for words in lists) or any(
        not _BREAK.search(text, hit.span.end, span.start)
        for words in lists
        for hit in _all([f"{words}:before"], evidence, region, before)
    )

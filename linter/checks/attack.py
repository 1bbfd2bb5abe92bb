"""A hostile word that is about a target. Grammar decides which of those in the sentence it is about.

The order of questions: does a joined phrase say it all (진상 고객)? Which noun stands nearest before the hostile
word, a target or one of the `others` (we, the weather)? Is the target only what something is compared with
(블루핀보다, than Bluefin), or only where it happened (the weather at the Bluefin conference)? Is the hostility
denied? Does the next sentence take the target up (그 회사, they)?
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import regex

from linter.evidence import Evidence, Verdict
from linter.model import Certainty, Hit, Span
from linter.rulebook.rules import AttackFind, Rule

# How far, in characters, a denial or a comparison may stand from the word that it turns: "isn't really any worse".
_REACH_AFTER = 10
_REACH_BEFORE = 24
_REACH_OF_AN_ADJECTIVE = 12
_BREAK = regex.compile(r"[.,;:!?]")
_MOST_WORDS_OF_AN_EXCLAMATION = 6


def judge(rule: Rule, find: AttackFind, evidence: Evidence) -> Iterator[Verdict]:
    for region, sentence in _sentences_with([*find.joined, *find.hostile], rule, evidence):
        place = _Place(find, evidence, region, sentence)
        if not place.is_excused():
            verdict = place.attack()
            if verdict is not None:
                hit, certainty = verdict
                around = evidence.passages[region].neighbourhood(sentence)
                yield Verdict(rule, region, hit.span, certainty, around, hit.label)


def _sentences_with(lists: list[str], rule: Rule, evidence: Evidence) -> list[tuple[int, Span]]:
    found = {
        (hit.region, evidence.passages[hit.region].sentence_around(hit.span))
        for words in lists
        for hit in evidence.literal(words)
        if evidence.is_in(hit.region, rule.file.regions)
    }
    return sorted(found)


@dataclass(frozen=True, slots=True)
class _Place:
    """A sentence with a hostile word in it, and the questions that are asked of it."""

    find: AttackFind
    evidence: Evidence
    region: int
    sentence: Span

    def is_excused(self) -> bool:
        around = self.evidence.passages[self.region].neighbourhood(self.sentence)
        return self.evidence.any_within(self.find.unless, self.region, self.sentence) or self.evidence.any_within(
            self.find.unless_around, self.region, around
        )

    def attack(self) -> tuple[Hit, Certainty] | None:
        """The first hostile word that is about a target, and how surely."""
        for hit in self._hits(self.find.joined):
            if not self._is_turned(self.find.denials, hit.span):
                return hit, Certainty.LIKELY
        for hit in _longest(self._hits(self.find.hostile)):
            certainty = self._certainty(hit)
            if certainty is not None and not self._is_turned(self.find.denials, hit.span):
                return hit, certainty
        return None

    def _hits(self, lists: list[str], window: Span | None = None) -> list[Hit]:
        found = (hit for words in lists for hit in self.evidence.within(words, self.region, window or self.sentence))
        return sorted(found, key=lambda hit: hit.span)

    def _certainty(self, hostile: Hit) -> Certainty | None:
        """How surely the hostile word is about a target; None: it is not."""
        if not self._hits(self.find.targets):
            return self._carried_over(hostile)
        standing = [hit for hit in self._standing(self.sentence) if not hit.span.overlaps(hostile.span)]
        others = self._hits(self.find.others)
        if not standing or self._describes_another(others, hostile):
            return None
        before = [hit for hit in (*standing, *others) if hit.span.end <= hostile.span.start]
        nearest = max(before, key=lambda hit: hit.span.end) if before else standing[0]
        if nearest not in standing or self._is_only_where(nearest, others):
            return None
        clause = self.evidence.passages[self.region].clause_at(hostile.span.start)
        return Certainty.LIKELY if clause.overlaps(nearest.span) else Certainty.UNCONFIRMED

    def _standing(self, window: Span) -> list[Hit]:
        """The targets that are more than a measure for something else."""
        targets = self._hits(self.find.targets, window)
        return [hit for hit in targets if not self._is_turned(self.find.comparisons, hit.span)]

    def _describes_another(self, others: list[Hit], hostile: Hit) -> bool:
        """The word right after it is something else: awful coffee, 형편없는 점심."""
        reach = hostile.span.end + _REACH_OF_AN_ADJECTIVE
        return any(
            hostile.span.end <= hit.span.start <= reach and not self._breaks(hostile.span.end, hit.span.start)
            for hit in others
        )

    def _is_only_where(self, target: Hit, others: list[Hit]) -> bool:
        """The target hangs on something else by a preposition: the weather at the Bluefin conference."""
        for hit in others:
            between = Span(hit.span.end, max(hit.span.end, target.span.start))
            links = self._hits(self.find.links, between)
            if links and links[0].span.start <= hit.span.end + 1 and not self._breaks(between.start, between.end):
                return True
        return False

    def _carried_over(self, hostile: Hit) -> Certainty | None:
        """The sentence before names the target; this one takes it up by a pronoun, or is a mere exclamation."""
        passage = self.evidence.passages[self.region]
        index = passage.sentence_index(self.sentence.start)
        if not self.find.pronouns or index == 0 or not self._standing(passage.sentences[index - 1]):
            return None
        others = self._hits(self.find.others)
        if self._describes_another(others, hostile):
            return None
        pronouns = [hit for hit in self._hits(self.find.pronouns) if hit.span.start <= hostile.span.start]
        nearer = [hit for hit in others if hit.span.end <= hostile.span.start]
        if pronouns and not (nearer and nearer[-1].span.start > pronouns[-1].span.start):
            return Certainty.LIKELY
        words = passage.plain[self.sentence.start : self.sentence.end].split()
        return Certainty.LIKELY if len(words) <= _MOST_WORDS_OF_AN_EXCLAMATION and not others else None

    def _is_turned(self, lists: list[str], span: Span) -> bool:
        """Whether a word that turns the meaning stands right after the span, or right before it, as its label says."""
        after = Span(span.end, span.end + _REACH_AFTER)
        before = Span(max(0, span.start - _REACH_BEFORE), span.start)
        turned_after = self._hits([f"{words}:after" for words in lists], after)
        turned_before = self._hits([f"{words}:before" for words in lists], before)
        return any(not self._breaks(span.end, hit.span.start) for hit in turned_after) or any(
            not self._breaks(hit.span.end, span.start) for hit in turned_before
        )

    def _breaks(self, start: int, end: int) -> bool:
        return _BREAK.search(self.evidence.passages[self.region].lower, start, end) is not None


def _longest(hits: list[Hit]) -> list[Hit]:
    """Of hits inside one another, the longest."""
    return [hit for hit in hits if not any(other.span != hit.span and other.span.covers(hit.span) for other in hits)]

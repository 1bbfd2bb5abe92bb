"""A hostile word that is about a target. Grammar decides which of those in the sentence it is about.

The order of questions: does a joined phrase say it all (진상 고객)? Which noun does the hostile word stand right before
(무능한 팀장, awful coffee)? If none, which stands nearest before it, a target or one of the `others` (we, the weather)?
Is the target only what something is compared with (블루핀보다, than Bluefin), or only where it happened (the weather at
the Bluefin conference)? Is the hostility denied? Does the next sentence take the target up (그 회사, they)?
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from linter.evidence import Evidence, Verdict
from linter.model import Certainty, Hit, Span
from linter.rulebook.rules import AttackFind, Rule
from linter.text.sentences import parts

# How far, in characters, a denial or a comparison may stand from the word that it turns: "isn't really any worse".
_REACH_AFTER = 10
_REACH_BEFORE = 24
# How far from an adjective its noun may stand.
_REACH_OF_AN_ADJECTIVE = 16
# How far from the target a hostile word may stand, and how much of a sentence is marked at most.
_REACH_OF_A_SENTENCE = 80
_MOST_OF_AN_ATTACK = 120
# What is longer is cut: who is meant takes comparing each word with each, and no sentence says that much.
_LONGEST_SENTENCE = 1000
_BREAK = re.compile(r"[.,;:!?]")
_HANGUL = re.compile(r"[가-힣]")
_MOST_WORDS_OF_AN_EXCLAMATION = 6
# And what hangs on a noun: "HR at our Austin office".
_MOST_WORDS_OF_A_LINK = 4
# Final consonants ㄴ and ㄹ, with which a Korean verb stands before its noun: 멍청한, 모르는, 망할.
_ADNOMINAL = (4, 8)
# Labels of `others` and `links`: what is only ever described, who acts, whose something is, the word before a noun.
_THING, _PART, _SUBJECT, _POSSESSIVE = "thing", "part", "subject", "possessive"
_DETERMINER, _GENITIVE, _TOPIC, _OBJECT = "determiner", "genitive", "topic", "object"
_PLACE, _RELATIVE = "place", "relative"
_LINKS = (_PLACE, _RELATIVE, "link", "conjunction")


def judge(rule: Rule, find: AttackFind, evidence: Evidence) -> Iterator[Verdict]:
    for region, whole in _sentences(rule, find, evidence):
        for sentence in parts(evidence.passages[region].plain, whole, _LONGEST_SENTENCE):
            yield from _attack(rule, find, evidence, region, sentence)


def _attack(rule: Rule, find: AttackFind, evidence: Evidence, region: int, sentence: Span) -> Iterator[Verdict]:
    place = _Place(find, evidence, region, sentence)
    if not place.is_excused():
        verdict = place.attack()
        if verdict is not None:
            hit, certainty = verdict
            around = evidence.passages[region].neighbourhood(sentence)
            yield Verdict(rule, region, hit.span, certainty, around, hit.label)


def _sentences(rule: Rule, find: AttackFind, evidence: Evidence) -> list[tuple[int, Span]]:
    """The sentences with a plain hostile word; where constructions are looked for, those with a target and the next."""
    hostile = [*find.joined, *find.hostile]
    found = {(hit.region, _sentence(evidence, hit)) for hit in _plain(hostile, rule, evidence)}
    if any(map(evidence.has_expressions, hostile)):
        for hit in _plain(find.targets, rule, evidence):
            passage = evidence.passages[hit.region]
            at = passage.sentence_index(hit.span.start)
            found |= {(hit.region, _sentence(evidence, hit))}
            found |= {(hit.region, after) for after in passage.sentences[at + 1 : at + 2]}
    return sorted(found)


def _plain(lists: Sequence[str], rule: Rule, evidence: Evidence) -> list[Hit]:
    return [hit for words in lists for hit in evidence.literal(words) if evidence.is_in(hit.region, rule.file.regions)]


def _sentence(evidence: Evidence, hit: Hit) -> Span:
    return evidence.passages[hit.region].sentence_around(hit.span)


@dataclass(frozen=True)
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
        """The hostile words that are about a target, as one hit, and how surely the first of them is."""
        found = [(hit, Certainty.LIKELY) for hit in self._hits(self.find.joined)]
        found += [(hit, sure) for hit in _longest(self._hits(self.find.hostile)) if (sure := self._certainty(hit))]
        found = [(hit, sure) for hit, sure in found if not self._is_turned(self.find.denials, hit.span)]
        if not found:
            return None
        found.sort(key=lambda one: one[0].span)
        first, certainty = next((one for one in found if one[1] is Certainty.LIKELY), found[0])
        span = first.span
        for hit, _ in found:
            if len(span.joined(hit.span)) <= _MOST_OF_AN_ATTACK:
                span = span.joined(hit.span)
        return first._replace(span=span), certainty

    def _hits(self, lists: Sequence[str], window: Span | None = None, *, surely: bool = False) -> list[Hit]:
        at = self.sentence if window is None else window
        found = (hit for words in lists for hit in self.evidence.within(words, self.region, at, surely=surely))
        return sorted(found, key=lambda hit: hit.span)

    def _certainty(self, hostile: Hit) -> Certainty | None:
        """How surely the hostile word is about a target; None: it is not."""
        targets = self._targets
        if not targets:
            return self._carried_over(hostile)
        if any(hostile.span.covers(hit.span) and len(hostile.span) > len(hit.span) for hit in targets):
            return Certainty.LIKELY
        standing = [hit for hit in self._standing_here if not hit.span.overlaps(hostile.span)]
        others = self._rivals_here
        described = self._described([*standing, *others], hostile)
        if not standing or described is not None:
            return Certainty.LIKELY if described in standing else None
        before = [hit for hit in (*standing, *others) if hit.span.end <= hostile.span.start and hit.label != _THING]
        nearest = max(before, key=lambda hit: hit.span.end) if before else standing[0]
        if nearest not in standing or self._is_only_where(nearest, others):
            return None
        if len(nearest.span.joined(hostile.span)) > _REACH_OF_A_SENTENCE:
            return None
        clause = self.evidence.passages[self.region].clause_at(hostile.span.start)
        return Certainty.LIKELY if clause.overlaps(nearest.span) else Certainty.UNCONFIRMED

    @cached_property
    def _targets(self) -> list[Hit]:
        return self._hits(self.find.targets)

    @cached_property
    def _standing_here(self) -> list[Hit]:
        return self._standing(self._targets)

    @cached_property
    def _rivals_here(self) -> list[Hit]:
        return self._rivals(self._targets)

    def _standing(self, targets: Sequence[Hit]) -> list[Hit]:
        """The targets that are more than a measure for something else, and no name for what is ours."""
        standing = [hit for hit in targets if not self._is_turned(self.find.comparisons, hit.span)]
        return [hit for hit in standing if hit.label or not self._is_owned(hit)]

    def _is_owned(self, name: Hit) -> bool:
        """Our Bluefin plugin, 우리 블루핀 연동."""
        before = Span(max(0, name.span.start - _REACH_AFTER), name.span.start)
        text = self.evidence.passages[self.region].lower
        owners = [hit for hit in self._hits(self.find.others, before, surely=True) if hit.label == _POSSESSIVE]
        return any(not text[hit.span.end : name.span.start].strip() for hit in owners)

    def _rivals(self, targets: Sequence[Hit]) -> list[Hit]:
        """The others that are nouns in their own right, and no part of what names a target: our HR, HR at our firm."""
        others = self._hits(self.find.others, surely=True)
        return [hit for hit in others if not any(self._belongs(hit, target) for target in targets)]

    def _belongs(self, other: Hit, target: Hit) -> bool:
        if other.span.overlaps(target.span) or other.label == _THING:
            return other.span.overlaps(target.span)
        if other.span.end <= target.span.start:
            gap = self._gap(other.span.end, target.span.start)
            return other.label == _POSSESSIVE and bool(target.label) and gap is not None and len(gap.split()) <= 1
        if self._is_led_by(target, other):
            return True
        return other.label != _SUBJECT and self._is_linked(target.span.end, other.span.start)

    def _is_led_by(self, target: Hit, other: Hit) -> bool:
        """What stands right behind a target is a part of it (Bluefin's name, 김 대리가 만든 코드) or what it does
        (people who buy our plan); an object does not take the place of a topic (그는 이름만 안다)."""
        between = Span(target.span.end, other.span.start)
        words = self.evidence.passages[self.region].lower[between.start : between.end].split()
        if self._links(Span(target.span.end, target.span.end + 1), _TOPIC):
            if self._links(Span(other.span.end, other.span.end + 1), _OBJECT):
                return True
            return other.label == _PART and len(words) == 2 and _is_adnominal(words[1])
        if other.label not in (_PART, _SUBJECT, _POSSESSIVE):
            return False
        return not words or (len(words) == 1 and bool(self._links(between, _GENITIVE)))

    def _links(self, window: Span, *labels: str) -> list[Hit]:
        return self._hits([f"{words}:{label}" for words in self.find.links for label in labels], window)

    def _is_linked(self, start: int, end: int) -> bool:
        """Whether what stands at `end` hangs on what ends at `start` by a preposition or a relative pronoun."""
        links = self._links(Span(start, end), *_LINKS)
        words = self.evidence.passages[self.region].lower[start:end].split()
        near = len(words) <= _MOST_WORDS_OF_A_LINK and not self._breaks(start, end)
        return near and bool(links) and links[0].span.start <= start + 1

    def _described(self, nouns: Sequence[Hit], hostile: Hit) -> Hit | None:
        """The noun that the hostile word stands right before: awful coffee, 무능한 팀장, idiots in marketing."""
        after = sorted((hit for hit in nouns if hit.span.start >= hostile.span.end), key=lambda hit: hit.span)
        noun = after[0] if after else None
        return noun if noun is not None and self._stands_before(hostile, noun) else None

    def _stands_before(self, hostile: Hit, noun: Hit) -> bool:
        gap = self._gap(hostile.span.end, noun.span.start)
        if gap is None:
            return False
        if _HANGUL.search(self.evidence.passages[self.region].lower, hostile.span.start, noun.span.end):
            ending, _, rest = gap.partition(" ")
            return (not ending or (len(ending) <= 3 and _is_adnominal(ending))) and self._is_filled(rest, noun)
        is_predicate = hostile.pos == "verb" or " " in hostile.term
        if is_predicate and noun in self._hits(self.find.others, noun.span):
            return False
        between = Span(hostile.span.end, noun.span.start)
        links = self._links(between, *_LINKS)
        if links:
            rest = gap[links[0].span.end - between.start :]
            return hostile.pos == "noun" and links[0].label == _PLACE and self._is_filled(rest, noun)
        return len(gap.split()) <= 1 or self._is_filled(gap, noun)

    def _is_filled(self, rest: str, noun: Hit) -> bool:
        """Whether all words that end at a noun are its determiners: (무능한) 우리 (팀장), (idiots in) our (sales)."""
        window = Span(noun.span.start - len(rest), noun.span.start)
        small = self._links(window, _DETERMINER)
        small += [hit for hit in self._hits(self.find.others, window) if hit.label == _POSSESSIVE]
        return len(rest.split()) <= len({hit.span.start for hit in small})

    def _gap(self, start: int, end: int) -> str | None:
        """What stands between two words that are near each other; None: they are not, or a break is between them."""
        if not 0 <= end - start <= _REACH_OF_AN_ADJECTIVE or self._breaks(start, end):
            return None
        return self.evidence.passages[self.region].lower[start:end]

    def _is_only_where(self, target: Hit, others: list[Hit]) -> bool:
        """The target hangs on something else by a preposition: the weather at the Bluefin conference."""
        after = Span(target.span.end, target.span.end + _REACH_OF_AN_ADJECTIVE)
        if any(hit.span.start <= after.start + 1 for hit in self._links(after, _RELATIVE)):
            return False
        return any(
            hit.span.end <= target.span.start
            and hit.label != _SUBJECT
            and self._is_linked(hit.span.end, target.span.start)
            for hit in others
        )

    def _carried_over(self, hostile: Hit) -> Certainty | None:
        """The sentence before names the target; this one takes it up by a pronoun, or is a mere exclamation."""
        passage = self.evidence.passages[self.region]
        index = passage.sentence_index(self.sentence.start)
        if not self.find.pronouns or index == 0:
            return None
        if not self._standing(self._hits(self.find.targets, passage.sentences[index - 1])):
            return None
        others = [h for h in self._hits(self.find.others, surely=True) if not h.span.overlaps(hostile.span)]
        if self._described(others, hostile) is not None:
            return None
        others = [hit for hit in others if hit.label != _THING]
        nearer = [hit.span.start for hit in others if hit.span.end <= hostile.span.start]
        named = [hit for hit in others if hit.span.end <= hostile.span.start and hit.label not in (_PART, _POSSESSIVE)]
        # A hostile noun takes the target up by itself: 저런 진상이 또 왔다.
        pronouns = [hit.span.start for hit in self._hits(self.find.pronouns) if hit.span.end <= hostile.span.start]
        own = [hit for hit in self._hits(self.find.pronouns) if hit.span.overlaps(hostile.span)]
        if (own and not named) or (pronouns and max(pronouns) >= max(nearer, default=0)):
            return Certainty.LIKELY
        words = passage.plain[self.sentence.start : self.sentence.end].split()
        return Certainty.LIKELY if len(words) <= _MOST_WORDS_OF_AN_EXCLAMATION and not others else None

    def _is_turned(self, lists: list[str], span: Span) -> bool:
        """Whether a word that turns the meaning stands where its label says: `before` or `after` the span, at some
        distance; `next` right before it (안 멍청하다); as an `ending` of its last word (멍청하지 않다)."""
        after = Span(span.end, span.end + _REACH_AFTER)
        before = Span(max(0, span.start - _REACH_BEFORE), span.start)
        text = self.evidence.passages[self.region].lower
        gaps = {
            label: [(hit.span.end, span.start) if window is before else (span.end, hit.span.start) for hit in found]
            for label, window in (("before", before), ("next", before), ("after", after), ("ending", after))
            for found in [self._hits([f"{words}:{label}" for words in lists], window, surely=True)]
        }
        return (
            any(not self._breaks(*gap) for gap in gaps["before"] + gaps["after"])
            or any(not text[slice(*gap)].strip() for gap in gaps["next"])
            or any(" " not in text[slice(*gap)] for gap in gaps["ending"])
        )

    def _breaks(self, start: int, end: int) -> bool:
        return _BREAK.search(self.evidence.passages[self.region].lower, start, end) is not None


def _is_adnominal(ending: str) -> bool:
    return bool(_HANGUL.match(ending[-1])) and (ord(ending[-1]) - ord("가")) % 28 in _ADNOMINAL


def _longest(hits: list[Hit]) -> list[Hit]:
    """Of hits inside one another, the longest."""
    return [hit for hit in hits if not any(other.span != hit.span and other.span.covers(hit.span) for other in hits)]

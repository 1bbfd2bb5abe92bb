"""Find every word of every list in a draft, in one pass. Edges and exceptions are judged here, meaning is not.

The pass only notes which forms stand where. What is a hit is found out list by list, when a rule asks: most lists of
most drafts are never asked for.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from copy import copy
from functools import cached_property, lru_cache
from itertools import accumulate
from typing import TypeAlias

import daachorse

from linter.model import Hit, Span
from linter.rulebook.compiled import NEEDS_LEFT, NEEDS_RIGHT, Word, Words
from linter.text.disguise import MASK, Vocabulary
from linter.text.korean import Tails, is_inflected
from linter.text.passage import Passage

Place: TypeAlias = tuple[int, int, int]  # a region and a span in its folded text
_HANGUL_RUN = re.compile(r"[가-힣]*")
_LONGEST_TAIL = 100  # characters: no particles are that many, and what begins like a predicate may go on as it likes
_TOKEN = re.compile(r"[\w.:/@%~?&=#+\-\\]")
_LATIN = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_")
_JOINT = "\n"  # stands between regions in the joined text; no folded form holds one


def build_automaton(forms: Sequence[str]) -> bytes:
    """The automaton over all surface forms, in the form in which it can be stored."""
    return daachorse.CharwiseDoubleArrayAhoCorasick(list(forms)).serialize() if forms else b""


class Scanner:
    """The automaton over all surface forms, and what is needed to judge the edges of a match."""

    def __init__(self, words: Words, tails: Tails, disguised: Sequence[str], automaton: bytes) -> None:
        """`disguised`: the lists whose words are also looked for under a disguise. `automaton`: see
        `build_automaton`."""
        self.words, self._tails = words, tails
        self._automaton = daachorse.CharwiseDoubleArrayAhoCorasick.deserialize(automaton) if automaton else None
        self._disguisable = set(disguised)
        self._forms = words.disguised_forms
        self._vocabulary = Vocabulary(self._forms) if self._forms else None
        self._concern: _Concern | None = None
        self._remembered: dict[str, dict[int, list[Place]]] = {}

    def limited(self, lists: Collection[str]) -> Scanner:
        """A scanner for the words of some lists, and the parts of their expressions, alone.

        What it finds in a region it remembers until it has scanned without that region.
        """
        scanner = copy(self)
        scanner._concern = _Concern(self.words, lists)
        if self._disguisable.isdisjoint(lists):
            scanner._vocabulary = None
        return scanner

    def scan(self, regions: Sequence[Passage]) -> Scanned:
        """Everything that may be a word of a list, in the regions of a draft."""
        joined = _JOINT + _JOINT.join(region.lower for region in regions) + _JOINT
        starts = list(accumulate((len(region.lower) + 1 for region in regions), initial=1))
        matches = self._matches(joined, starts) if self._concern is None else self._recalled(regions)
        return Scanned(self, self.words, regions, matches, self._disguised_hits(regions, joined, starts))

    def _matches(self, joined: str, starts: Sequence[int]) -> dict[int, list[Place]]:
        """The places of each form that stands somewhere."""
        found: dict[int, list[Place]] = {}
        if self._automaton is None:
            return found
        edged, concern = self.words.edged, self._concern
        for start, end, form in self._automaton.find_overlapping(joined):
            if concern is not None and not concern[form]:
                continue
            if edged[form]:
                if edged[form] & NEEDS_LEFT and not _has_left_edge(joined, start):
                    continue
                if edged[form] & NEEDS_RIGHT and joined[end] in _LATIN:
                    continue
            index = bisect_right(starts, start) - 1
            place = (index, start - starts[index], end - starts[index])
            if form in found:
                found[form].append(place)
            else:
                found[form] = [place]
        return found

    def _recalled(self, regions: Sequence[Passage]) -> dict[int, list[Place]]:
        """The same, region by region, scanning those alone that the last scan did not have."""
        texts = [region.lower for region in regions]
        known = self._remembered
        self._remembered = {
            text: known[text] if text in known else self._matches(_JOINT + text + _JOINT, [1]) for text in texts
        }
        found: dict[int, list[Place]] = {}
        for index, text in enumerate(texts):
            for form, places in self._remembered[text].items():
                found.setdefault(form, []).extend((index, start, end) for _, start, end in places)
        return found

    def hit(self, word: Word, region: Passage, index: int, start: int, end: int) -> Hit | None:
        """The hit of a word at a place of a region, unless its edges or its exceptions say that it is none."""
        text = region.lower
        if word.capital and not region.plain[start].isupper():
            return None
        if word.rest:
            rest = _following(word.rest).match(text, end)
            if rest is None or not _has_left_edge(text, start):
                return None
            end, settled = rest.end(), True
        else:
            edges = self._edges(word, text, start, end)
            if edges is None:
                return None
            settled = edges
        span = _widened(word, text, start, end)
        if _is_excused(word, region, span):
            return None
        return Hit(word.list, word.term, word.label, index, span, settled, word.pos)

    def _edges(self, word: Word, text: str, start: int, end: int) -> bool | None:
        """True: this is the word. False: it may be, ask morphology. None: it is not."""
        if word.boundary in ("inside", "token"):
            return True
        left = _has_left_edge(text, start)
        right = self._right_edge(word, text, end)
        if word.boundary == "suffix":
            return True if right and not left else None
        if word.boundary == "morph":
            return False if (left or is_inflected(word.pos)) or right else None
        if left and right:
            return True
        is_korean = "가" <= text[start] <= "힣"
        return False if word.pos and is_korean and _is_glued_to_hangul(text, start, end, left, right) else None

    def _right_edge(self, word: Word, text: str, end: int) -> bool:
        if end == len(text):
            return True
        if "ㄱ" <= text[end - 1] <= "힣":
            tail = _HANGUL_RUN.match(text, end, end + _LONGEST_TAIL)
            assert tail is not None
            if is_inflected(word.pos):
                return self._tails.follow_stem(tail.group())
            return word.boundary == "stem" or self._tails.follow_noun(tail.group())
        return word.boundary == "stem" or not (text[end].isascii() and (text[end].isalnum() or text[end] == "_"))

    def _disguised_hits(self, regions: Sequence[Passage], joined: str, starts: Sequence[int]) -> Iterator[Hit]:
        if self._vocabulary is None:
            return
        for form, span in self._vocabulary.find(joined):
            index = bisect_right(starts, span.start) - 1
            own = Span(span.start - starts[index], span.end - starts[index])
            for owner in self.words.owners[self._forms[form]]:
                word = self.words.word(owner)
                if word.list not in self._disguisable or word.rest or _is_excused(word, regions[index], own):
                    continue
                if word.boundary == "inside" or self._right_edge(word, joined, span.end):
                    yield Hit(word.list, word.term, word.label, index, own, True, word.pos)


class Scanned:
    """What may stand in one draft, and by list what does."""

    def __init__(
        self,
        scanner: Scanner,
        words: Words,
        regions: Sequence[Passage],
        matches: Mapping[int, list[Place]],
        disguised: Iterable[Hit],
    ) -> None:
        self._scanner, self._words, self._regions, self._found = scanner, words, regions, matches
        self._matches: dict[str, list[tuple[Word, list[Place]]]] = {}
        self._disguised: dict[str, dict[int, list[Hit]]] = {}
        self._labels: set[tuple[str, str]] = set()
        self._placed: dict[str, dict[int, list[tuple[Word, int, int]]]] = {}
        self._regions_of_forms: dict[int, set[int]] = {}
        for form, places in matches.items():
            for word, labelled in words.owned(form):
                if word.list in self._matches:
                    self._matches[word.list].append((word, places))
                else:
                    self._matches[word.list] = [(word, places)]
                self._labels.add(labelled)
        for hit in disguised:
            self._disguised.setdefault(hit.list, {}).setdefault(hit.region, []).append(hit)
            self._labels.add((hit.list, hit.label))

    def parts(self) -> dict[int, list[int | str]]:
        """For each part of an expression that stands somewhere the forms, and the lone characters, that it may be."""
        found: dict[int, list[int | str]] = {}
        for form in self._found:
            for part in self._words.parts[form]:
                found.setdefault(part, []).append(form)
        for character in self._regions_of_characters:
            for part in self._words.parts_of_character[character]:
                found.setdefault(part, []).append(character)
        return found

    def regions_with(self, form: int | str) -> set[int]:
        """The regions in which a form, or a lone character, stands."""
        if isinstance(form, str):
            return self._regions_of_characters[form]
        if form not in self._regions_of_forms:
            self._regions_of_forms[form] = {region for region, _, _ in self._found[form]}
        return self._regions_of_forms[form]

    @cached_property
    def _regions_of_characters(self) -> dict[str, set[int]]:
        found: dict[str, set[int]] = {}
        wanted = self._words.lone_characters
        for at, region in enumerate(self._regions):
            for character in wanted.intersection(region.lower):
                found.setdefault(character, set()).add(at)
        return found

    def may_have(self, name: str, label: str) -> bool:
        """False where no word of the list, with that label if one is given, can stand in the draft."""
        if label:
            return (name, label) in self._labels
        return name in self._matches or name in self._disguised

    def places(self, name: str) -> dict[int, list[tuple[Word, int, int]]]:
        """What may be a word of the list, by region: edges and exceptions not yet looked at."""
        if name not in self._placed:
            placed: dict[int, list[tuple[Word, int, int]]] = {}
            for word, places in self._matches.get(name, ()):
                for region, start, end in places:
                    placed.setdefault(region, []).append((word, start, end))
            for region in self._disguised.get(name, ()):
                placed.setdefault(region, [])
            self._placed[name] = placed
        return self._placed[name]

    def hits(self, name: str, region: int) -> list[Hit]:
        """The hits of a list in a region, in order of place; of two on the same letters the one that is sure."""
        found: dict[tuple[str, int, int], Hit] = {}
        for hit in self._all_hits(name, region):
            key = (hit.label, hit.span.start, hit.span.end)
            if key not in found or (hit.settled and not found[key].settled):
                found[key] = hit
        return sorted(found.values(), key=lambda hit: hit.span) if len(found) > 1 else list(found.values())

    def _all_hits(self, name: str, region: int) -> Iterator[Hit]:
        for word, start, end in self.places(name).get(region, ()):
            hit = self._scanner.hit(word, self._regions[region], region, start, end)
            if hit is not None:
                yield hit
        yield from self._disguised.get(name, {}).get(region, ())


class _Concern(dict[int, bool]):
    """Whether a form, by its number, concerns one of some lists; found out when it is first met."""

    def __init__(self, words: Words, lists: Collection[str]) -> None:
        super().__init__()
        self._words, self._lists = words, frozenset(lists)
        self._parts = {part for name in self._lists for row in words.expressions_of(name) for part in row.parts}

    def __missing__(self, form: int) -> bool:
        owners = map(self._words.word, self._words.owners[form])
        concerns = any(word.list in self._lists for word in owners)
        self[form] = concerns = concerns or not self._parts.isdisjoint(self._words.parts[form])
        return concerns


@lru_cache(maxsize=4096)
def _following(rest: str) -> re.Pattern[str]:
    """What must follow the anchor of a gapped term. It is ours, and tame: Python's engine compiles it sooner."""
    return re.compile(rest)


def _has_left_edge(text: str, start: int) -> bool:
    if start == 0:
        return True
    before, first = text[start - 1], text[start]
    if "ㄱ" <= first <= "힣":
        return not "ㄱ" <= before <= "힣"
    if before in MASK and start > 1 and text[start - 2] in _LATIN:
        return False  # a letter of the same word is hidden: gl*ss
    return before not in _LATIN or not first.isalnum()


def _is_glued_to_hangul(text: str, start: int, end: int, left: bool, right: bool) -> bool:
    return (left or "가" <= text[start - 1] <= "힣") and (right or "가" <= text[end] <= "힣")


def _widened(word: Word, text: str, start: int, end: int) -> Span:
    """A token or the word that a suffix ends is told whole."""
    if word.boundary == "token":
        return _token_around(text, start, end)
    if word.boundary == "suffix":
        while start > 0 and text[start - 1].isalnum():
            start -= 1
    return Span(start, end)


def _token_around(text: str, start: int, end: int) -> Span:
    while start > 0 and _TOKEN.match(text[start - 1]) and text[start - 1].isascii():
        start -= 1
    while end < len(text) and _TOKEN.match(text[end]) and text[end].isascii():
        end += 1
    while text[end - 1] in ".:?":  # the sentence's own
        end -= 1
    return Span(start, end)


def _is_excused(word: Word, passage: Passage, span: Span) -> bool:
    text = passage.lower
    for phrase in word.covers:
        # Any occurrence found in this stretch overlaps the hit.
        if text.find(phrase, max(0, span.start - len(phrase) + 1), span.end + len(phrase) - 1) >= 0:
            return True
    if not any(word.beside):
        return False
    sentence = passage.sentence_around(span)
    return any(text.find(phrase, sentence.start, sentence.end) >= 0 for group in word.beside for phrase in group)

"""Judge a draft again after an edit, at the cost of what the edit changed.

What most rules say of a region depends on its text and its kind alone: it is remembered until the region changes.
Rules that look at the whole draft (what is missing, what the front matter says) judge each time, and so does what a
remembered verdict owes to its surroundings: the heading above, a word elsewhere in the draft.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from copy import copy
from dataclasses import replace
from typing import Any, TypeAlias

from linter.engine import Judged, gather, judge, kind_of, settle
from linter.evidence import Evidence, Verdict
from linter.model import Draft, Problem, Region, RegionKind
from linter.rulebook.rulebook import Rulebook
from linter.rulebook.rules import Rule, named
from linter.text.korean import Morphology

_BY_REGION = frozenset(("term", "pattern", "statement", "attack"))
# Characters to judge between two questions whether anybody still wants the answer.
_CHARACTERS_AT_A_TIME = 8_000

# All that the verdicts of these rules depend on: what the draft is, what the region is, its text.
Key: TypeAlias = tuple[str, RegionKind, str]


class OutdatedError(Exception):
    """Nobody wants the answer any more."""


class Rereader:
    """Judges one draft, over and over, under one rulebook."""

    def __init__(self, rulebook: Rulebook, morphology: Morphology) -> None:
        self.rulebook, self._morphology = rulebook, morphology
        by_region = [rule for rule in rulebook.rules if _looks_at_a_region(rule)]
        self._rules = {rule.id: rule for rule in by_region}
        self._by_region = _with_rules(rulebook, map(_out_of_context, by_region))
        self._by_draft = _with_rules(rulebook, (rule for rule in rulebook.rules if rule.id not in self._rules))
        self._by_draft.scanner = rulebook.scanner.limited(_lists_of_the_whole(rulebook))
        self._known: dict[Key, tuple[Verdict, ...]] = {}

    def judge(self, draft: Draft, is_outdated: Callable[[], bool] = lambda: False) -> Judged:
        """What the rules say of the draft, all doubts settled. Raises OutdatedError once `is_outdated` says so."""
        kind = kind_of(draft, self.rulebook)
        keys: list[Key] = [(kind, region.kind, region.text) for region in draft.regions]
        problems: list[Problem] = []
        unknown = {key: region for key, region in zip(keys, draft.regions, strict=True) if key not in self._known}
        for some in _in_portions(unknown):
            if is_outdated():
                raise OutdatedError
            problems += self._learn(draft, some)
        whole = self._settled(gather(draft, self._by_draft), self._by_draft)
        found = [one._replace(region=at) for at, key in enumerate(keys) for one in self._known.get(key, ())]
        told = [one._replace(rule=self._rules[one.rule.id]) for one in found]
        in_place = [one for one in told if not _is_excused(one, whole.evidence)]
        self._forget_all_but(keys if not problems else ())
        return whole._replace(
            rulebook=self.rulebook,
            verdicts=(*in_place, *whole.verdicts),
            problems=tuple(dict.fromkeys((*problems, *whole.problems))),
        )

    def _learn(self, draft: Draft, some: Sequence[tuple[Key, Region]]) -> Sequence[Problem]:
        part = draft._replace(regions=tuple(region for _, region in some), parts=())
        judged = self._settled(gather(part, self._by_region), self._by_region)
        verdicts: list[list[Verdict]] = [[] for _ in some]
        for one in judged.verdicts:
            verdicts[one.region].append(one)
        self._known |= {key: tuple(found) for (key, _), found in zip(some, verdicts, strict=True)}
        return judged.problems

    def _settled(self, evidence: Evidence, rulebook: Rulebook) -> Judged:
        return settle([judge(evidence, rulebook)], self._morphology)[0]

    def _forget_all_but(self, keys: Iterable[Key]) -> None:
        self._known = {key: self._known[key] for key in keys}


def _looks_at_a_region(rule: Rule) -> bool:
    """Whether what a rule says of a region depends on nothing but that region."""
    statements = getattr(rule.find, "statements", ())
    return rule.file.check in _BY_REGION and not any(one.also or one.written_in for one in statements)


def _with_rules(rulebook: Rulebook, rules: Iterable[Rule]) -> Rulebook:
    fewer = copy(rulebook)
    fewer.rules = tuple(rules)
    return fewer


def _lists_of_the_whole(rulebook: Rulebook) -> set[str]:
    """The word lists that are looked for all over a draft."""
    lists: set[str] = set()
    for rule in rulebook.rules:
        if rule.file.check in _BY_REGION:
            context = (*rule.file.unless_under, *getattr(rule.find, "unless_in_draft", ()))
            lists |= {name for words in context for name, _ in named(words)}
        else:
            lists |= rulebook.lists[rule.id]
    return lists


def _out_of_context(rule: Rule) -> Rule:
    """The rule as it judges a region of which nothing else is known."""
    find: Any = rule.find
    if hasattr(find, "unless_in_draft"):
        find = replace(find, unless_in_draft=[])
    return replace(rule, file=replace(rule.file, unless_under=[]), find=find)


def _is_excused(verdict: Verdict, draft: Evidence) -> bool:
    rule = verdict.rule
    return draft.stands_in_draft(getattr(rule.find, "unless_in_draft", ())) or (
        bool(rule.file.unless_under) and draft.is_under(rule.file.unless_under, verdict.region)
    )


def _in_portions(regions: dict[Key, Region]) -> Iterator[list[tuple[Key, Region]]]:
    portion: list[tuple[Key, Region]] = []
    characters = 0
    for key, region in regions.items():
        portion.append((key, region))
        characters += len(region.text)
        if characters >= _CHARACTERS_AT_A_TIME:
            yield portion
            portion, characters = [], 0
    if portion:
        yield portion

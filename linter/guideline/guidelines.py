"""Profiles as guidelines: with the rules that carry each of their clauses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

from linter.errors import ConfigError, nearest
from linter.rulebook.paths import profile_paths, rule_paths
from linter.rulebook.profile import Clause, Profile, read_profile
from linter.rulebook.rules import Bilingual


@dataclass(frozen=True, slots=True)
class Guideline:
    """A guideline or a law; `carriers` has for the id of each clause the rules that carry it."""

    name: str
    profile: Profile
    carriers: Mapping[str, tuple[str, ...]]

    @property
    def checkable(self) -> int:
        """How many clauses a rule carries."""
        return sum(map(bool, self.carriers.values()))


def all_profiles(rule_folders: Sequence[Path] = (), company: Bilingual | None = None) -> dict[str, Guideline]:
    """Every profile, a company's own too, also those without clauses. The clauses are about `company`, or about the
    one whose guideline it is. Raises RuleError for a profile that can't be used."""
    rule_ids = list(rule_paths(rule_folders))
    paths = sorted(profile_paths(rule_folders).items())
    profiles = {name: read_profile(path, rule_ids, company) for name, path in paths}
    return {name: _guideline(name, one, rule_ids) for name, one in profiles.items()}


def with_clauses(known: Mapping[str, Guideline]) -> list[Guideline]:
    return [one for one in known.values() if one.profile.clauses]


def chosen(names: Iterable[str], known: Mapping[str, Guideline]) -> list[Guideline]:
    """The guidelines of these names. Raises ConfigError for one that does not exist, or has no clauses."""
    found = []
    for name in names:
        if name not in known:
            there_are = f"there are: {', '.join(one.name for one in with_clauses(known))}"
            raise ConfigError(f"no guideline is called '{name}'", hint=nearest(name, known) or there_are)
        if not known[name].profile.clauses:
            hint = f"`draftlint rules --profile {name}` shows the rules that it turns on"
            raise ConfigError(f"the profile '{name}' has no clauses", hint=hint)
        found.append(known[name])
    return found


def followed(names: Iterable[str], known: Mapping[str, Guideline]) -> list[Guideline]:
    """These profiles and all that they extend, each once, those that others stand on first."""
    return list({one.name: one for name in names for one in _chain(known[name], known)}.values())


def _chain(guideline: Guideline, known: Mapping[str, Guideline]) -> Iterator[Guideline]:
    for name in guideline.profile.extends:
        yield from _chain(known[name], known)
    yield guideline


def _guideline(name: str, profile: Profile, rule_ids: Sequence[str]) -> Guideline:
    return Guideline(name, profile, {clause.id: _carriers(clause, rule_ids) for clause in profile.clauses})


def _carriers(clause: Clause, rule_ids: Sequence[str]) -> tuple[str, ...]:
    asked = [pattern for pattern, setting in clause.rules.items() if setting not in (False, "off")]
    return tuple(rule_id for rule_id in rule_ids if any(fnmatchcase(rule_id, pattern) for pattern in asked))

"""Profiles: which rules count, and how much. Later profiles win, and the configuration wins over all."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from pathlib import Path

from linter.config import Kind, LoadedConfig, Setting
from linter.errors import RuleError
from linter.model import Severity
from linter.rulebook.rules import STRICT, Bilingual, Rule
from linter.rulebook.schema import read_utf8
from linter.yaml_source import YamlSource


@dataclass(frozen=True, slots=True)
class Profile:
    """A profile file. `rules` maps a rule id or a glob (`confidential/*`) to a severity, `on` or `off`."""

    __pydantic_config__ = STRICT
    title: Bilingual
    rules: dict[str, Setting] = field(default_factory=dict)
    extends: list[str] = field(default_factory=list)
    kind: Kind | None = None


def read_profile(path: Path, rule_ids: Iterable[str]) -> Profile:
    source = YamlSource(read_utf8(path), path, RuleError)
    profile = source.checked(Profile)
    for pattern in profile.rules:
        if not any(fnmatchcase(rule_id, pattern) for rule_id in rule_ids):
            raise source.refuse(f"no rule is called '{pattern}'", ["rules", pattern], _closest(pattern, rule_ids))
    return profile


@dataclass(frozen=True, slots=True)
class Selection:
    """The rules that count, with their severities, and the kind of draft that the profiles take for granted."""

    severities: Mapping[str, Severity]
    kind: str


def select(loaded: LoadedConfig, rules: Mapping[str, Rule], paths: Mapping[str, Path]) -> Selection:
    """Raises ConfigError for a profile or a rule that does not exist."""
    settings: dict[str, Setting] = {}
    kind = "personal"
    for index, name in enumerate(loaded.config.profiles):
        if name not in paths:
            raise loaded.refuse(f"no profile is called '{name}'", ["profiles", index], _closest(name, paths))
        for profile in _chain(name, paths, rules, ()):
            settings |= _spread(profile.rules, rules)
            kind = profile.kind or kind
    for pattern in loaded.config.rules:
        if not any(fnmatchcase(rule_id, pattern) for rule_id in rules):
            raise loaded.refuse(f"no rule is called '{pattern}'", ["rules", pattern], _closest(pattern, rules))
    settings |= _spread(loaded.config.rules, rules)
    chosen = {rule_id: _severity(rules[rule_id], setting) for rule_id, setting in settings.items()}
    return Selection({rule_id: severity for rule_id, severity in sorted(chosen.items()) if severity is not None}, kind)


def _chain(name: str, paths: Mapping[str, Path], rules: Mapping[str, Rule], seen: tuple[str, ...]) -> list[Profile]:
    """A profile after those that it extends."""
    if name in seen:
        raise RuleError(f"profiles extend one another in a ring: {' → '.join((*seen, name))}", path=paths[name])
    profile = read_profile(paths[name], rules)
    chain: list[Profile] = []
    for base in profile.extends:
        if base not in paths:
            raise RuleError(f"extends '{base}', which does not exist", path=paths[name], hint=_closest(base, paths))
        chain += _chain(base, paths, rules, (*seen, name))
    return [*chain, profile]


def _spread(settings: Mapping[str, Setting], rules: Mapping[str, Rule]) -> dict[str, Setting]:
    """Globs to the rules that they name; in one mapping a full id wins over a glob."""
    by_width = sorted(settings.items(), key=lambda item: "*" not in item[0])
    return {rule_id: setting for pattern, setting in by_width for rule_id in rules if fnmatchcase(rule_id, pattern)}


def _severity(rule: Rule, setting: Setting) -> Severity | None:
    if setting in (False, "off"):
        return None
    if setting in (True, "on"):
        return Severity.named(rule.file.severity)
    return Severity.named(str(setting))


def _closest(name: str, known: Iterable[str]) -> str:
    close = difflib.get_close_matches(name, list(known), n=1, cutoff=0.5)
    return f"did you mean '{close[0]}'?" if close else f"known: {', '.join(sorted(known)[:12])} …"

"""Profiles: which rules count, and how much, because of which clause of a guideline or a law.

Of stacked profiles the stricter severity wins; a profile's own word wins over what it extends, and the configuration
over all.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from fnmatch import fnmatchcase
from pathlib import Path

from linter.config import Kind, LoadedConfig, Setting, Wording
from linter.errors import RuleError, nearest
from linter.model import Severity
from linter.rulebook.rules import STRICT, Bilingual, Rule
from linter.rulebook.schema import read_utf8
from linter.yaml_source import YamlSource


@dataclass(frozen=True, slots=True)
class Clause:
    """What a guideline asks, in our own words, and what carries it: rules, or a person's judgement."""

    __pydantic_config__ = STRICT
    id: str
    """A short name, as sources of rules cite it: IBM4."""
    text: Bilingual
    """The clause, in our own words."""
    rules: dict[str, Setting] = field(default_factory=dict)
    """The rules that carry it, by id or glob, with the severity that it gives them, or `on`."""
    planned: dict[str, Setting] = field(default_factory=dict)
    """Rules that will carry it and are not written yet: until then a person must judge."""
    person: Bilingual | None = None
    """What no draft can show, and a person must judge."""
    unverified: bool = False
    """Whether it is told from general knowledge and nobody has looked it up in the source."""


@dataclass(frozen=True, slots=True)
class Profile:
    """A profile file. `rules` maps a rule id or a glob (`confidential/*`) to a severity, `on` or `off`."""

    __pydantic_config__ = STRICT
    title: Bilingual
    """What the profile is for, in a few words."""
    about: Bilingual | None = None
    """Who asks for it, since when, and what is special about it."""
    source: list[str] = field(default_factory=list)
    """The documents whose clauses these are."""
    date: str | None = None
    """Of the version that the clauses follow."""
    company: Bilingual | None = None
    """Whose guideline it is: {company} in the clauses."""
    jurisdiction: str | None = None
    """Where it is the law, as `draftlint init --jurisdiction` names the place: kr, us, uk."""
    listed: bool = False
    """Whether it is law for listed companies alone."""
    clauses: list[Clause] = field(default_factory=list)
    """What it asks, clause by clause."""
    rules: dict[str, Setting] = field(default_factory=dict)
    """A severity, `on` or `off` for a rule, or for a glob of rules."""
    extends: list[str] = field(default_factory=list)
    """Profiles that come first and that this one changes."""
    kind: Kind | None = None
    """What the drafts are, where neither they nor the configuration say so."""
    fixes: dict[str, Wording] = field(default_factory=dict)
    """Its wording of the line that `draftlint fix` inserts for a rule; the configuration's wins over it."""


def read_profile(path: Path, rule_ids: Iterable[str], company: Bilingual | None = None) -> Profile:
    """A profile, its clauses about `company`, or about the one whose guideline it is. Raises RuleError."""
    source = YamlSource(read_utf8(path), path, RuleError)
    profile = source.checked(Profile)
    named: list[tuple[list[str | int], str]] = [(["rules", pattern], pattern) for pattern in profile.rules]
    for at, clause in enumerate(profile.clauses):
        named += [(["clauses", at, "rules", pattern], pattern) for pattern in clause.rules]
        if not clause.rules and not clause.planned and clause.person is None:
            raise source.refuse(f"clause {clause.id} names no rule and leaves nothing to a person", ["clauses", at])
    named += [(["fixes", rule_id], rule_id) for rule_id in profile.fixes]
    for keys, pattern in named:
        if not any(fnmatchcase(rule_id, pattern) for rule_id in rule_ids):
            raise source.refuse(f"no rule is called '{pattern}'", keys, nearest(pattern, rule_ids))
    about = company or profile.company
    return profile if about is None else replace(profile, clauses=[_about(about, one) for one in profile.clauses])


def _about(company: Bilingual, clause: Clause) -> Clause:
    texts = {lang: clause.text.in_language(lang) for lang in ("ko", "en")}
    named = {lang: text.replace("{company}", company.in_language(lang)) for lang, text in texts.items()}
    return replace(clause, text=Bilingual(**named))


def clauses_of(rule_id: str, paths: Mapping[str, Path], rule_ids: Iterable[str]) -> list[tuple[str, Clause]]:
    """The clauses of all profiles that a rule carries, each with the name of its profile."""
    known = list(rule_ids)
    return [
        (name, clause)
        for name, path in sorted(paths.items())
        for clause in read_profile(path, known).clauses
        if any(fnmatchcase(rule_id, pattern) for pattern in clause.rules)
    ]


@dataclass(frozen=True, slots=True)
class Reason:
    """Who gave a rule its setting, by which pattern and for which clause; `profile` is None where the configuration
    did."""

    profile: str | None
    pattern: str
    setting: Setting
    clause: str = ""


@dataclass(frozen=True, slots=True)
class Selection:
    """The rules that count, with their severities, and the kind of draft that the profiles take for granted.

    `reasons` also has the rules that somebody turned off; `kind_from` is the profile that gave the kind, if one did.
    `fixes` are the profiles' wordings of lines to insert; of stacked profiles the first has its way.
    """

    severities: Mapping[str, Severity]
    kind: str
    reasons: Mapping[str, Reason]
    kind_from: str | None
    fixes: Mapping[str, Wording]


def select(loaded: LoadedConfig, rules: Mapping[str, Rule], paths: Mapping[str, Path]) -> Selection:
    """Raises ConfigError for a profile or a rule that does not exist."""
    reasons: dict[str, Reason] = {}
    fixes: dict[str, Wording] = {}
    kind, kind_from = "personal", None
    for index, name in enumerate(loaded.config.profiles):
        if name not in paths:
            raise loaded.refuse(f"no profile is called '{name}'", ["profiles", index], nearest(name, paths))
        own: dict[str, Reason] = {}
        wordings: dict[str, Wording] = {}
        for link, profile in _chain(name, paths, rules, ()):
            own |= _of_profile(link, profile, rules)
            wordings |= profile.fixes
            kind, kind_from = (profile.kind, link) if profile.kind else (kind, kind_from)
        reasons = _stricter(reasons, own, rules)
        fixes = wordings | fixes
    for pattern in loaded.config.rules:
        if not any(fnmatchcase(rule_id, pattern) for rule_id in rules):
            raise loaded.refuse(f"no rule is called '{pattern}'", ["rules", pattern], nearest(pattern, rules))
    reasons |= _spread(None, loaded.config.rules, rules)
    chosen = {rule_id: severity_of(rules[rule_id], reason.setting) for rule_id, reason in sorted(reasons.items())}
    severities = {rule_id: severity for rule_id, severity in chosen.items() if severity is not None}
    return Selection(severities, kind, reasons, kind_from, fixes)


def _chain(
    name: str, paths: Mapping[str, Path], rules: Mapping[str, Rule], seen: tuple[str, ...]
) -> list[tuple[str, Profile]]:
    """A profile, with its name, after those that it extends."""
    if name in seen:
        raise RuleError(f"profiles extend one another in a ring: {' → '.join((*seen, name))}", path=paths[name])
    profile = read_profile(paths[name], rules)
    chain: list[tuple[str, Profile]] = []
    for at, base in enumerate(profile.extends):
        if base not in paths:
            source = YamlSource(read_utf8(paths[name]), paths[name], RuleError)
            raise source.refuse(f"no profile is called '{base}'", ["extends", at], nearest(base, paths))
        chain += _chain(base, paths, rules, (*seen, name))
    return [*chain, (name, profile)]


def _of_profile(name: str, profile: Profile, rules: Mapping[str, Rule]) -> dict[str, Reason]:
    """What a profile asks: by its clauses, of which the stricter counts, and above them by its own `rules`."""
    asked: dict[str, Reason] = {}
    for clause in profile.clauses:
        asked = _stricter(asked, _spread(name, clause.rules, rules, clause.id), rules)
    return asked | _spread(name, profile.rules, rules)


def _stricter(one: Mapping[str, Reason], other: Mapping[str, Reason], rules: Mapping[str, Rule]) -> dict[str, Reason]:
    """Both together: where both speak of a rule, whoever takes it more seriously."""

    def weight(rule_id: str, reason: Reason) -> int:
        return severity_of(rules[rule_id], reason.setting) or 0

    joined = dict(one)
    for rule_id, reason in other.items():
        known = joined.get(rule_id)
        if known is None or weight(rule_id, reason) > weight(rule_id, known):
            joined[rule_id] = reason
    return joined


def _spread(
    profile: str | None, settings: Mapping[str, Setting], rules: Mapping[str, Rule], clause: str = ""
) -> dict[str, Reason]:
    """Globs to the rules that they name; in one mapping a full id wins over a glob."""
    by_width = sorted(settings.items(), key=lambda item: "*" not in item[0])
    return {
        rule_id: Reason(profile, pattern, setting, clause)
        for pattern, setting in by_width
        for rule_id in rules
        if fnmatchcase(rule_id, pattern)
    }


def severity_of(rule: Rule, setting: Setting) -> Severity | None:
    if setting in (False, "off"):
        return None
    if setting in (True, "on"):
        return Severity.named(rule.file.severity)
    return Severity.named(str(setting))

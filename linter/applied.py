"""What applies to a draft, and because of what: the configuration, profiles, kind, rules and word lists."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeAlias

from linter.config import LoadedConfig
from linter.engine import own_kind
from linter.model import Severity
from linter.readers import read_file
from linter.rulebook.lexicon import read_lexicon
from linter.rulebook.load import load_rules
from linter.rulebook.paths import lexicon_paths, profile_paths, rule_paths
from linter.rulebook.profile import Reason, Selection, select
from linter.rulebook.rules import Rule

Asker: TypeAlias = Literal["command-line", "front-matter", "configuration", "profile", "default"]


@dataclass(frozen=True, slots=True)
class Because:
    """Who asked for something: `name` is the profile or the pattern that did, `line` the configuration's (from 1)."""

    asker: Asker
    name: str = ""
    line: int | None = None


@dataclass(frozen=True, slots=True)
class AppliedRule:
    """A rule under a configuration: `severity` is None where it is off, `is_own` where the rule's file set it."""

    id: str
    path: str
    severity: Severity | None
    is_own: bool
    because: Because
    pattern: str = ""


@dataclass(frozen=True, slots=True)
class AppliedList:
    """A file of words; the counts of rows that it adds and takes away are None for bundled ones."""

    name: str
    path: str
    added: int | None = None
    removed: int | None = None

    @property
    def is_bundled(self) -> bool:
        return self.added is None


@dataclass(frozen=True, slots=True)
class Applied:
    """What holds for one draft, or for a folder. `companions` are our other files beside the configuration: what is
    recorded or waived there."""

    target: Path
    configuration: Path | None
    profiles: tuple[tuple[str, Because], ...]
    kind: str
    kind_because: Because
    excluded: Because | None
    fail_on: str
    rules: tuple[AppliedRule, ...]
    lists: tuple[AppliedList, ...]
    companions: tuple[Path, ...]


def applied_to(target: Path, loaded: LoadedConfig, *, asked_profiles: bool = False) -> Applied:
    """What applies to a file or a folder. `asked_profiles`: the command line named the profiles.

    Raises DraftlintError kinds for a configuration, rule or list that can't be used, or a draft that can't be read.
    """
    folders = loaded.folders(loaded.config.rules_from, "rules-from")
    rules, paths = load_rules(rule_paths(folders)), profile_paths(folders)
    selection = select(loaded, rules, paths)
    asker: Asker = "command-line" if asked_profiles else "configuration" if loaded.says("profiles") else "default"
    profiles = [
        (name, Because(asker, line=loaded.line(["profiles", at]) if asker == "configuration" else None))
        for at, name in enumerate(loaded.config.profiles)
    ]
    kind, because = _kind(target, loaded, selection)
    return Applied(
        target,
        loaded.path,
        tuple(profiles),
        kind,
        because,
        _exclusion(target, loaded),
        loaded.config.fail_on,
        tuple(_rule(rule, selection.severities, selection.reasons.get(rule.id), loaded) for rule in rules.values()),
        tuple(_lists(loaded)),
        tuple(file for file in (loaded.baseline_file, loaded.waivers_file) if file.exists()),
    )


def _kind(target: Path, loaded: LoadedConfig, selection: Selection) -> tuple[str, Because]:
    own = own_kind(read_file(target, str(target))) if target.is_file() else None
    if own:
        return own, Because("front-matter")
    scope = loaded.scope_of(target)
    if scope is not None:
        pattern = loaded.config.drafts[scope].files
        return loaded.config.drafts[scope].kind, Because("configuration", pattern, loaded.line(["drafts", scope]))
    if loaded.config.kind:
        return loaded.config.kind, Because("configuration", line=loaded.line(["kind"]))
    if selection.kind_from:
        return selection.kind, Because("profile", selection.kind_from)
    return selection.kind, Because("default")


def _exclusion(target: Path, loaded: LoadedConfig) -> Because | None:
    at = loaded.exclusion_of(target)
    return None if at is None else Because("configuration", loaded.config.exclude[at], loaded.line(["exclude", at]))


def _rule(rule: Rule, severities: Mapping[str, Severity], reason: Reason | None, loaded: LoadedConfig) -> AppliedRule:
    severity = severities.get(rule.id)
    if reason is None:
        return AppliedRule(rule.id, rule.path, severity, False, Because("default"))
    if reason.profile is None:
        because = Because("configuration", line=loaded.line(["rules", reason.pattern]))
    else:
        clause = f", {reason.clause}" if reason.clause else ""
        because = Because("profile", f"{reason.profile}{clause}")
    return AppliedRule(rule.id, rule.path, severity, reason.setting in (True, "on"), because, reason.pattern)


def _lists(loaded: LoadedConfig) -> list[AppliedList]:
    """The bundled lists, then the company's."""
    bundled = lexicon_paths()
    own = lexicon_paths(loaded.folders(loaded.config.lexicons, "lexicons"))[len(bundled) :]
    read = [(name, path, read_lexicon(path, name)) for name, path in own]
    return [
        *(AppliedList(name, str(path)) for name, path in bundled),
        *(AppliedList(name, str(path), len(added), len(removed)) for name, path, (added, removed) in read),
    ]

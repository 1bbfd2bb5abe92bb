"""A configuration to a rulebook, compiled once and then read from the cache."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from sys import version_info

from linter.cache import digest, kept
from linter.collector import paused
from linter.config import Author, LoadedConfig
from linter.contents import code_digest, content_digest
from linter.errors import RuleError
from linter.model import Severity
from linter.resources import BUILDERS
from linter.rulebook.compiled import Compiled, Expressions
from linter.rulebook.paths import grammar_files, lexicon_files, profile_paths, rule_paths, scores_file
from linter.rulebook.rules import Rule
from linter.rulebook.scores import Scores
from linter.scan import Scanner


class Rulebook:
    """Everything that judging needs, ready."""

    def __init__(self, compiled: Compiled, loaded: LoadedConfig, key: str) -> None:
        """`key` names the rules, words and settings that the rulebook was made of."""
        self.loaded, self.key = loaded, key
        self.rules, self.kind, self.lists = compiled.rules, compiled.kind, compiled.lists
        self.particles = compiled.particles
        self.known_ids, self.notes = compiled.known_ids, compiled.notes
        automaton = bytes(compiled.automaton.content)
        self.scanner = Scanner(compiled.words, compiled.tails, compiled.disguised, automaton)
        self.expressions = Expressions(compiled.words, compiled.patterns)
        self.scores = Scores(compiled.scores)
        self._severities = compiled.severities
        self._rules = {rule.id: rule for rule in compiled.rules}

    def has(self, rule_id: str) -> bool:
        return rule_id in self._rules

    def rule(self, rule_id: str) -> Rule:
        return self._rules[rule_id]

    def asks_for_presence(self, rule_id: str) -> bool:
        """Whether a rule's findings are about what is missing, and so about no line."""
        return rule_id in self._rules and self._rules[rule_id].file.check == "required"

    def severity(self, rule: Rule) -> Severity:
        return self._severities[rule.id]


def build_rulebook(loaded: LoadedConfig) -> Rulebook:
    """The rulebook of a configuration, from the cache if nothing that it is made of has changed.

    Raises ConfigError, RuleError or LexiconError with file and line.
    """
    rule_folders = loaded.folders(loaded.config.rules_from, "rules-from")
    word_folders = loaded.folders(loaded.config.lexicons, "lexicons")
    sources: list[Path | str] = [
        *rule_paths(rule_folders).values(),
        *profile_paths(rule_folders).values(),
        *grammar_files(),
        *lexicon_files(word_folders),
        scores_file(),
    ]
    judged_by = replace(loaded.config, author=Author(), fixes={})
    made_of = digest([str(version_info).encode(), repr(judged_by).encode(), _content_of(sources).encode()])
    key = digest([made_of.encode(), code_digest(*BUILDERS).encode()])

    def compiled() -> Compiled:
        from linter.rulebook.compile import compile_rulebook

        return compile_rulebook(loaded, rule_folders, word_folders)

    with paused():  # thousands of values are made, and none is garbage
        rulebook = Rulebook(kept(key, compiled), loaded, made_of)
    _check_wordings(rulebook)
    return rulebook


def _check_wordings(rulebook: Rulebook) -> None:
    """A company gives its own words only for lines that a rule has to insert."""
    plans = {rule.id: rule.file.fix for rule in rulebook.rules}
    inserting = [rule_id for rule_id, plan in plans.items() if plan is not None and plan.insert is not None]
    for rule_id in rulebook.loaded.config.fixes:
        if rule_id not in inserting and (rule_id in plans or rule_id not in rulebook.known_ids):
            hint = f"these do: {', '.join(inserting)}"
            raise rulebook.loaded.refuse(f"'{rule_id}' is no rule that inserts a line", ["fixes", rule_id], hint)


def _content_of(sources: Sequence[Path | str]) -> str:
    try:
        return content_digest(sources)
    except OSError as problem:
        raise RuleError(f"can't be read: {problem.strerror}", path=os.fsdecode(problem.filename)) from None

"""Read what is found: every rule, and every row of every word list."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from linter.errors import LexiconError
from linter.rulebook.lexicon import Entry, read_lexicon
from linter.rulebook.rules import Rule
from linter.rulebook.schema import read_rule


def load_rules(paths: dict[str, Path]) -> dict[str, Rule]:
    """Raises RuleError for the first file that is wrong."""
    return {rule_id: read_rule(path, rule_id) for rule_id, path in paths.items()}


def load_entries(paths: Sequence[tuple[str, Path]]) -> list[Entry]:
    """All rows of all lists, less those that a later list of the same name takes away."""
    entries: list[Entry] = []
    for name, path in paths:
        added, removed = read_lexicon(path, name)
        for gone in removed:
            kept = [entry for entry in entries if not (entry.list == name and _is_same(entry.term, gone.term))]
            if len(kept) == len(entries):
                raise LexiconError(
                    f"'-{gone.term}' takes away a term that is not in '{name}'", path=gone.path, line=gone.line
                )
            entries = kept
        entries += added
    return entries


def _is_same(term: str, other: str) -> bool:
    """Spacing is free in Korean, so whoever takes a word away means all its spacings."""
    return term.replace(" ", "") == other.replace(" ", "")

"""Find rule files, profiles and word lists: the bundled ones, then a company's own. A name is a path; no list names
them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from linter.errors import LexiconError, RuleError
from linter.resources import bundled
from linter.rulebook.lexicon import Entry, read_lexicon
from linter.rulebook.rules import Rule
from linter.rulebook.schema import read_rule

_PROFILES = "profiles"
_LANGUAGES = ("ko", "en")


def rule_paths(folders: Sequence[Path] = ()) -> dict[str, Path]:
    """Rule ids and their files, in order of id; a company's file takes the place of a bundled one of the same id."""
    found: dict[str, Path] = {}
    for folder in (bundled("rules"), *folders):
        for path in _yaml_files(folder):
            family, name = path.parent.name, path.stem
            if path.parent.parent == folder and family != _PROFILES:
                found[f"{family}/{name}"] = path
    return dict(sorted(found.items()))


def profile_paths(folders: Sequence[Path] = ()) -> dict[str, Path]:
    return {path.stem: path for folder in (bundled("rules"), *folders) for path in _yaml_files(folder / _PROFILES)}


def _yaml_files(folder: Path) -> Iterator[Path]:
    return (path for path in sorted(folder.rglob("*")) if path.suffix in (".yaml", ".yml") and path.is_file())


def load_rules(paths: dict[str, Path]) -> dict[str, Rule]:
    """Raises RuleError for the first file that is wrong."""
    return {rule_id: read_rule(path, rule_id) for rule_id, path in paths.items()}


def lexicon_paths(folders: Sequence[Path] = ()) -> list[tuple[str, Path]]:
    """Every word list as (name, file): the list of `ko/profanity` and of `en/profanity` is `profanity`."""
    found = []
    for folder in (bundled("lexicons"), *folders):
        for language in _LANGUAGES:
            found += [(path.stem, path) for path in sorted((folder / language).glob("*.csv"))]
    return found


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


def grammar_files() -> list[Path]:
    return sorted((bundled("lexicons") / "grammar").glob("*.csv"))


def grammar(name: str) -> Path:
    path = bundled("lexicons") / "grammar" / name
    if not path.is_file():
        raise RuleError("this grammar table is missing: install draftlint again", path=path)
    return path

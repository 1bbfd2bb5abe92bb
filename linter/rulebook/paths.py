"""Find rule files, profiles and word lists: the bundled ones, then a company's own. A name is a path; no list names
them."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from linter.errors import RuleError
from linter.resources import bundled

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
    for place, folders, names in os.walk(folder):
        folders.sort()
        yield from (Path(place, name) for name in sorted(names) if name.endswith((".yaml", ".yml")))


def lexicon_paths(folders: Sequence[Path] = ()) -> list[tuple[str, Path]]:
    """Every word list as (name, file): the list of `ko/profanity` and of `en/profanity` is `profanity`."""
    return [(path.stem, path) for path in map(Path, lexicon_files(folders))]


def lexicon_files(folders: Sequence[Path] = ()) -> list[str]:
    """The files of the word lists. There are a thousand, named by each run: strings are cheaper than paths."""
    return [
        os.path.join(folder, language, name)  # noqa: PTH118
        for folder in (bundled("lexicons"), *folders)
        for language in _LANGUAGES
        for name in _csv_files(os.path.join(folder, language))  # noqa: PTH118
    ]


def _csv_files(folder: str) -> list[str]:
    try:
        return sorted(name for name in os.listdir(folder) if name.endswith(".csv"))  # noqa: PTH208
    except (FileNotFoundError, NotADirectoryError):
        return []


def grammar_files() -> list[Path]:
    return sorted((bundled("lexicons") / "grammar").glob("*.csv"))


def scores_file() -> Path:
    return bundled("lexicons") / "scores.csv"


def grammar(name: str) -> Path:
    path = bundled("lexicons") / "grammar" / name
    if not path.is_file():
        raise RuleError("this grammar table is missing: install draftlint again", path=path)
    return path

"""What to look at again when files change: drafts, configurations, rules, word lists, what is accepted; seen by their
times and sizes.

Looking from time to time needs no library, and sees what every editor and every kind of disk does.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TypeAlias

from linter.config import find_config, load_config
from linter.discovery import find_drafts
from linter.errors import DraftlintError
from linter.rulebook.paths import lexicon_paths, profile_paths, rule_paths

Seen: TypeAlias = Mapping[Path, tuple[int, int]]


def rounds(paths: Sequence[Path], config: Path | None, seconds: float = 0.5) -> Iterator[list[Path]]:
    """The files that changed, whenever some have; looks every so many seconds, without end. First, at once: none."""
    seen = snapshot(paths, config)
    yield []
    while True:
        time.sleep(seconds)
        now = snapshot(paths, config)
        if now != seen:
            changed = differing(seen, now)
            seen = now
            yield changed


def snapshot(paths: Iterable[Path], config: Path | None) -> Seen:
    """All files that matter to the drafts of these paths, with the time of their last change (ns) and size (bytes)."""
    find_config.cache_clear()
    drafts = {file for path in paths if path.exists() for file in find_drafts(path)}
    folders = {file.resolve().parent for file in drafts}
    found = {config} if config else {find_config(folder) for folder in folders}
    configs = {path for path in found if path is not None}
    return {path: state for path in {*drafts, *configs, *_policy(configs)} if (state := _state(path))}


def differing(before: Seen, after: Seen) -> list[Path]:
    """What came, went or changed."""
    return sorted(path for path in before.keys() | after.keys() if before.get(path) != after.get(path))


def _policy(configs: Iterable[Path]) -> Iterator[Path]:
    """Rules, profiles, lists and what is accepted; of a configuration that can't be used, only what is bundled."""
    rule_folders: list[Path] = []
    word_folders: list[Path] = []
    for path in sorted(configs):
        try:
            loaded = load_config(path)
            yield from (loaded.baseline_file, loaded.waivers_file)
            rule_folders += loaded.folders(loaded.config.rules_from, "rules-from")
            word_folders += loaded.folders(loaded.config.lexicons, "lexicons")
        except DraftlintError:
            continue
    yield from rule_paths(rule_folders).values()
    yield from profile_paths(rule_folders).values()
    yield from (path for _, path in lexicon_paths(word_folders))


def _state(path: Path) -> tuple[int, int] | None:
    try:
        state = path.stat()
    except OSError:
        return None
    return state.st_mtime_ns, state.st_size

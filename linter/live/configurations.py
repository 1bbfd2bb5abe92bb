"""The rulebook for each draft, built anew when what it is made of has changed. The last good one goes on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from linter.config import InlineAllow, LoadedConfig, find_config
from linter.discovery import Rulebooks
from linter.errors import DraftlintError
from linter.rulebook.rulebook import Rulebook, build_rulebook

# What tells that a file has changed.
Stamp: TypeAlias = tuple[tuple[str, int, int], ...]


@dataclass(frozen=True, slots=True)
class Held:
    """What is known of one configuration. `config` is its file, if there is one; `error` is why it can't be used."""

    config: Path | None
    stamp: Stamp = ()
    folders: tuple[Path, ...] = ()
    rulebook: Rulebook | None = None
    error: DraftlintError | None = None


class Configurations:
    """Which rules hold for a draft, as the files say at this moment."""

    def __init__(self, inline_allow: InlineAllow = True) -> None:
        self._inline_allow = inline_allow
        self._held: dict[Path | None, Held] = {}

    def of(self, path: Path) -> Held:
        """What holds for a draft at a path. A configuration that can't be used is the `error` of what is held."""
        find_config.cache_clear()  # a nearer configuration may have come, or this one gone
        key = find_config(path.resolve().parent)
        held = self._held.get(key)
        if held is None or held.stamp != _stamp(key, held.folders):
            self._held[key] = held = self._built(key, path, held or Held(key))
        return held

    def _built(self, key: Path | None, path: Path, last: Held) -> Held:
        folders = last.folders
        stamp = _stamp(key, folders)
        try:
            loaded = Rulebooks(inline_allow=self._inline_allow).loaded(path.parent)
            folders = (*_named(loaded, "lexicons"), *_named(loaded, "rules-from"))
            stamp = _stamp(key, folders)  # before building, which takes long enough for another change
            return Held(key, stamp, folders, build_rulebook(loaded))
        except DraftlintError as problem:
            return Held(key, stamp, folders, last.rulebook, problem)


def _named(loaded: LoadedConfig, key: str) -> Sequence[Path]:
    names = {"lexicons": loaded.config.lexicons, "rules-from": loaded.config.rules_from}[key]
    return loaded.folders(names, key)


def _stamp(config: Path | None, folders: Sequence[Path]) -> Stamp:
    return tuple(sorted(_stamps([*([config] if config else []), *folders])))


def _stamps(paths: Sequence[Path]) -> Iterator[tuple[str, int, int]]:
    for path in paths:
        try:
            state = path.stat()
            yield str(path), state.st_mtime_ns, state.st_size
            if path.is_dir():
                yield from _stamps(list(path.iterdir()))
        except OSError:  # gone in the meantime: that is a change, too
            continue

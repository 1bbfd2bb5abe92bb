"""From paths on a command line to drafts: which files, under which configuration, read how."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from linter.config import LoadedConfig, default_config, find_config, home_of, load_config
from linter.readers import FORMATS, format_of
from linter.rulebook.rulebook import Rulebook, build_rulebook

_NEVER = frozenset(("node_modules", "__pycache__", "venv", "site-packages"))


@dataclass(slots=True)
class Rulebooks:
    """The rulebook of each draft's configuration, built once a configuration."""

    config: Path | None = None
    profiles: Sequence[str] = ()
    inline_allow: bool = True
    _built: dict[Path, Rulebook] = field(default_factory=dict)

    def loaded(self, folder: Path) -> LoadedConfig:
        path = self.config or find_config(folder.resolve())
        loaded = load_config(path) if path else default_config(folder)
        if self.profiles:
            loaded = replace(loaded, config=replace(loaded.config, profiles=list(self.profiles)), text="")
        if not self.inline_allow:
            loaded = replace(loaded, config=replace(loaded.config, inline_allow=False))
        return loaded

    def of(self, path: Path) -> Rulebook:
        """Raises ConfigError, RuleError or LexiconError."""
        folder = path.resolve().parent
        key = self.config or find_config(folder) or home_of(folder)
        if key not in self._built:
            self._built[key] = build_rulebook(self.loaded(path.parent))
        return self._built[key]

    def used(self) -> Iterable[Rulebook]:
        """All that were asked for so far."""
        return self._built.values()


def find_drafts(path: Path) -> Iterator[Path]:
    """The drafts of a path: the file itself, or every file of a known format below a folder, in order, hidden ones
    left out."""
    if not path.is_dir():
        yield path
        return
    for child in sorted(path.iterdir()):
        if child.name.startswith(".") or child.name in _NEVER:
            continue
        if child.is_dir() and not child.is_symlink():
            yield from find_drafts(child)
        elif child.is_file() and format_of(child.name):
            yield child


def known_suffixes() -> str:
    return ", ".join(FORMATS)

"""From paths on a command line to drafts: which files, under which configuration, read how."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from linter.config import LoadedConfig, default_config, find_config, load_config
from linter.readers import FORMATS, format_of
from linter.rulebook.rulebook import Rulebook, build_rulebook

_HIDDEN = (".", "~$")  # the latter is what Word leaves beside a document that is open
_NEVER = frozenset(("node_modules", "__pycache__", "venv", "site-packages"))


@dataclass(slots=True)
class Rulebooks:
    """The rulebook of each draft's configuration, built once a configuration."""

    config: Path | None = None
    profiles: Sequence[str] = ()
    _built: dict[Path | None, Rulebook] = field(default_factory=dict)

    def loaded(self, folder: Path) -> LoadedConfig:
        path = self.config or find_config(folder.resolve())
        loaded = load_config(path) if path else default_config(folder)
        if self.profiles:
            from dataclasses import replace

            loaded = replace(loaded, config=replace(loaded.config, profiles=list(self.profiles)), text="")
        return loaded

    def of(self, path: Path) -> Rulebook:
        """Raises ConfigError, RuleError or LexiconError."""
        key = self.config or find_config(path.resolve().parent)
        if key not in self._built:
            self._built[key] = build_rulebook(self.loaded(path.parent))
        return self._built[key]


def find_drafts(path: Path) -> Iterator[Path]:
    """The drafts of a path: the file itself, or every file of a known format below a folder, in order, hidden ones
    left out."""
    if not path.is_dir():
        yield path
        return
    for child in sorted(path.iterdir()):
        if child.name.startswith(_HIDDEN) or child.name in _NEVER:
            continue
        if child.is_dir() and not child.is_symlink():
            yield from find_drafts(child)
        elif child.is_file() and format_of(child.name):
            yield child


def known_suffixes() -> str:
    return ", ".join(FORMATS)

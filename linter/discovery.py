"""From paths on a command line to drafts: which files, under which configuration, read how."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeAlias

from linter.config import InlineAllow, LoadedConfig, default_config, find_config, home_of, load_config
from linter.readers import FORMATS, format_of
from linter.rulebook.rulebook import Rulebook, build_rulebook

_HIDDEN = (".", "~$")  # the latter is what Word leaves beside a document that is open
_NEVER = frozenset(("node_modules", "__pycache__", "venv", "site-packages"))


@dataclass(slots=True)
class Rulebooks:
    """The rulebook of each draft's configuration, built once a configuration."""

    config: Path | None = None
    profiles: Sequence[str] = ()
    inline_allow: InlineAllow = True
    _built: dict[Path, Rulebook] = field(default_factory=dict)

    def loaded(self, folder: Path) -> LoadedConfig:
        path = self.config or find_config(folder.resolve())
        loaded = load_config(path) if path else default_config(folder)
        if self.profiles:
            loaded = replace(loaded, config=replace(loaded.config, profiles=list(self.profiles)), text="")
        heeded = _stricter(self.inline_allow, loaded.config.inline_allow)
        return replace(loaded, config=replace(loaded.config, inline_allow=heeded))

    def of(self, path: Path) -> Rulebook:
        """Raises ConfigError, RuleError or LexiconError."""
        # A commit message lies in git's own folder, and belongs to the working tree in which one stands.
        folder = (Path() if format_of(path.name) == "commit" else path.parent).resolve()
        key = self.config or find_config(folder) or home_of(folder)
        if key not in self._built:
            self._built[key] = build_rulebook(self.loaded(folder))
        return self._built[key]

    def used(self) -> Iterable[Rulebook]:
        """All that were asked for so far."""
        return self._built.values()


def _stricter(one: InlineAllow, other: InlineAllow) -> InlineAllow:
    return next(value for value in (False, "warnings", True) if value in (one, other))


# What to leave out below a folder.
LeftOut: TypeAlias = Callable[[Path], Collection[Path]]


def find_drafts(path: Path, left_out: LeftOut = lambda folder: ()) -> Iterator[Path]:
    """The drafts of a path: the file itself, or every file of a known format below a folder, in order; hidden ones
    and what `left_out` names are left out. It is asked again for a repository within."""
    if path.is_dir():
        yield from _walk(path, left_out, left_out(path))
    else:
        yield path


def _walk(folder: Path, left_out: LeftOut, without: Collection[Path]) -> Iterator[Path]:
    for child in sorted(folder.iterdir()):
        if is_passed_over(child.name) or child in without:
            continue
        if child.is_dir() and not child.is_symlink():
            yield from _walk(child, left_out, left_out(child) if (child / ".git").exists() else without)
        elif child.is_file() and format_of(child.name):
            yield child


def is_passed_over(name: str) -> bool:
    """Whether a file or folder of this name is only read where somebody names it."""
    return name.startswith(_HIDDEN) or name in _NEVER


def known_suffixes() -> str:
    return ", ".join(FORMATS)

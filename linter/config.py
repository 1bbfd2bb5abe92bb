"""The configuration: `.draftlint.yaml`, found upward from a draft to the repository's root, under the command line's
word.

Two layers and no more. Unknown keys are errors.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from fnmatch import fnmatch
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

from linter.cache import digest, kept
from linter.errors import ConfigError
from linter.resources import BUILDERS, code_contents

FILE_NAMES = (".draftlint.yaml", ".draftlint.yml")
DEFAULT_PROFILES = ("personal-blog",)
STRICT: dict[str, Any] = {"extra": "forbid", "alias_generator": lambda name: name.replace("_", "-").strip("-")}
Kind = Literal["personal", "corporate", "sponsored", "investor"]
# YAML 1.1 reads a bare `off` as false and `on` as true.
Setting = Literal["error", "warning", "info", "on", "off"] | bool


@dataclass(frozen=True, slots=True)
class Company:
    """The writer's own company: `names` as people write them, `products` by name."""

    __pydantic_config__ = STRICT
    names: list[str] = field(default_factory=list)
    products: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Period:
    """Days from `from` to `until`, both of them in it."""

    __pydantic_config__ = STRICT
    from_: date
    until: date

    def holds(self, day: date) -> bool:
        return self.from_ <= day <= self.until


@dataclass(frozen=True, slots=True)
class Approval:
    """What needs somebody's approval before it is published: drafts of some `kinds`, and any draft that speaks of one
    of the `topics`. `fields`: the front matter keys that name who approved it, instead of those that the rule knows."""

    __pydantic_config__ = STRICT
    kinds: list[Kind] = field(default_factory=list)
    topics: list[str] = field(default_factory=list)
    fields: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class DraftScope:
    """What some drafts are: `files` is a glob from the configuration's folder."""

    __pydantic_config__ = STRICT
    files: str
    kind: Kind


@dataclass(frozen=True, slots=True)
class Config:
    """What `.draftlint.yaml` may say; every key has a default."""

    __pydantic_config__ = STRICT
    profiles: list[str] = field(default_factory=lambda: list(DEFAULT_PROFILES))
    kind: Kind | None = None
    drafts: list[DraftScope] = field(default_factory=list)
    company: Company = field(default_factory=Company)
    competitors: list[str] = field(default_factory=list)
    customers: list[str] = field(default_factory=list)
    codenames: list[str] = field(default_factory=list)
    internal_hosts: list[str] = field(default_factory=list)
    press_contact: str | None = None
    election_periods: list[Period] = field(default_factory=list)
    approval: Approval = field(default_factory=Approval)
    lexicons: list[str] = field(default_factory=list)
    rules_from: list[str] = field(default_factory=list)
    rules: dict[str, Setting] = field(default_factory=dict)
    fail_on: Literal["error", "warning", "info"] = "error"
    exclude: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class LoadedConfig:
    """A configuration and where it came from; `folder` is what its paths and globs count from."""

    config: Config
    path: Path | None
    folder: Path
    text: str = ""

    def folders(self, names: list[str], key: str) -> list[Path]:
        """The folders that a key names. Raises ConfigError for one that does not exist."""
        found = []
        for index, name in enumerate(names):
            folder = (self.folder / name).resolve()
            if not folder.is_dir():
                raise self.refuse(f"folder '{name}' does not exist", [key, index])
            found.append(folder)
        return found

    def refuse(self, message: str, keys: list[str | int], hint: str = "") -> ConfigError:
        from linter.yaml_source import YamlSource

        line = YamlSource(self.text, self.path, ConfigError).line(keys) if self.path and self.text else None
        return ConfigError(message, path=self.path, line=line, hint=hint)

    def kind_of(self, path: Path) -> str | None:
        """The kind that the configuration gives a draft: the last scope that fits, else `kind`."""
        relative = self._relative(path)
        kinds = [scope.kind for scope in self.config.drafts if matches(relative, scope.files)]
        return kinds[-1] if kinds else self.config.kind

    def excludes(self, path: Path) -> bool:
        relative = self._relative(path)
        return any(matches(relative, pattern) for pattern in self.config.exclude)

    def _relative(self, path: Path) -> str:
        try:
            return path.resolve().relative_to(self.folder.resolve()).as_posix()
        except ValueError:
            return path.as_posix()


def matches(path: str, pattern: str) -> bool:
    """Whether a path fits a glob; `archive/**` and `archive/` hold all that lies below."""
    pattern = pattern.removesuffix("/**").rstrip("/")
    return fnmatch(path, pattern) or fnmatch(path, pattern + "/*") or fnmatch(path, "*/" + pattern)


def load_config(path: Path) -> LoadedConfig:
    """Raises ConfigError with file and line."""
    try:
        text = path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as problem:
        reason = problem.strerror if isinstance(problem, OSError) else "is not UTF-8"
        raise ConfigError(f"can't be read: {reason}", path=path) from None
    key = digest([b"configuration", *code_contents(*BUILDERS), text.encode()])
    return LoadedConfig(kept(key, lambda: _checked(text, path)), path, path.parent, text)


def _checked(text: str, path: Path) -> Config:
    from linter.yaml_source import YamlSource  # not needed where the cache has it

    source = YamlSource(text, path, ConfigError)
    if source.value is None:
        return Config()
    if not isinstance(source.value, dict):
        raise source.refuse("the configuration is a mapping of keys")
    return source.checked(Config)


def default_config(folder: Path) -> LoadedConfig:
    return LoadedConfig(Config(), None, folder)


@lru_cache(maxsize=1024)
def find_config(folder: Path) -> Path | None:
    """The nearest `.draftlint.yaml` upward from a folder, not beyond the repository's root."""
    for name in FILE_NAMES:
        if (folder / name).is_file():
            return folder / name
    if (folder / ".git").exists() or folder.parent == folder:
        return None
    return find_config(folder.parent)

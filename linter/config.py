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
from linter.contents import code_digest
from linter.errors import ConfigError
from linter.model import Severity
from linter.resources import BUILDERS

FILE_NAMES = (".draftlint.yaml", ".draftlint.yml")
BASELINE_NAME = ".draftlint-baseline"
WAIVERS_NAME = ".draftlint-waivers.yaml"
DEFAULT_PROFILES = ("personal-blog",)
STRICT: dict[str, Any] = {"extra": "forbid", "alias_generator": lambda name: name.replace("_", "-").strip("-")}
Kind = Literal["personal", "corporate", "sponsored", "investor"]
# YAML 1.1 reads a bare `off` as false and `on` as true.
Setting = Literal["error", "warning", "info", "on", "off"] | bool
InlineAllow = Literal["warnings"] | bool


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
class Author:
    """Who writes the drafts, and as what, where that is the same for all of them."""

    __pydantic_config__ = STRICT
    name: str | None = None
    role: str | None = None


@dataclass(frozen=True, slots=True)
class Wording:
    """The company's own words for a line that a fix inserts; a language that is left out keeps the rule's."""

    __pydantic_config__ = STRICT
    ko: str | None = None
    en: str | None = None

    def in_language(self, lang: str) -> str | None:
        return self.ko if lang == "ko" else self.en


@dataclass(frozen=True, slots=True)
class Config:
    """What `.draftlint.yaml` may say; every key has a default."""

    __pydantic_config__ = STRICT
    profiles: list[str] = field(default_factory=lambda: list(DEFAULT_PROFILES))
    """Profiles that say which rules count; of several the stricter severity wins."""
    kind: Kind | None = None
    """What the drafts are, unless a draft's own front matter says `kind:`."""
    drafts: list[DraftScope] = field(default_factory=list)
    """What the drafts of some folders are; the last that fits wins."""
    company: Company = field(default_factory=Company)
    """The writer's own company."""
    author: Author = field(default_factory=Author)
    """Who writes, for a byline that `draftlint fix` inserts."""
    competitors: list[str] = field(default_factory=list)
    """Names of competitors, as people write them."""
    customers: list[str] = field(default_factory=list)
    """Names of customers that need a confirmation before they are named."""
    codenames: list[str] = field(default_factory=list)
    """Code names that nobody outside should read."""
    internal_hosts: list[str] = field(default_factory=list)
    """Hosts that nobody outside should know of; `*` stands for any part."""
    press_contact: str | None = None
    """Where press questions go; advice names it."""
    election_periods: list[Period] = field(default_factory=list)
    """When posts about an election weigh more: from the first to the last day."""
    quiet_periods: list[Period] = field(default_factory=list)
    """When nobody speaks of results: from the first to the last day."""
    approval: Approval = field(default_factory=Approval)
    """What may be published only when the front matter says who approved it."""
    lexicons: list[str] = field(default_factory=list)
    """Folders of the company's own word lists: ko/*.csv and en/*.csv."""
    rules_from: list[str] = field(default_factory=list)
    """Folders of the company's own rules: <family>/<name>.yaml, profiles/<name>.yaml."""
    rules: dict[str, Setting] = field(default_factory=dict)
    """A severity, `on` or `off` for a rule, or for a glob of rules."""
    fixes: dict[str, Wording] = field(default_factory=dict)
    """Your own wording of the line that `draftlint fix` inserts for a rule."""
    fail_on: Literal["error", "warning", "info"] = "error"
    """From this severity on, the exit code is 1."""
    exclude: list[str] = field(default_factory=list)
    """Globs of files to leave out."""
    # Changes no verdict. A rulebook is known by the `repr` of its configuration, and this needs no other rulebook.
    inline_allow: InlineAllow = field(default=True, repr=False)
    """Whether allow-comments in a draft silence findings: all, `warnings` and notes but no error, or none."""

    def heeds_comment(self, severity: Severity) -> bool:
        """Whether an allow-comment silences a finding of this severity."""
        return self.inline_allow is True or (self.inline_allow == "warnings" and severity < Severity.ERROR)


@dataclass(frozen=True, slots=True)
class LoadedConfig:
    """A configuration and where it came from; `folder` is what its paths and globs count from."""

    config: Config
    path: Path | None
    folder: Path
    text: str = ""

    @property
    def baseline_file(self) -> Path:
        return self.folder / BASELINE_NAME

    @property
    def waivers_file(self) -> Path:
        return self.folder / WAIVERS_NAME

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
        return ConfigError(message, path=self.path, line=self.line(keys), hint=hint)

    def line(self, keys: list[str | int]) -> int | None:
        """The line of the value at the end of a path of keys, None where no file says it."""
        from linter.yaml_source import YamlSource

        return YamlSource(self.text, self.path, ConfigError).line(keys) if self.path and self.text else None

    def says(self, key: str) -> bool:
        """Whether the configuration's file has a top-level key; False where the command line took its place."""
        from linter.yaml_source import YamlSource

        return bool(self.path and self.text) and key in (YamlSource(self.text, str(self.path), ConfigError).value or ())

    def kind_of(self, path: Path) -> str | None:
        """The kind that the configuration gives a draft: the last scope that fits, else `kind`."""
        scope = self.scope_of(path)
        return self.config.kind if scope is None else self.config.drafts[scope].kind

    def scope_of(self, path: Path) -> int | None:
        """The index of the last scope under `drafts` that a draft fits."""
        relative = self._relative(path)
        fitting = [at for at, scope in enumerate(self.config.drafts) if matches(relative, scope.files)]
        return fitting[-1] if fitting else None

    def excludes(self, path: Path) -> bool:
        return self.exclusion_of(path) is not None

    def exclusion_of(self, path: Path) -> int | None:
        """The index of the first pattern under `exclude` that leaves a draft out."""
        relative = self._relative(path)
        return next((at for at, pattern in enumerate(self.config.exclude) if matches(relative, pattern)), None)

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
    key = digest([b"configuration", code_digest(*BUILDERS).encode(), text.encode()])
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
    """What holds in a folder without a configuration: its paths count from `home_of` the folder."""
    return LoadedConfig(Config(), None, home_of(folder.resolve()))


def home_of(folder: Path) -> Path:
    """The root of a folder's repository, or the working folder."""
    return _repository(folder) or Path.cwd()


@lru_cache(maxsize=1024)
def _repository(folder: Path) -> Path | None:
    return next((place for place in (folder, *folder.parents) if (place / ".git").exists()), None)


@lru_cache(maxsize=1024)
def find_config(folder: Path) -> Path | None:
    """The nearest `.draftlint.yaml` upward from a folder, not beyond the repository's root."""
    for name in FILE_NAMES:
        if (folder / name).is_file():
            return folder / name
    if (folder / ".git").exists() or folder.parent == folder:
        return None
    return find_config(folder.parent)

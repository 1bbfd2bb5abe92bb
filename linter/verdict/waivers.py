"""Waivers: who allows what, why, and until when."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from datetime import date
from fnmatch import fnmatchcase
from itertools import takewhile

from linter.rulebook.rules import STRICT
from linter.verdict.baseline import Key

_GLOB = frozenset("*?[")


@dataclass(frozen=True, slots=True)
class WaiverEntry:
    """An approval: this rule may find something in these files until this day."""

    __pydantic_config__ = STRICT
    rule: str
    """The rule, by its id."""
    files: str
    """A path or a glob, from the folder of this file."""
    by: str
    """Who approved it."""
    why: str
    """The reason, which every report tells."""
    until: date
    """The last day on which it holds."""
    only: list[str] = field(default_factory=list)
    """Fingerprints of single places, as `draftlint waive --line` finds them out; none: all that the rule finds."""


@dataclass(frozen=True, slots=True)
class Waiver:
    """An entry and the line on which it begins."""

    entry: WaiverEntry
    line: int

    def holds(self, key: Key) -> bool:
        """Whether it is for such a finding, on whatever day."""
        is_meant = not self.entry.only or key.fingerprint in self.entry.only
        return is_meant and key.rule == self.entry.rule and self.covers(key.path)

    def covers(self, path: str) -> bool:
        written = unicodedata.normalize("NFC", self.entry.files)
        folder = written.removesuffix("/**").rstrip("/")
        return path == written or fnmatchcase(path, folder) or fnmatchcase(path, folder + "/*")

    def is_over(self, today: date) -> bool:
        return self.entry.until < today

    @property
    def root(self) -> str:
        """The file or folder that holds all that it can cover."""
        parts = unicodedata.normalize("NFC", self.entry.files).split("/")
        return "/".join(takewhile(lambda part: not _GLOB & set(part), parts))

"""The baseline: findings that were there when a project began to use draftlint, so that only new ones count.

A file of lines, `path, rule, how many, fingerprint` with tabs between them, in order, below a line that names the
version. It holds no line number, no time and no word of a draft. Git joins the lines of different branches
(`merge=union`): a line that is then there twice counts once, with the smaller number, and one that a branch had dropped
may be back, for the next pruning.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote

import regex

from linter.errors import ConfigError
from linter.whole_file import write_file

_VERSION = 1
_HEAD = "# draftlint baseline, version "
_ABOUT = f"{_HEAD}{_VERSION}: what `draftlint check` lets pass. Written by `draftlint baseline`; lines may be deleted."
_ESCAPES = str.maketrans({char: f"%{ord(char):02X}" for char in "%\t\n\r"})
_FIELDS = regex.compile(r"(?P<path>[^\t]+)\t(?P<rule>[\w/-]+)\t(?P<count>[1-9]\d{0,8})\t(?P<fingerprint>[0-9a-f]+)")


class Key(NamedTuple):
    """What an entry stands for. Equal findings of a draft share one."""

    path: str
    rule: str
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Baseline:
    """How many findings of each key are recorded, and on which line of the file."""

    path: Path
    counts: Counter[Key] = field(default_factory=Counter)
    lines: dict[Key, int] = field(default_factory=dict)


def read_baseline(path: Path) -> Baseline:
    """What is recorded; nothing if there is no such file. Raises ConfigError with file and line."""
    try:
        text = path.read_text("utf-8-sig", "surrogateescape")
    except FileNotFoundError:
        return Baseline(path)
    except OSError as problem:
        raise ConfigError(f"can't be read: {problem.strerror or problem}", path=path) from None
    _refuse_other_versions(text, path)
    baseline = Baseline(path)
    for number, key, count in _entries(text, path):
        baseline.counts[key] = min(count, baseline.counts.get(key, count))
        baseline.lines[key] = number
    return baseline


def write_baseline(path: Path, counts: Counter[Key]) -> None:
    """Raises ConfigError where the file can't be written; the old one is then untouched."""
    rows = sorted(
        (key.path.translate(_ESCAPES), key.rule, key.fingerprint, count) for key, count in counts.items() if count > 0
    )
    lines = [_ABOUT, *(f"{name}\t{rule}\t{count}\t{fingerprint}" for name, rule, fingerprint, count in rows)]
    try:
        write_file(path, ("\n".join(lines) + "\n").encode("utf-8", "surrogateescape"))
    except OSError as problem:
        raise ConfigError(f"can't be written: {problem.strerror or problem}", path=path) from None


def let_git_join(path: Path) -> Path | None:
    """In a repository, tell git to join baselines line by line. The attributes file, if it had to be changed.

    Raises ConfigError where that file can't be read or written.
    """
    attributes = path.with_name(".gitattributes")
    if not any((folder / ".git").exists() for folder in path.resolve().parents):
        return None
    try:
        before = attributes.read_bytes() if attributes.exists() else b""
        if path.name.encode() in before:
            return None
        line_end = b"" if not before or before.endswith(b"\n") else b"\n"
        write_file(attributes, before + line_end + f"{path.name} merge=union\n".encode())
    except OSError as problem:
        raise ConfigError(f"can't be changed: {problem.strerror or problem}", path=attributes) from None
    return attributes


def _refuse_other_versions(text: str, path: Path) -> None:
    first = text.partition("\n")[0]
    if text.strip() and not first.startswith(f"{_HEAD}{_VERSION}:"):
        hint = "a newer draftlint may have written it; or record it anew: delete it and run draftlint baseline"
        raise ConfigError(f"this is no baseline of version {_VERSION}", path=path, line=1, hint=hint)


def _entries(text: str, path: Path) -> Iterator[tuple[int, Key, int]]:
    for number, line in enumerate(text.split("\n"), 1):
        entry = line.rstrip("\r")
        if not entry or entry.startswith("#"):
            continue
        match = _FIELDS.fullmatch(entry)
        if match is None:
            hint = "a merge may have left its marks: delete the lines that are no entries, then run draftlint check"
            raise ConfigError(f"not an entry of a baseline: {entry[:40]!r}", path=path, line=number, hint=hint)
        key = Key(unquote(match["path"], errors="surrogateescape"), match["rule"], match["fingerprint"])
        yield number, key, int(match["count"])

"""What earlier runs found in drafts that have not changed since, so that they need not be judged again.

It lies in `.draftlint_cache` beside the configuration: one file for each state of the rules, from a digest of a
draft to what was found, as rule, place and certainty. No text of a draft is in it. It may be deleted at any time; what
can't be read or written costs time, nothing else. A file is written whole and moved into place, so that two runs at
once are safe: the later one wins.
"""

from __future__ import annotations

import contextlib
import json
from dataclasses import dataclass, field
from pathlib import Path

from linter.cache import forget_the_oldest, write_whole

FOLDER = ".draftlint_cache"
_MOST_DRAFTS = 20_000
_MOST_FILES = 8

# Rule, start and end in the source, certainty.
Told = tuple[str, int, int, int]


@dataclass(slots=True)
class Memory:
    """What is known of drafts under one state of the rules. `path` is None where nothing is to be remembered."""

    path: Path | None
    _known: dict[str, list[Told]] = field(default_factory=dict)
    _changed: bool = False

    @classmethod
    def open(cls, folder: Path, key: str) -> Memory:
        path = folder / FOLDER / f"{key[:40]}.json"
        return cls(path, _read(path))

    def recall(self, digest: str) -> list[Told] | None:
        return self._known.get(digest)

    def remember(self, digest: str, told: list[Told]) -> None:
        self._known[digest] = told
        self._changed = True

    def save(self) -> None:
        if self.path is None or not self._changed:
            return
        newest = dict(list(self._known.items())[-_MOST_DRAFTS:])
        with contextlib.suppress(OSError):
            _prepare(self.path.parent)
            write_whole(self.path, json.dumps(newest, separators=(",", ":")).encode())
            forget_the_oldest(self.path.parent, "*.json", _MOST_FILES)


def _read(path: Path) -> dict[str, list[Told]]:
    try:
        known = json.loads(path.read_text("utf-8"))
        return {
            str(digest): [(str(rule), int(start), int(end), int(certainty)) for rule, start, end, certainty in told]
            for digest, told in known.items()
        }
    except (OSError, ValueError, TypeError, AttributeError):  # not there, or damaged: nothing is known
        return {}


def _prepare(folder: Path) -> None:
    """The folder, which tells git and backup programs to leave it alone."""
    folder.mkdir(exist_ok=True)
    for name, text in ((".gitignore", "*\n"), ("CACHEDIR.TAG", "Signature: 8a477f597d28d172789f06886806bc55\n")):
        if not (folder / name).exists():
            (folder / name).write_text(text, "utf-8")

"""The file of waivers: read, and added to without a word of it changing.

# .draftlint-waivers.yaml, beside the configuration
waivers:
  - rule: confidential/deal
    files: posts/2026-11-launch.md    # a path or a glob, from this folder
    by: legal@garam.example
    why: Announced to the exchange on 25 November.
    until: 2026-12-31                 # the last day on which it holds
    only: [3f9a1c0b5d7e2468]          # these places alone; draftlint waive --line finds them out
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import regex

from linter.cache import digest, kept
from linter.contents import code_digest
from linter.errors import ConfigError
from linter.resources import BUILDERS
from linter.rulebook.rules import STRICT
from linter.verdict.waivers import Waiver, WaiverEntry
from linter.whole_file import write_file

_ABOUT = "# What draftlint may let pass: who approved it, why, and the last day on which that holds.\n"
_ENTRY = regex.compile(r"^( *)- ", regex.MULTILINE)


@dataclass(frozen=True, slots=True)
class WaiverFile:
    """What `.draftlint-waivers.yaml` may say."""

    __pydantic_config__ = STRICT
    waivers: list[WaiverEntry] = field(default_factory=list)
    """The approvals."""


def read_waivers(path: Path) -> tuple[Waiver, ...]:
    """The waivers of a file; none if there is no such file. Raises ConfigError with file and line."""
    return _parsed(_text(path), path)


def add_waiver(path: Path, entry: WaiverEntry) -> None:
    """Append an entry; all that stands in the file stays as it is.

    Raises ConfigError where the file can't be read or written, or has a form that can't be appended to.
    """
    text = _text(path)
    before = [waiver.entry for waiver in _parsed(text, path)]
    longer = _appended(text, entry)
    if not _is_read_as(longer, [*before, entry], path):
        raise ConfigError(
            "can't add to this file without rewriting it", path=path, hint=f"add by hand: {_written(entry)!r}"
        )
    try:
        write_file(path, longer.encode("utf-8"))
    except OSError as problem:
        raise ConfigError(f"can't be written: {problem.strerror or problem}", path=path) from None


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8")
    except FileNotFoundError:
        return ""
    except (OSError, UnicodeDecodeError) as problem:
        reason = problem.strerror if isinstance(problem, OSError) else "is not UTF-8"
        raise ConfigError(f"can't be read: {reason}", path=path) from None


def _parsed(text: str, path: Path) -> tuple[Waiver, ...]:
    if not text.strip():
        return ()
    key = digest([b"waivers", code_digest(*BUILDERS, "verdict").encode(), text.encode()])
    return kept(key, lambda: _checked(text, path))


def _checked(text: str, path: Path) -> tuple[Waiver, ...]:
    from linter.yaml_source import YamlSource  # not needed where the cache has it

    source = YamlSource(text.removeprefix("\ufeff"), path, ConfigError)
    if source.value in (None, {"waivers": None}):
        return ()
    if not isinstance(source.value, dict):
        raise source.refuse("the file is a mapping with one key, 'waivers'")
    entries = source.checked(WaiverFile).waivers
    for index, entry in enumerate(entries):
        for name in ("files", "by", "why"):
            if not getattr(entry, name):
                raise source.refuse(f"'{name}' is empty", ["waivers", index, name])
    return tuple(Waiver(entry, source.line(["waivers", index])) for index, entry in enumerate(entries))


def _appended(text: str, entry: WaiverEntry) -> str:
    line_end = "\r\n" if "\r\n" in text else "\n"
    found = _ENTRY.search(text)
    indent = found.group(1) if found else "  "
    head = text if text.strip() else _ABOUT
    if not regex.search(r"^\ufeff?waivers\s*:", head, regex.MULTILINE):
        head = head.rstrip("\r\n") + line_end + "waivers:"
    lines = [indent + line for line in _written(entry).splitlines()]
    return head.rstrip("\r\n") + line_end + line_end.join(lines) + line_end


def _written(entry: WaiverEntry) -> str:
    import yaml

    values: dict[str, Any] = {name: value for name, value in asdict(entry).items() if value != []}
    return yaml.safe_dump([values], allow_unicode=True, sort_keys=False, width=10_000).rstrip("\n")


def _is_read_as(text: str, entries: Sequence[WaiverEntry], path: Path) -> bool:
    try:
        return [waiver.entry for waiver in _checked(text, path)] == entries
    except ConfigError:
        return False

"""Where a report goes: standard output, or a file that is written whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

import click

from linter.errors import DraftlintError


def is_standard_output(path: Path) -> bool:
    return str(path) == "-"


def check_writable(path: Path) -> None:
    """Refuse a place that can't be written before the work is done, not after. Raises DraftlintError."""
    if is_standard_output(path):
        return
    folder = path.resolve().parent
    if not folder.is_dir():
        raise DraftlintError("can't be written: there is no such folder", path=path, hint=f"create {folder} first")
    if not os.access(path if path.exists() else folder, os.W_OK):
        raise DraftlintError("can't be written: permission denied", path=path)


def spare(path: Path, drafts: Iterable[str]) -> None:
    """Refuse to write a report over a draft. Raises DraftlintError."""
    if path.exists() and path.resolve() in {Path(draft).resolve() for draft in drafts}:
        raise DraftlintError("is a draft; the report would replace it", path=path, hint="choose another --output")


def write(text: str, path: Path) -> None:
    """Raises DraftlintError. What can't be encoded (half of a character pair) is written as an escape."""
    data = text.encode("utf-8", "backslashreplace")
    if is_standard_output(path):
        click.echo(data, nl=False)
        return
    try:
        if path.exists() and not path.is_file():  # a device or a pipe is written to, never replaced
            path.write_bytes(data)
        else:
            _write_whole(path.resolve(), data)
    except OSError as problem:
        raise DraftlintError(f"can't be written: {problem.strerror or problem}", path=path) from None


def _write_whole(path: Path, data: bytes) -> None:
    """Beside the place, then moved there; a file that is replaced hands its permissions on."""
    temporary = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        temporary.write_bytes(data)
        if path.exists():
            temporary.chmod(path.stat().st_mode)
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)

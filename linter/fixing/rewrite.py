"""A fixed draft back to its file: the same encoding and byte order mark, whole or not at all."""

from __future__ import annotations

import codecs
import os
import stat
from pathlib import Path

from linter.cache import write_whole
from linter.errors import DraftError
from linter.model import Draft


def encoded(source: str, draft: Draft, data: bytes) -> bytes:
    """A new source of a draft, in the bytes that its file is written in. Raises DraftError where that can't be done
    without a change to anything else."""
    if _encode(draft.source, draft.encoding, data) != data:
        raise DraftError("can't be written back byte for byte", path=draft.path, hint="save it as UTF-8 and try again")
    try:
        return _encode(source, draft.encoding, data)
    except UnicodeEncodeError as problem:
        letter = source[problem.start]
        raise DraftError(
            f"can't be fixed: '{letter}' can't be written in {draft.encoding.upper()}",
            path=draft.path,
            hint="save it as UTF-8 and try again",
        ) from None


def rewrite(path: Path, data: bytes) -> None:
    """Put bytes in the place of a file's content at once, its permissions kept, a link followed. Raises DraftError."""
    try:
        target = path.resolve(strict=True)
        mode = stat.S_IMODE(target.stat().st_mode)
        if not mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH) or not os.access(target, os.W_OK):
            raise DraftError("is read-only and was not fixed", path=str(path), hint="make it writable and try again")
        write_whole(target, data, mode)
    except OSError as problem:
        raise DraftError(f"can't be written: {problem.strerror or problem}", path=str(path)) from None


def _encode(source: str, encoding: str, data: bytes) -> bytes:
    if encoding == "utf-16":  # the codec alone would write this machine's order of bytes
        is_big = data.startswith(codecs.BOM_UTF16_BE)
        return (codecs.BOM_UTF16_BE if is_big else codecs.BOM_UTF16_LE) + source.encode(
            "utf-16-be" if is_big else "utf-16-le"
        )
    return source.encode(encoding)

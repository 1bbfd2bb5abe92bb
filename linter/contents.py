"""The digest of the content of many files, read again only where their names, sizes, times or inodes have changed.

It is what git does with its index. A file that was written a moment ago may change once more without its times
telling, so no note is taken of it until it has settled. A note lies in the cache and may be deleted at any time.
"""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from linter.cache import digest, folder, forget_the_oldest, write_whole
from linter.resources import code_files

_SETTLED = 2_000_000_000  # nanoseconds: the coarsest clock of a file system in use
_MOST_NOTES = 48
_DIGEST = 64  # characters


def content_digest(files: Sequence[Path | str]) -> str:
    """A name for files and what is in them. Raises OSError, with the file's name."""
    paths = [os.fspath(file) for file in files]
    names = [os.fsencode(path) for path in paths]
    named = digest(names)
    note = folder() / f"{named}.contents"
    began = time.time_ns()
    states = [os.stat(path) for path in paths]  # noqa: PTH116  # a thousand of them: paths take twice as long
    state = digest([named.encode(), *map(_told, states)])
    known = _noted(note, state)
    if known is not None:
        return known
    found = digest(part for name, file in zip(names, files, strict=True) for part in (name, Path(file).read_bytes()))
    if all(max(one.st_mtime_ns, one.st_ctime_ns) < began - _SETTLED for one in states):
        _take_note(note, state, found)
    return found


@lru_cache(maxsize=4)
def code_digest(*names: str) -> str:
    """That of our own modules, or those of these names: what they make of the same data changes with them."""
    return content_digest(code_files(*names))


def _told(state: os.stat_result) -> bytes:
    """What tells that a file has changed."""
    numbers = (state.st_size, state.st_mtime_ns, state.st_ctime_ns, state.st_dev, state.st_ino)
    return b"%d %d %d %d %d" % numbers


def _noted(note: Path, state: str) -> str | None:
    try:
        text = note.read_text("ascii")
    except (OSError, UnicodeDecodeError):  # not there, or damaged: the files are read
        return None
    return text[_DIGEST:] if text.startswith(state) and len(text) == 2 * _DIGEST else None


def _take_note(note: Path, state: str, found: str) -> None:
    with contextlib.suppress(OSError):
        note.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        write_whole(note, (state + found).encode("ascii"))
        forget_the_oldest(note.parent, "*.contents", _MOST_NOTES)

"""What is slow to build and always comes out the same is kept, keyed by the content that it was built from.

The cache holds rulebooks and configurations, never text of a draft. It may be deleted at any time; a folder that
can't be written or an entry that is damaged costs time, nothing else. Entries are written beside their place and
moved there, so that two processes may race.

An entry begins with a checksum. To go through all of its megabytes would be a tenth of a short run, so an entry that
was found whole is sealed: its time of change is set to one that its checksum and size tell. Whoever changes it breaks
the seal, and it is gone through again.
"""

from __future__ import annotations

import contextlib
import hashlib
import mmap
import os
import pickle
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TypeVar
from zlib import crc32

T = TypeVar("T")
# Of entries together. By size, not by number: a hundred small configurations must not drive out a rulebook.
_MOST_BYTES = 512 * 1024 * 1024
_CHECKSUM = 4  # bytes: it tells a damaged entry, it keeps nobody out
_LENGTH = 8  # bytes
_SECOND = 1_000_000_000  # nanoseconds


def folder() -> Path:
    """`$DRAFTLINT_CACHE`, or draftlint's place among the user's caches."""
    if own := os.environ.get("DRAFTLINT_CACHE"):
        return Path(own)
    base = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA")
    return (Path(base) if base else Path.home() / ".cache") / "draftlint"


def digest(parts: Iterable[bytes]) -> str:
    """A name for content; where one part ends and the next begins counts."""
    hashed = hashlib.sha256()
    for part in parts:
        hashed.update(len(part).to_bytes(8, "big") + part)
    return hashed.hexdigest()


def kept(key: str, build: Callable[[], T]) -> T:
    """What `build` returns, from the cache if it is there and whole."""
    path = folder() / f"{key}.pickle"
    found = _read(path)
    if found is not None:
        return found[0]  # type: ignore[return-value]
    built = build()
    _write(path, built)
    return built


def _read(path: Path) -> tuple[object] | None:
    """The file is mapped, not read: of a rulebook's megabytes of words a clean draft looks at few."""
    try:
        with path.open("rb") as file:
            whole = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
            seal = _seal(whole[:_CHECKSUM], len(whole))
            is_sealed = os.fstat(file.fileno()).st_mtime_ns == seal
        if not is_sealed and crc32(whole[_CHECKSUM:]).to_bytes(_CHECKSUM, "big") != whole[:_CHECKSUM]:
            return None
        with contextlib.suppress(OSError):
            os.utime(path, ns=(time.time_ns(), seal))  # read now, so not the oldest
        value, *buffers = _pieces(whole[_CHECKSUM:])
        return (pickle.loads(value, buffers=buffers),)
    except Exception:  # damaged, foreign, gone: build it again
        return None


def _seal(checksum: bytes | memoryview, size: int) -> int:
    """The time of change, in nanoseconds, of an entry that was found whole: a second in this or the next century that
    its checksum tells, and a part of that second that its size tells."""
    return int.from_bytes(checksum, "big") * _SECOND + size % _SECOND


def _pieces(whole: memoryview) -> Iterator[memoryview]:
    """What stands one after another, each behind its length."""
    start = 0
    while start < len(whole):
        begin = start + _LENGTH
        start = begin + int.from_bytes(whole[start:begin], "big")
        yield whole[begin:start]


def _write(path: Path, value: object) -> None:
    buffers: list[pickle.PickleBuffer] = []
    pickled = pickle.dumps(value, protocol=5, buffer_callback=buffers.append)
    pieces = [pickled, *(bytes(buffer.raw()) for buffer in buffers)]
    data = b"".join(len(piece).to_bytes(_LENGTH, "big") + piece for piece in pieces)
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        # On the disk before it is sealed: a machine that stops may else keep the seal and lose what it is for.
        write_whole(path, crc32(data).to_bytes(_CHECKSUM, "big") + data, is_flushed=True)
        _forget_what_was_not_read(path.parent, _MOST_BYTES)


def write_whole(path: Path, data: bytes, mode: int | None = None, *, is_flushed: bool = False) -> None:
    """Write beside the place and move there: whoever reads finds the old or the new, never half. `mode`: the
    permissions (default: for the owner alone); `is_flushed`: whether it has to be on the disk first. Raises OSError."""
    import tempfile  # slow to import, and not for a run that finds all it needs

    handle, temporary = tempfile.mkstemp(dir=path.parent, suffix=".new")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            if is_flushed:
                file.flush()
                os.fsync(file.fileno())
        if mode is not None:
            Path(temporary).chmod(mode)
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def _forget_what_was_not_read(folder: Path, most: int) -> None:
    """Keep the entries that were read last, as many as fit into so many bytes."""
    read_last = sorted(((one.stat(), one) for one in folder.glob("*.pickle")), key=lambda one: -one[0].st_atime_ns)
    size = 0
    for stat, entry in read_last:
        size += stat.st_size
        if size > most:
            entry.unlink(missing_ok=True)


def forget_the_oldest(folder: Path, pattern: str, most: int) -> None:
    """Keep the newest files of a kind in a folder."""
    entries = sorted(folder.glob(pattern), key=lambda entry: entry.stat().st_mtime, reverse=True)
    for entry in entries[most:]:
        entry.unlink(missing_ok=True)

"""Rows in a form in which tens of thousands of them are read from disk at once, and unpacked one by one when needed.

Python's own `marshal` packs them: it is fast, and the cache that holds them is keyed by the version of Python.
"""

from __future__ import annotations

import marshal
from array import array
from collections.abc import Iterable
from dataclasses import dataclass
from pickle import PickleBuffer
from typing import Any, SupportsIndex


@dataclass(frozen=True, slots=True)
class Apart:
    """Bytes that `pickle`, from version 5 of its protocol on, keeps apart from the values that refer to them, so that
    the cache need not read them with those."""

    content: bytes | memoryview

    def __reduce_ex__(self, protocol: SupportsIndex) -> tuple[type[Apart], tuple[PickleBuffer | bytes]]:
        return Apart, (PickleBuffer(self.content) if int(protocol) >= 5 else bytes(self.content),)


@dataclass(frozen=True, slots=True)
class PackedRows:
    """Tuples of plain values, by number."""

    blob: Apart
    starts: array[int]

    @classmethod
    def pack(cls, rows: Iterable[Any]) -> PackedRows:
        pieces = [marshal.dumps(row) for row in rows]
        starts = array("I", [0])
        for piece in pieces:
            starts.append(starts[-1] + len(piece))
        return cls(Apart(b"".join(pieces)), starts)

    def __getitem__(self, index: int) -> Any:
        return marshal.loads(self.blob.content[self.starts[index] : self.starts[index + 1]])


@dataclass(frozen=True, slots=True)
class PackedNumbers:
    """Short runs of numbers, by number."""

    flat: array[int]
    starts: array[int]

    @classmethod
    def pack(cls, runs: Iterable[Iterable[int]]) -> PackedNumbers:
        flat, starts = array("I"), array("I", [0])
        for run in runs:
            flat.extend(run)
            starts.append(len(flat))
        return cls(flat, starts)

    def __getitem__(self, index: int) -> array[int]:
        return self.flat[self.starts[index] : self.starts[index + 1]]

"""Rows in a form in which tens of thousands of them are read from disk at once, and unpacked one by one when needed.

Python's own `marshal` packs them: it is fast, and the cache that holds them is keyed by the version of Python.
"""

from __future__ import annotations

import marshal
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pickle import PickleBuffer
from typing import Any, Final, SupportsIndex

_NUMBER: Final = "I"  # as `array` and `memoryview` name an unsigned integer


@dataclass(frozen=True, slots=True)
class Apart:
    """Bytes that `pickle`, from version 5 of its protocol on, keeps apart from the values that refer to them, so that
    the cache need not read them with those."""

    content: bytes | memoryview

    def __reduce_ex__(self, protocol: SupportsIndex) -> tuple[type[Apart], tuple[PickleBuffer | bytes]]:
        return Apart, (PickleBuffer(self.content) if int(protocol) >= 5 else bytes(self.content),)


class PackedRows:
    """Tuples of plain values, by number."""

    __slots__ = ("_starts", "blob")

    def __init__(self, blob: Apart, starts: Apart) -> None:
        self.blob, self._starts = memoryview(blob.content), _numbers(starts)

    def __reduce__(self) -> tuple[type[PackedRows], tuple[Apart, Apart]]:
        return PackedRows, (Apart(self.blob), _apart(self._starts))

    @classmethod
    def pack(cls, rows: Iterable[Any]) -> PackedRows:
        pieces = [marshal.dumps(row) for row in rows]
        starts = array(_NUMBER, [0])
        for piece in pieces:
            starts.append(starts[-1] + len(piece))
        return cls(Apart(b"".join(pieces)), Apart(starts.tobytes()))

    def __len__(self) -> int:
        return len(self._starts) - 1

    def __getitem__(self, index: int) -> Any:
        return marshal.loads(self.blob[self._starts[index] : self._starts[index + 1]])


class PackedNumbers:
    """Short runs of numbers, by number."""

    __slots__ = ("_flat", "_starts")

    def __init__(self, flat: Apart, starts: Apart) -> None:
        self._flat, self._starts = _numbers(flat), _numbers(starts)

    def __reduce__(self) -> tuple[type[PackedNumbers], tuple[Apart, Apart]]:
        return PackedNumbers, (_apart(self._flat), _apart(self._starts))

    @classmethod
    def pack(cls, runs: Iterable[Iterable[int]]) -> PackedNumbers:
        flat, starts = array(_NUMBER), array(_NUMBER, [0])
        for run in runs:
            flat.extend(run)
            starts.append(len(flat))
        return cls(Apart(flat.tobytes()), Apart(starts.tobytes()))

    def __getitem__(self, index: int) -> Sequence[int]:
        return self._flat[self._starts[index] : self._starts[index + 1]]


def _numbers(packed: Apart) -> memoryview[int]:
    return memoryview(packed.content).cast(_NUMBER)


def _apart(numbers: memoryview[int]) -> Apart:
    return Apart(numbers.cast("B"))

"""What the cache gives back: the same value, its packed rows in place; a damaged entry is built again."""

from __future__ import annotations

import os
import pickle
from mmap import mmap
from pathlib import Path

import pytest

from linter.cache import kept
from linter.rulebook.packed import Apart, PackedRows

ROWS = [("인수", "NNG"), ("후지다", "VA"), ("deal", "")]


@pytest.fixture
def entry(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DRAFTLINT_CACHE", str(tmp_path))
    kept("rows", lambda: PackedRows.pack(ROWS))
    return tmp_path / "rows.pickle"


def unbuilt() -> PackedRows:
    raise AssertionError("the entry is there and whole")


@pytest.mark.usefixtures("entry")
def test_rows_come_back_without_being_built_again() -> None:
    rows = kept("rows", unbuilt)
    assert [rows[number] for number in range(len(ROWS))] == ROWS


@pytest.mark.usefixtures("entry")
def test_packed_bytes_stay_in_the_file() -> None:
    assert isinstance(kept("rows", unbuilt).blob.obj, mmap)


@pytest.mark.parametrize("position", [0, 6, 40, -1])
def test_one_changed_byte_anywhere_and_the_entry_is_built_again(entry: Path, position: int) -> None:
    data = bytearray(entry.read_bytes())
    data[position] ^= 0x10
    entry.write_bytes(data)
    with pytest.raises(AssertionError, match="is there and whole"):
        kept("rows", unbuilt)


@pytest.mark.parametrize("length", [0, 3, 11, 60])
def test_a_truncated_entry_is_built_again(entry: Path, length: int) -> None:
    entry.write_bytes(entry.read_bytes()[:length])
    assert kept("rows", lambda: PackedRows.pack(ROWS))[0] == ROWS[0]


@pytest.mark.usefixtures("entry")
@pytest.mark.parametrize("protocol", [2, 4, 5])
def test_what_came_from_the_cache_can_be_handed_to_another_process(protocol: int) -> None:
    again = pickle.loads(pickle.dumps(kept("rows", unbuilt), protocol))
    assert [again[number] for number in range(len(ROWS))] == ROWS


def test_bytes_apart_are_equal_wherever_they_lie() -> None:
    assert Apart(b"rows") == Apart(memoryview(b"rows"))


def test_an_entry_that_was_found_whole_is_not_gone_through_again(entry: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept("rows", unbuilt)
    monkeypatch.setattr("linter.cache.crc32", lambda data: pytest.fail("gone through again"))
    assert kept("rows", unbuilt)[0] == ROWS[0]


def test_a_copy_without_the_seal_is_gone_through(entry: Path) -> None:
    kept("rows", unbuilt)
    sealed = entry.stat().st_mtime_ns
    entry.write_bytes(entry.read_bytes())
    assert entry.stat().st_mtime_ns != sealed
    kept("rows", unbuilt)
    assert entry.stat().st_mtime_ns == sealed


def test_what_was_read_last_stays_longest(entry: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("linter.cache._MOST_BYTES", 2 * entry.stat().st_size)
    os.utime(entry, ns=(0, entry.stat().st_mtime_ns))
    kept("other", lambda: PackedRows.pack(ROWS))
    kept("rows", unbuilt)
    os.utime(entry.with_name("other.pickle"), ns=(1, 1))
    kept("third", lambda: PackedRows.pack(ROWS))
    assert sorted(path.name for path in entry.parent.glob("*.pickle")) == ["rows.pickle", "third.pickle"]


@pytest.mark.usefixtures("entry")
def test_many_small_entries_do_not_drive_out_a_large_one() -> None:
    for name in range(100):
        kept(f"small {name}", lambda: "small")
    assert kept("rows", unbuilt)

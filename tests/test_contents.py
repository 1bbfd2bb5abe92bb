"""The digest of many files: the same for the same content, another for any other, and noted only once files settled."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from linter import contents
from linter.contents import content_digest


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    monkeypatch.setenv("DRAFTLINT_CACHE", str(tmp_path / "cache"))
    written = [tmp_path / name for name in ("a.csv", "b.csv")]
    for file in written:
        file.write_text("term,pos\n", "utf-8")
    return written


@pytest.fixture
def settled(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if all files had been written long ago."""
    monkeypatch.setattr(contents, "_SETTLED", -3_600_000_000_000)


def notes(files: list[Path]) -> list[Path]:
    return list((files[0].parent / "cache").glob("*.contents"))


@pytest.mark.usefixtures("settled")
def test_settled_files_are_not_read_again(files: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    first = content_digest(files)
    monkeypatch.delattr(Path, "read_bytes")
    assert content_digest(files) == first


@pytest.mark.usefixtures("settled")
def test_a_change_of_the_same_size_and_modification_time_is_seen(files: list[Path]) -> None:
    before, times = content_digest(files), files[1].stat()
    time.sleep(0.02)  # longer than the grain of the clock of a file system, so that the change time moves
    files[1].write_text("mret,pos\n", "utf-8")
    os.utime(files[1], ns=(times.st_atime_ns, times.st_mtime_ns))
    assert content_digest(files) != before


@pytest.mark.usefixtures("settled")
def test_a_file_put_in_the_place_of_another_is_seen(files: list[Path], tmp_path: Path) -> None:
    before = content_digest(files)
    other = tmp_path / "other"
    other.write_text("word,pos\n", "utf-8")
    other.replace(files[0])
    assert content_digest(files) != before


def test_no_note_is_taken_of_files_that_were_just_written(files: list[Path]) -> None:
    before = content_digest(files)
    assert notes(files) == []
    files[0].write_text("mret,pos\n", "utf-8")
    assert content_digest(files) != before


@pytest.mark.usefixtures("settled")
def test_names_and_order_count(files: list[Path]) -> None:
    assert len({content_digest(files), content_digest(files[::-1]), content_digest(files[:1])}) == 3


@pytest.mark.usefixtures("settled")
@pytest.mark.parametrize("damage", [b"", b"\xff\xfe", b"0" * 128, b"short"])
def test_a_damaged_note_costs_time_and_nothing_else(files: list[Path], damage: bytes) -> None:
    first = content_digest(files)
    [note] = notes(files)
    note.write_bytes(damage)
    assert content_digest(files) == first


@pytest.mark.usefixtures("settled")
def test_a_cache_that_cannot_be_written_is_no_error(files: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DRAFTLINT_CACHE", str(files[0] / "no-folder"))
    assert content_digest(files) == content_digest(files)


def test_a_file_that_is_gone_is_an_error_with_its_name(files: list[Path]) -> None:
    files[1].unlink()
    with pytest.raises(FileNotFoundError) as problem:
        content_digest(files)
    assert problem.value.filename == str(files[1])

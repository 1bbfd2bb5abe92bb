"""The baseline file: a line an entry, in order, the same for everybody, and clear errors where it is not that."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from linter.errors import ConfigError
from linter.verdict.baseline import Key, let_git_join, read_baseline, write_baseline

ONE = Key("posts/가.md", "confidential/deal", "0123456789abcdef")
TWO = Key("posts/b 50%\tc\n.md", "language/hate", "fedcba9876543210")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / ".draftlint-baseline"


def test_what_is_written_is_read(path: Path) -> None:
    counts = Counter({ONE: 2, TWO: 1})
    write_baseline(path, counts)
    assert read_baseline(path).counts == counts
    assert len(path.read_text("utf-8").splitlines()) == 3


def test_lines_are_in_order_whatever_the_order_of_findings(path: Path) -> None:
    write_baseline(path, Counter({ONE: 2, TWO: 1}))
    written = path.read_bytes()
    write_baseline(path, Counter({TWO: 1, ONE: 2}))
    assert path.read_bytes() == written
    assert read_baseline(path).lines == {TWO: 2, ONE: 3}


def test_what_is_at_nought_is_not_written(path: Path) -> None:
    write_baseline(path, Counter({ONE: 0}))
    assert read_baseline(path).counts == Counter()


def test_no_file_is_an_empty_baseline(path: Path) -> None:
    assert read_baseline(path).counts == Counter()


def test_a_file_with_windows_line_ends_and_a_mark_is_read(path: Path) -> None:
    write_baseline(path, Counter({ONE: 2}))
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert read_baseline(path).counts == Counter({ONE: 2})


def test_of_lines_that_a_merge_left_twice_the_smaller_number_counts(path: Path) -> None:
    write_baseline(path, Counter({ONE: 2}))
    head, entry = path.read_text("utf-8").splitlines()
    path.write_text("\n".join([head, entry, head, entry, entry.replace("\t2\t", "\t1\t")]) + "\n", "utf-8")
    assert read_baseline(path).counts == Counter({ONE: 1})


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("posts/a.md\tx/y\t1\tabc\n", 1, "no baseline of version 1"),
        ("# draftlint baseline, version 2: later\n", 1, "no baseline of version 1"),
        ("# draftlint baseline, version 1: x\n\n<<<<<<< HEAD\n", 3, "not an entry of a baseline: '<<<<<<< HEAD'"),
        ("# draftlint baseline, version 1: x\na.md\tx/y\t0\tabc\n", 2, "not an entry"),
        ("# draftlint baseline, version 1: x\na.md x/y 1 abc\n", 2, "not an entry"),
    ],
    ids=["no-head", "newer", "conflict", "nought", "spaces"],
)
def test_a_damaged_file_is_an_error_with_its_line(path: Path, text: str, line: int, message: str) -> None:
    path.write_text(text, "utf-8")
    with pytest.raises(ConfigError, match=message) as problem:
        read_baseline(path)
    assert str(problem.value).startswith(f"{path}:{line}: ")


def test_a_file_that_cannot_be_written_leaves_the_old_one(path: Path) -> None:
    path.mkdir()
    with pytest.raises(ConfigError, match="can't be"):
        write_baseline(path, Counter({ONE: 1}))
    assert [file.name for file in path.parent.iterdir()] == [path.name]


def test_a_new_file_can_be_read_by_whoever_may_read_the_repository(path: Path) -> None:
    (path.parent / "other").write_text("x", "utf-8")
    write_baseline(path, Counter({ONE: 1}))
    assert path.stat().st_mode == (path.parent / "other").stat().st_mode


def test_git_is_told_once_to_join_baselines_and_what_it_was_told_before_stays(path: Path) -> None:
    (path.parent / ".git").mkdir()
    attributes = path.with_name(".gitattributes")
    attributes.write_text("*.png binary", "utf-8")
    assert let_git_join(path) == attributes
    assert attributes.read_text("utf-8") == "*.png binary\n.draftlint-baseline merge=union\n"
    assert let_git_join(path) is None

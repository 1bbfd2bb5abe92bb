"""The nearest configuration holds, as it is now; a broken one leaves the last good one in force."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from linter.config import LoadedConfig
from linter.errors import LexiconError
from linter.live import configurations as module
from linter.live.configurations import Configurations

GOOD, OTHER, BROKEN = "competitors: [블루핀]\n", "competitors: [그린핀]\n", "# Ours\nnonsense: 2\n"


class Book:
    """Stands for a rulebook, which takes long to build."""

    def __init__(self, loaded: LoadedConfig) -> None:
        self.loaded = loaded
        for folder in loaded.config.lexicons:
            for path in sorted((loaded.folder / folder).rglob("*.csv")):
                if "nonsense" in path.read_text("utf-8"):
                    raise LexiconError("there is no column 'nonsense'", path=path, line=1)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(module, "build_rulebook", Book)
    (tmp_path / ".git").mkdir()
    write(tmp_path / ".draftlint.yaml", GOOD)
    return tmp_path


def write(path: Path, text: str) -> None:
    """A new state is a new time, however fast the test is."""
    before = path.stat().st_mtime_ns if path.exists() else 0
    path.write_text(text, "utf-8")
    os.utime(path, ns=(before + 1_000_000_000, before + 1_000_000_000))


def test_a_rulebook_is_built_once_while_nothing_changes(folder: Path) -> None:
    configurations = Configurations()
    assert configurations.of(folder / "a.md").rulebook is configurations.of(folder / "b.md").rulebook


def test_a_change_is_seen_without_being_told(folder: Path) -> None:
    configurations = Configurations()
    before = configurations.of(folder / "a.md")
    write(folder / ".draftlint.yaml", OTHER)
    after = configurations.of(folder / "a.md")
    assert before.rulebook is not None and after.rulebook is not None
    assert [before.rulebook.loaded.config.competitors, after.rulebook.loaded.config.competitors] == [
        ["블루핀"],
        ["그린핀"],
    ]


def test_a_nearer_configuration_is_seen_when_it_comes(folder: Path) -> None:
    configurations = Configurations()
    (folder / "posts").mkdir()
    assert configurations.of(folder / "posts" / "a.md").config == folder / ".draftlint.yaml"
    write(folder / "posts" / ".draftlint.yaml", OTHER)
    assert configurations.of(folder / "posts" / "a.md").config == folder / "posts" / ".draftlint.yaml"


def test_a_broken_configuration_is_told_and_the_last_good_one_goes_on(folder: Path) -> None:
    configurations = Configurations()
    good = configurations.of(folder / "a.md").rulebook
    write(folder / ".draftlint.yaml", BROKEN)
    held = configurations.of(folder / "a.md")
    assert held.rulebook is good
    assert held.error is not None
    assert (held.error.path, held.error.line) == (str(folder / ".draftlint.yaml"), 2)
    write(folder / ".draftlint.yaml", GOOD)
    assert configurations.of(folder / "a.md").error is None


def test_a_configuration_that_was_never_good_has_no_rulebook(folder: Path) -> None:
    write(folder / ".draftlint.yaml", BROKEN)
    held = Configurations().of(folder / "a.md")
    assert held.rulebook is None
    assert held.error is not None


def test_a_broken_word_list_is_told_with_its_own_file_and_seen_when_mended(folder: Path) -> None:
    words = folder / "words" / "ko" / "competitor.csv"
    words.parent.mkdir(parents=True)
    write(words, "term,nonsense\n그린핀,1\n")
    write(folder / ".draftlint.yaml", GOOD + "lexicons: [words]\n")
    configurations = Configurations()
    held = configurations.of(folder / "a.md")
    assert held.error is not None
    assert held.error.path == str(words)
    words.unlink()
    assert configurations.of(folder / "a.md").error is None

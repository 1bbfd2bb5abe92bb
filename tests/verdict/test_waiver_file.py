"""The file of waivers, which people write by hand as well: clear errors, and nothing lost when an entry is added."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from linter.errors import ConfigError
from linter.verdict.waiver_file import add_waiver, read_waivers
from linter.verdict.waivers import WaiverEntry

RULE = "confidential/deal"
ENTRY = WaiverEntry(RULE, "posts/a.md", "김법무", "공시됨", date(2026, 12, 31))
WRITTEN = "waivers:\n  - {rule: confidential/deal, files: a.md, by: legal, why: told, until: 2026-12-31}\n"


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DRAFTLINT_CACHE", str(tmp_path / "cache"))  # so many files would drive the rulebooks out
    return tmp_path / ".draftlint-waivers.yaml"


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        (WRITTEN.replace("by: legal, ", ""), 2, "'by' is missing"),
        (WRITTEN.replace("why: told", "why: ''"), 2, "'why' is empty"),
        (WRITTEN.replace("by: legal", "by: '  '"), 2, "'by' is empty"),
        (WRITTEN.replace("until: 2026-12-31", "until: soon"), 2, "'until'"),
        (WRITTEN.replace("files", "file"), 2, "unknown key 'file' (did you mean 'files'?)"),
        ("# all\n\nwaiver: []\n", 3, "unknown key 'waiver' (did you mean 'waivers'?)"),
        ("- a\n", 1, "a mapping with one key"),
        ("waivers: [\n", 2, "not valid YAML"),
    ],
)
def test_a_wrong_file_names_its_line_and_the_remedy(path: Path, text: str, line: int, message: str) -> None:
    path.write_text(text, "utf-8")
    with pytest.raises(ConfigError) as problem:
        read_waivers(path)
    assert message in str(problem.value)
    assert str(problem.value).startswith(f"{path}:{line}: ")


def test_a_file_that_is_no_utf8_is_an_error(path: Path) -> None:
    path.write_bytes("waivers: # 승인\n".encode("cp949"))
    with pytest.raises(ConfigError, match="is not UTF-8"):
        read_waivers(path)


@pytest.mark.parametrize(
    ("before", "count"),
    [
        (None, 0),
        ("", 0),
        ("# 아직 없음\n", 0),
        ("waivers:\n", 0),
        (WRITTEN, 1),
        ("waivers:\n- rule: a/b\n  files: a.md\n  by: x\n  why: y\n  until: 2026-12-31  # renewed\n# the end", 1),
        ("\ufeff" + WRITTEN.replace("\n", "\r\n"), 1),
    ],
    ids=["no-file", "empty", "comment", "key", "entry", "other-indent-and-comments", "bom-and-crlf"],
)
def test_an_entry_is_added_below_and_the_rest_stays_as_it_is(path: Path, before: str | None, count: int) -> None:
    if before is not None:
        path.write_bytes(before.encode("utf-8"))
    add_waiver(path, ENTRY)
    after = path.read_bytes().decode("utf-8")
    assert after.startswith((before or "").rstrip("\r\n"))
    assert [one.entry for one in read_waivers(path)][count:] == [ENTRY]
    assert ("\r\n" in after) is ("\r\n" in (before or ""))
    assert "\n" not in after.replace("\r\n", "") or "\r\n" not in after
    found = read_waivers(path)[count]
    assert after.splitlines()[found.line - 1].strip() == "- rule: confidential/deal"


@pytest.mark.parametrize(
    "before", ["waivers: []\n", "waivers: [{rule: a/b, files: a, by: x, why: y, until: 2026-12-31}]\n"]
)
def test_a_form_that_nothing_can_be_added_to_is_left_alone_and_said(path: Path, before: str) -> None:
    path.write_text(before, "utf-8")
    with pytest.raises(ConfigError, match="without rewriting it"):
        add_waiver(path, ENTRY)
    assert path.read_text("utf-8") == before


@pytest.mark.parametrize(
    "words", ["yes", "a: b # c", "'", '"', "- x", "{", "2026-01-01", "1e5", "줄 😀", "null", "@x", "\\"]
)
def test_any_words_survive_the_file(path: Path, words: str) -> None:
    entry = WaiverEntry(RULE, words, words, words, date(2026, 12, 31), ["1234567890123456"])
    add_waiver(path, entry)
    assert [one.entry for one in read_waivers(path)] == [entry]

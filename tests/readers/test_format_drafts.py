"""A realistic draft of each format, through the whole linter: what it says, where, and that how it was saved is no matter."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest

from linter import Finding, Linter
from linter.readers import read_bytes
from tests.conftest import FIXTURES

FOLDER = FIXTURES / "formats"
LABELS = [json.loads(line) for line in (FOLDER / "expected.jsonl").read_text("utf-8").splitlines()]
FILES = [pytest.param(FOLDER / label["file"], id=label["file"]) for label in LABELS]


def found_in(linter: Linter, path: Path, change: Callable[[str], str] = str) -> tuple[Finding, ...]:
    return linter.check_bytes(change(path.read_text("utf-8")).encode(), path.name).findings


def test_every_draft_has_its_label() -> None:
    assert sorted(path.name for path in FOLDER.iterdir() if path.suffix != ".jsonl") == [x["file"] for x in LABELS]


@pytest.mark.parametrize("label", [pytest.param(label, id=label["file"]) for label in LABELS])
def test_a_draft_says_what_its_label_says_and_where(label: dict, linter: Linter) -> None:
    path = FOLDER / label["file"]
    found = [
        {
            "rule": f.rule,
            "quote": f.quote,
            "line": f.start.line,
            "column": f.start.column,
            "allowed": f.suppressed is not None,
        }
        for f in found_in(linter, path)
    ]
    assert found == label["expect"]


@pytest.mark.parametrize("path", FILES)
@pytest.mark.parametrize(
    "change",
    [lambda text: text.replace("\n", "\r\n"), lambda text: unicodedata.normalize("NFD", text)],
    ids=["crlf", "nfd"],
)
def test_line_ends_and_decomposed_letters_change_no_verdict(
    path: Path, change: Callable[[str], str], linter: Linter
) -> None:
    as_saved, changed = found_in(linter, path), found_in(linter, path, change)
    assert [(f.rule, f.start.line, f.suppressed is None) for f in changed] == [
        (f.rule, f.start.line, f.suppressed is None) for f in as_saved
    ]
    source = read_bytes(change(path.read_text("utf-8")).encode(), path.name).source
    for finding in changed:
        if "*" not in finding.quote:  # neither masked nor marked up
            assert source[finding.span.start : finding.span.end] == finding.quote


def test_a_korean_page_is_answered_in_korean_whatever_its_markup(linter: Linter) -> None:
    messages = [finding.message for finding in found_in(linter, FOLDER / "ko-naver-camping-review.html")]
    assert messages
    assert all(any("가" <= char <= "힣" for char in message.split("'")[0]) for message in messages)

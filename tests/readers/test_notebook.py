"""Notebooks: cells are parts, their text is placed in the JSON that holds it."""

from __future__ import annotations

import json
import unicodedata
from typing import Any

import pytest

from linter import Linter
from linter.errors import DraftError
from linter.model import Draft, PartKind, RegionKind
from linter.readers import read_bytes
from tests.readers.places import region_with, shows


def markdown(*lines: str) -> dict[str, Any]:
    return {"cell_type": "markdown", "metadata": {}, "source": list(lines)}


def code(source: str, *outputs: dict[str, Any]) -> dict[str, Any]:
    return {"cell_type": "code", "metadata": {}, "source": source, "outputs": list(outputs)}


def notebook(*cells: dict[str, Any], **settings: Any) -> bytes:
    document = {"cells": cells, "metadata": {"title": "노트 제목", "authors": [{"name": "한도윤"}]}, "nbformat": 4}
    return json.dumps(document, **{"ensure_ascii": False, "indent": 1, **settings}).encode()


def read(*cells: dict[str, Any], **settings: Any) -> Draft:
    return read_bytes(notebook(*cells, **settings), "post.ipynb")


CELLS = (
    markdown("# 머리 😀\n", "\n", '그는 "**미**리"\\라고 한다.\n', "- 항목"),
    code(
        "key = 'a'\nprint(key)",
        {"output_type": "stream", "name": "stdout", "text": ["찍힌 글\n"]},
        {"output_type": "display_data", "data": {"image/png": "iVBORw0KGgo", "text/html": "<b>표 글</b>"}},
        {"output_type": "error", "ename": "E", "evalue": "오류 글", "traceback": ["줄 하나\n", "줄 둘"]},
    ),
)


@pytest.mark.parametrize(
    ("word", "kind", "written"),
    [
        ("머리 😀", RegionKind.HEADING, "머리 😀"),
        ('"미리"', RegionKind.PARAGRAPH, r"\"**미**리\""),
        ("\\라고", RegionKind.PARAGRAPH, r"\\라고"),
        ("항목", RegionKind.LIST, "항목"),
        ("'a'\nprint", RegionKind.CODE, r"'a'\nprint"),
        ("찍힌 글", RegionKind.CODE, "찍힌 글"),
        ("<b>표 글</b>", RegionKind.CODE, "<b>표 글</b>"),
        ("오류 글", RegionKind.CODE, "오류 글"),
        ("줄 둘", RegionKind.CODE, "줄 둘"),
        ("노트 제목", RegionKind.TITLE, "노트 제목"),
        ("한도윤", RegionKind.FIELD, "한도윤"),
    ],
)
def test_regions(word: str, kind: RegionKind, written: str) -> None:
    assert region_with(read(*CELLS), word) == (kind, written)


def test_pictures_are_not_text() -> None:
    assert not shows(read(*CELLS), "iVBOR")


def test_letters_written_as_escapes_are_placed_too() -> None:
    draft = read(markdown("머리 😀 말"), ensure_ascii=True, indent=None)
    assert region_with(draft, "머리 😀") == (RegionKind.PARAGRAPH, r"\uba38\ub9ac \ud83d\ude00")


def test_each_cell_is_a_part() -> None:
    draft = read(*CELLS, markdown("끝 글"))
    assert [(part.kind, part.number) for part in draft.parts] == [(PartKind.CELL, n) for n in (1, 2, 3)]
    assert "끝 글" in draft.source[draft.parts[2].span.start : draft.parts[2].span.end]


def test_metadata_are_values() -> None:
    assert read(*CELLS).meta["authors"] == [{"name": "한도윤"}]


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"], ids=["lf", "crlf"])
def test_a_finding_names_its_cell_and_its_place_in_the_file(linter: Linter, form: str, newline: str) -> None:
    word = unicodedata.normalize(form, "대외비")
    data = notebook(*CELLS, markdown("이 글은\n", f"{word} 입니다.")).decode().replace("\n", newline).encode()
    (finding,) = [f for f in linter.check_bytes(data, "post.ipynb").findings if f.rule == "confidential/marking"]
    assert finding.quote == word
    assert data.decode()[finding.span.start : finding.span.end] == word
    assert finding.part is not None
    assert (finding.part.kind, finding.part.number) == (PartKind.CELL, 3)


@pytest.mark.parametrize(
    ("data", "message", "line"),
    [
        (b'{\n "cells": [\n', "not valid JSON", 3),
        (b"", "not valid JSON", 1),
        ("글".encode(), "not valid JSON", 1),
        (b"[1, 2]", "no list of cells", None),
        (b'{"a": 1}', "no list of cells", None),
        (b'{"cells": [1]}', "no list of cells", None),
        (b'{"worksheets": []}', "format 3", None),
        (b"[" * 100_000, "nested too deeply", None),
    ],
)
def test_what_is_no_notebook_is_a_clear_error(data: bytes, message: str, line: int | None) -> None:
    with pytest.raises(DraftError, match=message) as problem:
        read_bytes(data, "post.ipynb")
    assert problem.value.path == "post.ipynb"
    assert problem.value.line == line

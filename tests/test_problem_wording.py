"""Whatever keeps a draft from being judged is told in Korean, too."""

from __future__ import annotations

import ast
import re
import string
from collections.abc import Iterator
from pathlib import Path

import pytest

from linter.errors import DraftError
from linter.problem_wording import in_language, rows
from linter.readers import read_bytes

PACKAGE = Path(__file__).resolve().parent.parent / "linter"
KOREAN = dict(rows())
# What is passed on from elsewhere has been written there.
MAKERS = {"DraftError": (0,), "Problem": (1, 2)}


def templates(node: ast.expr) -> Iterator[str]:
    """The sentences that an expression stands for, as far as they are written in it."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.JoinedStr):
        yield "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values)


def written() -> Iterator[tuple[str, str]]:
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in MAKERS:
                said = [node.args[at] for at in MAKERS[node.func.id] if at < len(node.args)]
                said += [keyword.value for keyword in node.keywords if keyword.arg == "hint"]
                yield from ((path.name, text) for one in said for text in templates(one) if text)


@pytest.mark.parametrize(("file", "text"), sorted(set(written())))
def test_every_sentence_that_the_code_writes_has_its_korean(file: str, text: str) -> None:
    assert re.search("[가-힣]", in_language(text.replace("{}", "7"), "ko")) or text.startswith("pip install"), file


@pytest.mark.parametrize(("english", "korean"), KOREAN.items())
def test_the_korean_uses_what_the_english_leaves_open(english: str, korean: str) -> None:
    used = {int(name) for _, name, _, _ in string.Formatter().parse(korean) if name}
    assert used == set(range(1, english.count("{}") + 1))


def test_what_differs_from_case_to_case_is_told_in_the_same_language() -> None:
    told = in_language("is not a Word document but a file in an older format", "ko")
    assert told == "워드 문서 형식이 아니라 예전 형식의 파일입니다"


def test_english_and_what_nobody_translated_stay_as_they_are() -> None:
    assert in_language("is encrypted, so it was not read", "en") == "is encrypted, so it was not read"
    assert in_language("is on the moon", "ko") == "is on the moon"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.md", b"\xff\x00\x81\x9f"),
        ("a.md", b"\xef\xbb\xbf\xff"),
        ("a.md", b"---\na: [\n---\n"),
        ("a.md", b"+++\na = \n+++\n"),
        ("a.pdf", b"%PDF"),
        ("a.hwp", b"x"),
        ("a.docx", b"PK"),
        ("a.ipynb", b"{"),
        ("a.ipynb", b"[]"),
        ("a.md", b"\0\0\0"),
    ],
)
def test_a_draft_that_cannot_be_read_is_told_of_in_korean(name: str, data: bytes) -> None:
    with pytest.raises(DraftError) as problem:
        read_bytes(data, name)
    for text in filter(None, (problem.value.message, problem.value.hint)):
        assert re.search("[가-힣]", in_language(text, "ko")), text

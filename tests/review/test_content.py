"""What a signature is of: the text, every letter of it, and nothing but the text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linter.review.content import content_hash, settled

TEXT = "꽃에 물을 주었다.\n그리고 비가 왔다.\n"


@pytest.mark.parametrize(
    "data",
    [
        TEXT.replace("\n", "\r\n").encode(),
        TEXT.replace("\n", "\r").encode(),
        b"\xef\xbb\xbf" + TEXT.encode(),
        TEXT.encode("cp949"),
        TEXT.encode("utf-16"),
    ],
    ids=["CRLF", "CR", "byte order mark", "CP949", "UTF-16"],
)
def test_how_a_text_is_written_in_bytes_is_no_change(data: bytes) -> None:
    assert content_hash(data, "post.md") == content_hash(TEXT.encode(), "post.md")


LETTERS = st.text(st.characters(categories=["L", "N", "P"], include_characters=" \n"), max_size=8)


@given(LETTERS, LETTERS)
def test_every_letter_counts(one: str, other: str) -> None:
    assert (content_hash(one.encode(), "a.md") == content_hash(other.encode(), "a.md")) == (one == other)


def test_of_a_document_every_byte_counts() -> None:
    assert settled(b"PK\r\n", "memo.docx") == b"PK\r\n"


@given(st.binary())
def test_what_is_settled_stays_so(data: bytes) -> None:
    once = settled(data, "post.md")
    assert settled(once, "post.md") == once

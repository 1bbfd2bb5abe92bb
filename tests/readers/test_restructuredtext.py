"""reStructuredText: blocks, inline marks, directives; nothing that is not known is lost."""

from __future__ import annotations

import unicodedata

import pytest

from linter.model import RegionKind
from linter.readers import read_bytes
from tests.readers.places import block_with, region_with, shows

SOURCE = r"""======
맨 위 제목
======

:author: 한도윤
:keywords: 하나말, 둘말
:abstract: 긴 요약
   이어진 요약

첫 **굵은** 문단 `링크 글 <https://a.example/x>`_ 그리고
둘째 줄 😀 ``코드*글`` :ref:`참조 글 <target>` 한\ *글*\ 자 |sub| 각주 [1]_ foo_ snake_case_name \*별표 끝.

.. note:: 참고 글
   이어진 참고

   둘째 참고 문단

.. warning::
   경고 글

.. figure:: https://a.example/a.png
   :alt: 대체 글
   :width: 300

   그림 설명

- 항목 하나

  - 속 항목

- 항목 둘
  이어진 항목

(a) 번호 글

A. Einstein 은
사람이다.

   인용한 글

.. code-block:: python
   :caption: 코드 설명

   key = "x"

   y = 1

보기는 이렇다::

   그대로 글

+--------+------+
| 머리칸 | 둘칸 |
+========+======+
| 셋칸   | 넷칸 |
| 이어짐 |      |
+--------+------+

====== ======
 가칸   나칸
====== ======
 다칸   라칸
====== ======

.. |sub| replace:: 치환 글
.. [1] 각주 글
.. _foo: https://foo.example
.. _bar:
   https://bar.example

용어
   정의 글

절 제목
-------

| 행 하나
| 행 둘

.. tab-set::

   .. tab-item:: 탭 이름

      탭 **안** 글

.. raw:: html

   <p>생짜 <b>글</b></p>

.. toctree::

   문서/경로

>>> print("시험 코드")

.. meta::
   :description: 설명 글

.. 숨은 말
   둘째 줄
"""


@pytest.mark.parametrize(
    ("word", "kind", "written"),
    [
        ("맨 위 제목", RegionKind.HEADING, "맨 위 제목"),
        ("한도윤", RegionKind.FIELD, "한도윤"),
        ("둘말", RegionKind.META, "둘말"),
        ("요약\n이어진", RegionKind.META, "요약\n   이어진"),
        ("첫 굵은 문단", RegionKind.PARAGRAPH, "첫 **굵은** 문단"),
        ("링크 글 그리고\n둘째", RegionKind.PARAGRAPH, "링크 글 <https://a.example/x>`_ 그리고\n둘째"),
        ("https://a.example/x", RegionKind.LINK, "https://a.example/x"),
        ("코드*글", RegionKind.PARAGRAPH, "코드*글"),
        ("참조 글 한", RegionKind.PARAGRAPH, "참조 글 <target>` 한"),
        ("한글자", RegionKind.PARAGRAPH, "한\\ *글*\\ 자"),
        ("각주  foo snake_case_name", RegionKind.PARAGRAPH, "각주 [1]_ foo_ snake_case_name"),
        ("*별표", RegionKind.PARAGRAPH, "*별표"),
        ("참고 글\n이어진", RegionKind.PARAGRAPH, "참고 글\n   이어진"),
        ("둘째 참고", RegionKind.PARAGRAPH, "둘째 참고"),
        ("경고 글", RegionKind.PARAGRAPH, "경고 글"),
        ("https://a.example/a.png", RegionKind.LINK, "https://a.example/a.png"),
        ("대체 글", RegionKind.ALT, "대체 글"),
        ("그림 설명", RegionKind.ALT, "그림 설명"),
        ("속 항목", RegionKind.LIST, "속 항목"),
        ("둘\n이어진 항목", RegionKind.LIST, "둘\n  이어진 항목"),
        ("번호 글", RegionKind.LIST, "번호 글"),
        ("Einstein 은\n사람", RegionKind.PARAGRAPH, "Einstein 은\n사람"),
        ("인용한 글", RegionKind.QUOTE, "인용한 글"),
        ("코드 설명", RegionKind.ALT, "코드 설명"),
        ('"x"\n\ny', RegionKind.CODE, '"x"\n\n   y'),
        ("그대로 글", RegionKind.CODE, "그대로 글"),
        ("머리칸 | 둘칸", RegionKind.TABLE, "머리칸 | 둘칸"),
        ("셋칸\n이어짐", RegionKind.TABLE, "셋칸   | 넷칸 |\n| 이어짐"),
        ("넷칸", RegionKind.TABLE, "넷칸"),
        ("다칸 | 라칸", RegionKind.TABLE, "다칸   라칸"),
        ("치환 글", RegionKind.PARAGRAPH, "치환 글"),
        ("각주 글", RegionKind.PARAGRAPH, "각주 글"),
        ("https://foo.example", RegionKind.LINK, "https://foo.example"),
        ("https://bar.example", RegionKind.LINK, "https://bar.example"),
        ("용어", RegionKind.LIST, "용어"),
        ("정의 글", RegionKind.LIST, "정의 글"),
        ("절 제목", RegionKind.HEADING, "절 제목"),
        ("하나\n행 둘", RegionKind.PARAGRAPH, "하나\n| 행 둘"),
        ("탭 이름", RegionKind.PARAGRAPH, "탭 이름"),
        ("탭 안 글", RegionKind.PARAGRAPH, "탭 **안** 글"),
        ("생짜 글", RegionKind.PARAGRAPH, "생짜 <b>글"),
        ("문서/경로", RegionKind.CODE, "문서/경로"),
        ("시험 코드", RegionKind.CODE, "시험 코드"),
        ("설명 글", RegionKind.META, "설명 글"),
        ("말\n   둘째", RegionKind.COMMENT, "말\n   둘째"),
    ],
)
@pytest.mark.parametrize("newline", ["\n", "\r\n"], ids=["lf", "crlf"])
def test_regions(word: str, kind: RegionKind, written: str, newline: str) -> None:
    draft = read_bytes(SOURCE.replace("\n", newline).encode(), "post.rst")
    found = region_with(draft, word if kind is not RegionKind.COMMENT else word.replace("\n", newline))
    assert (found[0], found[1].replace("\r\n", "\n")) == (kind, written)


def test_the_values_of_a_document_are_its_fields() -> None:
    meta = read_bytes(SOURCE.encode(), "post.rst").meta
    assert (meta["author"], meta["keywords"], meta["description"]) == ("한도윤", "하나말, 둘말", "설명 글")


def test_fields_below_the_head_are_text() -> None:
    draft = read_bytes("글 하나\n\n:항목 이름: 인자 글\n".encode(), "post.rst")
    assert draft.meta == {}
    assert region_with(draft, "항목 이름") == (RegionKind.LIST, "항목 이름")
    assert region_with(draft, "인자 글") == (RegionKind.LIST, "인자 글")


def test_the_comments_of_nikola_are_values_too() -> None:
    draft = read_bytes(".. title: 글 제목\n.. tags: 하나\n.. draftlint: allow x -- y\n\n본문\n".encode(), "post.rst")
    assert draft.meta == {"title": "글 제목", "tags": "하나"}
    assert region_with(draft, "글 제목") == (RegionKind.TITLE, "글 제목")
    assert region_with(draft, "draftlint")[0] is RegionKind.COMMENT


def test_front_matter_goes_before_fields() -> None:
    draft = read_bytes("---\nauthor: 김서윤\n---\n:author: 한도윤\n\n본문\n".encode(), "post.rst")
    assert draft.meta == {"author": "김서윤"}


def test_marks_inside_a_word_are_none() -> None:
    assert shows(read_bytes("2*3*4 는 대*외*비 가 아니다\n".encode(), "post.rst"), "2*3*4 는 대*외*비")


def test_a_list_is_one_block() -> None:
    assert block_with(read_bytes(SOURCE.encode(), "post.rst"), "속 항목").startswith("- 항목 하나")


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_decomposed_letters_are_placed(form: str) -> None:
    word = unicodedata.normalize(form, "굵은 글")
    assert region_with(read_bytes(f"앞 **{word}** 뒤 😀 {word}\n".encode(), "post.rst"), word)[1] == word


@pytest.mark.parametrize(
    "text",
    [
        "**열린 말",
        "``열린 말",
        "`열린 말 <x",
        "|열린 말",
        ".. image:: 열린 말",
        ".. 없는이름:: 열린 말",
        "+---+\n| 열린 말",
        "=== ===\n열린 말",
        ".. note::\n\n      열린 말",
        "::\n\n열린 말",
    ],
)
def test_what_is_broken_or_unknown_loses_no_text(text: str) -> None:
    assert shows(read_bytes(text.encode(), "post.rst"), "열린 말")


def test_depth_has_an_end_and_loses_nothing() -> None:
    nested = "\n\n".join("  " * depth + f"- 글{depth}." for depth in range(300))
    draft = read_bytes(nested.encode(), "post.rst")
    assert all(shows(draft, f"글{depth}.") for depth in range(300))

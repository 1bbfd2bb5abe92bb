"""AsciiDoc: header, blocks, inline marks and macros; nothing that is not known is lost."""

from __future__ import annotations

import unicodedata

import pytest

from linter.model import RegionKind
from linter.readers import read_bytes
from tests.readers.places import block_with, region_with, shows

SOURCE = r"""// 머리 주석
= 문서 제목: 부제
한도윤 <doyun@example.org>
v1.0, 2026-11-01
:keywords: 하나말, 둘말
:description: 긴 설명 \
이어진 설명
:!toc:

첫 *굵은* 문단 https://a.example/x[링크 글^] 그리고
둘째 줄 😀 **굵**음 `코드_글` link:b.html[둘째 링크, window=_blank] {company}의 _기운_ 글 &amp; 끝 <<ref,참조 글>>
image:i.png[작은 그림, link=https://wiki.example] footnote:[각주 글] H~2~O +
// 줄 주석
\*별표* +그대로*글*+ "`따온 글`" 마지막 줄.

* 항목 하나
이어진 항목
** 속 항목
+
----
목록 코드
----

* [x] 한 일

용어:: 정의 글
둘째 용어::
  둘째 정의

.코드 제목
[source,python]
----
key = "x" <1>
----
<1> 코드 설명

[quote, 홍길동]
____
인용한 *글*
____

|===
| 머리칸 | 둘칸

|셋칸
2+|넷칸
이어진 칸
|===

NOTE: 참고 글

[NOTE]
====
묶인 참고

. 번호 글
====

image::https://a.example/p.png[큰 그림, 300, title="그림 제목"]

 들여쓴 글

++++
<p>생짜 <b>글</b></p>
++++

ifdef::draft[]
조건 글
endif::[]

== 절 제목

////
숨은 말
////
[.lead]
끝 글.
"""


@pytest.mark.parametrize(
    ("word", "kind", "written"),
    [
        ("// 머리 주석", RegionKind.COMMENT, "// 머리 주석"),
        ("문서 제목: 부제", RegionKind.TITLE, "문서 제목: 부제"),
        ("한도윤", RegionKind.FIELD, "한도윤"),
        ("doyun@example.org", RegionKind.FIELD, "doyun@example.org"),
        ("둘말", RegionKind.META, "둘말"),
        ("설명\n이어진", RegionKind.META, "설명 \\\n이어진"),
        ("첫 굵은 문단", RegionKind.PARAGRAPH, "첫 *굵은* 문단"),
        ("링크 글 그리고\n둘째", RegionKind.PARAGRAPH, "링크 글^] 그리고\n둘째"),
        ("https://a.example/x", RegionKind.LINK, "https://a.example/x"),
        ("굵음", RegionKind.PARAGRAPH, "굵**음"),
        ("코드_글", RegionKind.PARAGRAPH, "코드_글"),
        ("둘째 링크", RegionKind.PARAGRAPH, "둘째 링크"),
        ("b.html", RegionKind.LINK, "b.html"),
        ("\ufffc의 기운 글 & 끝", RegionKind.PARAGRAPH, "{company}의 _기운_ 글 &amp; 끝"),
        ("참조 글", RegionKind.PARAGRAPH, "참조 글"),
        ("작은 그림", RegionKind.ALT, "작은 그림"),
        ("https://wiki.example", RegionKind.CODE, "https://wiki.example"),
        ("각주 글", RegionKind.PARAGRAPH, "각주 글"),
        ("H2O", RegionKind.PARAGRAPH, "H~2~O"),
        ("// 줄 주석", RegionKind.COMMENT, "// 줄 주석"),
        ("*별표*", RegionKind.PARAGRAPH, "*별표*"),
        ("그대로*글*", RegionKind.PARAGRAPH, "그대로*글*"),
        ("따온 글", RegionKind.PARAGRAPH, "따온 글"),
        ("하나\n이어진 항목", RegionKind.LIST, "하나\n이어진 항목"),
        ("속 항목", RegionKind.LIST, "속 항목"),
        ("목록 코드", RegionKind.CODE, "목록 코드"),
        ("한 일", RegionKind.LIST, "한 일"),
        ("정의 글", RegionKind.LIST, "정의 글"),
        ("둘째 정의", RegionKind.LIST, "둘째 정의"),
        ("코드 제목", RegionKind.ALT, "코드 제목"),
        ('key = "x"', RegionKind.CODE, 'key = "x"'),
        ("코드 설명", RegionKind.LIST, "코드 설명"),
        ("홍길동", RegionKind.ALT, "홍길동"),
        ("인용한 글", RegionKind.QUOTE, "인용한 *글"),
        ("머리칸 | 둘칸", RegionKind.TABLE, "머리칸 | 둘칸"),
        ("넷칸\n이어진 칸", RegionKind.TABLE, "넷칸\n이어진 칸"),
        ("참고 글", RegionKind.PARAGRAPH, "참고 글"),
        ("묶인 참고", RegionKind.PARAGRAPH, "묶인 참고"),
        ("번호 글", RegionKind.LIST, "번호 글"),
        ("https://a.example/p.png", RegionKind.LINK, "https://a.example/p.png"),
        ("큰 그림", RegionKind.ALT, "큰 그림"),
        ("그림 제목", RegionKind.ALT, "그림 제목"),
        ("들여쓴 글", RegionKind.CODE, "들여쓴 글"),
        ("생짜 글", RegionKind.PARAGRAPH, "생짜 <b>글"),
        ("조건 글", RegionKind.PARAGRAPH, "조건 글"),
        ("절 제목", RegionKind.HEADING, "절 제목"),
        ("숨은 말", RegionKind.COMMENT, "숨은 말"),
        ("끝 글.", RegionKind.PARAGRAPH, "끝 글."),
    ],
)
@pytest.mark.parametrize("newline", ["\n", "\r\n"], ids=["lf", "crlf"])
def test_regions(word: str, kind: RegionKind, written: str, newline: str) -> None:
    found = region_with(read_bytes(SOURCE.replace("\n", newline).encode(), "post.adoc"), word)
    assert (found[0], found[1].replace("\r\n", "\n")) == (kind, written)


def test_the_values_of_a_document_are_its_header() -> None:
    meta = read_bytes(SOURCE.encode(), "post.asciidoc").meta
    assert (meta["title"], meta["author"], meta["keywords"]) == ("문서 제목: 부제", "한도윤", "하나말, 둘말")


def test_an_attribute_may_name_the_author() -> None:
    assert read_bytes("= 제목\n:author: 한도윤\n\n본문\n".encode(), "post.adoc").meta["author"] == "한도윤"


def test_without_a_title_there_is_no_header() -> None:
    draft = read_bytes("한도윤 이 썼다\n둘째 줄\n".encode(), "post.adoc")
    assert draft.meta == {}
    assert region_with(draft, "썼다\n둘째")[0] is RegionKind.PARAGRAPH


def test_marks_inside_a_word_are_none() -> None:
    assert shows(read_bytes("snake_case_name 과 대*외*비\n".encode(), "post.adoc"), "snake_case_name 과 대*외*비")


def test_a_list_is_one_block_with_what_is_attached_to_it() -> None:
    assert block_with(read_bytes(SOURCE.encode(), "post.adoc"), "목록 코드") == "목록 코드"
    assert block_with(read_bytes(SOURCE.encode(), "post.adoc"), "속 항목").startswith("* 항목 하나")


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_decomposed_letters_are_placed(form: str) -> None:
    word = unicodedata.normalize(form, "굵은 글")
    assert region_with(read_bytes(f"앞 *{word}* 뒤 😀 {word}\n".encode(), "post.adoc"), word)[1] == word


@pytest.mark.parametrize(
    "text",
    [
        "*열린 말",
        "`열린 말",
        "link:x[열린 말",
        "<<열린 말",
        "{열린 말",
        "----\n열린 말",
        "|===\n열린 말",
        "====\n열린 말",
        "****\n____\n열린 말",
        "* 열린 말\n+",
        "없는이름:열린[열린 말]",
        "[열린 말",
    ],
)
def test_what_is_broken_or_unknown_loses_no_text(text: str) -> None:
    assert shows(read_bytes(text.encode(), "post.adoc"), "열린 말")


def test_depth_has_an_end_and_loses_nothing() -> None:
    nested = "".join("=" * (4 + depth) + f"\n글{depth}.\n\n" for depth in range(200))
    draft = read_bytes(nested.encode(), "post.adoc")
    assert all(shows(draft, f"글{depth}.") for depth in range(200))

"""WordPress exports: each item's HTML, placed in the XML that holds it, escaped or not."""

from __future__ import annotations

import pytest

from linter.errors import DraftError
from linter.model import RegionKind
from linter.readers import format_of, read_bytes
from tests.readers.places import region_with, shows

SOURCE = """<?xml version="1.0" encoding="UTF-8" ?>
<rss version="2.0" xmlns:content="c" xmlns:dc="d" xmlns:excerpt="e" xmlns:wp="w">
<channel>
<title>가람 &amp; 블로그 😀</title>
<wp:wxr_version>1.2</wp:wxr_version>
<item>
<title><![CDATA[첫 글 & 제목]]></title>
<dc:creator><![CDATA[doyun]]></dc:creator>
<content:encoded><![CDATA[<!-- wp:paragraph -->
<p>이 글은 <strong>대외</strong>비 &amp; 끝. [gallery ids="1"]</p>
<!-- /wp:paragraph -->]]></content:encoded>
<excerpt:encoded><![CDATA[발췌 글]]></excerpt:encoded>
<category domain="post_tag" nicename="x"><![CDATA[꼬리표]]></category>
</item>
<item>
<title>둘째 &lt;글&gt;</title>
<content:encoded>빈 줄로 나눈
문단 하나 &amp;amp; 끝.

&lt;b&gt;둘째&lt;/b&gt; 문단</content:encoded>
<wp:comment><wp:comment_content>독자 댓글</wp:comment_content></wp:comment>
</item>
</channel>
</rss>
"""


@pytest.mark.parametrize(
    ("word", "kind", "written"),
    [
        ("가람 & 블로그 😀", RegionKind.TITLE, "가람 &amp; 블로그 😀"),
        ("첫 글 & 제목", RegionKind.TITLE, "첫 글 & 제목"),
        ("doyun", RegionKind.FIELD, "doyun"),
        ("대외비 & 끝", RegionKind.PARAGRAPH, "대외</strong>비 &amp; 끝"),
        ("[gallery", RegionKind.CODE, "[gallery"),
        ("발췌 글", RegionKind.META, "발췌 글"),
        ("꼬리표", RegionKind.META, "꼬리표"),
        ("둘째 <글>", RegionKind.TITLE, "둘째 &lt;글&gt;"),
        ("나눈\n문단 하나 & 끝", RegionKind.PARAGRAPH, "나눈\n문단 하나 &amp;amp; 끝"),
        ("둘째 문단", RegionKind.PARAGRAPH, "둘째&lt;/b&gt; 문단"),
    ],
)
@pytest.mark.parametrize("newline", ["\n", "\r\n"], ids=["lf", "crlf"])
def test_regions(word: str, kind: RegionKind, written: str, newline: str) -> None:
    found = region_with(read_bytes(SOURCE.replace("\n", newline).encode(), "site.WordPress.2026-11-26.xml"), word)
    assert (found[0], found[1].replace("\r\n", "\n")) == (kind, written)


def test_what_readers_wrote_is_no_draft() -> None:
    assert not shows(read_bytes(SOURCE.encode(), "site.WordPress.xml"), "독자 댓글")


def test_an_export_of_another_name_says_itself_what_it_is() -> None:
    assert format_of("export.xml") is None
    assert read_bytes(SOURCE.encode(), "export.xml").format == "wordpress"
    assert read_bytes(b"<project><name>x</name></project>", "pom.xml").format == "plain"


@pytest.mark.parametrize(
    ("source", "message", "line"),
    [
        (SOURCE.replace("</item>", ""), "not a well-formed export: mismatched tag", 23),
        ("", "not a well-formed export: no element found", 1),
        ('<!DOCTYPE x [<!ENTITY a "b">]>\n<rss>&a;</rss>', "document type", None),
        (SOURCE[:400], "not a well-formed export: ", 11),
    ],
    ids=["unclosed-tag", "empty", "entities", "cut-off"],
)
def test_what_is_no_export_is_a_clear_error(source: str, message: str, line: int | None) -> None:
    with pytest.raises(DraftError, match=message) as problem:
        read_bytes(source.encode(), "site.wordpress.xml")
    assert problem.value.line == line

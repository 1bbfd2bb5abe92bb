"""Shortcodes and template tags: no prose, but what stands between a pair of them is."""

from __future__ import annotations

import pytest

from linter.model import RegionKind
from linter.readers import read_bytes
from tests.readers.places import region_with, shows

TAGS = [
    "{{< icon bell >}}",
    "{{% icon bell %}}",
    "{{ site.bell }}",
    "{% icon bell %}",
    "{{- bell -}}",
    "{{< x\n  bell >}}",
]


@pytest.mark.parametrize("name", ["post.md", "post.html", "post.ko.markdown"])
@pytest.mark.parametrize("tag", TAGS)
def test_a_tag_is_code_and_leaves_the_sentence_around_it_whole(name: str, tag: str) -> None:
    draft = read_bytes(f"앞 말 {tag} 뒷말 😀 끝".encode(), name)
    assert region_with(draft, "bell")[0] is RegionKind.CODE
    assert region_with(draft, "뒷말 😀 끝") == (RegionKind.PARAGRAPH, "뒷말 😀 끝")
    prose = [region for region in draft.regions if region.kind is RegionKind.PARAGRAPH]
    assert [region.text for region in prose] == ["앞 말 \ufffc 뒷말 😀 끝"]


@pytest.mark.parametrize(
    ("opening", "closing"),
    [
        ("{{< callout >}}", "{{< /callout >}}"),
        ('{{% callout type="warn" %}}', "{{% /callout %}}"),
        ("{% if user %}", "{% endif %}"),
    ],
)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_text_between_a_pair_is_prose(opening: str, closing: str, newline: str) -> None:
    draft = read_bytes(newline.join([opening, "안쪽 **굵**은 글", closing, "## 머리"]).encode(), "post.md")
    assert region_with(draft, "안쪽 굵은") == (RegionKind.PARAGRAPH, "안쪽 **굵**은")
    assert region_with(draft, "머리")[0] is RegionKind.HEADING


@pytest.mark.parametrize(
    "comment",
    [
        "{{/* 숨은 말 */}}",
        "{{</* 숨은 말 */>}}",
        "{% comment %}숨은 말{% endcomment %}",
        "{# 숨은 말 #}",
        "{%- comment -%}\n숨은 말\n{%- endcomment -%}",
    ],
)
@pytest.mark.parametrize("name", ["post.md", "post.html"])
def test_a_template_comment_is_a_comment(comment: str, name: str) -> None:
    draft = read_bytes(f"앞\n\n{comment}\n\n뒤\n".encode(), name)
    assert region_with(draft, comment) == (RegionKind.COMMENT, comment)


def test_arguments_that_readers_see_are_text() -> None:
    draft = read_bytes(
        '{{< figure src="https://a.example/x.png" alt="대체 글" caption=`설명 글` key="비밀" >}}\n'.encode(), "a.md"
    )
    assert region_with(draft, "대체 글") == (RegionKind.ALT, "대체 글")
    assert region_with(draft, "설명 글") == (RegionKind.ALT, "설명 글")
    assert region_with(draft, "https://a.example/x.png") == (RegionKind.LINK, "https://a.example/x.png")
    assert region_with(draft, "비밀")[0] is RegionKind.CODE


@pytest.mark.parametrize(
    "block",
    [
        "```go\n{{ range .Pages }}\n```",
        "~~~\n{{ range .Pages }}\n~~~",
        "{% highlight go %}\n{{ range .Pages }}\n{% endhighlight %}",
    ],
)
def test_a_block_of_code_stays_as_it_is(block: str) -> None:
    draft = read_bytes(f"앞\n\n{block}\n\n뒤 {{{{ x }}}} 말\n".encode(), "post.md")
    assert region_with(draft, "{{ range .Pages }}") == (RegionKind.CODE, "{{ range .Pages }}")
    assert region_with(draft, "뒤 ")[0] is RegionKind.PARAGRAPH


@pytest.mark.parametrize("text", ["{{ 열린 채로", "{% 열린 채로", "{# 열린 채로", "## 제목 {#열린}", "\\{ 열린 }"])
def test_what_nothing_closes_is_text(text: str) -> None:
    assert shows(read_bytes(text.encode(), "post.md"), "열린")


def test_brackets_are_shortcodes_in_pages_and_links_in_markdown() -> None:
    written = '<p>앞 [caption id="a"]설명 글[/caption] [sic] [##_Image|k@x/img.png|{"alt":"대체 글"}_##]</p>'
    page = read_bytes(written.encode(), "post.html")
    assert region_with(page, "[caption")[0] is RegionKind.CODE
    assert region_with(page, "설명 글") == (RegionKind.PARAGRAPH, "설명 글")
    assert region_with(page, "[sic]")[0] is RegionKind.PARAGRAPH
    assert region_with(page, "대체 글") == (RegionKind.ALT, "대체 글")
    assert shows(read_bytes("[링크 a=b](x.html) [/글](y.html)".encode(), "post.md"), "링크 a=b /글")

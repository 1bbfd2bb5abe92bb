"""Readers: every region maps to its exact place in the source."""

from __future__ import annotations

import codecs
import json
from xml.sax.saxutils import escape

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from linter.errors import DraftError
from linter.model import RegionKind, Span
from linter.readers import FORMATS, read_bytes
from tests.readers.places import region_with

MARKDOWN = """# 제목 &amp; 머리

개인**정보**와 `code_span`, [링크 글](https://example.org/a "t"), ~~지운 말~~, 각주[^1] 그리고
둘째 줄 <b>굵은</b> \\*별표\\* ![그림 설명](a.png)

- 목록 하나
  - 속 목록

> 인용한 말

| 머리 칸 | 둘째 |
|---|---|
| 몸통 칸 | c\\|d |

```python
fenced = "code"
```

<div class="x">생짜 &lt;HTML&gt; <img alt="대체 &amp; 글" src="b.png"></div>

<!-- 숨긴 말 -->

[^1]: 각주 글

[ref]: https://example.org/reference
"""


@pytest.mark.parametrize(
    ("word", "kind", "written"),
    [
        ("제목 & 머리", RegionKind.HEADING, "제목 &amp; 머리"),
        ("개인정보", RegionKind.PARAGRAPH, "개인**정보"),
        ("code_span", RegionKind.PARAGRAPH, "code_span"),
        ("링크 글", RegionKind.PARAGRAPH, "링크 글"),
        ("지운 말", RegionKind.PARAGRAPH, "지운 말"),
        ("그리고\n둘째", RegionKind.PARAGRAPH, "그리고\n둘째"),
        ("굵은", RegionKind.PARAGRAPH, "굵은"),
        ("*별표*", RegionKind.PARAGRAPH, "*별표\\*"),
        ("그림 설명", RegionKind.ALT, "그림 설명"),
        ("목록 하나", RegionKind.LIST, "목록 하나"),
        ("속 목록", RegionKind.LIST, "속 목록"),
        ("인용한 말", RegionKind.QUOTE, "인용한 말"),
        ("머리 칸", RegionKind.TABLE, "머리 칸"),
        ("c|d", RegionKind.TABLE, "c\\|d"),
        ("fenced", RegionKind.CODE, "fenced"),
        ("생짜 <HTML>", RegionKind.PARAGRAPH, "생짜 &lt;HTML&gt;"),
        ("대체 & 글", RegionKind.ALT, "대체 &amp; 글"),
        ("숨긴 말", RegionKind.COMMENT, "숨긴 말"),
        ("각주 글", RegionKind.PARAGRAPH, "각주 글"),
        ("https://example.org/a", RegionKind.LINK, "https://example.org/a"),
        ("https://example.org/reference", RegionKind.LINK, "https://example.org/reference"),
    ],
)
@pytest.mark.parametrize("prefix", ["", "---\ntitle: 앞\n---\n"], ids=["bare", "front-matter"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"], ids=["lf", "crlf"])
def test_markdown_regions(word: str, kind: RegionKind, written: str, prefix: str, newline: str) -> None:
    source = (prefix + MARKDOWN).replace("\n", newline)
    draft = read_bytes(source.encode(), "post.md")
    found_kind, found = region_with(draft, word)
    assert found_kind is kind
    assert found.replace("\r\n", "\n") == written


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("all c*ck jokes and d*cks", "all c*ck jokes and d*cks"),  # CommonMark sees an emphasis
        ("sh**t and f**k", "sh**t and f**k"),
        ("an *old* joke and a **new** one", "an old joke and a new one"),
        ("개인**정보**와 *말*을", "개인정보와 말을"),
    ],
)
def test_marks_within_two_words_hide_letters_and_stay(source: str, text: str) -> None:
    region = read_bytes(source.encode(), "draft.md").regions[0]
    assert region.text == text
    for at, letter in enumerate(text):
        place = region.to_source(Span(at, at + 1))
        assert source[place.start : place.end] == letter


def test_table_cells_of_a_row_read_as_one_line() -> None:
    draft = read_bytes("| 항목 | 값 |\n|---|---|\n| 매출 | 398억 |\n".encode(), "post.md")
    assert "매출 | 398억" in [region.text for region in draft.regions]


YAML = '---\ntitle: "따옴표 \\u0041 \\"안\\""\nsubtitle: \'it\'\'s\'\nauthor: {name: 한도윤, role: 개발자}\ntags: [하나, "둘"]\nsummary: >\n  접은 글\n  두 줄\ndraft: true\n---\n본문\n'
TOML = '+++\ntitle = "따옴표 \\u0041 \\"안\\""\nsubtitle = "it\'s"\ntags = ["하나", \'둘\']\nsummary = """접은 글 두 줄"""\n[author]\nname = "한도윤"\nrole = "개발자"\n+++\n본문\n'
JSON = '{\n  "title": "따옴표 \\u0041 \\"안\\"",\n  "subtitle": "it\'s",\n  "tags": ["하나", "둘"],\n  "summary": "접은 글 두 줄",\n  "author": {"name": "한도윤", "role": "개발자"}\n}\n본문\n'


@pytest.mark.parametrize("source", [YAML, TOML, JSON], ids=["yaml", "toml", "json"])
def test_front_matter_is_text_with_exact_places(source: str) -> None:
    draft = read_bytes(source.encode(), "post.md")
    assert draft.meta["title"] == '따옴표 A "안"'
    assert draft.meta["author"]["role"] == "개발자"
    assert region_with(draft, "따옴표 A") == (RegionKind.TITLE, "따옴표 \\u0041")
    assert region_with(draft, "둘") == (RegionKind.META, "둘")
    assert region_with(draft, "한도윤") == (RegionKind.FIELD, "한도윤")
    assert region_with(draft, "접은 글")[0] is RegionKind.META
    assert region_with(draft, "본문") == (RegionKind.PARAGRAPH, "본문")


def test_a_thematic_break_at_the_top_is_no_front_matter() -> None:
    draft = read_bytes("---\n\n그냥 글\n\n---\n\n끝\n".encode(), "post.md")
    assert draft.meta == {}
    assert region_with(draft, "그냥 글")[1] == "그냥 글"


@pytest.mark.parametrize(
    ("source", "line"), [("---\ntitle: [a\n---\n본문\n", 3), ("+++\ntitle = \n+++\n본문\n", 2)], ids=["yaml", "toml"]
)
def test_broken_front_matter_is_an_error_with_its_line(source: str, line: int) -> None:
    with pytest.raises(DraftError, match="front matter is not valid") as problem:
        read_bytes(source.encode(), "post.md")
    assert problem.value.line == line


# Each of 24 lists holds the one before twice: 2 ** 24 values.
_BOMB = "a0: &a0 [x, x]\n" + "".join(f"a{at}: &a{at} [*a{at - 1}, *a{at - 1}]\n" for at in range(1, 24))


@pytest.mark.parametrize(
    "source",
    [
        f"---\n{_BOMB}---\n본문\n",
        "---\na: &a [*a]\n---\n본문\n",
        "---\na: &a {b: *a}\n---\n본문\n",
        "---\n" + "a: " + "[" * 900 + "]" * 900 + "\n---\n본문\n",
        "+++\n" + "a = " + "[" * 5000 + "]" * 5000 + "\n+++\n본문\n",
        "+++\n" + ".".join("a" * 3000) + " = 1\n+++\n본문\n",
        "+++\n" + "a = " + "9" * 5000 + "\n+++\n본문\n",
    ],
    ids=["bomb", "endless list", "endless mapping", "deep", "deep toml", "dotted toml", "digits"],
)
def test_front_matter_that_stands_for_more_than_a_machine_holds_is_an_error(source: str) -> None:
    with pytest.raises(DraftError, match="front matter holds"):
        read_bytes(source.encode(), "post.md")


def test_a_value_that_front_matter_names_twice_is_read_twice() -> None:
    draft = read_bytes("---\ntitle: &a 첫 글\ndescription: *a\n---\n본문\n".encode(), "post.md")
    assert draft.meta == {"title": "첫 글", "description": "첫 글"}


HTML = '<html><head><title>창 제목</title><meta name="description" content="설명 &amp; 글"><style>숨김</style></head><body><h1>머리글</h1><p>첫 <b>문</b>단 &#44032;<br>다음 줄</p><ul><li>항목</ul><blockquote><p>인용</p></blockquote><table><tr><td>칸</td></tr></table><pre>코드</pre><a href="https://example.org/x?a=1&amp;b=2">링크</a><!-- 주석 --><script>숨김</script></body></html>'


@pytest.mark.parametrize(
    ("word", "kind", "written"),
    [
        ("창 제목", RegionKind.TITLE, "창 제목"),
        ("설명 & 글", RegionKind.META, "설명 &amp; 글"),
        ("머리글", RegionKind.HEADING, "머리글"),
        ("첫 문단 가", RegionKind.PARAGRAPH, "첫 <b>문</b>단 &#44032;"),
        ("다음 줄", RegionKind.PARAGRAPH, "다음 줄"),
        ("항목", RegionKind.LIST, "항목"),
        ("인용", RegionKind.QUOTE, "인용"),
        ("칸", RegionKind.TABLE, "칸"),
        ("코드", RegionKind.CODE, "코드"),
        ("주석", RegionKind.COMMENT, "주석"),
        ("x?a=1&b=2", RegionKind.LINK, "x?a=1&amp;b=2"),
    ],
)
def test_html_regions(word: str, kind: RegionKind, written: str) -> None:
    assert region_with(read_bytes(HTML.encode(), "page.html"), word) == (kind, written)


def test_script_and_style_are_not_text() -> None:
    assert all("숨김" not in region.text for region in read_bytes(HTML.encode(), "page.html").regions)


def test_plain_text_paragraphs_stand_between_blank_lines() -> None:
    draft = read_bytes("첫 줄\n이어진 줄\n\n둘째 <!-- draftlint: x --> 문단\n".encode(), "memo.txt")
    assert [(r.kind, r.text) for r in draft.regions] == [
        (RegionKind.PARAGRAPH, "첫 줄\n이어진 줄"),
        (RegionKind.PARAGRAPH, "둘째 "),
        (RegionKind.COMMENT, "<!-- draftlint: x -->"),
        (RegionKind.PARAGRAPH, " 문단"),
    ]


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        ("대외비".encode(), "utf-8"),
        (codecs.BOM_UTF8 + "대외비".encode(), "utf-8-sig"),
        ("대외비".encode("utf-16"), "utf-16"),
        (codecs.BOM_UTF16_BE + "대외비".encode("utf-16-be"), "utf-16"),
        ("이 문서는 대외비".encode("cp949"), "cp949"),
    ],
)
def test_encodings(data: bytes, encoding: str) -> None:
    draft = read_bytes(data, "post.md")
    assert draft.encoding == encoding
    assert draft.source.endswith("대외비")
    assert not draft.source.startswith("\ufeff")


@pytest.mark.parametrize(
    "data", [b"\xff\xfe\xff", b"\x80\x81\xff\xff", b"GIF89a\x00\x01\x02", "끝".encode("utf-16")[:-1]]
)
def test_what_is_no_text_is_a_clear_error(data: bytes) -> None:
    with pytest.raises(DraftError):
        read_bytes(data, "post.md")


@pytest.mark.parametrize("name", [f"post{suffix}" for suffix in FORMATS] + ["post.wordpress.xml"])
@given(text=st.text(alphabet="가나a <>&;#*`[]()!-\n|>\"'\\:$~{}=+.1_/%,😀ᄀ\r", max_size=120))
@settings(max_examples=60, deadline=None)
@example(text="<!>")
@example(text="a <!대외비> b <?x> </ 1>")
@example(text="|===\n\n가\n|===")
def test_every_segment_is_what_the_source_has_there(name: str, text: str) -> None:
    try:
        draft = read_bytes(wrapped(name, text).encode(), name)
    except DraftError:
        return
    for region in draft.regions:
        assert region.segments
        for segment in region.segments:
            assert 0 <= segment.source.start <= segment.source.end <= len(draft.source)
            if segment.is_exact and region.kind not in (RegionKind.TITLE, RegionKind.META, RegionKind.FIELD):
                shown = region.text[segment.text.start : segment.text.end]
                written = draft.source[segment.source.start : segment.source.end]
                assert without_breaks(shown) == without_breaks(written) or "&" in written


def wrapped(name: str, text: str) -> str:
    """A text where its format holds one."""
    if name.endswith(".ipynb"):
        cell = {"cell_type": "markdown", "source": text.splitlines(keepends=True)}
        return json.dumps({"cells": [cell]}, ensure_ascii=len(text) % 2 == 0)
    if name.endswith(".xml"):
        return f"<rss><wp:wxr_version>1.2</wp:wxr_version><content:encoded>{escape(text)}</content:encoded></rss>"
    return text


def without_breaks(text: str) -> str:
    """Line breaks, their backslashes and the bars between cells may stand for what is written otherwise."""
    return "".join(char for char in text if not char.isspace() and char not in "|\\")


@pytest.mark.parametrize(
    ("name", "what", "instead"),
    [
        ("post.hwp", "Hangul", ".hwpx"),
        ("post.HWP", "Hangul", ".hwpx"),
        ("post.doc", "Word", ".docx"),
        ("post.pdf", "PDF", "made from"),
        ("post.pages", "Pages", ".docx"),
        ("post.rtf", "rich text", ".docx"),
        ("post.odt", "OpenDocument", ".docx"),
    ],
)
def test_a_kind_that_is_known_but_not_read_says_what_to_save_it_as(name: str, what: str, instead: str) -> None:
    with pytest.raises(DraftError) as problem:
        read_bytes("글".encode(), name)
    assert what in problem.value.message
    assert instead in problem.value.hint
    assert "\n" not in str(problem.value)

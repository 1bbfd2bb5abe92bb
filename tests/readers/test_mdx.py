"""MDX: components, expressions and modules are no prose; what stands between and in them is."""

from __future__ import annotations

import pytest

from linter.model import RegionKind
from linter.readers import read_bytes
from tests.readers.places import block_with, region_with, shows

SOURCE = """---
title: 앞머리 제목
---
import Tabs from '@theme/Tabs';

export const settings = {
  token: '비밀값',

  theme: 'dark',
};

# 제목 {props.version}

<Tabs>
  <TabItem value="a" label="탭 이름">

    안쪽 **굵**은 글
    둘째 줄 😀

    - 목록 하나
      - 속 목록

  </TabItem>
</Tabs>

글 <Badge text="새 딱지"/> 중<b>간</b> {count > 1 ? '여럿' : ''} 그리고 {"문자열 글"} `{code}` \\{중괄호} 3 < 5 이다.

{/* 주석 글 */}

<Image src="/a.png" alt="그림 글" style={{width: 1}} />

<p>문단 하나</p><p>문단 둘</p>

```jsx
<Foo>{x}</Foo>
```
"""


@pytest.mark.parametrize(
    ("word", "kind", "written"),
    [
        ("앞머리 제목", RegionKind.TITLE, "앞머리 제목"),
        ("import Tabs", RegionKind.CODE, "import Tabs"),
        ("비밀값", RegionKind.CODE, "비밀값"),
        ("theme: 'dark'", RegionKind.CODE, "theme: 'dark'"),
        ("제목 \ufffc", RegionKind.HEADING, "제목 {props.version}"),
        ("탭 이름", RegionKind.ALT, "탭 이름"),
        ("안쪽 굵은 글", RegionKind.PARAGRAPH, "안쪽 **굵**은 글"),
        ("은 글\n둘째 줄 😀", RegionKind.PARAGRAPH, "은 글\n    둘째 줄 😀"),
        ("목록 하나", RegionKind.LIST, "목록 하나"),
        ("속 목록", RegionKind.LIST, "속 목록"),
        ("새 딱지", RegionKind.ALT, "새 딱지"),
        ("중간", RegionKind.PARAGRAPH, "중<b>간"),
        ("'여럿'", RegionKind.CODE, "'여럿'"),
        ("문자열 글", RegionKind.PARAGRAPH, "문자열 글"),
        ("{code}", RegionKind.PARAGRAPH, "{code}"),
        ("{중괄호} 3 < 5", RegionKind.PARAGRAPH, "{중괄호} 3 < 5"),
        ("{/* 주석 글 */}", RegionKind.COMMENT, "{/* 주석 글 */}"),
        ("/a.png", RegionKind.LINK, "/a.png"),
        ("그림 글", RegionKind.ALT, "그림 글"),
        ("하나  문단", RegionKind.PARAGRAPH, "하나</p><p>문단"),
        ("<Foo>{x}", RegionKind.CODE, "<Foo>{x}"),
    ],
)
@pytest.mark.parametrize("newline", ["\n", "\r\n"], ids=["lf", "crlf"])
def test_regions(word: str, kind: RegionKind, written: str, newline: str) -> None:
    draft = read_bytes(SOURCE.replace("\n", newline).encode(), "post.mdx")
    found_kind, found = region_with(draft, word)
    assert found_kind is kind
    assert found.replace("\r\n", "\n") == written


def test_a_block_inside_a_component_is_its_own_block() -> None:
    assert block_with(read_bytes(SOURCE.encode(), "post.mdx"), "안쪽").startswith("안쪽 **굵**은 글\n    둘째 줄")


def test_the_word_import_inside_a_paragraph_is_a_word() -> None:
    draft = read_bytes("올해는 쌀의\nimport 가 늘었다.\n".encode(), "post.mdx")
    assert region_with(draft, "쌀의\nimport 가") == (RegionKind.PARAGRAPH, "쌀의\nimport 가")


@pytest.mark.parametrize(
    "text", ["글 {열린 말", "글 <Tab 열린 말", "<Tab>\n열린 말", "글 `열린 말", "{/* 열린 말", "</Tab> 열린 말"]
)
def test_what_is_never_closed_is_text(text: str) -> None:
    assert shows(read_bytes(text.encode(), "post.mdx"), "열린 말")


@pytest.mark.parametrize("text", ["a < b 이고 c > d 이다", "a <b 이고 c> d 이다", "a << b >> c"])
def test_a_comparison_is_no_tag(text: str) -> None:
    assert shows(read_bytes(text.encode(), "post.mdx"), text[-5:])


def test_a_brace_in_code_opens_nothing() -> None:
    draft = read_bytes(b"```js\nif (x) {\n```\n\nIt's {count} and isn't `{` the {'end'}.\n", "post.mdx")
    assert region_with(draft, "{count}")[0] is RegionKind.CODE
    assert region_with(draft, "isn't { the end.")[0] is RegionKind.PARAGRAPH


def test_indentation_makes_no_code() -> None:
    source = (
        "<Steps>\n\n### 단계\n\n    들여 **쓴** 글\n    둘째 줄\n\n- 목록\n\n  ```js\n  코드 글\n  ```\n\n</Steps>\n"
    )
    draft = read_bytes(source.encode(), "post.mdx")
    assert region_with(draft, "들여 쓴 글\n둘째") == (RegionKind.PARAGRAPH, "들여 **쓴** 글\n    둘째")
    assert region_with(draft, "코드 글") == (RegionKind.CODE, "코드 글")

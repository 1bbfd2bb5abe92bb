"""What a stranger sends to keep a reader busy: it is read as anything else, or refused with a sentence."""

from __future__ import annotations

import pytest

from linter.errors import DraftError
from linter.model import Region, RegionKind
from linter.readers import read_bytes, restructuredtext
from linter.text.inline_asciidoc import inline_asciidoc
from linter.text.inline_restructuredtext import inline_restructuredtext


def _regions(text: str, name: str) -> tuple[Region, ...]:
    return read_bytes(text.encode(), name).regions


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("<div>" * 10_000, RegionKind.PARAGRAPH),
        ("<blockquote>" + "<div>" * 10_000, RegionKind.QUOTE),
        ("<blockquote>" + "<div>" * 10_000 + "</p>" * 10_000, RegionKind.QUOTE),
        ("<div><blockquote>" * 5_000 + "</div>" * 5_000, RegionKind.PARAGRAPH),
        ("<blockquote><div></blockquote>" * 5_000, RegionKind.PARAGRAPH),
        ("<blockquote><div>" * 5_000 + "<li>", RegionKind.LIST),
    ],
)
def test_text_is_what_the_innermost_block_says_however_many_are_open(text: str, kind: RegionKind) -> None:
    (region,) = _regions(text + "a", "d.html")
    assert (region.kind, region.text) == (kind, "a")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("- " * 5_000 + "a", RegionKind.LIST),
        ("> " + "- " * 5_000 + "a", RegionKind.QUOTE),
        ("1. " * 5_000 + "> a", RegionKind.QUOTE),
        ("> - # a", RegionKind.QUOTE),
        ("> - ```\n>   a", RegionKind.CODE),
    ],
)
def test_in_a_quotation_all_but_code_is_quoted_however_deep_it_stands(text: str, kind: RegionKind) -> None:
    (region,) = _regions(text, "d.md")
    assert (region.kind, region.text.strip()) == (kind, "a")


@pytest.mark.parametrize("name", ["d.html", "d.md"])
@pytest.mark.parametrize("text", ["<!-- ", "<p a=", "<p a='>' ", "<?a ", "</a "])
def test_too_much_that_nothing_closes_is_refused(text: str, name: str) -> None:
    with pytest.raises(DraftError, match="nothing closes") as refused:
        _regions("<p>" + text * 20_000, name)
    assert refused.value.path == name
    assert refused.value.hint


def test_some_that_nothing_closes_are_text() -> None:
    (region,) = _regions("<p>" + "a <!-- b " * 100, "d.html")
    assert region.text == "a <!-- b " * 100


@pytest.mark.parametrize("text", ["<![foo[x]]>", "<![ x>", "<!-x>"])
def test_a_declaration_that_nobody_knows_is_a_comment(text: str) -> None:
    comment, shown = _regions(text + "a", "d.html")
    assert (comment.kind, comment.text, shown.text) == (RegionKind.COMMENT, text[2:-1], "a")


def test_an_attribute_is_told_by_its_whole_name() -> None:
    (link,) = _regions(f"<a {'x' * 10_000} data-href=b href='c' {'y ' * 10_000}>", "d.html")
    assert link.text == "c"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a-b.c_ d", "a-b.c d"),
        ("=a-b_ c", "=a-b c"),  # the equals sign is no punctuation: a name begins behind the hyphen alone
        ("a-b:c", "a-b:c"),
        ("a-b_c", "a-b_c"),
        ("a.b :role:`c-d` e_", "a.b c-d e"),
        ("a-" * 10_000 + "_ b_", "a-" * 10_000 + "_ b"),
    ],
)
def test_a_name_that_is_no_reference_hides_none(text: str, shown: str) -> None:
    (region,) = inline_restructuredtext(text, RegionKind.PARAGRAPH)
    assert region.text == shown


def test_each_field_of_a_list_has_its_own_lines() -> None:
    regions = _regions("a\n\n:b: c\n  d\ne\n\n:f: g\n", "d.rst")
    assert [region.text for region in regions] == ["a", "b", "c\nd", "e", "f", "g"]


def test_a_table_whose_end_is_nowhere_is_looked_for_once(monkeypatch: pytest.MonkeyPatch) -> None:
    looked_at = list[str]()
    border = restructuredtext._RULED_BORDER

    class Counting:
        def fullmatch(self, text: str) -> object:
            looked_at.append(text)
            return border.fullmatch(text)

    monkeypatch.setattr(restructuredtext, "_RULED_BORDER", Counting())
    regions = _regions("==== ====\n가\n\n" * 2_000, "d.rst")
    assert [region.text for region in regions] == ["가"] * 2_000
    assert len(looked_at) < 20_000


def test_a_shortcode_of_many_arguments_is_read_and_one_without_end_is_text() -> None:
    arguments = " ".join(f"k{number}=v" for number in range(40))
    code, _ = _regions(f"<p>[a {arguments}]</p><p>b</p>", "d.html")
    assert code.text == f"[a {arguments}]"
    (text,) = _regions("<p>" + "[a b=" * 10_000, "d.html")
    assert text.text == "[a b=" * 10_000


@pytest.mark.parametrize("text", ["a-" * 10_000, "{a:" * 10_000, "[.a" * 10_000, "[[a," * 10_000, "-link:x[b] " * 100])
def test_what_nothing_closes_is_text_in_asciidoc(text: str) -> None:
    (region,) = inline_asciidoc(text, RegionKind.PARAGRAPH)[:1]
    assert region.text.strip() == text.strip().replace("link:x[b]", "b")


def test_a_line_that_only_looks_like_a_module_hides_no_brace_below_it() -> None:
    regions = _regions("a\nimport b\n" * 2_000 + "\n{c}\n", "d.mdx")
    assert [(region.kind, region.text) for region in regions[1:]] == [(RegionKind.CODE, "{c}")]

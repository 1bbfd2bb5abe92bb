"""A document in each of its forms."""

from __future__ import annotations

import re
from html import escape

from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from linter.document import html, markdown, text
from linter.document.blocks import Document, Heading, Item, Items, Mark, Paragraph, Quotation, Table

DOCUMENT = Document(
    "en",
    (
        Heading(1, "A <title>"),
        Paragraph("Plain & simple."),
        Quotation("Ad: I was paid."),
        Items((Item("kept", "A1", Mark.KEPT), Item("broken", "B12", Mark.BROKEN, ("3:1 here",)))),
        Items((Item("one"), Item("two", "strong"))),
        Table(("rule", "x"), ((("a/b",), ("error",)), (("c/d",), ()))),
    ),
)


def test_text_sets_marked_leads_in_a_column_with_their_notes_below_the_words() -> None:
    assert text.render(DOCUMENT) == (
        "A <title>\n\nPlain & simple.\n\n    Ad: I was paid.\n\n"
        "✓ A1   kept\n✗ B12  broken\n       3:1 here\n\n"
        "- one\n- strong  two\n\n"
        "rule  x\na/b   error\nc/d\n"
    )


def test_text_tells_a_table_too_wide_for_columns_row_by_row() -> None:
    wide = Table(("topic", "one", "two"), ((("Money",), ("a " * 60, "b"), ()),))
    assert text.render(Document("en", (wide,))) == f"Money\n  one:\n    {('a ' * 60).strip()}\n    b\n  two: –\n"


def test_markdown_keeps_every_word_and_escapes_markup() -> None:
    assert markdown.render(DOCUMENT) == (
        "# A \\<title>\n\nPlain & simple.\n\n> Ad: I was paid.\n\n"
        "- ✓ **A1** kept\n- ✗ **B12** broken\n  - 3:1 here\n\n"
        "- one\n- **strong** two\n\n"
        "| rule | x |\n| --- | --- |\n| a/b | error |\n| c/d |  |\n"
    )


@given(st.text(st.characters(categories=("L", "N", "P", "S", "Zs")), min_size=1).filter(str.strip))
def test_a_paragraph_of_markdown_reads_as_what_was_put_in(words: str) -> None:
    rendered = MarkdownIt().render(markdown.render(Document("en", (Paragraph(words),))))
    assert rendered == f"<p>{escape(' '.join(words.split())).replace('&#x27;', chr(39))}</p>\n"


def test_html_is_one_page_that_asks_for_nothing_and_runs_nothing() -> None:
    page = html.render(DOCUMENT)
    assert "<title>A &lt;title&gt;</title>" in page
    assert '<li class="broken"><span>✗</span> <strong>B12</strong> broken<ul><li>3:1 here</li></ul></li>' in page
    assert "default-src &#x27;none&#x27;" in page or "default-src 'none'" in page
    assert not re.search(r"<script|https?://|src=", page)


def test_control_characters_reach_no_screen() -> None:
    hostile = Document("en", (Heading(1, "a\x1b[31mb"), Paragraph("c\x1b]0;d")))
    for rendered in (text.render(hostile), markdown.render(hostile), html.render(hostile)):
        assert "\x1b" not in rendered

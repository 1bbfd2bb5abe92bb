"""The page for an editor: the draft's own text, marked, and nothing that a draft could run or send."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linter.findings import Place
from linter.model import Draft, Report, Severity, Span
from linter.reporters import html
from linter.reporters.html.marked import lines
from tests.reporters.conftest import NAME, SOURCE, MakeFinding, found

VOID = {"meta", "br", "input"}


@dataclass
class Page(HTMLParser):
    """What a browser would see: the tags and their attributes, the text by the classes around it."""

    tags: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    open_tags: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    texts: list[tuple[list[str], str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in VOID:
            self.open_tags.append(self.tags[-1])

    def handle_endtag(self, tag: str) -> None:
        opened, _ = self.open_tags.pop()
        assert opened == tag

    def handle_data(self, data: str) -> None:
        self.texts.append(([f"{tag}.{attributes.get('class', '')}" for tag, attributes in self.open_tags], data))

    def text_in(self, wanted: str, without: str = "-") -> str:
        return "".join(
            text for around, text in self.texts if wanted in around and not any(without in one for one in around)
        )


def page_of(report: Report, lang: str = "ko") -> Page:
    page = Page()
    page.feed(html.render(report, lang))
    page.close()
    assert page.open_tags == []
    return page


def test_the_text_of_a_draft_is_on_the_page_as_it_is(report: Report) -> None:
    shown = page_of(report).text_in("div.text numbered", without="reference")
    assert shown == "# 소식\n\n😀\t\u1100\u1161 대외비 끝\n"


@pytest.mark.parametrize(("state", "words"), [("error", "대외비"), ("warning", "소식"), ("suppressed", "끝")])
def test_each_finding_is_marked_where_it_stands(report: Report, state: str, words: str) -> None:
    assert page_of(report).text_in(f"mark.{state}") == words


def test_every_mark_and_every_number_leads_to_a_card_and_back(report: Report) -> None:
    tags = page_of(report).tags
    ids = {attributes["id"] for _, attributes in tags if "id" in attributes}
    links = [attributes["href"] for tag, attributes in tags if tag == "a"]
    assert len(links) == 6
    assert {link.removeprefix("#") for link in links} <= ids
    assert {name for tag, a in tags if tag == "mark" for name in a["data-findings"].split()} == {"f1-1", "f1-2", "f1-3"}


def test_findings_that_overlap_are_cut_into_pieces_under_the_same_findings(made: MakeFinding) -> None:
    source = "가나다라마바사\n아자"
    findings = [made("나다라마", source), made("라마바사\n아", source), made("다라", source)]
    assert [[(piece.text, piece.under, piece.begins) for piece in line] for line in lines(source, findings)] == [
        [
            ("가", (), ()),
            ("나", (0,), (0,)),
            ("다", (0, 2), (2,)),
            ("라", (0, 2, 1), (1,)),
            ("마", (0, 1), ()),
            ("바사", (1,), ()),
        ],
        [("아", (1,), ()), ("자", (), ())],
    ]


@given(
    st.text("가나 \n\r\u2028😀", min_size=1, max_size=40).flatmap(
        lambda text: st.tuples(st.just(text), st.lists(st.tuples(*[st.integers(0, len(text))] * 2), max_size=6))
    )
)
def test_the_pieces_under_a_finding_are_its_words_and_all_pieces_are_the_text(
    drawn: tuple[str, list[tuple[int, int]]],
) -> None:
    text, bounds = drawn
    place = Place(Draft("a.md", text, "markdown", {}, ()), text)
    spans = [Span(*sorted(pair)) for pair in bounds if pair[0] != pair[1]]
    findings = [found(place, span) for span in spans]
    pieces = [piece for line in lines(text, findings) for piece in line]
    without_ends = str.maketrans("", "", "\r\n")
    assert "".join(piece.text for piece in pieces) == text.translate(without_ends)
    for index, span in enumerate(spans):
        words = "".join(piece.text for piece in pieces if index in piece.under)
        assert words == text[span.start : span.end].translate(without_ends)


def test_a_piece_looks_like_the_worst_of_its_findings(made: MakeFinding) -> None:
    findings = (made("대외비 끝", severity=Severity.INFO), made("대외비"))
    page = page_of(Report(1, findings, texts={NAME: SOURCE}))
    assert page.text_in("mark.error") == "대외비"
    assert page.text_in("mark.info") == " 끝"


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_lines_are_numbered_as_positions_count_them(made: MakeFinding, ends: str) -> None:
    source = ends.join(("하나", "", "셋\u2028넷", "대외비", ""))
    finding = made("대외비", source)
    numbered = [index for index, line in enumerate(lines(source, [finding]), start=1) if any(p.under for p in line)]
    assert numbered == [finding.start.line] == [4]


def test_a_draft_is_text_and_never_markup(made: MakeFinding) -> None:
    source = "<script>alert(1)</script> <b onclick='x'> </mark> & 대외비\n"
    finding = made("대외비", source, path="<i>.md", rule="a/<b>", message="</p><script>", advice='"><img src=x>')
    page = page_of(Report(1, (finding,), (), paths=("<u>.md",), texts={"<i>.md": source}))
    assert [tag for tag, _ in page.tags].count("script") == 1
    assert not {"b onclick", "img", "i", "u"} & {tag for tag, _ in page.tags}
    assert page.text_in("div.text numbered", without="reference").startswith(source)


def test_the_page_asks_nothing_of_any_network_and_runs_only_its_own_script(report: Report) -> None:
    shown = html.render(report, "ko")
    policy = next(a["content"] for tag, a in page_of(report).tags if a.get("http-equiv") == "Content-Security-Policy")
    assert policy.startswith("default-src 'none'; ")
    for tag in ("style", "script"):
        content = shown.split(f"<{tag}>")[1].split(f"</{tag}>")[0]
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy
    assert not re.search(r"https?:|//[a-z]|url\(|@import| src=| style=| on[a-z]+=", shown)


@pytest.mark.parametrize(("lang", "title"), [("ko", "초고 점검 결과"), ("en", "What draftlint found")])
def test_the_page_speaks_one_language_and_each_text_says_its_own(report: Report, lang: str, title: str) -> None:
    english = replace(report.findings[1], message="A marking stands here", path="en.md")
    page = page_of(replace(report, findings=(english, *report.findings[:1])), lang)
    assert page.tags[0] == ("html", {"lang": lang})
    assert page.text_in("h1.") == title
    assert [a["lang"] for _, a in page.tags if a.get("class") == "message"] == ["en", "ko"]


def test_counts_stand_on_top_and_clean_drafts_are_named(report: Report) -> None:
    page = page_of(report)
    assert page.text_in("ul.counts", without="span") == "1 1 0 1 "
    assert "clean.md" in page.text_in("details.clean")


def test_there_is_a_filter_for_each_rule_draft_and_severity(report: Report) -> None:
    page = page_of(report)
    assert [a["value"] for tag, a in page.tags if tag == "input"] == ["error", "warning", "suppressed"]
    assert [a["value"] for tag, a in page.tags if tag == "option"] == [
        "",
        "claims/superlative",
        "confidential/marking",
        "language/profanity",
        "",
        NAME,
    ]


def test_a_document_without_lines_has_no_line_numbers(in_a_paragraph: Report) -> None:
    page = page_of(replace(in_a_paragraph, texts={"보도자료.docx": SOURCE}))
    assert "div.text" in {f"{tag}.{a.get('class', '')}" for tag, a in page.tags}

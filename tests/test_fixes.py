"""Fixes: where they stand, what they say, and the laws that hold for every draft and every rule's examples."""

from __future__ import annotations

import codecs
from collections import Counter
from collections.abc import Sequence
from copy import copy
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linter import Linter
from linter.config import Company
from linter.discovery import Rulebooks
from linter.engine import check_drafts, why_not_fixed
from linter.errors import DraftError
from linter.fixing.diff import unified
from linter.fixing.mend import edited, mend
from linter.fixing.rewrite import rewrite
from linter.model import Draft, Edit, Finding, Fix, Fixed, Region, RegionKind, Segment, Span
from linter.readers import read_bytes
from linter.rulebook.rules import Rule
from tests.conftest import FIXTURES
from tests.test_rules import RULES, unmarked

CONFIG = FIXTURES / ".draftlint.yaml"
LINTER = Linter(CONFIG)
DRAFTS = sorted(path for path in (FIXTURES / "drafts").iterdir() if path.suffix in (".md", ".html", ".txt"))
FIXABLE = [rule for rule in RULES.values() if rule.file.fix is not None]
EXAMPLES = [
    pytest.param(rule, unmarked(text)[0], id=f"{rule.id}-{n}")
    for rule in FIXABLE
    for n, text in enumerate(rule.file.examples.flags)
]
DUE = "지난주에 가람톡이 큰 업데이트를 했다."
EMPLOYER = "저는 가람소프트에서 일합니다."
OPINION = "이 글은 글쓴이 개인의 의견이며 소속 회사의 공식 입장이 아닙니다."
LONG = "아침마다 산에 오른다. " * 20


def safe(finding: Finding) -> bool:
    return finding.fix is not None and finding.fix.is_safe


def anything(finding: Finding) -> bool:
    return finding.fix is not None


def fixed(linter: Linter, text: str, name: str = "a.md", wanted=safe) -> str:
    return linter.fix_bytes(text.encode(), name, wanted).data.decode()


def counted(findings: Sequence[Finding]) -> Counter[str]:
    return Counter(finding.rule for finding in findings if finding.suppressed is None)


def assert_lawful(linter: Linter, data: bytes, name: str, wanted) -> Fixed:
    before = counted(linter.check_bytes(data, name).findings)
    one = linter.fix_bytes(data, name, wanted)
    after = counted(linter.check_bytes(one.data, name).findings)
    assert after <= before - counted(one.fixed), "what was fixed is gone and nothing has come"
    assert linter.fix_bytes(one.data, name, wanted).data == one.data, "a second time changes nothing"
    return one


# The laws


@pytest.mark.parametrize("path", DRAFTS, ids=lambda path: path.name)
@pytest.mark.parametrize("wanted", [safe, anything])
def test_the_laws_hold_for_every_fixture(path: Path, wanted, linter: Linter) -> None:
    assert_lawful(linter, path.read_bytes(), path.name, wanted)


@pytest.mark.parametrize("path", sorted((FIXTURES / "clean").iterdir()), ids=lambda path: path.name)
def test_a_clean_draft_stays_as_it_is(path: Path, linter: Linter) -> None:
    assert linter.fix_bytes(path.read_bytes(), path.name, anything).data == path.read_bytes()


@pytest.mark.parametrize("path", sorted((FIXTURES / "broken").iterdir()), ids=lambda path: path.name)
def test_a_broken_draft_ends_in_a_clear_error_or_lawfully(path: Path, linter: Linter) -> None:
    try:
        assert_lawful(linter, path.read_bytes(), path.name, anything)
    except DraftError as problem:
        assert str(problem).startswith(path.name)


@pytest.mark.parametrize(("rule", "text"), EXAMPLES)
def test_the_laws_hold_for_every_example_of_a_rule_with_fixes(rule: Rule, text: str, linter: Linter) -> None:
    assert_lawful(linter, text.encode(), "a.md", anything)


@pytest.mark.parametrize("path", [DRAFTS[0], DRAFTS[-1]], ids=lambda path: path.name)
@pytest.mark.parametrize("eol", ["\r\n", "\r"])
def test_every_line_keeps_its_end(path: Path, eol: str, linter: Linter) -> None:
    data = path.read_text("utf-8").replace("\n", eol).encode()
    one = assert_lawful(linter, data, "a.txt", safe)
    rest = one.data.decode().replace(eol, "")
    assert "\n" not in rest
    assert "\r" not in rest


@given(
    lines=st.lists(
        st.sampled_from(
            [
                DUE,
                "연락은 010-4827-7193으로.",
                "**010**-4827-7193",
                "`010-4827-7193`",
                "- 존나 느리다",
                "> 우리 회사 이야기",
                "# 제목",
                "```",
                "<!-- 주석 -->",
                "<div>",
                "</div>",
                "| 가 | 나 |",
                "{{< figure >}}",
                "",
                "",
            ]
        ),
        max_size=8,
    ),
    name=st.sampled_from(["a.md", "a.html", "a.txt"]),
)
@settings(max_examples=60, deadline=None)
def test_the_laws_hold_for_whatever_is_written(lines: list[str], name: str) -> None:
    assert_lawful(LINTER, "\n".join(lines).encode(), name, anything)


@pytest.mark.parametrize(
    ("rule", "lang"),
    [
        pytest.param(rule, lang, id=f"{rule.id}-{lang}")
        for rule in FIXABLE
        if rule.file.fix and rule.file.fix.insert
        for lang in ("ko", "en")
    ],
)
def test_the_line_that_a_rule_inserts_satisfies_the_rule(rule: Rule, lang: str, tmp_path: Path) -> None:
    config = tmp_path / ".draftlint.yaml"
    config.write_text(CONFIG.read_text("utf-8") + "author: {name: 서이준, role: 백엔드 엔지니어}\n", "utf-8")
    linter = Linter(config)
    examples = [unmarked(text)[0] for text in rule.file.examples.flags]
    drafts = [text for text in examples if (any("가" <= char <= "힣" for char in text)) is (lang == "ko")]
    mine = [text for text in drafts if "author:" not in text] or drafts
    for text in mine:
        one = linter.fix_bytes(text.encode(), "a.md", anything)
        assert rule.id not in {f.rule for f in one.left}, one.data.decode()
        assert rule.id in {f.rule for f in one.fixed}


# Where a line is inserted


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [
        ("a.md", f"{DUE}\n", f"{EMPLOYER}\n\n{DUE}\n\n{OPINION}\n"),
        ("a.md", f"{DUE}", f"{EMPLOYER}\n\n{DUE}\n\n{OPINION}"),
        ("a.md", f"# 제목\n{DUE}\n", f"# 제목\n\n{EMPLOYER}\n\n{DUE}\n\n{OPINION}\n"),
        ("a.md", f"# 제목\n\n## 첫 절\n\n{DUE}\n", f"# 제목\n\n{EMPLOYER}\n\n## 첫 절\n\n{DUE}\n\n{OPINION}\n"),
        (
            "a.md",
            f"---\nkind: personal\n---\n{DUE}\n",
            f"---\nkind: personal\n---\n\n{EMPLOYER}\n\n{DUE}\n\n{OPINION}\n",
        ),
        (
            "a.md",
            f"---\ntitle: 글\n---\n\n## 절\n\n{DUE}\n",
            f"---\ntitle: 글\n---\n\n{EMPLOYER}\n\n## 절\n\n{DUE}\n\n{OPINION}\n",
        ),
        ("a.md", f"![그림](a.png)\n\n{DUE}\n\n\n", f"![그림](a.png)\n\n{EMPLOYER}\n\n{DUE}\n\n{OPINION}\n\n\n"),
        ("a.md", f"```\n코드\n```\n\n{DUE}\n", f"```\n코드\n```\n\n{EMPLOYER}\n\n{DUE}\n\n{OPINION}\n"),
        ("a.html", f"<p>{DUE}</p><pre>코드</pre>", f"<p>{EMPLOYER}</p>\n<p>{DUE}</p><pre>코드</pre>\n<p>{OPINION}</p>"),
        ("a.md", f"<div>{DUE}</div>\n\n끝.\n", f"{EMPLOYER}\n\n<div>{DUE}</div>\n\n끝.\n\n{OPINION}\n"),
        ("a.md", f"- {DUE}\n- 둘\n", f"{EMPLOYER}\n\n- {DUE}\n- 둘\n\n{OPINION}\n"),
        ("a.md", f"제목\r\n===\r\n\r\n{DUE}\r\n", f"제목\r\n===\r\n\r\n{EMPLOYER}\r\n\r\n{DUE}\r\n\r\n{OPINION}\r\n"),
        ("a.txt", f"가람톡 이야기\n\n{DUE}\n", f"가람톡 이야기\n\n{EMPLOYER}\n\n{DUE}\n\n{OPINION}\n"),
        (
            "a.html",
            f"<h1>제목</h1>\n<p>2026년 11월 20일</p>\n<p>{DUE}</p>",
            f"<h1>제목</h1>\n<p>2026년 11월 20일</p>\n<p>{EMPLOYER}</p>\n<p>{DUE}</p>\n<p>{OPINION}</p>",
        ),
        ("a.html", f"<p>{DUE}</p>", f"<p>{EMPLOYER}</p>\n<p>{DUE}</p>\n<p>{OPINION}</p>"),
        ("a.html", f"{DUE}<br>\n끝", f"<p>{EMPLOYER}</p>\n{DUE}<br>\n끝\n<p>{OPINION}</p>"),
        (
            "a.html",
            f"<div><ul><li><b>{DUE}</b></li></ul></div>",
            f"<div><p>{EMPLOYER}</p>\n<ul><li><b>{DUE}</b></li></ul>\n<p>{OPINION}</p></div>",
        ),
    ],
)
def test_a_line_stands_where_a_writer_would_put_it(name: str, before: str, after: str, linter: Linter) -> None:
    assert fixed(linter, before, name) == after


def test_in_a_page_a_line_stands_in_the_text_between_navigation_and_footer(linter: Linter) -> None:
    page = (
        "<body>\n  <nav><ul><li>홈</li></ul></nav>\n  <h1>제목</h1>\n{}  <p>"
        + DUE
        + "</p>\n{}  <footer><p>문의</p></footer>\n</body>\n"
    )
    assert fixed(linter, page.format("", ""), "a.html") == page.format(
        f"  <p>{EMPLOYER}</p>\n", f"  <p>{OPINION}</p>\n"
    )


def test_a_comment_stays_with_the_block_below_it(linter: Linter) -> None:
    comment = "<!-- draftlint: allow confidential/marking -- 승인 -->"
    text = fixed(linter, f"{comment}\n대외비였던 가람톡 이야기.\n")
    assert text.startswith(f"{EMPLOYER}\n\n{comment}\n대외비였던")


def test_a_line_is_written_in_the_language_of_the_draft(linter: Linter) -> None:
    text = fixed(linter, "There is a lot to like in the new GaramTalk.\n")
    assert text == (
        "I work at Garam Soft.\n\nThere is a lot to like in the new GaramTalk.\n\n"
        "The views in this post are my own and not those of my employer.\n"
    )


# What is inserted


def test_a_company_gives_its_own_words(tmp_path: Path) -> None:
    config = tmp_path / ".draftlint.yaml"
    wording = "fixes: {disclosure/opinion: {ko: '이 글은 제 개인 의견이며 {company}의 입장이 아닙니다.'}}\n"
    config.write_text(CONFIG.read_text("utf-8") + wording, "utf-8")
    assert fixed(Linter(config), f"{DUE}\n").endswith("\n\n이 글은 제 개인 의견이며 가람소프트의 입장이 아닙니다.\n")


def test_words_that_do_not_fulfil_the_rule_are_not_inserted(tmp_path: Path) -> None:
    config = tmp_path / ".draftlint.yaml"
    config.write_text(CONFIG.read_text("utf-8") + "fixes: {disclosure/opinion: {ko: 안녕하세요.}}\n", "utf-8")
    assert fixed(Linter(config), f"{DUE}\n") == f"{EMPLOYER}\n\n{DUE}\n"


def test_what_is_not_configured_is_asked_for_and_never_made_up() -> None:
    rulebook = copy(Rulebooks(CONFIG).of(Path("a.md")))
    rulebook.loaded = replace(rulebook.loaded, config=replace(rulebook.loaded.config, company=Company()))
    draft = read_bytes("---\nkind: corporate\n---\n새 검색을 소개합니다.\n".encode(), "a.md")
    findings = check_drafts([(draft, rulebook)]).findings
    assert [f.fix for f in findings] == [None, None]
    asked = {f.rule: reason for f, reason in why_not_fixed(draft, rulebook, findings, "auto").items()}
    assert "company: {names: […]}" in asked["ownership/notice"]
    assert "author: {name: …, role: …}" in asked["disclosure/byline"]


def test_nobody_is_given_the_role_of_another(tmp_path: Path) -> None:
    config = tmp_path / ".draftlint.yaml"
    config.write_text(CONFIG.read_text("utf-8") + "author: {name: 서이준, role: 백엔드 엔지니어}\n", "utf-8")
    draft = "---\nkind: corporate\nlicense: CC0\n{}---\n가람톡의 검색이 빨라졌습니다.\n"
    assert fixed(Linter(config), draft.format("")).endswith("\n\n글: 서이준 (백엔드 엔지니어)\n")
    assert fixed(Linter(config), draft.format("author: 서이준\n")).endswith("\n\n글: 서이준 (백엔드 엔지니어)\n")
    other = draft.format("author: 문도현\n")
    assert fixed(Linter(config), other) == other


def test_only_a_draft_known_to_be_sponsored_is_safely_labelled(linter: Linter) -> None:
    text = "---\nkind: {}\n---\n지난주에 바닷가 호텔 팸투어에 다녀왔다.\n"
    label = "[광고] 이 글은 대가를 받고 작성했습니다."
    assert label in fixed(linter, text.format("sponsored"))
    assert label not in fixed(linter, text.format("personal"))
    assert label in fixed(linter, text.format("personal"), wanted=anything)


def test_one_notice_is_enough_for_many_forecasts(linter: Linter) -> None:
    text = fixed(linter, "We expect revenue to double next year.\n\nNext year we will grow 40%.\n")
    assert text.count("forward-looking statements") == 1


# What is moved


def test_a_label_that_stands_too_low_is_moved_up(linter: Linter) -> None:
    label = "이 글은 솔바람기어에서 제품을 *무료로* 제공받아 작성했습니다."
    assert fixed(linter, f"# 의자\n\n{LONG}\n\n{label}\n\n끝.\n") == f"# 의자\n\n{label}\n\n{LONG}\n\n끝.\n"


def test_a_label_at_the_end_takes_the_rule_above_it_along(linter: Linter) -> None:
    label = "이 글은 솔바람기어에서 제품을 무료로 제공받아 작성했습니다."
    assert fixed(linter, f"# 의자\n\n{LONG}\n\n---\n\n{label}\n") == f"# 의자\n\n{label}\n\n{LONG.rstrip()}\n"


def test_a_label_in_html_is_moved_with_its_element(linter: Linter) -> None:
    label = '<p class="x">이 글은 <b>솔바람기어</b>에서 제품을 무료로 제공받아 작성했습니다.</p>'
    assert fixed(linter, f"<p>{LONG}</p>\n{label}\n<p>끝.</p>\n", "a.html") == f"{label}\n<p>{LONG}</p>\n<p>끝.</p>\n"


@pytest.mark.parametrize(
    "where",
    [
        "---\ntitle: 의자\ntags: [여행, '#협찬']\n---\n{long}\n",
        "# 의자\n\n{long}\n\n- 이 글은 제품을 무료로 제공받아 작성했습니다.\n",
        "# 의자\n\n{long}\n\n하나. 둘. 이 글은 제품을 무료로 제공받아 작성했습니다.\n",
    ],
)
def test_a_label_among_other_things_is_left_to_the_writer(where: str, linter: Linter) -> None:
    text = where.format(long=LONG)
    assert "disclosure/sponsorship-position" in [f.rule for f in linter.check_text(text).findings]
    assert fixed(linter, text, wanted=anything) == text


# What is masked


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("박 대리 번호 010-4827-7193으로 연락하세요.", "박 대리 번호 010-XXXX-XXXX으로 연락하세요."),
        ("주민등록번호는 870923-2984617이었어요.", "주민등록번호는 XXXXXX-XXXXXXX이었어요."),
        ("그 고객 메일이 haeun.seo88@naver.com이라 찾았다.", "그 고객 메일이 XXXX@naver.com이라 찾았다."),
        (
            "지원서에 생년월일 1991년 8월 23일이라고 되어 있었다.",
            "지원서에 생년월일 XXXX년 X월 XX일이라고 되어 있었다.",
        ),
        ("She lives at 48 Wexford Lane, two doors from me.", "She lives at XX Wexford Lane, two doors from me."),
        ("Her SSN is 412-55-8830.", "Her SSN is XXX-XX-XXXX."),
        ("DB_PASSWORD\x3dWq8zLrt3Vx라고 적혀 있다.", "DB_PASSWORD=YOUR_SECRET라고 적혀 있다."),
        ("postgres\x3a//garam:Vd7xQ2mLr9@db3.garam-infra.net:5432/orders", None),
        ("토큰은 \x67hp_k3Vb9QxT7mLw2ZsR8pNc4JdY6fHg1AqUe5Xi이다.", "토큰은 YOUR_SECRET이다."),
        ("The back door opens with code 5193#.", "The back door opens with code YOUR_CODE."),
    ],
)
def test_the_value_is_masked_and_not_what_it_is(before: str, after: str | None, linter: Linter) -> None:
    text = fixed(linter, f"{before}\n")
    assert text == f"{after or 'postgres://garam:YOUR_PASSWORD@db3.garam-infra.net:5432/orders'}\n"


def test_a_value_with_markup_inside_is_left_to_the_writer(linter: Linter) -> None:
    draft = "연락은 010-**4827**-7193으로.\n"
    one = linter.fix_bytes(draft.encode(), "a.md", anything)
    assert one.data.decode() == draft
    assert list(one.reasons.values()) == ["글자 사이에 서식 기호가 끼어 있으니 직접 고치세요"]


def test_what_is_not_confirmed_is_not_safely_masked(linter: Linter) -> None:
    (finding,) = linter.check_text("번호는 9508232983211 이라고 적혀 있었다.\n").findings
    assert finding.fix is not None
    assert not finding.fix.is_safe


def test_no_output_of_a_fix_shows_a_secret(linter: Linter) -> None:
    draft = "전화는 010-4827-7193이고 메일은 **h**aeun.seo88@naver.com이다. 그 고객 번호다.\n"
    one = linter.fix_bytes(draft.encode(), "a.md", safe)
    shown = one.diff + "".join(f.fix.title for f in (*one.fixed, *one.left) if f.fix) + "".join(one.reasons.values())
    assert "4827" not in shown
    assert "haeun" not in shown
    assert "-전화는 01" in one.diff
    assert "+전화는 010-XXXX-XXXX" in one.diff


# What is worded otherwise


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("개소리는 그만하고 로그부터 봅시다.", "억지 주장은 그만하고 로그부터 봅시다."),
        ("개소리를 하네.", "억지 주장을 하네."),
        ("개소리가 길다.", "억지 주장이 길다."),
        ("빌드가 존나 느리다.", "빌드가 느리다."),
        ("This migration is fucking slow.", "This migration is slow."),
        ("가람톡은 국내 최고의 업무용 메신저입니다.", "가람톡은 업무용 메신저입니다."),
        ("이번 캠핑은 솔바람기어와 함께했습니다.", "이번 캠핑은 솔바람기어의 협찬을 받았습니다."),
        (
            "If you buy through these links, I may earn a commission.",
            "If you buy through these links, I earn a commission.",
        ),
        ("이번 글은 밀레니엄키친과 함께했습니다.", "이번 글은 밀레니엄키친의 협찬을 받았습니다."),
        ("New kettle day! #collab", "New kettle day! #ad"),
    ],
)
def test_a_rewording_reads_well_and_is_never_safe(before: str, after: str, linter: Linter) -> None:
    draft = f"---\nkind: corporate\nauthor: {{name: Mina Seo, role: Engineer}}\nlicense: CC0\n---\n{before}\n"
    assert fixed(linter, draft) == draft
    assert fixed(linter, draft, wanted=anything) == draft.replace(before, after)


@pytest.mark.parametrize(
    "text",
    [
        "개소리야 정말.",
        "개소리 같은 구조다.",
        "팀장님은 “존나 느리다”라고 하셨다.",
        "개소리하지 마라.",
        "진짜 ㅅㅂ 소리가 절로 나왔다.",
        "He was fucking around.",
    ],
)
def test_where_the_sentence_would_break_nothing_is_offered(text: str, linter: Linter) -> None:
    offered = [f.fix for f in linter.check_text(text).findings if f.rule == "language/profanity"]
    assert offered == [None]


# What has no fix


def test_a_suppressed_finding_has_no_fix(linter: Linter) -> None:
    comment = "<!-- draftlint: allow-line privacy/personal-data -- 본인 동의 -->"
    text = f"번호는 010-4827-7193이다. {comment}\n"
    (finding,) = linter.check_text(text).findings
    assert finding.suppressed is not None
    assert finding.fix is None
    assert fixed(linter, text, wanted=anything) == text


def test_a_document_that_is_no_text_is_not_edited_and_that_is_said() -> None:
    text = "번호는 010-4827-7193이다."
    region = Region(RegionKind.PARAGRAPH, text, (Segment(Span(0, len(text)), Span(0, len(text))),), Span(0, len(text)))
    draft = Draft("a.docx", text, "docx", {}, (region,), is_text=False)
    rulebook = Rulebooks(CONFIG).of(Path("a.docx"))
    findings = check_drafts([(draft, rulebook)], "en").findings
    assert [finding.fix for finding in findings] == [None]
    (reason,) = why_not_fixed(draft, rulebook, findings, "en").values()
    assert "can't edit this kind of file" in reason


def test_a_format_whose_paragraphs_are_not_known_gets_none() -> None:
    draft = read_bytes(f"{DUE}\n".encode(), "a.txt")._replace(format="wordpress")
    rulebook = Rulebooks(CONFIG).of(Path("a.txt"))
    findings = check_drafts([(draft, rulebook)], "en").findings
    assert [f.fix for f in findings] == [None, None]
    reasons = why_not_fixed(draft, rulebook, findings, "en")
    assert reasons[findings[0]].endswith(f"add it by hand: {EMPLOYER}")


# Carrying out


def finding(rule: str, start: int, end: int, *edits: Edit) -> Finding:
    (model,) = LINTER.check_text("번호는 010-4827-7193이다.").findings
    place = model.start._replace(offset=start), model.end._replace(offset=end)
    return replace(
        model, rule=rule, span=Span(start, end), start=place[0], end=place[1], fix=Fix("", edits, is_safe=True)
    )


def test_of_fixes_that_overlap_the_first_wins_and_the_other_has_its_turn() -> None:
    def judge_letters(source: str) -> list[Finding]:
        at = {letter: source.find(letter) for letter in "ab" if letter in source}
        wide = [finding("x/a", at["a"], at["a"] + 2, Edit(Span(at["a"], at["a"] + 2), "-b"))] if "a" in at else []
        return wide + [finding("x/b", i, i + 1, Edit(Span(i, i + 1), "c")) for i in [at.get("b", -1)] if i >= 0]

    assert mend("zabz", judge_letters, anything).source == "z-cz"


def test_a_fix_that_brings_another_finding_is_left() -> None:
    def judge_letters(source: str) -> list[Finding]:
        worse = [finding("x/b", i, i + 1) for i, letter in enumerate(source) if letter == "b"]
        return worse + [
            finding("x/a", i, i + 1, Edit(Span(i, i + 1), "b" if i else "c"))
            for i, letter in enumerate(source)
            if letter == "a"
        ]

    mended = mend("aa", judge_letters, anything)
    assert mended.source == "ca"
    assert [f.rule for f in mended.left] == ["x/a"]


def test_edits_apart_from_each_other_are_all_made() -> None:
    assert edited("0123", [Edit(Span(4, 4), "!"), Edit(Span(1, 2), ""), Edit(Span(0, 0), "?")]) == "?023!"


# Bytes


@pytest.mark.parametrize(
    ("encode", "encoding"),
    [
        (lambda text: text.encode("utf-8"), "utf-8"),
        (lambda text: text.encode("utf-8-sig"), "utf-8-sig"),
        (lambda text: codecs.BOM_UTF16_LE + text.encode("utf-16-le"), "utf-16"),
        (lambda text: codecs.BOM_UTF16_BE + text.encode("utf-16-be"), "utf-16"),
        (lambda text: text.encode("cp949"), "cp949"),
    ],
    ids=["utf-8", "utf-8-bom", "utf-16-le", "utf-16-be", "cp949"],
)
def test_the_encoding_and_the_byte_order_mark_stay(encode, encoding: str, linter: Linter) -> None:
    data = encode("번호는 010-4827-7193이다.\r\n")
    assert read_bytes(data, "a.md").encoding == encoding
    assert linter.fix_bytes(data, "a.md", safe).data == encode("번호는 010-XXXX-XXXX이다.\r\n")


def test_a_line_that_the_encoding_cannot_hold_is_a_clear_error(tmp_path: Path) -> None:
    config = tmp_path / ".draftlint.yaml"
    own = "fixes: {disclosure/employer: {ko: '저는 {company}에서 일합니다 😀.'}}\n"
    config.write_text(CONFIG.read_text("utf-8") + own, "utf-8")
    with pytest.raises(DraftError, match="'😀' can't be written in CP949"):
        Linter(config).fix_bytes(f"{DUE}\n".encode("cp949"), "a.md", safe)


def test_a_file_is_replaced_with_its_permissions_and_through_a_link(tmp_path: Path) -> None:
    file, link = tmp_path / "post.md", tmp_path / "link.md"
    file.write_bytes(b"old")
    file.chmod(0o640)
    link.symlink_to(file)
    rewrite(link, b"new")
    assert file.read_bytes() == b"new"
    assert link.is_symlink()
    assert file.stat().st_mode & 0o777 == 0o640
    assert sorted(path.name for path in tmp_path.iterdir()) == ["link.md", "post.md"]


def test_a_read_only_file_is_a_clear_error_and_stays(tmp_path: Path) -> None:
    file = tmp_path / "post.md"
    file.write_bytes(b"old")
    file.chmod(0o444)
    with pytest.raises(DraftError, match="is read-only"):
        rewrite(file, b"new")
    assert file.read_bytes() == b"old"


def test_a_diff_is_one_that_patch_understands() -> None:
    assert unified("a\nb", "a\nc\n", "x.md") == (
        "--- a/x.md\n+++ b/x.md\n@@ -1,2 +1,2 @@\n a\n-b\n\\ No newline at end of file\n+c\n"
    )
    assert unified("a\r\n", "b\r\n", "x.md").endswith("-a\r\n+b\r\n")
    assert unified("a\n", "a\n", "x.md") == ""

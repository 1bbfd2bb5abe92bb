"""The laws of the design, as properties: places are true, order does not matter, disguises of form change no verdict."""

from __future__ import annotations

import random
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linter import Linter
from linter.discovery import Rulebooks, find_drafts
from linter.engine import check_drafts
from linter.errors import DraftError
from linter.model import Finding, Report
from linter.readers import read_bytes, read_file
from linter.reporters import FORMATS, renderer
from linter.text.fold import fold

ROOT = Path(__file__).resolve().parent.parent
CONFIG = ROOT / "fixtures" / ".draftlint.yaml"
DRAFTS = sorted(find_drafts(ROOT / "fixtures" / "drafts")) + sorted(find_drafts(ROOT / "fixtures" / "clean"))
RULEBOOKS = Rulebooks(CONFIG)
LINTER = Linter(CONFIG)
KEEPS_TEXTS = Linter(CONFIG, keeps_texts=True)
NAMES = ["a.md", "a.html", "a.txt", "a.mdx", "a.rst", "a.adoc", "a.ipynb", "a.wordpress.xml"]
SLIPS = ["대외비", "씨발", "shit", "internal use only", "010-1720-5518", "미리내", "Falcon-X", "950823-2983211"]


def told(report: Report) -> list[tuple[str, str, int, int]]:
    return [(f.path, f.rule, f.span.start, f.span.end) for f in report.findings]


def read_all(paths: list[Path]) -> list:
    return [(read_file(path, str(path)), RULEBOOKS.of(path)) for path in paths]


def rules_and_words(findings: tuple[Finding, ...]) -> list[tuple[str, str]]:
    return sorted((f.rule, "".join(fold(f.quote).lower.split())) for f in findings)


@given(
    words=st.lists(st.sampled_from([*SLIPS, "가나다", "plain words", "끝입니다."]), min_size=1, max_size=6),
    data=st.data(),
)
@settings(max_examples=60, deadline=None)
def test_the_source_at_a_finding_is_what_the_rule_matched(words: list[str], data: st.DataObject) -> None:
    wrap = data.draw(
        st.sampled_from(
            ["{}", "**{}**", "[{}](https://example.org)", "| {} |\n|---|\n| x |", "- {}", "> {}", "<p>{}</p>", "`{}`"]
        )
    )
    source = "\n\n".join(wrap.format(word) for word in words)
    for finding in LINTER.check_text(source).findings:
        if finding.rule.startswith(("language/", "confidential/marking", "confidential/codename")):
            written = source[finding.span.start : finding.span.end]
            assert "".join(fold(written).lower.split()) in {"".join(word.lower().split()) for word in SLIPS}


@pytest.mark.parametrize("seed", range(3))
def test_the_order_of_files_changes_nothing(seed: int) -> None:
    shuffled = DRAFTS[:]
    random.Random(seed).shuffle(shuffled)
    assert told(check_drafts(read_all(shuffled))) == told(check_drafts(read_all(DRAFTS)))


def test_a_draft_is_judged_alike_alone_and_among_others() -> None:
    together = told(check_drafts(read_all(DRAFTS)))
    alone = sorted(entry for path in DRAFTS for entry in told(check_drafts(read_all([path]))))
    assert sorted(together) == alone


def test_the_gate_before_morphology_loses_no_finding() -> None:
    assert told(check_drafts(read_all(DRAFTS))) == told(check_drafts(read_all(DRAFTS), analyse_everything=True))


def in_full_width(text: str) -> str:
    return "".join(chr(ord(c) + 0xFEE0) if "a" <= c <= "z" or "A" <= c <= "Z" else c for c in text)


def with_zero_width(text: str) -> str:
    return "".join(c + "\u200b" if c.isalpha() else c for c in text)


@pytest.mark.parametrize(
    "change",
    [lambda t: unicodedata.normalize("NFD", t), with_zero_width, in_full_width, lambda t: t.replace("\n", "\r\n")],
    ids=["nfd", "zero-width", "full-width", "crlf"],
)
@pytest.mark.parametrize("slip", SLIPS)
def test_how_a_word_was_typed_changes_no_verdict(slip: str, change) -> None:
    text = f"어제 {slip} 이야기를 들었다.\n\nSo {slip} it is.\n"
    assert rules_and_words(LINTER.check_text(change(text)).findings) == rules_and_words(
        LINTER.check_text(text).findings
    )


@pytest.mark.parametrize("slip", SLIPS)
def test_markup_inside_a_word_changes_no_verdict(slip: str) -> None:
    middle = len(slip) // 2
    plain = LINTER.check_text(f"보라 {slip} 여기", "a.html").findings
    marked = LINTER.check_text(f"보라 {slip[:middle]}<b\nclass=x>{slip[middle:]}</b> 여기", "a.html").findings
    assert [f.rule for f in marked] == [f.rule for f in plain]


@pytest.mark.parametrize("name", NAMES)
@given(data=st.binary(max_size=300))
@settings(max_examples=60, deadline=None)
def test_any_bytes_end_in_findings_or_in_a_clear_error(name: str, data: bytes) -> None:
    try:
        report = LINTER.check_bytes(data, name)
    except DraftError as problem:
        assert str(problem).startswith(name)
        return
    assert not [problem for problem in report.problems if problem.internal]


@pytest.mark.parametrize("name", NAMES)
@given(text=st.text(alphabet="가ㅅㅂㅏ발씨f*ck1. -_@/\\<>&;#`[]()!\n|\"'0a=:~\u200b", max_size=200))
@settings(max_examples=80, deadline=None)
def test_any_text_ends_in_findings_whose_places_are_inside_it(name: str, text: str) -> None:
    try:
        report = LINTER.check_bytes(text.encode(), name)
    except DraftError:
        return
    assert not report.problems
    source = read_bytes(text.encode(), name).source
    for finding in report.findings:
        assert 0 <= finding.span.start < finding.span.end <= len(source)


@pytest.mark.parametrize(
    "hostile",
    [
        "가" * 20000,
        "a" * 20000,
        "1" * 20000,
        "ㅅㅣ" * 8000,
        "f " * 10000,
        "시1" * 8000,
        "a.b-" * 6000,
        "[" * 5000,
        "> " * 3000,
        "매출 " * 4000,
        "<" * 8000,
        "'" * 9000,
        "우리 " * 4000 + "고객",
    ],
    ids=lambda text: repr(text[:4]),
)
def test_no_pattern_backtracks_without_bound(hostile: str) -> None:
    assert not LINTER.check_text(hostile).problems


@pytest.mark.parametrize("name", ["a.md", "a.mdx", "a.rst", "a.adoc"])
@pytest.mark.parametrize(
    "hostile",
    [
        "{{" * 8000,
        "{% " * 6000,
        "{/* " * 5000,
        "{# " * 5000,
        "<a " * 5000,
        "`" * 9000,
        "*a " * 6000,
        "a:b[" * 5000,
        "- " * 5000,
        "| " * 5000,
        "..\n" * 5000,
        "a::\n" * 3000,
        "----\na\n" * 3000,
        "a\n\n" * 6000,
        "|===\n|a\n" * 2000,
    ],
    ids=lambda text: repr(text[:4]),
)
def test_no_reader_backtracks_without_bound(name: str, hostile: str) -> None:
    assert read_bytes(hostile.encode(), name).source == hostile


@pytest.mark.parametrize("name", FORMATS)
def test_what_is_secret_is_in_no_output(name: str) -> None:
    secret = "950823-2983211"
    report = KEEPS_TEXTS.check_text(f"주민등록번호는 {secret}이고 대외비입니다.")
    shown = renderer(name)(report, "ko")
    assert "privacy/personal-data" in shown
    assert secret not in shown
    assert "2983211" not in shown

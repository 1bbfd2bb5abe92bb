"""Scanning: edges, exceptions, gaps, conjugated forms, disguises."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from linter.errors import LexiconError
from linter.model import Span
from linter.rulebook.lexicon import Entry, read_lexicon
from linter.rulebook.paths import grammar
from linter.rulebook.words import compile_words, read_irregular, read_tails
from linter.scan import Scanner, build_automaton
from linter.text.fold import fold
from linter.text.passage import Passage


def scan(entry: Entry, text: str, *, disguised: bool = False) -> list[tuple[str, bool]]:
    hidden = [entry.list] if disguised else []
    words, forms = compile_words([entry], read_irregular(grammar("en-irregular.csv")), disguised=hidden)
    scanner = Scanner(words, read_tails(grammar("ko-tails.csv")), hidden, build_automaton(forms))
    passage = Passage(fold(text))
    return [(passage.lower[h.span.start : h.span.end], h.settled) for h in scanner.scan([passage]).hits(entry.list, 0)]


ACQUISITION = Entry("x", "인수", "NNG", unless=("인수인계", "함수의 인수", "매개변수"))


@pytest.mark.parametrize(
    ("entry", "text", "expected"),
    [
        (ACQUISITION, "인수를 논의한다", [("인수", True)]),
        (ACQUISITION, "인수했다", [("인수", True)]),
        (ACQUISITION, "인수인계를 했다", []),
        (ACQUISITION, "함수의 인수를 넘긴다", []),
        (ACQUISITION, "인수는 매개변수에 담긴다", []),
        (ACQUISITION, "매개변수 이야기다. 인수를 논의한다", [("인수", True)]),
        (ACQUISITION, "인수합병은 어렵다", [("인수", False)]),
        (ACQUISITION, "기업인수를 했다", [("인수", False)]),
        (Entry("x", "사내 한정"), "사내한정 문서", [("사내한정", True)]),
        (Entry("x", "사내 한정"), "사내 한정판매", []),
        (Entry("x", "후지다", "VA", "stem"), "정말 후져서 못 쓴다", [("후져", True)]),
        (Entry("x", "월급만 축내다", "VV", "stem"), "월급만 축내는 사람", [("월급만 축내", True)]),
        (Entry("x", "씨발", boundary="inside"), "아씨발놈", [("씨발", True)]),
        (Entry("x", "자지", "NNG", "morph"), "자지 않았다", [("자지", False)]),
        (Entry("x", "실장", boundary="suffix"), "도토리 고객경험실장입니다", [("고객경험실장", True)]),
        (Entry("x", "실장", boundary="suffix"), "실장입니다", []),
        (Entry("x", "실장", boundary="suffix"), "고객경험실장갑", []),
        (Entry("x", "ass"), "assess the class", []),
        (Entry("x", "ass"), "a gl*ass of water", []),
        (Entry("x", "ass"), "an ass.", [("ass", True)]),
        (Entry("x", "ass"), "바보 ass다", [("ass", True)]),
        (Entry("x", "idiot", "noun"), "those idiots", [("idiots", True)]),
        (
            Entry("x", "told … reporter", "noun"),
            "I told a nice young reporter so",
            [("told a nice young reporter", True)],
        ),
        (Entry("x", "told … reporter", "noun"), "I told him. A reporter came", []),
        (Entry("x", "기자…연락", ""), "기자가 어제 연락을 해 왔다", [("기자가 어제 연락", True)]),
        (Entry("x", "Bluefin", boundary="name"), "bluefin tuna", []),
        (Entry("x", "Bluefin", boundary="name"), "Bluefin은 좋다", [("bluefin", True)]),
        (Entry("x", "백두", boundary="name"), "백두산에 갔다", []),
        (Entry("x", "백두", boundary="name"), "백두에서는 이렇게", [("백두", True)]),
        (Entry("x", "블루핀", boundary="name"), "블루핀이랑 비교", [("블루핀", True)]),
        (
            Entry("x", ".corp.example", boundary="token"),
            "보라 https://wiki.corp.example/a 를",
            [("https://wiki.corp.example/a", True)],
        ),
    ],
)
def test_a_word_is_found_at_its_edges_and_outside_its_exceptions(
    entry: Entry, text: str, expected: list[tuple[str, bool]]
) -> None:
    assert scan(entry, text) == expected


def test_disguises_are_seen_through_only_where_a_rule_asks() -> None:
    entry = Entry("x", "shit")
    assert scan(entry, "sh1t happens") == []
    assert scan(entry, "sh1t happens", disguised=True) == [("sh1t", True)]


@pytest.mark.parametrize(
    ("rows", "message", "line"),
    [
        ("term,pos\n인수,NNX\n", "unknown part of speech 'NNX'", 2),
        ("term,boundary\n인수,wrod\n", "unknown boundary 'wrod'", 2),
        ("term\n인수\n인수\n", "stands here twice", 3),
        ("term,pos\na,b,c\n", "3 values for 2 columns", 2),
        ("word,pos\n인수,NNG\n", "the first line must name the columns", 1),
        ("term,note\n,leer\n", "the term is empty", 2),
        ("term,boundary\n자지,morph\n", "needs a Sejong tag", 2),
        ('term\n"인수\n', "not valid CSV", 2),
    ],
)
def test_a_bad_word_list_is_an_error_with_file_and_line(tmp_path: Path, rows: str, message: str, line: int) -> None:
    path = tmp_path / "list.csv"
    path.write_text(rows, "utf-8")
    with pytest.raises(LexiconError, match=message) as problem:
        read_lexicon(path, "list")
    assert problem.value.line == line
    assert str(path) in str(problem.value)


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        (Entry("x", "인수", unless=("인수",), path="a.csv", line=7), "can never match"),
        (Entry("x", "!!!", path="a.csv", line=7), "can never match"),
        (Entry("x", "/(/", path="a.csv", line=7), "not a regular expression"),
        (Entry("x", "…뒤", path="a.csv", line=7), "begins or ends with a gap"),
    ],
)
def test_an_entry_that_can_never_match_is_an_error(entry: Entry, message: str) -> None:
    with pytest.raises(LexiconError, match=message) as problem:
        compile_words([entry], {})
    assert problem.value.line == 7


def test_a_word_list_from_a_korean_spreadsheet_is_read(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes("term,note\r\n대외비,사내\r\n".encode("cp949"))
    added, _ = read_lexicon(path, "list")
    assert [entry.term for entry in added] == ["대외비"]


def test_a_byte_order_mark_is_no_part_of_the_header(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("term\n대외비\n", "utf-8-sig")
    assert [entry.term for entry in read_lexicon(path, "list")[0]] == ["대외비"]


def test_a_limited_scanner_finds_its_lists_alone_and_what_has_changed_since() -> None:
    words, forms = compile_words([Entry("x", "apple"), Entry("y", "pear")], read_irregular(grammar("en-irregular.csv")))
    limited = Scanner(words, read_tails(grammar("ko-tails.csv")), [], build_automaton(forms)).limited(["x"])
    for texts in (["an apple", "a pear"], ["a pear", "nothing", "an apple, an apple"], ["nothing"]):
        passages = [Passage(fold(text)) for text in texts]
        scanned = limited.scan(passages)
        found = {at: [hit.span for hit in scanned.hits("x", at)] for at in range(len(texts))}
        assert found == {
            at: [Span(*match.span()) for match in re.finditer("apple", text)] for at, text in enumerate(texts)
        }
        assert not scanned.may_have("y", "")

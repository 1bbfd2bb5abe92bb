"""Disguised words are read, and what only looks like one is left alone."""

from __future__ import annotations

import pytest

from linter.text.disguise import Vocabulary
from linter.text.fold import fold

WORDS = Vocabulary(
    ["ass", "시발", "씨발", "병신", "개새끼", "ㅅㅂ", "fuck", "fucking", "shit", "bullshit", "bastards", "idiot"]
)


@pytest.mark.parametrize(
    ("text", "word", "quote"),
    [
        ("시1발", "시발", "시1발"),
        ("아 씨@발 진짜", "씨발", "씨@발"),
        ("ㅅㅣㅂㅏㄹ", "시발", "ㅅㅣㅂㅏㄹ"),
        ("시ㅂㅏㄹ", "시발", "시ㅂㅏㄹ"),
        ("시ㅡ발", "시발", "시ㅡ발"),
        ("씨 발, 또", "씨발", "씨 발"),
        ("개.새.끼", "개새끼", "개.새.끼"),
        ("sh1t", "shit", "sh1t"),
        ("$hit!", "shit", "$hit!"),
        ("f*ck", "fuck", "f*ck"),
        ("bulls**t", "bullshit", "bulls**t"),
        ("f u c k", "fuck", "f u c k"),
        ("f.u.c.k", "fuck", "f.u.c.k"),
        ("f-u-c-k", "fuck", "f-u-c-k"),
        ("f u c king", "fucking", "f u c king"),
        ("s h i t happened", "shit", "s h i t"),
        ("what a f u c k", "fuck", "f u c k"),
        ("개 새 끼들아", "개새끼", "개 새 끼"),
        ("fuuuuck", "fuck", "fuuuuck"),
        ("b@stards", "bastards", "b@stards"),
        ("1d10t id1ot", "idiot", "1d10t"),
    ],
)
def test_a_disguised_word_is_found_where_it_stands(text: str, word: str, quote: str) -> None:
    lower = fold(text).lower
    found = [(found_word, lower[span.start : span.end]) for found_word, span in WORDS.find(lower)]
    assert (word, quote.rstrip("!")) in found or (word, quote) in found


@pytest.mark.parametrize(
    "text",
    [
        "바질은 씨 발아까지 일주일",
        "다시.발송했다",
        "9시 발 열차",
        "다 시 발송했다",
        "c.l.a.s.s and b-a-s-s",
        "Press C, then K",
        "a b c d e",
        "utf8 sha256 v2 b64 x86",
        "1.2.3 and 3*4",
        "3시 30분에 발표",
        "새끼 고양이",
        "f = u * c * k",
    ],
)
def test_innocent_text_has_no_disguised_word(text: str) -> None:
    assert list(WORDS.find(fold(text).lower)) == []


def test_a_word_that_stands_plainly_is_left_to_the_scanner() -> None:
    assert list(WORDS.find("shit 시발")) == []


def test_letters_set_apart_are_spelled_from_near_their_end_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    spelled: list[str] = []
    monkeypatch.setattr(Vocabulary, "_in_latin", lambda self, token, span: spelled.append(token) or iter(()))
    list(WORDS.find("a.i." * 5_000 + "f.u.c.k"))
    assert sum(map(len, spelled)) < 20_000

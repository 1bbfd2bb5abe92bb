"""Korean conjugation, English inflection, sentences and clauses."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linter.model import Span
from linter.rulebook.paths import grammar
from linter.rulebook.words import read_irregular, read_tails
from linter.text.english import inflect
from linter.text.korean import doubled_r_forms, stem_forms
from linter.text.sentences import clauses, sentences

TAILS = read_tails(grammar("ko-tails.csv"))
IRREGULAR = read_irregular(grammar("en-irregular.csv"))


@pytest.mark.parametrize(
    ("dictionary_form", "written"),
    [
        ("후지다", "후진 후져서 후졌다 후지네 후질 후집니다"),
        ("망하다", "망한다 망했다 망해서 망할 망합니다 망함"),
        ("더럽다", "더러운 더러워 더럽네 더러웠다"),
        ("베끼다", "베꼈다 베낀 베껴서 베낍니다"),
        ("짓다", "지은 지어 짓는"),
        ("팔다", "파는 판 팔아 팝니다"),
        ("먹다", "먹은 먹어 먹고"),
        ("나쁘다", "나빠 나빴다 나쁜"),
        ("그렇다", "그런 그래 그랬다"),
    ],
)
def test_every_conjugated_form_begins_with_a_derived_one(dictionary_form: str, written: str) -> None:
    forms = stem_forms(dictionary_form)
    for word in written.split():
        assert any(word.startswith(form) for form in forms), word


def test_the_r_irregular_doubles_in_the_syllable_before() -> None:
    assert doubled_r_forms("모르다") == ["몰라", "몰랐"]
    assert doubled_r_forms("이르다") == ["일러", "일렀"]
    assert doubled_r_forms("먹다") == []


@pytest.mark.parametrize(
    ("term", "pos", "expected"),
    [
        ("copy", "verb", {"copy", "copies", "copied", "copying"}),
        ("rip off", "verb", {"rip off", "rips off", "ripped off", "ripping off"}),
        ("steal", "verb", {"steal", "steals", "stole", "stolen", "stealing"}),
        ("idiot", "noun", {"idiot", "idiots"}),
        ("user story", "noun", {"user story", "user stories"}),
        ("lazy", "adj", {"lazy", "lazier", "laziest"}),
        ("under nda", "", {"under nda"}),
    ],
)
def test_english_forms(term: str, pos: str, expected: set[str]) -> None:
    assert set(inflect(term, pos, IRREGULAR)) >= expected


@pytest.mark.parametrize(
    "tail", ["", "를", "에서는", "입니다", "이라는", "하기로", "했다", "들에게도", "인데요", "까지만"]
)
def test_particles_copula_and_hada_leave_a_noun_what_it_is(tail: str) -> None:
    assert TAILS.follow_noun(tail)


@pytest.mark.parametrize("tail", ["인계", "테스트", "점", "산", "두루미", "자"])
def test_another_word_glued_on_makes_another_word(tail: str) -> None:
    assert not TAILS.follow_noun(tail)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("버전 1.2를 깔았다. 그는 떠났다!", ["버전 1.2를 깔았다.", "그는 떠났다!"]),
        ("Mr. Kim said no. We left.", ["Mr. Kim said no.", "We left."]),
        ('"정말?" 이라고 물었다. 끝', ['"정말?" 이라고 물었다.', "끝"]),
        ('"정말?" 그는 웃었다.', ['"정말?"', "그는 웃었다."]),
        ("1. 설치 2. 실행", ["1. 설치 2. 실행"]),
        ("", []),
        ("Korea's No. 1 in search. So there.", ["Korea's No. 1 in search.", "So there."]),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert [text[span.start : span.end] for span in sentences(text)] == expected


def test_clauses_end_at_connective_endings_and_conjunctions() -> None:
    text = "우리는 빠르지만 그쪽은 느리다"
    assert [text[c.start : c.end] for c in clauses(text, Span(0, len(text)))] == ["우리는 빠르지만", "그쪽은 느리다"]
    text = "We are slow but they are fast"
    assert [text[c.start : c.end] for c in clauses(text, Span(0, len(text)))] == ["We are slow", "but they are fast"]


@given(st.text(alphabet="가나. !?a,\n\"'1", max_size=60))
def test_every_character_but_white_space_is_in_exactly_one_sentence(text: str) -> None:
    spans = sentences(text)
    covered = [at for span in spans for at in range(span.start, span.end)]
    assert len(covered) == len(set(covered))
    assert all(at in covered or text[at].isspace() for at in range(len(text)))

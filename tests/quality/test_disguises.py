"""Hidden profanity is found, at scale; clean words under the same tricks are not."""

from __future__ import annotations

import pytest

from tests.quality.disguises import found, pairs, profane_words, share_found, tricks

FRAMES = {"ko": "어제 {} 이야기를 했다.", "en": "Yesterday {} was all over the page."}
CLEAN = {
    "ko": """사과 바다 하늘 회의 개발 서버 화면 고양이 강아지 병원 은행 학교 시장 발표 시작 출발 병력 신발 씨앗 발전 새벽 새해 보리
    자전거 지도 지하철 조명 조사 나무 나라 기차 미술 색깔 애정 애플 바람 시계 시인 발음 개편 개선 개구리 년도 놈팡이 정신 신병
    좌표 존경 존재 졸업 지각 지략 꺼림 닥나무 상품 사발 가발 이발 출시 발행 번역 문서 검색 설정 버튼 입력 출력 파일 폴더 암호
    """.split(),
    "en": """apple table window garden engine letter market planet silver throat bridge castle sheet sheep shirt shift short ship duck luck
    truck buck stock clock cockpit peacock assess class glass passage analysis basement bass compass title titan pussycat country count
    counter scunthorpe dickens hello shell hell-bent dam damp bastion basket crab crap-shoot bitumen pitch witch piston mission focus
    fact fork folk pluck chuck brick trick prick-eared document document cucumber accumulate circumstance sextant essex sussex
    """.replace("crap-shoot", "")
    .replace("prick-eared", "")
    .replace("hell-bent", "")
    .split(),
}


def told(lang: str) -> list[str]:
    """The profane words that are found undisguised: those that need context are no business of a disguise."""
    words = profane_words(lang)
    hits = found([FRAMES[lang].format(word) for word in words])
    return [word for word, hit in zip(words, hits, strict=True) if hit]


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_each_trick_on_each_word_is_seen_through(lang: str) -> None:
    share, missed, _ = share_found(told(lang), lang, in_pairs=False)
    assert share >= 0.97, missed[:20]


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_each_pair_of_tricks_is_seen_through(lang: str) -> None:
    """On every seventh word; `python -m tests.quality.disguises` takes all."""
    share, missed, _ = share_found(told(lang)[::7], lang, in_pairs=True)
    assert share >= 0.97, missed[:20]


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_no_trick_makes_a_clean_word_profane(lang: str) -> None:
    """But where the trick leaves the same letters of both: d*ck is read as one word by everybody, duck or not."""
    profane = {word.lower() for word in profane_words(lang)}
    hidden = [
        (name, word, trick(word))
        for name, trick in [*tricks(lang == "ko").items(), *pairs(lang == "ko")]
        for word in CLEAN[lang]
        if "star" not in name or not any(trick(word).lower() == trick(other).lower() for other in profane)
    ]
    hits = found([FRAMES[lang].format(text) for _, _, text in hidden])
    assert [what for what, hit in zip(hidden, hits, strict=True) if hit] == []

"""Which language a draft is written in, where it is clearly one."""

from __future__ import annotations

import pytest

from linter.text.language import main_language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Kafka를 Spring Boot와 함께 쓰는 법을 적었습니다.", "ko"),
        ("We paid for lunch at 한남동 and walked home along the river.", "en"),
        ("이 글은 두 언어로 씁니다. This post is written in both of them.", ""),
        ("2026 · 11 · 26", ""),
    ],
)
def test_a_language_is_the_main_one_where_six_words_in_ten_are_its_own(text: str, language: str) -> None:
    assert main_language([text]) == language

"""In which language a text is, for the words that stand beside it and for where its lines may break."""

from __future__ import annotations


def language(text: str) -> str:
    hangul = sum("가" <= character <= "힣" for character in text)
    return "ko" if hangul * 8 > sum(map(str.isalpha, text)) else "en"

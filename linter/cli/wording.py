"""Numbers as commands say them."""

from __future__ import annotations


def findings(number: int, lang: str) -> str:
    if lang == "ko":
        return f"{number}건"
    return f"{number} finding" if number == 1 else f"{number} findings"

"""Validators behind the patterns: checksums, dates, entropy. A rule names them; python-stdnum knows the numbers.

A resident registration number issued since October 2020 has a random tail (개인정보보호법 시행, 행정안전부 2020), so a
checksum may confirm one but never clears it; region codes are not looked at, for the same reason.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable
from datetime import date

import regex

_RESIDENT_WEIGHTS = (2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5)
_CENTURY = {
    "1": 1900,
    "2": 1900,
    "3": 2000,
    "4": 2000,
    "5": 1900,
    "6": 1900,
    "7": 2000,
    "8": 2000,
    "9": 1800,
    "0": 1800,
}
_LEAST_BITS_FOR_A_SECRET = 2.5


def is_luhn(text: str) -> bool:
    from stdnum import luhn

    return bool(luhn.is_valid(_digits(text)))


def is_iban(text: str) -> bool:
    from stdnum import iban

    return bool(iban.is_valid(text, check_country=False))


def is_resident_date(text: str) -> bool:
    """Whether the first seven digits are a birthday and a century that go together."""
    digits = _digits(text)
    try:
        date(_CENTURY[digits[6]] + int(digits[:2]), int(digits[2:4]), int(digits[4:6]))
    except (ValueError, IndexError):
        return False
    return True


def is_resident_checksum(text: str) -> bool:
    digits = _digits(text)
    if len(digits) != 13:
        return False
    total = sum(weight * int(digit) for weight, digit in zip(_RESIDENT_WEIGHTS, digits, strict=False))
    # Foreign residents' numbers (5 to 8) add 2: 출입국관리법 시행규칙.
    expected = (11 - total % 11 + (2 if digits[6] in "5678" else 0)) % 10
    return expected == int(digits[12])


def is_date(text: str) -> bool:
    parts = regex.findall(r"\d+", text)
    try:
        date(int(parts[0]), int(parts[1]), int(parts[2]))
    except (ValueError, IndexError):
        return False
    return True


def is_not_dummy(text: str) -> bool:
    """Refuses what stands for a number: 0000, 1234-5678, 1111, all x."""
    digits = _digits(text)
    if not digits:
        return bool(regex.search(r"[a-zA-Z]", text)) and len(set(text.lower())) > 2
    tail = digits[-8:] if len(digits) > 9 else digits
    return len(set(tail)) > 2 and not ("1234567" in digits or "7654321" in digits or "12345678" in tail)


def is_secret(text: str) -> bool:
    """Whether the characters are as mixed as those of a real key. Source: Shannon entropy, bits a character."""
    counts = Counter(text)
    bits = -sum(n / len(text) * math.log2(n / len(text)) for n in counts.values())
    return bits >= _LEAST_BITS_FOR_A_SECRET and not regex.search(
        r"(?i)example|xxxx|your|placeholder|changeme|dummy|\*\*\*|\.\.\.|<|>|\$\{|\{\{", text
    )


def has_digit_and_letter(text: str) -> bool:
    return bool(regex.search(r"\d", text) and regex.search(r"[A-Za-z]", text))


def _digits(text: str) -> str:
    return "".join(char for char in text if char.isdigit())


VALIDATORS: dict[str, Callable[[str], bool]] = {
    "luhn": is_luhn,
    "iban": is_iban,
    "resident-date": is_resident_date,
    "resident-checksum": is_resident_checksum,
    "date": is_date,
    "not-dummy": is_not_dummy,
    "secret": is_secret,
    "digit-and-letter": has_digit_and_letter,
}

"""Days as people write them in front matter: 2026-11-24, 2026.11.24, 2026년 11월 24일, with or without an hour."""

from __future__ import annotations

import re
from datetime import date

_DAY = re.compile(r"(?<!\d)(\d{4})[-./년]\s?(\d{1,2})[-./월]\s?(\d{1,2})(?!\d)")


def day_of(text: str) -> date | None:
    """The first day that a text names, year first; None where it names none, or one that no calendar has."""
    match = _DAY.search(text)
    if match is None:
        return None
    try:
        return date(*map(int, match.groups()))
    except ValueError:
        return None

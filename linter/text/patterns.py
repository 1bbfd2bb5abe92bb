"""Regular expressions from data: compiled when first needed, and never for long."""

from __future__ import annotations

from functools import lru_cache

import regex

SECONDS_FOR_A_PATTERN = 2.0


@lru_cache(maxsize=4096)
def compiled(pattern: str) -> regex.Pattern[str]:
    """A pattern, compiled when it is first needed: most are never needed on a clean draft."""
    return regex.compile(pattern)

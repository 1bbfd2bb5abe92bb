"""The words of the pages, in both languages: data beside this file."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import yaml

_HERE = Path(__file__).parent


@cache
def words(lang: str) -> Mapping[str, str]:
    """Each sentence or label by its name."""
    loaded: Mapping[str, str] = yaml.safe_load((_HERE / f"{lang}.yaml").read_text("utf-8"))
    return loaded


def said(lang: str, name: str, values: Mapping[str, object]) -> str:
    """A sentence, filled in; values that are names themselves are said, too, and one of a thing is said as one."""
    known = words(lang)
    filled = {key: known.get(f"{key}-{value}", value) for key, value in values.items()}
    one = f"{name}-one" if values.get("number") == 1 else name
    return known.get(one, known[name]).format(**filled)

"""What the values that a draft carries about itself are: a title, what readers see beside it, or neither."""

from __future__ import annotations

from linter.model import RegionKind

_TITLES = frozenset(("title", "doctitle", "제목"))
_SHOWN = frozenset(
    "description summary excerpt subtitle abstract lead tags tag categories category keywords 설명 요약 태그".split()
)


def kind_of_value(name: str) -> RegionKind:
    """By its name, dotted where it stands inside another."""
    last = name.rsplit(".", 1)[-1].lower()
    if last in _TITLES and "." not in name:
        return RegionKind.TITLE
    return RegionKind.META if last in _SHOWN else RegionKind.FIELD

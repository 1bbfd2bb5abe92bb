"""Inline markup of reStructuredText: emphasis, literals, roles, references. Marks do not nest."""

from __future__ import annotations

import regex

from linter.model import Region, RegionKind, Span
from linter.text.regions import PLACEHOLDER, RegionBuilder, whole

_BEFORE, _AFTER = r"(?<=^|[\s\p{P}])", r"(?=$|[\s\p{P}])"
_ROLE = r":[\w.+-]++(?::[\w.+-]++)*+:"
_NAME = r"[^\W_](?:[-.+:]?[^\W_])*+"
# A name that is no reference is skipped whole: its end is looked for once, and not from each of its parts.
_MARK = regex.compile(
    rf"""\\(?P<escaped>.)
    |{_BEFORE}``(?P<literal>\S(?:(?!``).)*+)``
    |{_BEFORE}(?:{_ROLE})?_?`(?P<phrase>[^\s`](?:[^`\\]|\\.)*+)`(?:{_ROLE}|_{{1,2}})?
    |{_BEFORE}\*\*(?P<strong>[^\s*](?:[^*\\]|\\.|\*(?!\*))*+)\*\*{_AFTER}
    |{_BEFORE}\*(?P<emphasis>[^\s*](?:[^*\\]|\\.)*+)\*{_AFTER}
    |{_BEFORE}(?P<substitution>\|[^\s|][^|\n]*+\|)_{{0,2}}{_AFTER}
    |{_BEFORE}(?P<footnote>\[[\#*\w.:+-]++\]_){_AFTER}
    |{_BEFORE}(?P<reference>{_NAME})(?:_{{1,2}}{_AFTER}|(*SKIP)(*FAIL))""",
    regex.DOTALL | regex.VERBOSE,
)
_WITH_TARGET = regex.compile(r"(?P<text>[^<]*+)<(?P<target>[^<>]++)>")
_ESCAPE = regex.compile(r"\\(?P<escaped>.)", regex.DOTALL)


def inline_restructuredtext(text: str, kind: RegionKind) -> list[Region]:
    builder, addresses, at = RegionBuilder(), list[Region](), 0
    for mark in _MARK.finditer(text):
        builder.add(text[at : mark.start()], at, mark.start())
        at = mark.end()
        name = mark.lastgroup or ""
        start, end = mark.span(name)
        if name == "substitution":
            builder.add(PLACEHOLDER, mark.start(), mark.end())
        elif name == "phrase" and (link := _WITH_TARGET.fullmatch(text, start, end)):
            addresses.append(whole(RegionKind.LINK, link.group("target"), link.start("target")))
            shown = "text" if link.group("text").strip() else "target"
            _add(builder, text, link.start(shown), link.start(shown) + len(link.group(shown).rstrip()))
        elif name == "literal" or (name == "escaped" and not text[start].isspace()):
            builder.add(text[start:end], start, end)
        elif name not in ("footnote", "escaped"):
            _add(builder, text, start, end)
    builder.add(text[at:], at, len(text))
    region = builder.close(kind, Span(0, len(text)))
    return [region, *addresses] if region else addresses


def _add(builder: RegionBuilder, text: str, start: int, end: int) -> None:
    """Text between marks, where a backslash still hides: what follows it stands for itself, a space for nothing."""
    for escape in _ESCAPE.finditer(text, start, end):
        builder.add(text[start : escape.start()], start, escape.start())
        start = escape.start() + 1 if not escape.group("escaped").isspace() else escape.end()
    builder.add(text[start:end], start, end)

"""What fixing changes, as a unified diff."""

from __future__ import annotations

import difflib

import regex

_LINE = regex.compile(r"[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+")


def unified(before: str, after: str, path: str) -> str:
    """The diff of two sources, with their own line ends; empty where they are alike."""
    lines = difflib.unified_diff(_LINE.findall(before), _LINE.findall(after), f"a/{path}", f"b/{path}")
    return "".join(map(_shown, lines))


def _shown(line: str) -> str:
    if line.endswith("\n"):
        return line
    # A lone carriage return would send a terminal back over the line.
    return line.removesuffix("\r") + "\n" + ("" if line.endswith("\r") else "\\ No newline at end of file\n")

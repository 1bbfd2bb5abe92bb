"""The texts of a TOML document that `tomllib` has accepted, and where they stand: no library tells that, so a small
lexer finds the string literals."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from linter.model import Region, Span
from linter.text.metadata import kind_of_value
from linter.text.regions import whole
from linter.text.written import align

_PIECE = re.compile(
    r"""(?P<comment>\#[^\n]*)
    |(?P<table>^[ \t]*\[\[?(?P<name>[^\]\n]+)\]\]?)
    |(?P<key>(?:^|(?<=[{,]))[ \t]*(?P<word>[\w.\-"']+)[ \t]*=)
    |\"{3}(?P<long>.*?)\"{3}|\'{3}(?P<longraw>.*?)\'{3}
    |"(?P<basic>(?:[^"\\\n]|\\.)*)"|'(?P<raw>[^'\n]*)'""",
    re.DOTALL | re.MULTILINE | re.VERBOSE,
)


def toml_texts(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: toml_texts(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [toml_texts(inner) for inner in value]
    return (
        value.isoformat(" ")
        if isinstance(value, datetime)
        else value.isoformat()
        if isinstance(value, date)
        else str(value)
    )


def toml_regions(body: str, offset: int) -> Iterator[Region]:
    table, key = "", ""
    for piece in _PIECE.finditer(body):
        if piece.group("table"):
            table = piece.group("name").strip() + "."
        elif piece.group("key"):
            key = table + piece.group("word").strip("\"'")
        elif not piece.group("comment"):
            which = next(name for name in ("long", "longraw", "basic", "raw") if piece.group(name) is not None)
            written, start = piece.group(which), piece.start(which) + offset
            if written.strip() and key:
                yield _scalar(written, start, key, escaped=which in ("long", "basic"))


def _scalar(written: str, start: int, name: str, *, escaped: bool) -> Region:
    if not escaped or "\\" not in written:
        return whole(kind_of_value(name), written, start, name)
    value = tomllib.loads(f'v = """{written}"""')["v"]
    return Region(
        kind_of_value(name),
        value,
        align(value, written, start, escapes=True, doubled=False),
        Span(start, start + len(written)),
        name,
    )

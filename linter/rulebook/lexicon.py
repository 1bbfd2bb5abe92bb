"""Read word lists: CSV files made to be opened in a spreadsheet, one entry a row.

    term,pos,boundary,unless,label,note
    인수,NNG,word,인수인계|인수 테스트,deal,함수의 인수는 deal-topic 이 아니다

`term`: the dictionary form. `…` stands for up to four words; `/…/` is a regular expression, looked for only in
sentences where a plain word of the same rule stands, and in lower case unless its boundary is `name`; a group called
`value` is what it finds, the rest only stands beside it. `pos`: a Sejong tag, or noun, verb, adj for English; it
derives the inflected forms, and lets morphology decide where the letters do not. `boundary`: word, stem (may go on),
suffix (ends a longer word), inside (anywhere), token (the whole run of characters, for hosts and handles), morph
(always ask morphology), name (a proper noun: capitals count). `unless`: what excuses it, by `|`: a phrase that holds
the term excuses the hit that it covers, any other excuses it when it stands in the same sentence; `@name` stands for
all terms of another list.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeAlias, get_args

from linter.errors import LexiconError, nearest

Boundary: TypeAlias = Literal["word", "stem", "suffix", "inside", "token", "morph", "name"]
COLUMNS = ["term", "pos", "boundary", "unless", "label", "note"]
_SEJONG = {
    "NNG",
    "NNP",
    "NNB",
    "NR",
    "NP",
    "VV",
    "VA",
    "VX",
    "VCP",
    "VCN",
    "MM",
    "MAG",
    "MAJ",
    "IC",
    "XPN",
    "XSN",
    "XSV",
    "XSA",
    "XR",
    "SL",
    "SN",
}
_ENGLISH = {"noun", "verb", "adj", "adv"}
_BLANK = dict.fromkeys(COLUMNS, "")
_TAGS = frozenset(_SEJONG | _ENGLISH)
_BOUNDARIES = frozenset(get_args(Boundary))


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of a word list."""

    list: str
    term: str
    pos: str = ""
    boundary: Boundary = "word"
    unless: tuple[str, ...] = ()
    label: str = ""
    path: str = ""
    line: int = 0

    @property
    def is_expression(self) -> bool:
        return len(self.term) > 2 and self.term[0] == self.term[-1] == "/"

    @property
    def pattern(self) -> str:
        """The regular expression of a row that is one."""
        return self.term[1:-1]

    @property
    def is_gapped(self) -> bool:
        return "…" in self.term and not self.is_expression


def read_lexicon(path: Path, name: str) -> tuple[list[Entry], list[Entry]]:
    """The entries of a file, and those that it takes away (`-term`). Raises LexiconError with file and line."""
    added: list[Entry] = []
    removed: list[Entry] = []
    seen: dict[tuple[str, str, str], int] = {}
    for line, row in _rows(path):
        takes_away = row["term"].startswith("-") and len(row["term"]) > 1
        entry = _entry(row, name, path, line)
        key = (row["term"], row["pos"], row["label"])
        if key in seen:
            raise LexiconError(
                f"'{entry.term}' stands here twice", path=path, line=line, hint=f"first in line {seen[key]}"
            )
        seen[key] = line
        (removed if takes_away else added).append(entry)
    return added, removed


def _rows(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    reader = csv.reader(io.StringIO(decode(path), newline=""), strict=True)
    try:
        header = [cell.strip() for cell in next(reader, [])]
        if not header or header[0] != "term" or not set(header) <= set(COLUMNS):
            unknown = next((name for name in header if name and name not in COLUMNS), "")
            hint = f"'{unknown}': {nearest(unknown, COLUMNS)}" if unknown else ""
            raise LexiconError(
                f"the first line must name the columns: {','.join(COLUMNS)}", path=path, line=1, hint=hint
            )
        for cells in reader:
            if not any(map(str.strip, cells)) or cells[0].startswith("#"):
                continue
            if len(cells) > len(header):
                hint = "put quotes around a value that has a comma"
                raise LexiconError(
                    f"{len(cells)} values for {len(header)} columns", path=path, line=reader.line_num, hint=hint
                )
            values = dict(zip(header, map(str.strip, cells), strict=False))
            yield reader.line_num, _BLANK | values
    except csv.Error as problem:
        raise LexiconError(f"not valid CSV: {problem}", path=path, line=reader.line_num) from None


def _entry(row: dict[str, str], name: str, path: Path, line: int) -> Entry:
    term = row["term"].removeprefix("-") if len(row["term"]) > 1 else row["term"]
    if not term:
        raise LexiconError("the term is empty", path=path, line=line)
    for tag in row["pos"].split("|") if row["pos"] else ():
        if tag not in _TAGS:
            raise LexiconError(
                f"unknown part of speech '{tag}'",
                path=path,
                line=line,
                hint=f"known: {', '.join(sorted(_TAGS))}",
            )
    if row["boundary"] and row["boundary"] not in _BOUNDARIES:
        raise LexiconError(
            f"unknown boundary '{row['boundary']}'",
            path=path,
            line=line,
            hint=f"known: {', '.join(get_args(Boundary))}",
        )
    boundary = row["boundary"] or ("stem" if row["pos"].split("|")[0] in ("VV", "VA", "VX", "XSV", "XSA") else "word")
    if boundary == "morph" and row["pos"] not in _SEJONG and row["pos"].split("|")[0] not in _SEJONG:
        raise LexiconError(
            "boundary 'morph' asks morphology, so the row needs a Sejong tag in 'pos'", path=path, line=line
        )
    unless = tuple(part.strip() for part in row["unless"].split("|") if part.strip()) if row["unless"] else ()
    return Entry(name, term, row["pos"], boundary, unless, row["label"], str(path), line)  # type: ignore[arg-type]


def decode(path: Path) -> str:
    """A word list as text: UTF-8 with or without BOM, or CP949 as Korean spreadsheets save it."""
    try:
        data = path.read_bytes()
    except OSError as problem:
        raise LexiconError(f"can't be read: {problem.strerror}", path=path) from None
    for encoding in ("utf-8-sig", "cp949"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise LexiconError("is neither UTF-8 nor CP949", path=path, hint="save it as CSV UTF-8")


def is_cp949(path: Path) -> bool:
    """Whether a word list is in the old Korean encoding, which is worth telling its owner."""
    try:
        path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        return True
    return False

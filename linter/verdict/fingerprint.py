"""What makes a finding the same one in another run: its file, its rule, its words and those beside them; not its line.

Words are compared as rules see them, folded, so that line ends, decomposed Hangul and case change nothing. The words
beside them are those of the same line: whoever rewrites the sentence sees the finding again, whoever moves it does not.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

from linter.model import Span
from linter.text.fold import fold

_LETTERS_BESIDE = 12
_CHARACTERS_BESIDE = 200  # enough to hold so many letters, however they are written
_HEXADECIMAL_DIGITS = 16


def fingerprint(rule: str, words: Iterable[str] = ()) -> str:
    """A name for a rule and the words that it speaks of, from which the words can't be read."""
    joined = "\0".join((rule, *words))
    return sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()[:_HEXADECIMAL_DIGITS]


def words_at(source: str, span: Span) -> tuple[str, str, str]:
    """The letters before a span on its line, the span without its spaces, the letters after it."""
    before = source[max(0, span.start - _CHARACTERS_BESIDE) : span.start].replace("\r", "\n").rpartition("\n")[2]
    after = source[span.end : span.end + _CHARACTERS_BESIDE].replace("\r", "\n").partition("\n")[0]
    quote = "".join(fold(source[span.start : span.end]).lower.split())
    return _letters(before)[-_LETTERS_BESIDE:], quote, _letters(after)[:_LETTERS_BESIDE]


def _letters(text: str) -> str:
    return "".join(char for char in fold(text).lower if char.isalnum())


def composed(path: Path) -> Path:
    """A path in full, its Hangul composed: some file systems hand it out decomposed."""
    return Path(unicodedata.normalize("NFC", str(path.resolve())))


def path_from(folder: Path, path: Path) -> str:
    """How a draft is named in files that lie in a folder: the path from there, or in full if it lies elsewhere."""
    whole, start = composed(path), composed(folder)
    return (whole.relative_to(start) if whole.is_relative_to(start) else whole).as_posix()

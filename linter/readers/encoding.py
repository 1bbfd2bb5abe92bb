"""Bytes to text: UTF-8 with or without BOM, UTF-16 with BOM, CP949 (which holds EUC-KR). Anything else is an error."""

from __future__ import annotations

import codecs
import re

from linter.errors import DraftError

_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_CONTROL = re.compile(r"[\x01-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_MOST_CONTROLS_IN_TEXT = 0.02  # editors leave a stray backspace behind; more than that is no text


def decode(data: bytes, path: str) -> tuple[str, str]:
    """The text, without its BOM, and the name of its encoding. Raises DraftError.

    Offsets of findings count from the first character after the BOM, as editors count.
    """
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _strict(data, encoding, path), encoding
    try:
        text, encoding = data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as problem:
        text, encoding = _cp949(data, problem, path), "cp949"
    if "\0" in text or len(_CONTROL.findall(text)) > len(text) * _MOST_CONTROLS_IN_TEXT:
        raise DraftError("looks like a binary file, not text", path=path, hint="give draftlint the text of the draft")
    return text, encoding


def _strict(data: bytes, encoding: str, path: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as problem:
        hint = "save it as UTF-8"
        raise DraftError(
            f"begins like {encoding.removesuffix('-sig')} but byte {problem.start} can't be decoded",
            path=path,
            hint=hint,
        ) from None


def _cp949(data: bytes, utf8: UnicodeDecodeError, path: str) -> str:
    try:
        return data.decode("cp949")
    except UnicodeDecodeError:
        message = (
            f"can't be decoded: byte {utf8.start} is not UTF-8, and the file is not CP949 or UTF-16 with BOM either"
        )
        raise DraftError(message, path=path, hint="save it as UTF-8") from None

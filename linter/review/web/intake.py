"""What people and programs send, looked at before anything is done with it."""

from __future__ import annotations

from datetime import date
from pathlib import PurePosixPath
from typing import Annotated

from fastapi import Path
from starlette.datastructures import FormData, UploadFile

from linter.review.content import format_under, title_of
from linter.review.errors import ReviewError, TooLargeError

_LONGEST_NAME = 250
_LARGEST_NUMBER = 2**31 - 1  # that a database column holds
Number = Annotated[int, Path(ge=1, le=_LARGEST_NUMBER)]


def text_of(form: FormData, name: str) -> str:
    """A field of a form; empty where there is none."""
    value = form.get(name, "")
    return checked(value) if isinstance(value, str) else ""


def checked(text: str) -> str:
    """The text, if databases and people can read all of it. Raises ReviewError."""
    if "\0" in text or any("\ud800" <= char <= "\udfff" for char in text):
        raise ReviewError("bad-characters")
    return text


def number_of(form: FormData, name: str) -> int:
    text = text_of(form, name)
    if not (text.isascii() and text.isdigit()) or len(text) > len(str(_LARGEST_NUMBER)) or int(text) > _LARGEST_NUMBER:
        raise ReviewError("stale-form")
    return int(text)


def day_of(text: str) -> date | None:
    if not text.strip():
        return None
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise ReviewError("bad-date") from None


def draft_name(given: str, default: str = "draft.md") -> str:
    """The name under which a draft is judged, as if it lay in the folder: never a path that leads out of it, and plain
    text where the ending tells nothing."""
    name = checked(given).strip().replace("\\", "/") or default
    path = PurePosixPath(name)
    if len(name) > _LONGEST_NAME or path.is_absolute() or not path.name or not name.isprintable():
        raise ReviewError("bad-file-name")
    if any(part == ".." or ":" in part for part in path.parts) or format_under(path.name) == "commit":
        raise ReviewError("bad-file-name")
    return str(path)


def draft_title(given: str) -> str:
    return title_of(checked(given))


async def upload_of(form: FormData, largest: int) -> tuple[str, bytes] | None:
    """The name and content of the file in a form, if one was chosen. Raises TooLargeError."""
    file = form.get("file")
    if not isinstance(file, UploadFile) or not file.filename:
        return None
    content = await file.read(largest + 1)
    check_size(content, largest)
    return PurePosixPath(file.filename.replace("\\", "/")).name, content


def check_size(content: bytes, largest: int) -> None:
    if len(content) > largest:
        raise TooLargeError("too-large", size=largest // 1_000_000)

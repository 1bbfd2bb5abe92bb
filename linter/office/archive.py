"""Office files are zip archives from strangers: none is opened before its table of contents keeps to these limits."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO

from linter.errors import DraftError, DraftlintError

_MOST_ENTRIES = 4096
_MOST_BYTES_OF_AN_ENTRY = 64 * 1024 * 1024
_MOST_BYTES = 256 * 1024 * 1024
_HIGHEST_RATIO = 200  # text repeats itself, but not like this
_SMALL = 1024 * 1024  # bytes: below this, no ratio hurts
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # the formats know no other, and zipfile bounds no other
_ENCRYPTED = 0x1
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_SEALED = "EncryptedPackage".encode("utf-16-le")


def check_archive(data: bytes, shown: str, what: str, suffix: str) -> None:
    """Raises DraftError where the bytes are no archive, an encrypted one, or one that would not fit in memory.

    `what` names the kind of document, `suffix` what it should be saved as.
    """
    if data.startswith(_OLE):
        _refuse_old_container(data, shown, what, suffix)
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, EOFError):
        hint = f"open it and save it again as {suffix}"
        raise DraftError(f"is damaged, or not {what} at all", path=shown, hint=hint) from None
    if any(entry.flag_bits & _ENCRYPTED for entry in entries):
        raise encrypted(shown)
    if excess := _excess(entries):
        hint = f"if you trust it, open it and save it again as {suffix}"
        raise DraftError(f"is not opened: {excess}", path=shown, hint=hint)


def encrypted(shown: str) -> DraftError:
    return DraftError("is encrypted, so it was not read", path=shown, hint="save a copy without a password")


@contextmanager
def damage_told(shown: str, what: str, suffix: str) -> Iterator[None]:
    """Whatever a broken file makes its library raise comes out as one DraftError: the kinds are too many to list."""
    try:
        yield
    except DraftlintError:
        raise
    except Exception:
        hint = f"open it and save it again as {suffix}"
        raise DraftError(f"is damaged, or not {what} at all", path=shown, hint=hint) from None


def _refuse_old_container(data: bytes, shown: str, what: str, suffix: str) -> None:
    if _SEALED in data:
        raise encrypted(shown)
    raise DraftError(f"is not {what} but a file in an older format", path=shown, hint=f"save it as {suffix}")


def _excess(entries: list[zipfile.ZipInfo]) -> str:
    """Which limit the archive breaks, in words; empty where it keeps to all of them."""
    if len(entries) > _MOST_ENTRIES:
        return f"it holds {len(entries)} files, more than {_MOST_ENTRIES}"
    if sum(entry.file_size for entry in entries) > _MOST_BYTES:
        return f"it would unpack to more than {_MOST_BYTES >> 20} MB"
    for entry in entries:
        if entry.file_size > _MOST_BYTES_OF_AN_ENTRY:
            return f"a file in it would unpack to more than {_MOST_BYTES_OF_AN_ENTRY >> 20} MB"
        if entry.file_size > max(_SMALL, entry.compress_size * _HIGHEST_RATIO):
            return f"a file in it would unpack to more than {_HIGHEST_RATIO} times its size"
        if entry.compress_type not in _METHODS:
            return "a file in it is compressed in a way that no such document uses"
    return ""

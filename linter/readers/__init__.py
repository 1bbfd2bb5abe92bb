"""Files to drafts. A format is known by its file name; one reader a format."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path, PurePath
from typing import Any

from linter.errors import DraftError
from linter.model import Body, Draft, Region
from linter.readers.encoding import decode

FORMATS: dict[str, str] = {
    ".md": "markdown",
    ".markdown": "markdown",
    ".mdown": "markdown",
    ".mkd": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".mdx": "mdx",
    ".rst": "restructuredtext",
    ".adoc": "asciidoc",
    ".asciidoc": "asciidoc",
    ".ipynb": "notebook",
    ".txt": "plain",
    ".text": "plain",
    ".docx": "docx",
    ".hwpx": "hwpx",
}
# Files that are known by their whole name: what git lets people edit.
NAMES: dict[str, str] = {"COMMIT_EDITMSG": "commit", "MERGE_MSG": "commit", "TAG_EDITMSG": "commit"}
# Known by name, not by suffix alone: most XML is no draft.
_WORDPRESS_EXPORT = "*.wordpress*.xml"
_HEAD = 4096  # characters: where an export of another name says what it is
_WITHOUT_FRONT_MATTER = frozenset(("commit", "notebook", "wordpress"))
# These are archives, not text: their readers take the bytes and make the draft.
_DOCUMENTS = frozenset(("docx", "hwpx"))
# What drafts are written in and draftlint does not read, and what each can be saved as.
_UNREAD = {
    ".doc": ("an old Word document", "save it as .docx"),
    ".hwp": ("a Hangul document in the old format", "save it as .hwpx"),
    ".odt": ("an OpenDocument text", "save it as .docx"),
    ".pages": ("a Pages document", "export it as Word, .docx"),
    ".pdf": ("a PDF", "check the document that it was made from"),
    ".rtf": ("a rich text file", "save it as .docx or as .txt"),
}


def format_of(path: str) -> str | None:
    """The format of a file by its name, or None if draftlint does not know it."""
    name = PurePath(path)
    lower = PurePath(path.lower())
    return NAMES.get(name.name) or ("wordpress" if lower.match(_WORDPRESS_EXPORT) else FORMATS.get(lower.suffix))


def is_text(path: str) -> bool:
    """Whether the bytes of a file of this name are the draft's own words."""
    return format_of(path) not in _DOCUMENTS


def read_file(path: Path, shown: str) -> Draft:
    """Read a draft. Raises DraftError where it can't be read or decoded."""
    return read_bytes(read_content(path, shown), shown)


def read_content(path: Path, shown: str = "") -> bytes:
    """The bytes of a file. Raises DraftError."""
    try:
        return path.read_bytes()
    except OSError as problem:
        raise DraftError(f"can't be read: {problem.strerror or problem}", path=shown or str(path)) from None


def read_bytes(data: bytes, shown: str, format_name: str | None = None) -> Draft:
    """Read a draft from bytes; a name that tells no format is plain text. Raises DraftError."""
    name = format_name or format_of(shown)
    if name in _DOCUMENTS:
        return _document_reader(name)(data, shown)
    if name is None:
        _refuse_unread(shown)
    source, encoding = decode(data, shown)
    name = name or ("wordpress" if "<wp:wxr_version>" in source[:_HEAD] else "plain")
    values, regions, start = ({}, (), 0) if name in _WITHOUT_FRONT_MATTER else _front_matter(source, shown)
    try:
        body = _reader(name)(source, start)
    except DraftError as problem:
        problem.path = shown
        raise
    return Draft(shown, source, name, {**body.meta, **values}, (*regions, *body.regions), encoding, body.parts)


def _refuse_unread(shown: str) -> None:
    what, instead = _UNREAD.get(PurePath(shown).suffix.lower(), ("", ""))
    if what:
        raise DraftError(f"is {what}, which draftlint does not read", path=shown, hint=instead)


def _front_matter(source: str, shown: str) -> tuple[Mapping[str, Any], tuple[Region, ...], int]:
    """Values, regions, and where the body begins."""
    if not source.startswith(("---", "+++", "{")):
        return {}, (), 0
    from linter.readers.front_matter import read_front_matter

    front = read_front_matter(source, shown)
    return front.values, front.regions, front.end


def _reader(name: str) -> Callable[[str, int], Body]:
    """The reader of a format, imported when a draft of that format comes."""
    module = import_module(f"linter.readers.{name}")
    reader: Callable[[str, int], Body] = getattr(module, f"read_{name}")
    return reader


def _document_reader(name: str) -> Callable[[bytes, str], Draft]:
    module = import_module(f"linter.readers.{name}")
    reader: Callable[[bytes, str], Draft] = getattr(module, f"read_{name}")
    return reader

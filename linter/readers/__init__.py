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
}
# Known by name, not by suffix alone: most XML is no draft.
_WORDPRESS_EXPORT = "*.wordpress*.xml"
_HEAD = 4096  # characters: where an export of another name says what it is
_WITHOUT_FRONT_MATTER = frozenset(("notebook", "wordpress"))
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
    name = PurePath(path.lower())
    return "wordpress" if name.match(_WORDPRESS_EXPORT) else FORMATS.get(name.suffix)


def read_file(path: Path, shown: str) -> Draft:
    """Read a draft. Raises DraftError where it can't be read or decoded."""
    try:
        data = path.read_bytes()
    except OSError as problem:
        raise DraftError(f"can't be read: {problem.strerror or problem}", path=shown) from None
    return read_bytes(data, shown)


def read_bytes(data: bytes, shown: str, format_name: str | None = None) -> Draft:
    """Read a draft from bytes; a name that tells no format is plain text. Raises DraftError."""
    name = format_name or format_of(shown)
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

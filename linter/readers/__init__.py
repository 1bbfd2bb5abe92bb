"""Files to drafts. A format is known by its file name; one reader a format."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path, PurePath

from linter.errors import DraftError
from linter.model import Draft, Region
from linter.readers.encoding import decode
from linter.readers.front_matter import read_front_matter
from linter.readers.html import read_html
from linter.readers.markdown import read_markdown
from linter.readers.plain import read_plain

FORMATS: dict[str, str] = {
    ".md": "markdown",
    ".markdown": "markdown",
    ".mdown": "markdown",
    ".mkd": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".txt": "plain",
    ".text": "plain",
}
_READERS: dict[str, Callable[[str, int], Iterable[Region]]] = {
    "markdown": read_markdown,
    "html": read_html,
    "plain": read_plain,
}


def format_of(path: str) -> str | None:
    """The format of a file by its name, or None if draftlint does not know it."""
    return FORMATS.get(PurePath(path).suffix.lower())


def read_file(path: Path, shown: str) -> Draft:
    """Read a draft. Raises DraftError where it can't be read or decoded."""
    try:
        data = path.read_bytes()
    except OSError as problem:
        raise DraftError(f"can't be read: {problem.strerror or problem}", path=shown) from None
    return read_bytes(data, shown)


def read_bytes(data: bytes, shown: str, format_name: str | None = None) -> Draft:
    """Read a draft from bytes; a name that tells no format is plain text."""
    source, encoding = decode(data, shown)
    name = format_name or format_of(shown) or "plain"
    front = read_front_matter(source, shown)
    body = tuple(_READERS[name](source, front.end))
    return Draft(shown, source, name, front.values, (*front.regions, *body), encoding)

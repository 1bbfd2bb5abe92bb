"""What makes two contents the same one: their text. Line ends don't count, nor how letters are written in bytes, which
Git and browsers change as they please. Of what is no text, every byte counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from linter.errors import DraftError
from linter.model import Finding
from linter.readers import format_of, is_text
from linter.readers.encoding import decode

LONGEST_TITLE = 250  # characters


def settled(data: bytes, name: str) -> bytes:
    """The content as it is kept: of a text, UTF-8 with LF."""
    if not is_text(name):
        return data
    try:
        text, _ = decode(data, name)
    except DraftError:  # whoever judges it will say so
        return data
    return text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n").encode("utf-8", "surrogatepass")


def title_of(given: str) -> str:
    """A title as it is kept: one line that can be seen, without what turns letters round."""
    seen = "".join(char if char.isprintable() else " " for char in given)
    return " ".join(seen.split())[:LONGEST_TITLE].strip()


def format_under(name: str) -> str:
    """The format that a content has by its name."""
    return format_of(name) or "plain"


def content_hash(data: bytes, name: str) -> str:
    """The SHA-256, in hexadecimal, that a signature is of."""
    return sha256(settled(data, name)).hexdigest()


@dataclass(frozen=True, slots=True)
class Submission:
    """A content and what is found in it."""

    name: str
    content: bytes
    findings: Sequence[Finding]
    title: str = ""

    @property
    def content_hash(self) -> str:
        return content_hash(self.content, self.name)

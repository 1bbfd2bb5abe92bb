"""What makes two contents the same one: their bytes. But line ends don't count, which Git and browsers change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from linter.model import Finding
from linter.readers import is_text

LONGEST_TITLE = 250  # characters


def settled(data: bytes, name: str) -> bytes:
    """The content as it is kept: of a text, line ends are LF."""
    return data.replace(b"\r\n", b"\n").replace(b"\r", b"\n") if is_text(name) and b"\0" not in data else data


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

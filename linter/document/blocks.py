"""The blocks that a document is made of. Their strings are plain text: whoever shows them escapes them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TypeAlias


class Mark(Enum):
    """What stands before an item, and says at a glance how it fares."""

    KEPT = "✓"
    BROKEN = "✗"
    PERSON = "?"
    OPEN = "☐"
    OFF = "–"


@dataclass(frozen=True, slots=True)
class Heading:
    """`level` counts from 1, the title of the document."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    text: str


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words to be copied as they are."""

    text: str


@dataclass(frozen=True, slots=True)
class Item:
    """One line of a list: a mark, a strong `lead`, the text, and `notes` below it."""

    text: str
    lead: str = ""
    mark: Mark | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Items:
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """`rows` have as many cells as `head`; a cell is a tuple of lines."""

    head: tuple[str, ...]
    rows: tuple[tuple[tuple[str, ...], ...], ...]


Block: TypeAlias = Heading | Paragraph | Quotation | Items | Table


@dataclass(frozen=True, slots=True)
class Document:
    """`lang` is the language of its words, `ko` or `en`."""

    lang: str
    blocks: tuple[Block, ...]

    @property
    def title(self) -> str:
        return next((block.text for block in self.blocks if isinstance(block, Heading)), "")

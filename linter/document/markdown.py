"""A document as Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator

from linter.document.blocks import Block, Document, Heading, Item, Items, Paragraph, Quotation
from linter.reporters.controls import on_one_line

# What would be markup inside a line, and what would be at its beginning.
_INLINE = re.compile(r"([\\`*<|]|&(?=[#\w])|(?<![^\W_])_|_(?![^\W_])|~(?=~)|\](?=[(\[:]))")
_OPENING = re.compile(r"^(\d*)(?=[-+=>#~]|(?<=\d)[.)](?:\s|$))")


def render(document: Document) -> str:
    return "\n\n".join("\n".join(_lines(block)) for block in document.blocks) + "\n"


def _lines(block: Block) -> Iterator[str]:
    if isinstance(block, Heading):
        yield f"{'#' * block.level} {_inline(block.text)}"
    elif isinstance(block, Paragraph):
        yield _escaped(block.text)
    elif isinstance(block, Quotation):
        yield f"> {_escaped(block.text)}"
    elif isinstance(block, Items):
        for item in block.items:
            yield from _item(item)
    else:
        yield _row(block.head)
        yield _row(["---"] * len(block.head), raw=True)
        yield from (_row(["<br>".join(map(_inline, cell)) for cell in row], raw=True) for row in block.rows)


def _item(item: Item) -> Iterator[str]:
    lead = f"**{_inline(item.lead)}** " if item.lead else ""
    mark = f"{item.mark.value} " if item.mark else ""
    text = _inline(item.text) if lead or mark else _escaped(item.text)
    yield f"- {mark}{lead}{text}"
    yield from (f"  - {_escaped(note)}" for note in item.notes)


def _row(cells: list[str] | tuple[str, ...], *, raw: bool = False) -> str:
    return "| " + " | ".join(cell if raw else _inline(cell) for cell in cells) + " |"


def _inline(text: str) -> str:
    return _INLINE.sub(r"\\\1", on_one_line(text))


def _escaped(text: str) -> str:
    """Text at the beginning of a line."""
    return _OPENING.sub(r"\1\\", _inline(text))

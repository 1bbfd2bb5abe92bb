"""A document as plain text, for a terminal or a pipe."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from linter.document.blocks import Block, Document, Heading, Item, Items, Mark, Paragraph, Quotation, Table
from linter.reporters.controls import on_one_line

Style = Callable[..., str]
_COLOURS = {Mark.KEPT: "green", Mark.BROKEN: "red", Mark.PERSON: "yellow", Mark.OPEN: None, Mark.OFF: None}
_WIDEST_TABLE = 120  # characters; what is wider is told row by row


def unstyled(text: str, **_: object) -> str:
    return text


def render(document: Document, style: Style = unstyled) -> str:
    """`style` is that of `click.style`."""
    return "\n\n".join("\n".join(_lines(block, style)) for block in document.blocks) + "\n"


def _lines(block: Block, style: Style) -> Iterator[str]:
    if isinstance(block, Heading):
        yield style(on_one_line(block.text), bold=True)
    elif isinstance(block, Paragraph):
        yield on_one_line(block.text)
    elif isinstance(block, Quotation):
        yield f"    {on_one_line(block.text)}"
    elif isinstance(block, Items):
        width = max((len(item.lead) for item in block.items if item.mark), default=0)
        for item in block.items:
            yield from _item(item, width, style)
    else:
        yield from _table(block, style)


def _item(item: Item, width: int, style: Style) -> Iterator[str]:
    """With marks, the leads of a list stand in a column."""
    mark = style(item.mark.value, fg=_COLOURS[item.mark], bold=True) if item.mark else "-"
    lead = style(on_one_line(item.lead).ljust(width), bold=True)
    yield f"{mark} {lead}  {on_one_line(item.text)}" if item.lead else f"{mark} {on_one_line(item.text)}"
    margin = " " * (width + 4 if item.mark else 2)
    yield from (margin + on_one_line(note) for note in item.notes)


def _table(table: Table, style: Style) -> Iterator[str]:
    shown = [tuple(", ".join(cell) for cell in row) for row in table.rows]
    widths = [max(map(len, column)) for column in zip(table.head, *shown, strict=True)]
    if sum(widths) + 2 * len(widths) > _WIDEST_TABLE:
        yield from _told(table, style)
        return
    for at, row in enumerate([table.head, *shown]):
        line = "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        yield line if at else style(line, bold=True)


def _told(table: Table, style: Style) -> Iterator[str]:
    for at, (first, *rest) in enumerate(table.rows):
        yield ("\n" if at else "") + style(", ".join(first), bold=True)
        for name, cell in zip(table.head[1:], rest, strict=True):
            yield f"  {style(name, bold=True)}:" + ("" if cell else " –")
            yield from (f"    {on_one_line(line)}" for line in cell)

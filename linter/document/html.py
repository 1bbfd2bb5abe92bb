"""A document as one page of HTML that asks nothing of any network."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from html import escape
from pathlib import Path

from linter.document.blocks import Block, Document, Heading, Item, Items, Paragraph, Quotation, Table
from linter.reporters.controls import visible


def render(document: Document) -> str:
    style = (Path(__file__).parent / "page.css").read_text("utf-8")
    digest = base64.b64encode(hashlib.sha256(style.encode("utf-8")).digest()).decode("ascii")
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    body = "\n".join(part for block in document.blocks for part in _block(block))
    return (
        f'<!doctype html>\n<html lang="{document.lang}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n<meta name="referrer" content="no-referrer">\n'
        f"<title>{_escaped(document.title)}</title>\n<style>{style}</style>\n</head>\n"
        f"<body>\n<main>\n{body}\n</main>\n</body>\n</html>\n"
    )


def _block(block: Block) -> Iterator[str]:
    if isinstance(block, Heading):
        yield f"<h{block.level}>{_escaped(block.text)}</h{block.level}>"
    elif isinstance(block, Paragraph):
        yield f"<p>{_escaped(block.text)}</p>"
    elif isinstance(block, Quotation):
        yield f"<blockquote><p>{_escaped(block.text)}</p></blockquote>"
    elif isinstance(block, Items):
        yield "<ul>"
        yield from map(_item, block.items)
        yield "</ul>"
    else:
        yield from _table(block)


def _item(item: Item) -> str:
    kind = f' class="{item.mark.name.lower()}"' if item.mark else ""
    mark = f"<span>{item.mark.value}</span> " if item.mark else ""
    lead = f"<strong>{_escaped(item.lead)}</strong> " if item.lead else ""
    notes = "".join(f"<li>{_escaped(note)}</li>" for note in item.notes)
    return f"<li{kind}>{mark}{lead}{_escaped(item.text)}{f'<ul>{notes}</ul>' if notes else ''}</li>"


def _table(table: Table) -> Iterator[str]:
    yield '<div class="wide" tabindex="0"><table>'
    yield "<thead><tr>" + "".join(f'<th scope="col">{_escaped(name)}</th>' for name in table.head) + "</tr></thead>"
    yield "<tbody>"
    for first, *rest in table.rows:
        cells = "".join(f"<td>{_cell(cell)}</td>" for cell in rest)
        yield f'<tr><th scope="row">{_cell(first)}</th>{cells}</tr>'
    yield "</tbody></table></div>"


def _cell(lines: tuple[str, ...]) -> str:
    return "<br>".join(map(_escaped, lines)) or "–"


def _escaped(text: str) -> str:
    return escape(visible(text))

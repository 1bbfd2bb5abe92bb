"""Jupyter notebooks: Markdown cells are prose, code cells and what they printed are code, and each is a part.

A cell's text is a view of the JSON strings that hold it, so a finding stands where the .ipynb file has it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any

from linter.errors import DraftError
from linter.model import Body, Part, PartKind, Region, RegionKind, Span
from linter.text.json_strings import Path, parsed, pieces, strings
from linter.text.markdown import markdown_regions
from linter.text.regions import whole
from linter.text.view import View

Place = tuple[Path, Span]


def read_notebook(source: str, start: int = 0) -> Body:
    """Raises DraftError for what is not JSON or not a notebook of format 4."""
    document = _notebook(parsed(source))
    regions: list[Region] = []
    parts: list[Part] = []
    for owner, group in groupby(strings(source), key=lambda place: place[0][:2]):
        places = list(group)
        if owner[:1] == ("cells",) and len(owner) == 2:
            number = int(owner[1])
            regions += _cell_regions(source, places, document["cells"][number])
            parts.append(Part(Span(places[0][1].start, places[-1][1].end), PartKind.CELL, number + 1))
        elif owner[:1] == ("metadata",):
            regions += _metadata_regions(source, places)
    return Body.of(regions, _texts(document.get("metadata")), parts)


def _notebook(document: object) -> Mapping[str, Any]:
    if isinstance(document, dict) and "worksheets" in document:
        hint = "run: jupyter nbconvert --to notebook --inplace FILE"
        raise DraftError("is a notebook of format 3 or older; draftlint reads format 4", hint=hint)
    cells = document.get("cells") if isinstance(document, dict) else None
    if not isinstance(cells, list) or not all(isinstance(cell, dict) for cell in cells):
        raise DraftError("is JSON but not a notebook: it has no list of cells", hint="save it from Jupyter again")
    return document  # type: ignore[return-value]


def _cell_regions(source: str, places: Iterable[Place], cell: Mapping[str, Any]) -> Iterator[Region]:
    """The regions of a cell: its source, then each text that an output holds."""
    for name, group in groupby(places, key=lambda place: _text_of(place[0][2:])):
        if name is None:
            continue
        view = View.of(piece for _, place in group for piece in pieces(source, place))
        is_prose = name == ("source",) and cell.get("cell_type") != "code"
        yield from view.regions(markdown_regions(view.text) if is_prose else _code(view))


def _code(view: View) -> list[Region]:
    return [whole(RegionKind.CODE, view.text, 0)] if view.text.strip() else []


def _text_of(path: Path) -> Path | None:
    """The text that a string belongs to (a text is a string or a list of strings), None if nobody sees it."""
    text = path[:-1] if path and isinstance(path[-1], int) else path
    match text:
        case ("source",) | ("outputs", _, "text" | "evalue" | "traceback"):
            return text
        case ("outputs", _, "data", str(media)) if media.startswith("text/"):
            return text
    return None


def _metadata_regions(source: str, places: Iterable[Place]) -> Iterator[Region]:
    """The notebook's title, and whatever else its metadata tell."""
    for path, place in places:
        name = ".".join(step for step in path[1:] if isinstance(step, str))
        kind = RegionKind.TITLE if name == "title" else RegionKind.FIELD
        view = View.of(pieces(source, place))
        if view.text.strip():
            yield from view.regions([whole(kind, view.text, 0, name)])


def _texts(value: Any) -> Any:
    """Metadata as front matter has it: texts, lists and mappings."""
    if isinstance(value, dict):
        return {str(key): _texts(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_texts(inner) for inner in value]
    return {} if value is None else str(value)

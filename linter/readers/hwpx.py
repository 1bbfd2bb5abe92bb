"""Hangul documents in the open format (OWPML). python-hwpx opens the package and tells its parts; the XML of sections
is walked here, for notes, headers, memos and tracked changes stand inside the runs of paragraphs."""

from __future__ import annotations

import logging
import zipfile
from collections.abc import Callable, Iterator
from io import BytesIO
from typing import Any

import regex

from linter.errors import DraftError, missing_extra
from linter.model import Draft, PartKind, RegionKind
from linter.office.archive import check_archive, damage_told, encrypted
from linter.office.layout import Block, Layout, Line, Piece, Place
from linter.office.markup import Element, attribute, children, descendants, first, local, parse

_WHAT, _SUFFIX = "a Hangul document", ".hwpx"
_MANIFEST = "META-INF/manifest.xml"
# By the English name of a style where it has one, else by its Korean name.
_STYLES = (
    (regex.compile(r"title|제목"), RegionKind.TITLE),
    (
        regex.compile(r"(outline|heading) ?\d+|subtitle|(개요|큰제목|중간제목|작은제목|부제목|소제목).*"),
        RegionKind.HEADING,
    ),
    (regex.compile(r"quot(e|ation)|인용.*"), RegionKind.QUOTE),
    (regex.compile(r"(source )?code|코드|소스 ?코드"), RegionKind.CODE),
)
_HEADINGS = {"OUTLINE": RegionKind.HEADING, "NUMBER": RegionKind.LIST, "BULLET": RegionKind.LIST}
_PROPERTIES = {
    "title": ("title", RegionKind.TITLE),
    "subject": ("subject", RegionKind.META),
    "description": ("description", RegionKind.META),
    "keyword": ("keywords", RegionKind.META),
    "creator": ("author", RegionKind.FIELD),
    "lastsaveby": ("last-modified-by", RegionKind.FIELD),
}
_STORIES = {
    "footNote": (PartKind.FOOTNOTE, None),
    "endNote": (PartKind.ENDNOTE, None),
    "header": (PartKind.HEADER, RegionKind.META),
    "footer": (PartKind.FOOTER, RegionKind.META),
}
_CHARACTERS = {"tab": "\t", "lineBreak": "\n", "nbSpace": "\N{NO-BREAK SPACE}", "fwSpace": " ", "hyphen": "-"}
_BEGINS = {"insertBegin": PartKind.INSERTION, "deleteBegin": PartKind.DELETION}
_ENDS = ("insertEnd", "deleteEnd")
_UNSEEN = frozenset(("secPr", "linesegarray", "memogroup", "parameters", "colPr", "metaTag"))
_CELL_JOINT = " | "


def read_hwpx(data: bytes, shown: str) -> Draft:
    """The draft of a Hangul document. Raises DraftError where it is damaged, encrypted, oversized or none at all."""
    check_archive(data, shown, _WHAT, _SUFFIX)
    try:
        from hwpx.opc.package import HwpxPackage
    except ModuleNotFoundError:
        problem = missing_extra("Hangul documents (.hwpx)", "office")
        raise DraftError(problem.message, path=shown, hint=problem.hint) from None
    logging.getLogger("hwpx").addHandler(
        logging.NullHandler()
    )  # it tells of repairs, with tracebacks; we tell of damage
    with damage_told(shown, _WHAT, _SUFFIX):
        if _is_encrypted(data):
            raise encrypted(shown)
        return _Document(HwpxPackage.open(data)).read(shown)


def _is_encrypted(data: bytes) -> bool:
    """As the manifest says, which itself is never encrypted."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return _MANIFEST in archive.namelist() and b"encryption-data" in archive.read(_MANIFEST)


class _Document:
    def __init__(self, package: Any) -> None:
        self.layout = Layout()
        self.change: Place | None = None  # a change may begin in one run and end in another
        self.stories: list[Element] = []
        self._package = package
        heads = [parse(package.get_part(path)) for path in package.header_paths()]
        self._styles = _by_id(heads, "style")
        self._shapes = _by_id(heads, "paraPr")
        self._changes = _by_id(heads, "trackChange")
        self._people = _by_id(heads, "trackChangeAuthor")

    def read(self, shown: str) -> Draft:
        sections = [parse(self._package.get_part(path)) for path in self._package.section_paths()]
        if not sections:
            raise ValueError("an archive without sections is no Hangul document")
        for section in sections:
            self.story(section)
        self._side_stories()
        for path in self._package.master_page_paths():
            page = parse(self._package.get_part(path))
            self.story(page, self.layout.place(PartKind.HEADER), RegionKind.META)
        self._loose_memos(sections)
        return self.layout.draft(shown, "hwpx", self._properties())

    def story(self, container: Element, place: Place | None = None, kind: RegionKind | None = None) -> None:
        """Paragraphs at any depth. Without a place, each is a part of its own."""
        for child in container:
            if local(child) == "p":
                self._paragraph(child, place or self.layout.place(PartKind.PARAGRAPH), kind)
            elif local(child) not in _UNSEEN:
                self.story(child, place, kind)

    def _side_stories(self) -> None:
        """Notes, then headers and footers: all that the paragraphs so far, and these, have anchored."""
        for name, (part, kind) in _STORIES.items():
            for story in [one for one in self.stories if local(one) == name]:
                self.stories.remove(story)
                self.story(story, self.layout.place(part), kind)
        if self.stories:
            self._side_stories()

    def _paragraph(self, element: Element, place: Place, kind: RegionKind | None, row: int | None = None) -> None:
        gathered = self.gathered(element, place, kind, row)
        self.layout.add(gathered.block)
        self._inside(gathered, place, kind)

    def _inside(self, gathered: _Paragraph, place: Place, kind: RegionKind | None) -> None:
        """Tables and text boxes, below the paragraph in which they are anchored."""
        for table in gathered.tables:
            is_story = place.kind not in (PartKind.PARAGRAPH, PartKind.TABLE)
            self._table(table, place if is_story else self.layout.place(PartKind.TABLE), kind)
        for box in gathered.boxes:
            self.story(box, place, kind)

    def gathered(self, element: Element, place: Place, kind: RegionKind | None, row: int | None = None) -> _Paragraph:
        gathered = _Paragraph(self, place, kind or self._kind(element), row)
        for run in children(element, "run"):
            gathered.read_run(run)
        return gathered

    def _table(self, table: Element, place: Place, kind: RegionKind | None) -> None:
        """A row is a line, unless a cell holds more than a line: then the table is there for the layout's sake."""
        for caption in children(table, "caption"):
            self.story(caption, place, kind)
        for number, row in enumerate(children(table, "tr"), 1):
            cells = [list(_paragraphs(cell)) for cell in children(row, "tc")]
            if any(_is_more_than_a_line(cell) for cell in cells):
                for paragraph in (one for cell in cells for one in cell):
                    self._paragraph(paragraph, place, kind, number)
            else:
                self._row([one for cell in cells for one in cell], place, kind or RegionKind.TABLE, number)

    def _row(self, paragraphs: list[Element], place: Place, kind: RegionKind, row: int) -> None:
        whole = Block(Line(kind))
        gathered = [self.gathered(one, place, kind, row) for one in paragraphs]
        for one in gathered:
            whole.absorb(one.block, Piece(_CELL_JOINT, place, row))
        self.layout.add(whole)
        for one in gathered:
            self._inside(one, place, None)

    def _kind(self, paragraph: Element) -> RegionKind:
        """By the style's name; else by the paragraph's own outline or numbering."""
        style = self._styles.get(attribute(paragraph, "styleIDRef"))
        if style is not None:
            written = (attribute(style, "engName") or attribute(style, "name")).strip().lower()
            for pattern, kind in _STYLES:
                if pattern.fullmatch(written):
                    return kind
        shape = self._shapes.get(attribute(paragraph, "paraPrIDRef"))
        heading = next(descendants(shape, "heading"), None) if shape is not None else None
        kind_name = attribute(heading, "type") if heading is not None else ""
        return _HEADINGS.get(kind_name, RegionKind.PARAGRAPH)

    def begin_change(self, mark: Element) -> None:
        change = self._changes.get(attribute(mark, "TcId"))
        person = self._people.get(attribute(change, "authorID")) if change is not None else None
        name = attribute(person, "name") if person is not None else ""
        self.change = self.layout.place(_BEGINS[local(mark)], name)

    def memo(self, container: Element, author: str) -> Block:
        place = self.layout.place(PartKind.COMMENT, author)
        whole = Block(Line(RegionKind.NOTE))
        for one in descendants(container, "p"):
            whole.absorb(self.gathered(one, place, RegionKind.NOTE).block, Piece("\n", place))
        return whole

    def _loose_memos(self, sections: list[Element]) -> None:
        """Memos that no field of a paragraph shows."""
        shown = {
            attribute(one, "name") + (one.text or "")
            for section in sections
            for field in descendants(section, "fieldBegin")
            for one in descendants(field, "stringParam")
        }
        for memo in (one for section in sections for one in descendants(section, "memo")):
            if "ID" + attribute(memo, "id") not in shown:
                self.layout.add(self.memo(memo, ""))

    def _properties(self) -> dict[str, str]:
        values: dict[str, str] = {}
        for metadata in descendants(self._package.manifest_tree(), "metadata"):
            for element in metadata:
                name = attribute(element, "name") if local(element) == "meta" else local(element)
                known, kind = _PROPERTIES.get(name.lower(), ("", RegionKind.FIELD))
                if known and (element.text or "").strip():
                    values[known] = element.text
                    self.layout.add_property(kind, known, element.text)
        for person in self._people.values():
            self.layout.add_property(RegionKind.FIELD, "reviewer", attribute(person, "name"))
        return values


class _Paragraph:
    """One paragraph, gathered run by run: what it shows, what hangs on it, and what is anchored in it."""

    def __init__(self, document: _Document, place: Place, kind: RegionKind, row: int | None) -> None:
        self.block = Block(Line(kind))
        self.tables: list[Element] = []
        self.boxes: list[Element] = []
        self._document, self._place, self._row = document, place, row
        self._run = 0
        self._handlers: dict[str, Callable[[Element], None]] = {
            **dict.fromkeys(_STORIES, document.stories.append),
            **dict.fromkeys(("drawText", "caption"), self.boxes.append),
            "t": self._words,
            "tbl": self.tables.append,
            "fieldBegin": self._field,
            "hiddenComment": self._hidden_comment,
            **dict.fromkeys(("shapeComment", "script"), lambda one: self._aside(RegionKind.ALT, one.text or "")),
            **dict.fromkeys(("mainText", "subText"), lambda one: self._text(one.text or "")),
        }

    def read_run(self, run: Element) -> None:
        self._run += 1
        self._walk(run)

    def _walk(self, element: Element) -> None:
        for child in element:
            name = local(child)
            handler = self._handlers.get(name)
            if handler is not None:
                handler(child)
            elif name not in _UNSEEN:
                if name == "textart":
                    self._aside(RegionKind.PARAGRAPH, attribute(child, "text"))
                self._walk(child)

    def _words(self, element: Element) -> None:
        """Text with marks in it: tabs, line breaks, and where tracked changes begin and end."""
        self._text(element.text or "")
        for mark in element:
            name = local(mark)
            if name in _BEGINS:
                self._document.begin_change(mark)
            elif name in _ENDS:
                self._document.change = None
            else:
                self._text(_CHARACTERS.get(name, ""))
            self._text(mark.tail or "")

    def _text(self, text: str) -> None:
        if text:
            change = self._document.change
            self.block.write(Piece(text, change) if change is not None else self._piece(text))

    def _piece(self, text: str) -> Piece:
        return Piece(text, self._place, self._run if self._place.kind is PartKind.PARAGRAPH else self._row)

    def _field(self, field: Element) -> None:
        given = {attribute(one, "name"): one.text or "" for one in descendants(field, "stringParam")}
        match attribute(field, "type"):
            case "MEMO":
                self._comment(field, given.get("Author", ""))
            case "HYPERLINK":
                self._aside(RegionKind.LINK, given.get("Path") or _address(given.get("Command", "")))
            case _:
                self._aside(RegionKind.FIELD, given.get("Command", ""))
                self.boxes += children(field, "subList")

    def _hidden_comment(self, element: Element) -> None:
        self._comment(element, "")

    def _comment(self, element: Element, author: str) -> None:
        change, self._document.change = self._document.change, None
        self.block.comment(self._document.memo(element, author))
        self._document.change = change

    def _aside(self, kind: RegionKind, text: str) -> None:
        self.block.hide(kind, self._piece(text))


def _by_id(heads: list[Element], name: str) -> dict[str, Element]:
    return {attribute(one, "id"): one for head in heads for one in descendants(head, name)}


def _address(command: str) -> str:
    """`https\\://example.org;1;0;0;` is an address and how to open it."""
    return regex.sub(r"\\(.)", r"\1", regex.split(r"(?<!\\);", command)[0])


def _paragraphs(cell: Element) -> Iterator[Element]:
    listed = first(cell, "subList")
    return children(listed, "p") if listed is not None else iter(())


def _is_more_than_a_line(paragraphs: list[Element]) -> bool:
    if any(next(descendants(one, "tbl"), None) is not None for one in paragraphs):
        return True
    return sum(any("".join(text.itertext()).strip() for text in descendants(one, "t")) for one in paragraphs) > 1

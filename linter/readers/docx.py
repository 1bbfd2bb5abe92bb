"""Word documents. python-docx opens the package and tells its parts and styles; what its objects hide (tracked changes,
comments' places, text boxes, fields, watermarks) is read from the XML beneath them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from io import BytesIO
from typing import Any

import regex

from linter.errors import DraftError, missing_extra
from linter.model import Draft, PartKind, RegionKind
from linter.office.archive import check_archive, damage_told
from linter.office.layout import Block, Layout, Line, Piece, Place
from linter.office.markup import Element, attribute, children, descendants, first, local, parse, without_doctype

_WHAT, _SUFFIX = "a Word document", ".docx"
_MAIN = regex.compile(r"application/.*\b(wordprocessingml|ms-word)\..*main\+xml")
# Built-in styles keep these names in every language of Word.
_STYLES = (
    (regex.compile(r"title"), RegionKind.TITLE),
    (regex.compile(r"heading \d+|subtitle"), RegionKind.HEADING),
    (regex.compile(r"(intense )?quote|block text|quotations"), RegionKind.QUOTE),
    (regex.compile(r"list\b.*"), RegionKind.LIST),
    (
        regex.compile(r"html (code|preformatted)|preformatted text|source code|code( block)?|macro text"),
        RegionKind.CODE,
    ),
)
_ADDRESS = regex.compile(r'\s*HYPERLINK\s+(?:\\l\s+)?"([^"]*)"')
_PROPERTIES = {
    "title": ("title", RegionKind.TITLE),
    "subject": ("subject", RegionKind.META),
    "keywords": ("keywords", RegionKind.META),
    "description": ("description", RegionKind.META),
    "category": ("category", RegionKind.META),
    "contentStatus": ("status", RegionKind.META),
    "creator": ("author", RegionKind.FIELD),
    "lastModifiedBy": ("last-modified-by", RegionKind.FIELD),
    "Company": ("company", RegionKind.FIELD),
    "Manager": ("manager", RegionKind.FIELD),
}
_UNSEEN = frozenset(("pPr", "rPr", "tblPr", "trPr", "tcPr", "sectPr", "Fallback", "fldData"))
_CHANGES = {
    "ins": PartKind.INSERTION,
    "moveTo": PartKind.INSERTION,
    "del": PartKind.DELETION,
    "moveFrom": PartKind.DELETION,
}
_CELL_JOINT = " | "


def read_docx(data: bytes, shown: str) -> Draft:
    """The draft of a Word document. Raises DraftError where it is damaged, encrypted, oversized or none at all."""
    check_archive(data, shown, _WHAT, _SUFFIX)
    try:
        from docx.opc.package import OpcPackage
    except ModuleNotFoundError:
        problem = missing_extra("Word documents (.docx)", "office")
        raise DraftError(problem.message, path=shown, hint=problem.hint) from None
    with damage_told(shown, _WHAT, _SUFFIX):
        return _Document(OpcPackage.open(BytesIO(data))).read(shown)


class _Document:
    def __init__(self, package: Any) -> None:
        self.main, self.package = _main(package), package
        self.layout = Layout()
        self._parts: dict[Element, Any] = {}  # of the root element of each part that was opened
        self.comments = {attribute(one, "id"): one for one in self._elements("comments", "comment")}
        self.people: dict[str, None] = {}
        self._styles = {attribute(one, "styleId"): one for one in self._elements("styles", "style")}

    def read(self, shown: str) -> Draft:
        self._story(first(self._root(self.main), "body"))
        for kind, name in ((PartKind.FOOTNOTE, "footnote"), (PartKind.ENDNOTE, "endnote")):
            for note in self._elements(f"{name}s", name):
                if not attribute(note, "type"):  # separators are notes of a type
                    self._story(note, self.layout.place(kind))
        for name in ("diagramData", "chart"):
            for root in self._roots(name):
                self._story(root, self.layout.place(PartKind.DRAWING))
        for kind in (PartKind.HEADER, PartKind.FOOTER):
            for root in self._roots(str(kind)):
                self._story(root, self.layout.place(kind), RegionKind.META)
        for left in list(self.comments):
            self.layout.add(self.comment(left))  # it hangs on no paragraph, so it can't allow anything there
        return self.layout.draft(shown, "docx", self._properties())

    def _roots(self, name: str, source: Any = None) -> list[Element]:
        """The root elements of the parts of a relationship's name, in the order of their files."""
        relations = (source or self.main).rels.values()
        parts = {
            str(one.target_part.partname): one.target_part
            for one in relations
            if not one.is_external and one.reltype.endswith(f"/{name}")
        }
        return [self._root(parts[key]) for key in sorted(parts, key=lambda key: (len(key), key))]

    def _root(self, part: Any) -> Element:
        root = without_doctype(part.element) if hasattr(part, "element") else parse(part.blob)
        self._parts[root] = part
        return root

    def _elements(self, part: str, name: str) -> Iterator[Element]:
        return (element for root in self._roots(part) for element in children(root, name))

    def _story(self, container: Element, place: Place | None = None, kind: RegionKind | None = None) -> None:
        """Paragraphs and tables. Without a place, each paragraph and each table is a part of its own."""
        for child in container:
            match local(child):
                case "p":
                    self._add(child, place or self.layout.place(PartKind.PARAGRAPH), kind)
                case "tbl":
                    self._table(child, place or self.layout.place(PartKind.TABLE), kind)
                case name if name not in _UNSEEN:
                    self._story(child, place, kind)

    def _add(self, paragraph: Element, place: Place, kind: RegionKind | None, row: int | None = None) -> None:
        gathered = self._gathered(paragraph, place, kind, row)
        self.layout.add(gathered.block)
        self._boxes(gathered, place, kind)

    def _boxes(self, gathered: _Paragraph, place: Place, kind: RegionKind | None) -> None:
        for box in gathered.boxes:
            self._story(box, place, kind)

    def _gathered(self, paragraph: Element, place: Place, kind: RegionKind | None, row: int | None) -> _Paragraph:
        gathered = _Paragraph(self, place, kind or self._kind(paragraph), row)
        gathered.walk(paragraph)
        gathered.end_field()
        return gathered

    def _table(self, table: Element, place: Place, kind: RegionKind | None) -> None:
        """A row is a line, unless a cell holds more than a line: then the table is there for the layout's sake."""
        for number, row in enumerate(_of_table(table, "tr"), 1):
            cells = list(_of_table(row, "tc"))
            if any(_is_more_than_a_line(cell) for cell in cells):
                for cell in cells:
                    self._cell(cell, place, kind, number)
            else:
                self._row(cells, place, kind or RegionKind.TABLE, number)

    def _cell(self, cell: Element, place: Place, kind: RegionKind | None, row: int) -> None:
        for child in cell:
            match local(child):
                case "p":
                    self._add(child, place, kind, row)
                case "tbl":
                    nested = self.layout.place(PartKind.TABLE) if place.kind is PartKind.TABLE else place
                    self._table(child, nested, kind)
                case name if name not in _UNSEEN:
                    self._cell(child, place, kind, row)

    def _row(self, cells: list[Element], place: Place, kind: RegionKind, row: int) -> None:
        whole = Block(Line(kind))
        joint = Piece(_CELL_JOINT, place, row)
        paragraphs = [self._gathered(one, place, kind, row) for cell in cells for one in _paragraphs(cell)]
        for paragraph in paragraphs:
            whole.absorb(paragraph.block, joint)
        self.layout.add(whole)
        for paragraph in paragraphs:
            self._boxes(paragraph, place, None)

    def _kind(self, paragraph: Element) -> RegionKind:
        """By the style, or one that it is based on; else by the paragraph's own outline level or numbering."""
        properties = first(paragraph, "pPr")
        if properties is None:
            return RegionKind.PARAGRAPH
        style = first(properties, "pStyle")
        named = self._kind_of_style(attribute(style, "val")) if style is not None else None
        if named is not None:
            return named
        if first(properties, "outlineLvl") is not None:
            return RegionKind.HEADING
        return RegionKind.LIST if first(properties, "numPr") is not None else RegionKind.PARAGRAPH

    def _kind_of_style(self, identifier: str) -> RegionKind | None:
        seen = set[str]()
        while identifier in self._styles and identifier not in seen:
            seen.add(identifier)
            style = self._styles[identifier]
            name = first(style, "name")
            written = attribute(name, "val").lower() if name is not None else ""
            for pattern, kind in _STYLES:
                if pattern.fullmatch(written):
                    return kind
            base = first(style, "basedOn")
            identifier = attribute(base, "val") if base is not None else ""
        return None

    def comment(self, identifier: str) -> Block:
        """A reviewer's comment and what it hides, taken out of those that have no place yet."""
        element = self.comments.pop(identifier)
        place = self.layout.place(PartKind.COMMENT, self.person(element))
        whole = Block(Line(RegionKind.NOTE))
        for one in descendants(element, "p"):
            whole.absorb(self._gathered(one, place, RegionKind.NOTE, None).block, Piece("\n", place))
        return whole

    def person(self, element: Element) -> str:
        """Who changed or commented: kept, since the name is in the file that is sent out."""
        name = attribute(element, "author")
        if name:
            self.people[name] = None
        return name

    def address(self, link: Element) -> str:
        """Where a link leads, as the part that it stands in has it."""
        part = self._parts[link.getroottree().getroot()]
        relation = part.rels.get(attribute(link, "id"))
        return str(relation.target_ref) if relation is not None and relation.is_external else ""

    def _properties(self) -> dict[str, str]:
        values: dict[str, str] = {}
        for part in ("core-properties", "extended-properties"):
            for root in self._roots(part, self.package):
                for element in root:
                    name, kind = _PROPERTIES.get(local(element), ("", RegionKind.FIELD))
                    if name and (element.text or "").strip():
                        values[name] = element.text
                        self.layout.add_property(kind, name, element.text)
        for root in self._roots("custom-properties", self.package):
            for element in children(root, "property"):
                name, value = attribute(element, "name"), "".join(element.itertext())
                values.setdefault(name, value)
                self.layout.add_property(RegionKind.META, name, value)
        for person in self.people:
            self.layout.add_property(RegionKind.FIELD, "reviewer", person)
        return values


class _Paragraph:
    """One paragraph, gathered run by run: what it shows, what hangs on it, and the text boxes anchored in it."""

    def __init__(self, document: _Document, place: Place, kind: RegionKind, row: int | None) -> None:
        self.block = Block(Line(kind))
        self.boxes: list[Element] = []
        self._document, self._place, self._row = document, place, row
        self._run = 0
        self._change: Place | None = None
        self._latest: Place | None = None
        self._instruction = ""
        self._handlers: dict[str, Callable[[Element], None]] = {
            **dict.fromkeys(_CHANGES, self._changed),
            **dict.fromkeys(("commentRangeStart", "commentReference"), self._commented),
            **dict.fromkeys(("t", "delText"), lambda element: self._text(element.text or "")),
            **dict.fromkeys(("tab", "ptab"), lambda _: self._text("\t")),
            **dict.fromkeys(("br", "cr"), lambda _: self._text("\n")),
            "noBreakHyphen": lambda _: self._text("-"),
            "r": self._in_run,
            **dict.fromkeys(("hyperlink", "hlinkClick"), self._linked),
            **dict.fromkeys(("instrText", "delInstrText"), self._instructed),
            "fldChar": lambda _: self.end_field(),
            "fldSimple": self._simple_field,
            "docPr": self._described,
            "textpath": lambda element: self._aside(RegionKind.PARAGRAPH, attribute(element, "string")),
            "txbxContent": self.boxes.append,
        }

    def walk(self, element: Element) -> None:
        for child in element:
            name = local(child)
            handler = self._handlers.get(name)
            if handler is not None:
                handler(child)
            elif name not in _UNSEEN:
                self._aside(RegionKind.ALT, attribute(child, "alt"))
                self.walk(child)

    def _text(self, text: str) -> None:
        self._latest = self._change or self._place
        self.block.write(self._piece(text))

    def _piece(self, text: str) -> Piece:
        if self._change is not None:
            return Piece(text, self._change)
        return Piece(text, self._place, self._run if self._place.kind is PartKind.PARAGRAPH else self._row)

    def _in_run(self, element: Element) -> None:
        if self._change is None or self._change.kind is not PartKind.DELETION:
            self._run += 1
        self.walk(element)

    def _changed(self, element: Element) -> None:
        """Changes that touch are one: Word cuts them where the formatting changes, LibreOffice between scripts."""
        before, latest = self._change, self._latest
        kind, person = _CHANGES[local(element)], self._document.person(element)
        touches = latest is not None and (latest.kind, latest.name) == (kind, person)
        self._change = latest if touches else self._document.layout.place(kind, person)
        self.walk(element)
        self._change = before

    def _commented(self, element: Element) -> None:
        if attribute(element, "id") in self._document.comments:
            self.block.comment(self._document.comment(attribute(element, "id")))

    def _linked(self, element: Element) -> None:
        self.walk(element)
        self._aside(RegionKind.LINK, self._document.address(element))

    def _instructed(self, element: Element) -> None:
        self._instruction += element.text or ""

    def _simple_field(self, element: Element) -> None:
        self._instruction = attribute(element, "instr")
        self.end_field()
        self.walk(element)

    def end_field(self) -> None:
        """A field that has been told: a link's address, or what else Word is to put there."""
        written, self._instruction = self._instruction, ""
        if match := _ADDRESS.match(written):
            self._aside(RegionKind.LINK, match.group(1))
        else:
            self._aside(RegionKind.FIELD, written.strip())

    def _described(self, element: Element) -> None:
        for name in ("title", "descr"):
            self._aside(RegionKind.ALT, attribute(element, name))
        self.walk(element)

    def _aside(self, kind: RegionKind, text: str) -> None:
        self.block.hide(kind, self._piece(text))


def _main(package: Any) -> Any:
    """The document itself. Raises ValueError for another kind of office file; Word's strict format is read too."""
    for one in package.rels.values():
        if one.reltype.endswith("/officeDocument") and _MAIN.fullmatch(one.target_part.content_type):
            return one.target_part
    raise ValueError("another kind of office file")


def _of_table(element: Element, name: str) -> Iterator[Element]:
    """Rows or cells, content controls around them looked through, but not into nested tables."""
    for child in element:
        if local(child) == name:
            yield child
        elif local(child) in ("sdt", "sdtContent", "customXml", "ins", "del"):
            yield from _of_table(child, name)


def _paragraphs(cell: Element) -> Iterator[Element]:
    return (one for one in descendants(cell, "p") if not any(local(above) == "txbxContent" for above in _above(one)))


def _above(element: Element) -> Iterator[Element]:
    return element.iterancestors()  # type: ignore[no-any-return]


def _is_more_than_a_line(cell: Element) -> bool:
    if next(descendants(cell, "tbl"), None) is not None:
        return True
    return sum(any((text.text or "").strip() for text in descendants(one, "t")) for one in _paragraphs(cell)) > 1

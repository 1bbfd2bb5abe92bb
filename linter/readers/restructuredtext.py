"""reStructuredText, as docutils and Sphinx have it: blocks are told by how their lines begin and are indented.

No library tells where inline text stands (see CONTRIBUTING.md), so the lines are read here, each with its place. What
is not recognised is a paragraph: a directive that nobody knows loses no text.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import regex

from linter.model import Body, RegionKind, Span
from linter.text.blocks import Blocks
from linter.text.inline_restructuredtext import inline_restructuredtext
from linter.text.lines import Line, Lines, count_while, dedented, lines_of, span_of, without_blank_ends

_ADORNMENT = regex.compile(r"([!-/:-@\[-`{-~])\1++[ \t]*")
_ITEM = regex.compile(r"(?:[-*+•‣⁃]|\(?(?:#|\d++|[a-zA-Z]|[ivxlcdmIVXLCDM]++)[.)])(?:[ \t]++|$)")
_BULLET = regex.compile(r"[-*+•‣⁃]")
_FIELD = regex.compile(r":(?P<name>(?![ :])(?:[^:\\\n]|\\.|:(?![ \t]|$))++):(?:[ \t]++|$)")
_NIKOLA_FIELD = regex.compile(r"\.\. (?P<name>(?!draftlint)[\w-]++): (?=\S)")
_EXPLICIT = regex.compile(r"(?:\.\.|__)(?:[ \t]++|$)")
_DIRECTIVE = regex.compile(r"\.\.[ \t]++(?:\|[^|\n]++\|[ \t]++)?(?P<name>[\w.+:-]*\w)[ \t]?::(?:[ \t]++|$)")
_FOOTNOTE = regex.compile(r"\.\.[ \t]++\[[#*\w.:+-]++\](?:[ \t]++|$)")
_TARGET = regex.compile(r"(?:\.\.[ \t]++(?:__|_(?:`[^`\n]++`|(?:[^:\\\n]|\\.|:(?!\s|$))++)):|__)(?:[ \t]++|$)")
_GRID_BORDER = regex.compile(r"\+(?:[-=]++\+)++[ \t]*")
_RULED_BORDER = regex.compile(r"=++(?:[ \t]++=++)++[ \t]*")
_GRID_CELL = regex.compile(r"[^|]++")
_RULED_CELL = regex.compile(r"\S(?:\S|[ \t](?![ \t]))*+")

_CODE = frozenset(
    "code code-block sourcecode math raw parsed-literal doctest testcode testoutput testsetup graphviz digraph graph"
    " mermaid uml plantuml ipython jupyter-execute toctree productionlist prompt".split()
)
_LINKS = frozenset("image figure include literalinclude thumbnail video youtube download".split())
_UNSEEN_ARGUMENTS = frozenset(
    "class container only ifconfig role default-role contents sectnum index highlight currentmodule module date unicode"
    " tocdepth tab-set grid cssclass".split()
)
_SHOWN_OPTIONS = frozenset("alt attribution caption header title".split())
_SHORTEST_ADORNMENT = 4
_DEEPEST = 60  # what is nested further is read as one paragraph


def read_restructuredtext(source: str, start: int = 0) -> Body:
    reader = _Reader(source)
    reader.read(lines_of(source, start), RegionKind.PARAGRAPH)
    return reader.blocks.body()


class _Reader:
    """Takes blocks off lines that share their indentation. `block`, where given, is the outermost list or quotation
    that they stand in: what a suppression before it is about."""

    def __init__(self, source: str) -> None:
        self.blocks = Blocks(source, inline_restructuredtext)
        self._is_head = True  # nothing but titles and comments so far: fields are about the document
        self._depth = 0
        self._unended = set[tuple[int, int]]()

    def read(self, lines: Sequence[Line], kind: RegionKind, block: Span | None = None) -> None:
        if self._depth > _DEEPEST:
            self.blocks.show(without_blank_ends(lines), kind, block)
            return
        self._depth += 1
        rest: Sequence[Line] = Lines(lines)
        while rest:
            rest = rest[1 if rest[0].is_blank else self._block(rest, kind, block) :]
        self._depth -= 1

    def _block(self, lines: Sequence[Line], kind: RegionKind, block: Span | None) -> int:
        """Read the block that begins here, and say how many lines it has."""
        line = lines[0]
        if line.indent:
            return self._quotation(lines, kind, block)
        if _EXPLICIT.match(line.text) or _TARGET.match(line.text):
            return self._explicit(lines, kind, block)
        if title := self._title(lines):
            return title
        if self._is_head and (field := _FIELD.match(line.text)):
            return self._field(lines, field)
        self._is_head = False
        if _GRID_BORDER.fullmatch(line.text):
            return self._grid(lines, block)
        if _RULED_BORDER.fullmatch(line.text):
            return self._ruled_table(lines, block)
        if _is_item(lines):
            return self._list(lines, block)
        if field := _FIELD.match(line.text):
            self.blocks.show([line.piece(*field.span("name"))], RegionKind.LIST, block)
            length = 1 + _count_indented(lines[1:])
            return self._item([line.without(field.end()), *lines[1:length]], length, block)
        if line.text.startswith(">>> "):
            return self._doctest(lines)
        return self._paragraph(lines, kind, block)

    def _quotation(self, lines: Sequence[Line], kind: RegionKind, block: Span | None) -> int:
        inner = lines[: _count_indented(lines)]
        self.read(dedented(inner), RegionKind.QUOTE if kind is RegionKind.PARAGRAPH else kind, block or span_of(inner))
        return len(inner)

    def _title(self, lines: Sequence[Line]) -> int:
        """A heading between two lines of signs or over one; such a line alone is a transition."""
        texts = [line.text.rstrip() for line in lines[:3]] + ["", ""]
        if _ADORNMENT.fullmatch(texts[0]):
            if texts[1] and texts[2] == texts[0]:
                self.blocks.show([lines[1].piece(0, len(texts[1]))], RegionKind.HEADING, span_of(lines[:3]))
                return 3
            return 1 if not texts[1] and len(texts[0]) >= _SHORTEST_ADORNMENT else 0
        if _ADORNMENT.fullmatch(texts[1]) and len(texts[1]) >= min(_SHORTEST_ADORNMENT, len(texts[0])):
            self.blocks.show(lines[:1], RegionKind.HEADING, span_of(lines[:2]))
            return 2
        return 0

    def _field(self, lines: Sequence[Line], field: regex.Match[str]) -> int:
        """A field about the document."""
        length = 1 + _count_indented(lines[1:])
        self.blocks.value(
            field.group("name").split()[0].lower(), [lines[0].without(field.end()), *dedented(lines[1:length])]
        )
        return length

    def _explicit(self, lines: Sequence[Line], kind: RegionKind, block: Span | None) -> int:
        """What begins with two dots: a directive, a footnote, a target, else a comment."""
        length = 1 + _count_indented(lines[1:])
        first, inner = lines[0], dedented(lines[1:length])
        if self._is_head and length == 1 and (field := _NIKOLA_FIELD.match(first.text)):
            self.blocks.value(field.group("name").lower(), [first.without(field.end())])
        elif directive := _DIRECTIVE.match(first.text):
            self._directive(directive.group("name").lower(), [first.without(directive.end()), *inner], kind, block)
        elif footnote := _FOOTNOTE.match(first.text):
            self.read([first.without(footnote.end()), *inner], kind, block)
        elif target := _TARGET.match(first.text):
            for line in (first.without(target.end()), *inner):
                self.blocks.address(line)
        else:
            self.blocks.comment(lines[:length])
        return length

    def _directive(self, name: str, lines: Sequence[Line], kind: RegionKind, block: Span | None) -> None:
        """Arguments up to the first option or empty line, options up to an empty line, content."""
        count = count_while(lines, lambda line: not line.is_blank and not _FIELD.match(line.text))
        arguments, rest = lines[:count], lines[count:] if count else lines[1:]
        has_options = bool(rest) and bool(_FIELD.match(rest[0].text))
        count = count_while(rest, lambda line: not line.is_blank) if has_options else 0
        options, content = rest[:count], without_blank_ends(rest[count:])
        if name == "meta":
            self._document_fields(rest)
            return
        self._arguments(name, arguments, kind, block)
        for option in options:
            self._option(option)
        self._content(name, "".join(line.text for line in arguments), dedented(content), kind, block)

    def _document_fields(self, lines: Sequence[Line]) -> None:
        at = 0
        while at < len(lines):
            field = _FIELD.match(lines[at].text)
            at += self._field(lines[at:], field) if field else 1

    def _arguments(self, name: str, lines: Sequence[Line], kind: RegionKind, block: Span | None) -> None:
        if name in _LINKS:
            for line in lines:
                self.blocks.address(line)
        elif name in _CODE or name in _UNSEEN_ARGUMENTS or ":" in name:
            self.blocks.code(lines)
        else:
            self.blocks.show(lines, kind, block)

    def _option(self, line: Line) -> None:
        field = _FIELD.match(line.text)
        value = line.without(field.end()) if field else line
        if field and field.group("name").lower() not in _SHOWN_OPTIONS:
            self.blocks.code([value])
        else:
            self.blocks.show([value], RegionKind.ALT)

    def _content(self, name: str, arguments: str, lines: Sequence[Line], kind: RegionKind, block: Span | None) -> None:
        if name == "raw" and "html" in arguments:
            self.blocks.html(lines)
        elif name in _CODE:
            self.blocks.code(lines)
        elif name == "csv-table":
            for line in lines:
                self.blocks.show([line], RegionKind.TABLE)
        else:
            self.read(lines, RegionKind.ALT if name == "figure" else kind, block)

    def _list(self, lines: Sequence[Line], block: Span | None) -> int:
        """A whole list, its nested blocks and the empty lines between."""
        starts, at = list[int](), 0
        while at < len(lines) and _is_item(lines[at:]):
            starts.append(at)
            at += 1 + _count_indented(lines[at + 1 :])
            at += count_while(lines[at:], lambda line: line.is_blank)
        own = block or span_of(without_blank_ends(lines[:at]))
        for start, end in pairwise([*starts, at]):
            marker = _ITEM.match(lines[start].text)
            self._item([lines[start].without(marker.end() if marker else 0), *lines[start + 1 : end]], end - start, own)
        return at

    def _item(self, lines: Sequence[Line], length: int, block: Span | None) -> int:
        """An item or a field of a list: its first line without the marker, and the indented ones below."""
        self.read([lines[0], *dedented(lines[1:length])], RegionKind.LIST, block)
        return length

    def _grid(self, lines: Sequence[Line], block: Span | None) -> int:
        length = count_while(lines, lambda line: not line.is_blank)
        rows: list[list[Line]] = [[]]
        for line in lines[:length]:
            if line.text.startswith("+"):
                rows.append([])
            else:
                rows[-1].append(line)
        for row in rows:
            self._row(row, _GRID_CELL, block or span_of(lines[:length]))
        return length

    def _ruled_table(self, lines: Sequence[Line], block: Span | None) -> int:
        """Empty lines may stand between rows; the table ends with a border before an empty line."""
        last = self._last_border(lines)
        length = count_while(lines, lambda line: not line.is_blank) if last is None else last + 1
        for line in lines[:length]:
            if not line.is_blank and not _RULED_BORDER.fullmatch(line.text):
                self._row([line], _RULED_CELL, block or span_of(lines[:length]))
        return length

    def _last_border(self, lines: Sequence[Line]) -> int | None:
        """Which line ends a table; None: none does, and so none does for whatever begins further below."""
        place = (self._depth, lines[-1].end)
        if place in self._unended:
            return None
        borders = (at for at, line in enumerate(lines) if at and _RULED_BORDER.fullmatch(line.text))
        last = next((at for at in borders if at + 1 == len(lines) or lines[at + 1].is_blank), None)
        if last is None:
            self._unended.add(place)
        return last

    def _row(self, lines: Sequence[Line], cell: regex.Pattern[str], block: Span) -> None:
        """A row on one line reads as one; of a row on several lines each cell reads by itself."""
        rows = [[line.piece(*match.span()) for match in cell.finditer(line.text)] for line in lines]
        if len(rows) == 1:
            self.blocks.show([piece for piece in rows[0] if piece.text], RegionKind.TABLE, block, " | ")
            return
        for column in range(max(map(len, rows), default=0)):
            pieces = [row[column] for row in rows if column < len(row) and row[column].text]
            self.blocks.show(pieces, RegionKind.TABLE, block)

    def _doctest(self, lines: Sequence[Line]) -> int:
        length = count_while(lines, lambda line: not line.is_blank)
        self.blocks.code(lines[:length])
        return length

    def _paragraph(self, lines: Sequence[Line], kind: RegionKind, block: Span | None) -> int:
        """A paragraph, the term of a definition with it, or what introduces a literal block."""
        length = max(1, count_while(lines, lambda line: not line.is_blank and not line.indent))
        text = [line.without(2) if line.text.startswith("| ") else line for line in lines[:length]]
        following = lines[length:]
        inner = following[: _count_indented(following)]
        if text[-1].text.rstrip().endswith("::") and inner:
            self.blocks.show([*text[:-1], text[-1].piece(0, text[-1].text.rindex("::"))], kind, block)
            self.blocks.code(dedented(inner))
            return length + len(inner)
        is_term = length == 1 and bool(inner) and not inner[0].is_blank
        if not is_term:
            self.blocks.show(text, kind, block)
            return length
        own = block or span_of(lines[: length + len(inner)])
        self.blocks.show(text, RegionKind.LIST, own)
        self.read(dedented(inner), RegionKind.LIST, own)
        return length + len(inner)


def _count_indented(lines: Sequence[Line]) -> int:
    """How many of the first lines are indented or empty, without the empty ones at their end."""
    count = count_while(lines, lambda line: line.is_blank or line.indent > 0)
    while count and lines[count - 1].is_blank:
        count -= 1
    return count


def _is_item(lines: Sequence[Line]) -> bool:
    """Whether a list item begins; a numbered one must not go on unindented: `A. Einstein` begins a paragraph."""
    if not _ITEM.match(lines[0].text):
        return False
    following = lines[1] if len(lines) > 1 else None
    return bool(
        _BULLET.match(lines[0].text)
        or following is None
        or following.is_blank
        or following.indent
        or _ITEM.match(following.text)
    )

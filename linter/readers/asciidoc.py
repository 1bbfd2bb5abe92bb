"""AsciiDoc, as Asciidoctor has it: blocks between delimiters, under styles, or told by how their first line begins.

No library tells where inline text stands (see CONTRIBUTING.md), so the lines are read here, each with its place. What
is not recognised is a paragraph.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import regex

from linter.model import Body, RegionKind, Span
from linter.text.blocks import Blocks
from linter.text.inline_asciidoc import inline_asciidoc
from linter.text.lines import Line, Lines, count_while, lines_of, span_of, without_blank_ends

_TITLE = regex.compile(r"(?:={1,6}|\#{1,6})[ \t]++(?=\S)")
_DOCUMENT_TITLE = regex.compile(r"[=#][ \t]++(?=\S)")
_ATTRIBUTE = regex.compile(r":(?P<name>!?\w[\w-]*+!?):(?:[ \t]++|$)")
_AUTHOR = regex.compile(r"(?P<name>[^\W\d][^<>:;|*\[\]]*+)(?:<(?P<email>[^<>\s]++)>)?(?:;.*)?")
_DELIMITER = regex.compile(r"(?P<sign>-{4,}|\.{4,}|`{3,}|\+{4,}|={4,}|\*{4,}|_{4,}|/{4,}|--|[|,:!]={3,})(?P<rest>.*)")
_MACRO = regex.compile(r"(?P<name>[a-zA-Z]\w*+)::(?P<target>[^\s\[]*+)\[(?P<content>.*)\][ \t]*+")
_STYLE = regex.compile(r"\[(?P<style>[\w-]*+)[, \t]*+(?P<rest>[^\]\n]*+(?:\][^\]\n]++)*+)\][ \t]*+")
_ANCHOR = regex.compile(r"\[\[[^\]\n]++\]\][ \t]*+")
_BLOCK_TITLE = regex.compile(r"\.(?=[^\s.])")
_BREAK = regex.compile(r"(?:'{3,}|<{3,}|---|\*\*\*|- - -)[ \t]*+")
_ITEM = regex.compile(
    r"[ \t]*+(?:\*++|-|\.++|\d++\.|[a-zA-Z][.)]|[ivxIVX]++\)|<(?:\d++|\.)>)[ \t]++(?:\[[ xX*]\][ \t]++)?(?=\S)"
)
_TERM = regex.compile(r"[ \t]*+(?P<term>\S(?:(?!:{2,4}(?:[ \t]|$)|;;(?:[ \t]|$))[^\n])*+)(?::{2,4}|;;)(?:[ \t]++|$)")
_ADMONITION = regex.compile(r"(?:NOTE|TIP|IMPORTANT|WARNING|CAUTION):[ \t]++")
_CELL_FORM = r"(?:\d++(?:\.\d++)?[+*])?[<^>]?(?:\.[<^>])?[aehlmdsv]?"  # what may stand before the bar of a cell
_CELL = regex.compile(rf"(?:{_CELL_FORM}\|)?(?P<text>(?:[^|\\]|\\.)*?)(?=(?:[ \t]{_CELL_FORM})?\||$)")
_NAMED_TEXT = regex.compile(r"""(?:title|alt|caption)\s*+=\s*+(?:"(?P<double>[^"]*+)"|(?P<bare>[^,\]"]++))""")

_CODE_STYLES = frozenset(
    "source listing literal stem latexmath asciimath plantuml mermaid graphviz ditaa diagram".split()
)
_QUOTE_STYLES = frozenset(("quote", "verse"))
_DEEPEST = 40  # what is nested further is read as one paragraph


def read_asciidoc(source: str, start: int = 0) -> Body:
    reader = _Reader(source)
    lines = lines_of(source, start)
    head = reader.head(lines)
    reader.read(lines[head:], RegionKind.PARAGRAPH)
    return reader.blocks.body()


class _Reader:
    """Takes blocks off lines. `block`, where given, is the outermost list or quotation that they stand in: what a
    suppression before it is about. A style is what a line in brackets says of the block after it."""

    def __init__(self, source: str) -> None:
        self.blocks = Blocks(source, inline_asciidoc)
        self._style = ""
        self._depth = 0

    def head(self, lines: Sequence[Line]) -> int:
        """The title of the document, its author and what the lines below say about it, up to an empty line."""
        at = count_while(lines, lambda line: line.is_blank or _is_comment(line) or bool(_ATTRIBUTE.match(line.text)))
        title = _DOCUMENT_TITLE.match(lines[at].text) if at < len(lines) else None
        if title is None:
            return 0
        self.read(lines[:at], RegionKind.PARAGRAPH)
        self.blocks.value("title", [lines[at].without(title.end())])
        length = at + count_while(lines[at:], lambda line: not line.is_blank)
        below = lines[at + 1 : length]
        if below and not _is_comment(below[0]) and (author := _AUTHOR.fullmatch(below[0].text)):
            self._author(below[0], author)
            below = below[1:]
        at = 0
        while at < len(below):
            if _is_comment(below[at]) or _ATTRIBUTE.match(below[at].text):
                at += self._block(below[at:], RegionKind.PARAGRAPH, None)
            else:
                self.blocks.value("revision", [below[at]])
                at += 1
        return length

    def _author(self, line: Line, author: regex.Match[str]) -> None:
        self.blocks.value("author", [line.piece(*author.span("name"))])
        if author.group("email"):
            self.blocks.value("email", [line.piece(*author.span("email"))])

    def read(self, lines: Sequence[Line], kind: RegionKind, block: Span | None = None) -> None:
        if self._depth > _DEEPEST:
            self.blocks.show(lines, kind, block)
            return
        self._depth += 1
        rest: Sequence[Line] = Lines(lines)
        while rest:
            rest = rest[1 if rest[0].is_blank else self._block(rest, kind, block) :]
        self._depth -= 1

    def _block(self, lines: Sequence[Line], kind: RegionKind, block: Span | None) -> int:
        """Read the block that begins here, and say how many lines it has."""
        line = lines[0]
        if length := self._about_a_block(line):
            return length
        style, self._style = self._style, ""
        if _opens(line):
            return self._delimited(lines, style, kind, block)
        if _is_comment(line):
            self.blocks.comment([line])
            return 1
        if (attribute := _ATTRIBUTE.match(line.text)) and not attribute.group("name").startswith("!"):
            return self._attribute(lines, attribute)
        if macro := _MACRO.fullmatch(line.text):
            return self._macro(line, macro)
        if title := _TITLE.match(line.text):
            self.blocks.show([line.without(title.end())], RegionKind.HEADING)
            return 1
        if _BREAK.fullmatch(line.text) or line.text.strip() == "+":
            return 1
        if style not in _CODE_STYLES and (_ITEM.match(line.text) or _TERM.match(line.text)):
            return self._list(lines, block)
        return self._paragraph(lines, style, kind, block)

    def _about_a_block(self, line: Line) -> int:
        """A line that only says something about the block below: its title, its style, a name for it."""
        if _ANCHOR.fullmatch(line.text):
            return 1
        if style := _STYLE.fullmatch(line.text):
            self._style = style.group("style").lower()
            if self._style in _QUOTE_STYLES:
                self.blocks.show([line.piece(*style.span("rest"))], RegionKind.ALT)
            else:
                self._arguments(line, *style.span("rest"))
            return 1
        if (title := _BLOCK_TITLE.match(line.text)) and not _opens(line):
            self.blocks.show([line.without(title.end())], RegionKind.ALT)
            return 1
        return 0

    def _arguments(self, line: Line, start: int, end: int) -> None:
        """Named arguments: texts that readers see, and what is code."""
        rest = []
        for named in _NAMED_TEXT.finditer(line.text, start, end):
            first, last = named.span("double" if named.group("double") else "bare")
            self.blocks.show([line.piece(first, last)], RegionKind.ALT)
            rest.append(line.piece(start, first))
            start = last
        self.blocks.code([piece for piece in (*rest, line.piece(start, end)) if piece.text.strip(',"')])

    def _delimited(self, lines: Sequence[Line], style: str, kind: RegionKind, block: Span | None) -> int:
        """What stands between a delimiter and its like; without one, all that follows."""
        length = _count_delimited(lines)
        is_closed = length > 1 and lines[length - 1].text.rstrip() == _closing(lines[0])
        inner, sign = lines[1 : length - 1 if is_closed else length], lines[0].text[:1]
        own = block or span_of(lines[:length])
        if sign == "/" or style == "comment":
            self.blocks.comment(lines[:length])
        elif lines[0].text[1:4] == "===" and sign != "=":
            self._table(inner, sign, own)
        elif style in _CODE_STYLES or (sign in "-.`" and lines[0].text.rstrip() != "--"):
            self.blocks.code(inner)
        elif sign == "+":
            self.blocks.html(inner)
        elif sign == "_" or style in _QUOTE_STYLES:
            self.read(inner, RegionKind.QUOTE, own)
        else:
            self.read(inner, kind, block)
        return length

    def _attribute(self, lines: Sequence[Line], attribute: regex.Match[str]) -> int:
        """A value that a backslash or a plus sign at the end carries on to the next line."""
        length = 1 + count_while(lines[:-1], lambda line: line.text.endswith((" \\", " +")))
        value = [lines[0].without(attribute.end()), *lines[1:length]]
        kept = [line.piece(0, len(line.text) - 1 if line.text.endswith((" \\", " +")) else None) for line in value]
        self.blocks.value(attribute.group("name").lower(), kept)
        return length

    def _macro(self, line: Line, macro: regex.Match[str]) -> int:
        """A picture, an included file, a condition: addresses, and the texts that readers see."""
        name, (start, end) = macro.group("name"), macro.span("content")
        if name in ("ifdef", "ifndef", "ifeval", "endif"):
            self.blocks.show([line.piece(start, end)], RegionKind.PARAGRAPH)
            return 1
        self.blocks.address(line.piece(*macro.span("target")))
        comma = line.text.find(",", start, end)
        shown = line.piece(start, end if comma < 0 else comma)
        if "=" not in shown.text:
            self.blocks.show([shown], RegionKind.ALT)
            start = end if comma < 0 else comma + 1
        self._arguments(line, start, end)
        return 1

    def _list(self, lines: Sequence[Line], block: Span | None) -> int:
        """A whole list: items, terms and what a plus sign attaches to them."""
        length = _count_listed(lines)
        own, at = block or span_of(lines[:length]), 0
        while at < length:
            line = lines[at]
            if line.is_blank:
                at += 1
            elif item := _ITEM.match(line.text):
                at += self._item(line.without(item.end()), lines[at + 1 : length], own)
            elif (term := _TERM.match(line.text)) and not _opens(line):
                self.blocks.show([line.piece(*term.span("term"))], RegionKind.LIST, own)
                at += self._item(line.without(term.end()), lines[at + 1 : length], own)
            else:
                at += self._block(lines[at:length], RegionKind.LIST, own)
        return length

    def _item(self, first: Line, following: Sequence[Line], own: Span) -> int:
        """The text of an item, up to an empty line, another item, a plus sign or a delimiter."""
        count = count_while(following, lambda line: not line.is_blank and not _ends_item(line))
        text = [line.without(line.indent) for line in (first, *following[:count]) if not line.is_blank]
        self.blocks.show(text, RegionKind.LIST, own)
        return 1 + count

    def _table(self, lines: Sequence[Line], sign: str, own: Span) -> None:
        """A row on one line reads as one; a line without a cell of its own goes on with the last cell."""
        lines = without_blank_ends(lines)
        starts = [at for at, line in enumerate(lines) if not at or (not line.is_blank and _begins_row(line, sign))]
        for start, end in pairwise([*starts, len(lines)]):
            line = lines[start]
            cells = [line.piece(*cell.span("text")) for cell in _CELL.finditer(line.text)] if sign == "|" else [line]
            cells = [cell for cell in cells if cell.text]
            more = [other for other in lines[start + 1 : end] if not other.is_blank]
            self.blocks.show(cells[:-1] if more else cells, RegionKind.TABLE, own, " | ")
            self.blocks.show([*cells[-1:], *more] if more else [], RegionKind.TABLE, own)

    def _paragraph(self, lines: Sequence[Line], style: str, kind: RegionKind, block: Span | None) -> int:
        length = 1 + count_while(lines[1:], lambda line: not line.is_blank and not _ends_paragraph(line))
        text = list(lines[:length])
        if style in _CODE_STYLES or text[0].indent:
            self.blocks.code(text)
            return length
        if admonition := _ADMONITION.match(text[0].text):
            text[0] = text[0].without(admonition.end())
        quoted = style in _QUOTE_STYLES and kind is RegionKind.PARAGRAPH
        self.blocks.show(_without_comments(text), RegionKind.QUOTE if quoted else kind, block)
        for line in filter(_is_comment, text):
            self.blocks.comment([line])
        return length


def _begins_row(line: Line, sign: str) -> bool:
    return sign not in "|!" or sign in line.text


def _is_comment(line: Line) -> bool:
    return line.text.startswith("//") and not line.text.startswith("///")


def _without_comments(lines: Sequence[Line]) -> list[Line]:
    return [line for line in lines if not _is_comment(line)]


def _opens(line: Line) -> bool:
    """Whether a line is a delimiter. Only backquotes may have something after them: a language."""
    delimiter = _DELIMITER.fullmatch(line.text)
    if delimiter is None:
        return False
    return not delimiter.group("rest").strip() or delimiter.group("sign").startswith("`")


def _closing(opening: Line) -> str:
    delimiter = _DELIMITER.fullmatch(opening.text)
    return delimiter.group("sign") if delimiter else ""


def _count_delimited(lines: Sequence[Line]) -> int:
    closing = _closing(lines[0])
    inside = count_while(lines[1:], lambda line: line.text.rstrip() != closing)
    return min(inside + 2, len(lines))


def _ends_item(line: Line) -> bool:
    return bool(_ITEM.match(line.text) or _TERM.match(line.text)) or _ends_paragraph(line)


def _ends_paragraph(line: Line) -> bool:
    return _opens(line) or line.text.strip() == "+" or bool(_STYLE.fullmatch(line.text))


def _count_listed(lines: Sequence[Line]) -> int:
    """How many lines a list has: an empty line ends it unless an item follows, a delimiter unless a plus sign stands
    before it."""
    at = 0
    while at < len(lines):
        if lines[at].text.strip() == "+" and at + 1 < len(lines):
            at += 1 + max(1, _count_delimited(lines[at + 1 :]) if _opens(lines[at + 1]) else 1)
        elif lines[at].is_blank:
            blank = count_while(lines[at:], lambda line: line.is_blank)
            following = lines[at + blank : at + blank + 1]
            if not following or not (_ITEM.match(following[0].text) or _TERM.match(following[0].text)):
                return at
            at += blank
        elif at and _opens(lines[at]):
            return at
        else:
            at += 1
    return at

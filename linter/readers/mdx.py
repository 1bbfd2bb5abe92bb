"""MDX: Markdown whose tags are components, with imports, exports and expressions in JavaScript.

pyromark reads the Markdown; what it would take for HTML or for code is left out of its view. What is never closed is
text: a draft is read while it is being written.
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

from linter.model import Body, Region, RegionKind, Span
from linter.text.arguments import argument_regions
from linter.text.lines import stands_alone
from linter.text.markdown import markdown_regions
from linter.text.regions import PLACEHOLDER, whole
from linter.text.view import View

_MARK = r"""(?P<fence>^[ \t>]*+(?P<marks>`{3,}+|~{3,}+)[^\n]*+(?:\n(?![ \t>]*+(?P=marks))[^\n]*+)*+
        (?:\n[ \t>]*+(?P=marks)[^\n]*+)?)
    |(?P<code>(?<!`)(?P<ticks>`++)(?:[^`\n]|\n(?![ \t\r]*\n)|(?!(?P=ticks)(?!`))`++)*+(?P=ticks))
    |(?P<escape>\\.)
    |(?P<module>^(?:import|export)\sMODULE)
    |(?P<comment><!--(?:(?!-->|<!--).)*+-->)
    |(?P<expression>\{)
    |(?P<tag></?(?:(?P<name>[A-Za-z][\w.:-]*+)(?=[\s/>{])|(?=>)))"""
_FLAGS = regex.DOTALL | regex.MULTILINE | regex.VERBOSE
_TOKEN = regex.compile(_MARK.replace("MODULE", r"[^\n]*+(?:\n(?![ \t\r]*$)[^\n]*+)*+"), _FLAGS)
# Where braces are looked for, a module is looked into, so all that is asked of it is where it begins.
_TOKEN_BEFORE_BRACES = regex.compile(_MARK.replace("MODULE", ""), _FLAGS)
_JAVASCRIPT = regex.compile(
    r""""(?:[^"\\\n]|\\.)*+"|'(?:[^'\\\n]|\\.)*+'|`(?:[^`\\]|\\.)*+`|/\*(?:(?!\*/|/\*).)*+\*/|[{}]""", regex.DOTALL
)
_IN_A_TAG = regex.compile(r"""[\s/=]++|[A-Za-z0-9_:.$-]++|"[^"]*+"|'[^']*+'""")
_LITERAL = regex.compile(r"""\{\s*+(?:"(?P<double>[^"\\]*+)"|'(?P<single>[^'\\]*+)'|`(?P<raw>[^`\\$]*+)`)\s*+\}""")
_LINE = regex.compile(r"[^\n]*+(?:\n|\Z)")
_INLINE = frozenset("a abbr b bdi bdo cite code del em i ins kbd mark q s small span strong sub sup time u var".split())
_VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())


def read_mdx(source: str, start: int = 0) -> Body:
    reader = _Reader(source, start)
    reader.read()
    view = View.of(reader.pieces)
    return Body.of([*view.regions(_markdown(view.text)), *reader.regions])


def _markdown(text: str) -> Iterator[Region]:
    """Markdown in which indentation makes no code: MDX has none of that kind."""
    for region in markdown_regions(text):
        if region.kind is RegionKind.CODE and not _is_fenced(text, region.segments[0].source.start):
            inner = View(region.text, region.segments)
            yield from inner.regions(markdown_regions(inner.text))
        else:
            yield region


def _is_fenced(text: str, start: int) -> bool:
    """Whether the line before the first one of some code is a fence."""
    end = text.rfind("\n", 0, start)
    line = text[text.rfind("\n", 0, max(0, end)) + 1 : max(0, end)]
    return "```" in line or "~~~" in line


class _Reader:
    """Parts Markdown from what is none. `_indents` has, for each open tag, the indentation of what it holds: in MDX
    that makes no code."""

    def __init__(self, source: str, start: int) -> None:
        self.source, self.regions = source, list[Region]()
        self._start = start
        self.pieces: list[tuple[str, int, int]] = []
        self._indents: list[int | None] = []
        self._ends = dict(_braces(source, start))

    def read(self) -> None:
        at = search_from = self._start
        while token := _TOKEN.search(self.source, search_from):
            end = self._end(token)
            search_from = max(end, token.end())
            if end > token.start():
                self._text(at, token.start())
                self._leave_out(token, end)
                at = end
        self._text(at, len(self.source))

    def _end(self, token: regex.Match[str]) -> int:
        """Where something that is no Markdown ends; 0 where it is Markdown after all."""
        match token.lastgroup:
            case "expression":
                return self._ends.get(token.start(), 0)
            case "tag" | "name":
                return self._end_of_tag(token.end())
            case "module":
                return self._end_of_module(token) if self._begins_block(token.start()) else 0
            case "comment":
                return token.end()
        return 0

    def _end_of_tag(self, at: int) -> int:
        while at < len(self.source):
            if self.source[at] == ">":
                return at + 1
            inside = _IN_A_TAG.match(self.source, at)
            at = inside.end() if inside else self._ends.get(at, len(self.source))
        return 0

    def _end_of_module(self, token: regex.Match[str]) -> int:
        """An object or a component that is exported may hold empty lines."""
        end, at = token.end(), token.start()
        while (brace := self.source.find("{", at, end)) >= 0:
            at = self._ends.get(brace, brace + 1)
            end = max(end, at)
        return end

    def _begins_block(self, at: int) -> bool:
        """Whether a line begins the text, or follows an empty line or another import."""
        before = self.source[self.source.rfind("\n", 0, max(0, at - 1)) + 1 : at].strip()
        follows_module = bool(self.regions) and self.regions[-1].block.end + 2 >= at
        return at == self._start or not before or follows_module

    def _leave_out(self, token: regex.Match[str], end: int) -> None:
        span = Span(token.start(), end)
        written = self.source[span.start : span.end]
        if token.group("comment") or written.startswith("{/*"):
            self.regions.append(whole(RegionKind.COMMENT, written, span.start))
        elif literal := _LITERAL.fullmatch(written):
            group = next(name for name in ("double", "single", "raw") if literal.group(name) is not None)
            start, end = literal.span(group)
            self.pieces.append((literal.group(group), span.start + start, span.start + end))
        elif token.group("tag"):
            self._tag(token, span, written)
        else:
            self.regions.append(whole(RegionKind.CODE, written, span.start))
            if token.group("expression") and not stands_alone(self.source, span):
                self.pieces.append((PLACEHOLDER, span.start, span.end))

    def _tag(self, token: regex.Match[str], span: Span, written: str) -> None:
        name, is_end, is_whole = token.group("name"), written.startswith("</"), written.endswith("/>")
        if is_end and self._indents:
            self._indents.pop()
        elif not is_end and not is_whole and name not in _VOID:
            self._indents.append(None)
        if "=" in written or "{" in written:
            self.regions += argument_regions(self.source, span)
        if name not in _INLINE and name is not None and not stands_alone(self.source, span):
            self.pieces.append((" ", span.start, span.end))

    def _text(self, start: int, end: int) -> None:
        for line in _lines(self.source, start, end) if self._indents else [Span(start, end)]:
            begin = self._without_indent(line) if self._indents else line.start
            self.pieces.append((self.source[begin : line.end], begin, line.end))

    def _without_indent(self, line: Span) -> int:
        if line.start and self.source[line.start - 1] != "\n":
            return line.start
        text = self.source[line.start : line.end]
        indent = len(text) - len(text.lstrip(" \t"))
        if not text.strip("\r\n"):
            return line.start
        if self._indents[-1] is None:
            self._indents[-1] = indent
        return line.start + min(indent, self._indents[-1] or 0)


def _lines(source: str, start: int, end: int) -> Iterator[Span]:
    for line in _LINE.finditer(source, start, end):
        if line.end() > line.start():
            yield Span(*line.span())


def _braces(source: str, start: int) -> Iterator[tuple[int, int]]:
    """Where each brace opens and the end of the one that closes it. Inside braces JavaScript is read, outside of them
    Markdown: neither strings in prose nor braces in code count."""
    open_ones: list[int] = []
    at = start
    while token := (_JAVASCRIPT if open_ones else _TOKEN_BEFORE_BRACES).search(source, at):
        at = token.end()
        if token.group() == "{":
            open_ones.append(token.start())
        elif token.group() == "}":
            yield open_ones.pop(), at
        elif not open_ones and token.group("module"):
            at = token.start() + 1

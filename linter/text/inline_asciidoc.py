"""Inline markup of AsciiDoc: formatting marks (they nest), macros, references to attributes and places."""

from __future__ import annotations

import html

import regex

from linter.model import Region, RegionKind, Span
from linter.text.regions import PLACEHOLDER, RegionBuilder, whole

# What may be looked for from every character of a line ends somewhere: a name, an attribute, the text of an anchor.
_MARK = regex.compile(
    r"""\\(?P<escaped>[*_`\#^~{<+]{1,2}|(?=\w++:))
    |\+\+\+(?P<raw3>(?:(?!\+\+\+).)++)\+\+\+|\+\+(?P<raw2>(?:(?!\+\+).)++)\+\+
    |(?<!\w)\+(?P<raw1>[^\s+](?:[^+\n]*+(?<!\s))?)\+(?!\w)
    |(?P<attribute>\{\w[\w-]{0,200}+(?::[^}\n]{0,200}+)?\})
    |<<(?P<place>[^<>,\n]++)(?:,\s*+(?P<place_text>[^<>]++))?>>
    |(?P<anchor>\[\[[\w:.-]++(?:,[^\]\n]{0,200}+)?\]\]|\[(?:[.\#%][^\]\n]{0,200}+|underline|overline|line-through)\](?=[*_`\#]))
    |(?P<macro>(?<!\w)(?:(?:https?|ftp|irc)(?=://)|[a-z][\w-]{0,60}+)):(?!:)(?P<target>[^\s\[\]]{0,2000}+)\[(?P<content>(?:[^\[\]\\]|\\.|\[[^\[\]]*+\])*+)\]
    |"`(?P<double>[^`]++)`"|'`(?P<single>[^`]++)`'
    |(?P<pair>\*\*|__|``|\#\#)(?P<paired>(?:(?!(?P=pair)).)++)(?P=pair)
    |(?<![\w;:}])(?P<mark>[*_`\#])(?P<marked>(?!\s)(?:(?!(?P=mark)).)++)(?<!\s)(?P=mark)(?!\w)
    |\^(?P<raised>[^\s^]++)\^|~(?P<lowered>[^\s~]++)~
    |(?P<reference>&(?:\#\d++|\#[xX][0-9a-fA-F]++|\w++);)
    |(?P<break>[ ]\+$)""",
    regex.DOTALL | regex.MULTILINE | regex.VERBOSE,
)
_ADDRESSED = frozenset(("http", "https", "ftp", "irc", "link", "mailto", "image", "video", "audio"))
_PICTURES = frozenset(("image", "icon", "video", "audio"))
_SHOWN = ("raw3", "raw2", "raw1", "escaped")
_NESTED = ("place_text", "double", "single", "paired", "marked", "raised", "lowered")
_FIRST_ATTRIBUTE = regex.compile(r'"[^"]*+"|(?:(?!,\s*+[\w-]++=)[^,]|,(?!\s*+[\w-]++=))*+')
_DEEPEST = 8


def inline_asciidoc(text: str, kind: RegionKind) -> list[Region]:
    reader = _Reader(text, kind)
    reader.read(Span(0, len(text)), 0)
    region = reader.builder.close(kind, Span(0, len(text)))
    return [region, *reader.others] if region else reader.others


class _Reader:
    def __init__(self, text: str, kind: RegionKind) -> None:
        self.text, self.kind = text, kind
        self.builder = RegionBuilder()
        self.others: list[Region] = []

    def read(self, span: Span, depth: int) -> None:
        at = span.start
        for mark in _MARK.finditer(self.text, span.start, span.end) if depth < _DEEPEST else ():
            self._add(at, mark.start())
            self._take(mark, depth)
            at = mark.end()
        self._add(at, span.end)

    def _add(self, start: int, end: int) -> None:
        self.builder.add(self.text[start:end], start, end)

    def _take(self, mark: regex.Match[str], depth: int) -> None:
        if mark.group("macro"):
            self._macro(mark, depth)
        elif mark.group("attribute"):
            self.builder.add(PLACEHOLDER, *mark.span())
        elif mark.group("reference"):
            self.builder.add(html.unescape(mark.group()), *mark.span())
        elif name := next((name for name in _SHOWN if mark.group(name)), None):
            self._add(*mark.span(name))
        elif name := next((name for name in _NESTED if mark.group(name)), None):
            self.read(Span(*mark.span(name)), depth + 1)

    def _macro(self, mark: regex.Match[str], depth: int) -> None:
        """What a macro shows is the first of its attributes; a picture's is its description."""
        name, content = mark.group("macro"), mark.start("content")
        shown = _first_attribute(self.text, Span(*mark.span("content")))
        if name in _ADDRESSED and mark.group("target"):
            start = mark.start("macro") if mark.group("target").startswith("//") else mark.start("target")
            self.others.append(whole(RegionKind.LINK, self.text[start : mark.end("target")], start))
        rest = self.text[shown.end : mark.end("content")].lstrip('"^, ')
        if rest:
            self.others.append(whole(RegionKind.CODE, rest, mark.end("content") - len(rest)))
        if name in _PICTURES or name == "footnote":
            if len(shown):
                self.others.append(_region(self.text, shown, self.kind if name == "footnote" else RegionKind.ALT))
        elif len(shown):
            self.read(shown, depth + 1)
        elif name in _ADDRESSED:
            self._add(mark.start("macro") if name != "link" else mark.start("target"), content - 1)


def _first_attribute(text: str, content: Span) -> Span:
    """The text of a macro: without quotation marks, named attributes and the sign for a new window."""
    match = _FIRST_ATTRIBUTE.match(text, content.start, content.end)
    written = match.group() if match else ""
    shown = written.rstrip("^ ")
    if len(shown) > 1 and shown[0] == shown[-1] == '"':
        return Span(content.start + 1, content.start + len(shown) - 1)
    return Span(content.start, content.start + len(shown))


def _region(text: str, span: Span, kind: RegionKind) -> Region:
    return whole(kind, text[span.start : span.end], span.start)

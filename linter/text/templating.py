"""Shortcodes and template tags of site generators and blogs (Hugo, Jekyll and Liquid, Jinja, WordPress, Tistory): no
prose, though what stands between a pair of them is.

A tag that stands alone leaves an empty line, one inside a sentence a placeholder. Its own text is kept as code, so
that a key in it is found; arguments that readers see (a caption) are text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import regex

from linter.model import Region, RegionKind, Span
from linter.text.arguments import argument_regions
from linter.text.lines import stands_alone
from linter.text.regions import PLACEHOLDER, whole
from linter.text.view import View

_TAG = regex.compile(
    r"""(?P<fence>^[ \t>]*+(?P<marks>`{3,}+|~{3,}+)[^\n]*+(?:\n(?![ \t>]*+(?P=marks))[^\n]*+)*+
        (?:\n[ \t>]*+(?P=marks)[^\n]*+)?)
    |(?P<comment>\{\{(?:[<%]\s*)?/\*(?:(?!\*/|\{\{).)*+\*/(?:\s*[%>])?\}\}
        |\{%-?\s*comment\s*-?%\}(?:(?!\{%-?\s*(?:end)?comment).)*+\{%-?\s*endcomment\s*-?%\}
        |\{\#-?\s(?:(?!\#\}|\{\#).)*+\#\})
    |(?P<code>\{%-?\s*highlight\b(?:(?!%\}).)*+%\}(?:(?!\{%-?\s*(?:end)?highlight).)*+\{%-?\s*endhighlight\s*-?%\}
        |\{\{[<%]\s*highlight\b(?:(?![%>]\}\}).)*+[%>]\}\}(?:(?!\{\{[<%]\s*/?\s*highlight).)*+\{\{[<%]\s*/\s*highlight\s*[%>]\}\})
    |(?P<shortcode>\{\{[<%](?:(?!\{\{|[%>]\}\}).)*+[%>]\}\})
    |(?P<statement>\{%(?:(?!\{%|%\}).)*+%\})
    |(?P<value>\{\{(?:(?!\{\{|\}\}|\n[ \t\r]*\n).)*+\}\}\}?)""",
    regex.DOTALL | regex.MULTILINE | regex.VERBOSE,
)
# In pages alone: in Markdown brackets make links. Without an argument or a slash a word in brackets is a word.
_BRACKETED = regex.compile(
    r"""(?P<comment>(?!))|\[\#\#_(?:(?!_\#\#\]|\[\#\#_).)*+_\#\#\]
    |\[/[a-z][\w-]*+\]|\[[a-z][\w-]*+(?:\s++[\w-]++=(?:"[^"\]]*+"|'[^'\]]*+'|[^\s"'\]]++)){1,50}+\s*+/?\]""",
    regex.DOTALL | regex.VERBOSE,
)


def without_tags(source: str, start: int = 0, *, is_page: bool = False) -> tuple[View, list[Region]]:
    """The text from `start` on as its readers get it, and what the tags hold."""
    pieces: list[tuple[str, int, int]] = []
    regions: list[Region] = []
    at = start
    for match in _tags(source, start, is_page):
        first, last = match.span()
        pieces.append((source[at:first], at, first))
        if not stands_alone(source, Span(first, last)) and not match.group("comment"):
            pieces.append((PLACEHOLDER, first, last))
        regions += _regions(match)
        at = last
    pieces.append((source[at:], at, len(source)))
    return View.of(pieces), regions


def _tags(source: str, start: int, is_page: bool) -> Iterator[regex.Match[str]]:
    found = [match for match in _TAG.finditer(source, start) if not match.group("fence")]
    if is_page:
        found += _BRACKETED.finditer(source, start)
    at = start
    for match in sorted(found, key=lambda match: match.start()):
        if match.start() >= at:
            yield match
            at = match.end()


def _regions(tag: regex.Match[str]) -> Iterable[Region]:
    if tag.group("comment"):
        return [whole(RegionKind.COMMENT, tag.group(), tag.start())]
    return argument_regions(tag.string, Span(*tag.span()))

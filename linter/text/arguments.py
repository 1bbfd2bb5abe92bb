"""The named arguments of a tag that is no prose: a shortcode's, a component's. Readers see some of them."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from linter.model import Region, RegionKind, Span
from linter.text.regions import RegionBuilder, whole

_ARGUMENT = regex.compile(
    r"""(?P<name>[\w:.-]++)(?:\s*+=|":)\s*+(?:\{\s*+)?
    (?:"(?P<double>[^"]*+)"|'(?P<single>[^']*+)'|`(?P<raw>[^`]*+)`)""",
    regex.VERBOSE,
)
_SHOWN = frozenset(
    "alt aria-label attr caption description heading label message placeholder summary text title".split()
)
_ADDRESSES = frozenset("action href link src to url".split())


def argument_regions(source: str, tag: Span) -> Iterator[Region]:
    """What a tag shows and where it links to; the rest of it is code, so that a key in it is found."""
    rest, at = RegionBuilder(), tag.start
    for argument in _ARGUMENT.finditer(source, tag.start, tag.end):
        group = next(name for name in ("double", "single", "raw") if argument.group(name) is not None)
        name, value, (start, end) = argument.group("name").lower(), argument.group(group), argument.span(group)
        if value.strip() and (name in _SHOWN or name in _ADDRESSES):
            yield whole(RegionKind.ALT if name in _SHOWN else RegionKind.LINK, value, start)
            rest.add(source[at:start], at, start)
            at = end
    rest.add(source[at : tag.end], at, tag.end)
    if (code := rest.close(RegionKind.CODE, tag)) is not None:
        yield code

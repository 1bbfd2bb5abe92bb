"""HTML files and fragments: whole pages, and posts as a blog exports them."""

from __future__ import annotations

from linter.model import Body
from linter.text.markup import html_regions

_TAGS_BEGIN = ("{{", "{%", "{#", "[")


def read_html(source: str, start: int = 0) -> Body:
    if not any(mark in source for mark in _TAGS_BEGIN):
        return Body.of(html_regions(source, start))
    from linter.text.templating import without_tags  # most pages have no tags and need not wait for it

    view, tags = without_tags(source, start, is_page=True)
    return Body.of([*view.regions(html_regions(view.text)), *tags])

"""HTML files and fragments: whole pages, and posts as a blog exports them."""

from __future__ import annotations

from linter.model import Body
from linter.text.markup import html_regions
from linter.text.templating import without_tags


def read_html(source: str, start: int = 0) -> Body:
    view, tags = without_tags(source, start, is_page=True)
    return Body.of([*view.regions(html_regions(view.text)), *tags])

"""HTML files and fragments."""

from __future__ import annotations

from linter.model import Region
from linter.text.markup import html_regions


def read_html(source: str, start: int = 0) -> list[Region]:
    return html_regions(source, start)

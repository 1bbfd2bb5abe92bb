"""Markdown files, with the shortcodes and template tags of site generators taken for what they are."""

from __future__ import annotations

from linter.model import Body
from linter.text.markdown import markdown_regions
from linter.text.templating import without_tags


def read_markdown(source: str, start: int = 0) -> Body:
    view, tags = without_tags(source, start)
    return Body.of([*view.regions(markdown_regions(view.text)), *tags])

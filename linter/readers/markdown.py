"""Markdown files, with the shortcodes and template tags of site generators taken for what they are."""

from __future__ import annotations

from linter.model import Body
from linter.text.markdown import markdown_regions

_TAGS_BEGIN = ("{{", "{%", "{#")


def read_markdown(source: str, start: int = 0) -> Body:
    if not any(mark in source for mark in _TAGS_BEGIN):
        return Body.of(markdown_regions(source, start))
    from linter.text.templating import without_tags  # most drafts have no tags and need not wait for it

    view, tags = without_tags(source, start)
    return Body.of([*view.regions(markdown_regions(view.text)), *tags])

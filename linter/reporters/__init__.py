"""One file an output format, imported when it is asked for. Each has `render(report, lang) -> str`."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from linter.model import Report

FORMATS = ("text", "concise", "json", "sarif", "github", "gitlab", "checkstyle", "junit", "rdjson", "html")
SHOWS_TEXTS = frozenset(("html",))  # these need Report.texts

Render = Callable[[Report, str], str]


def renderer(name: str) -> Render:
    """What puts a report into a format; the language is that of the format's own words, `ko` or `en`."""
    render: Render = import_module(f"linter.reporters.{name}").render
    return render

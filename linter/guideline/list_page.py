"""The guidelines that there are, as a document and as JSON values."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from linter.document.blocks import Document, Heading, Table
from linter.guideline.guidelines import Guideline
from linter.guideline.wording import WORDS


def list_page(guidelines: Sequence[Guideline], lang: str) -> Document:
    words = WORDS[lang]
    head = (words["name"], words["version"], words["clauses"], words["checked"], words["title"])
    return Document(lang, (Heading(1, words["listed"]), Table(head, tuple(_row(one, lang) for one in guidelines))))


def _row(guideline: Guideline, lang: str) -> tuple[tuple[str, ...], ...]:
    profile = guideline.profile
    numbers = (str(len(profile.clauses)), str(guideline.checkable))
    cells = (guideline.name, profile.date or "", *numbers, profile.title.in_language(lang))
    return tuple((cell,) if cell else () for cell in cells)


def as_values(guidelines: Sequence[Guideline], lang: str) -> list[dict[str, Any]]:
    """The same for a program."""
    return [
        {
            "name": one.name,
            "title": one.profile.title.in_language(lang),
            "date": one.profile.date,
            "source": one.profile.source,
            "clauses": len(one.profile.clauses),
            "checkable": one.checkable,
        }
        for one in guidelines
    ]

"""Checklists as a document, and as JSON values."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from linter.document.blocks import Block, Document, Heading, Item, Items, Mark, Paragraph
from linter.guideline.checklist import Checklist, Held
from linter.guideline.guidelines import Guideline
from linter.guideline.wording import WORDS
from linter.model import Finding
from linter.reporters.places import place
from linter.reporters.suppressions import told


def checklist_page(checklists: Sequence[Checklist], lang: str) -> Document:
    """One heading a guideline, one list a draft."""
    blocks: list[Block] = []
    previous = ""
    for one in checklists:
        if one.guideline.name != previous:
            previous = one.guideline.name
            blocks += _head(one.guideline, lang)
        blocks.append(Paragraph(_tally(one, lang)))
        blocks.append(Items(tuple(_item(held, one.path is None, lang) for held in one.clauses)))
    return Document(lang, tuple(blocks))


def _head(guideline: Guideline, lang: str) -> Iterator[Block]:
    words, profile = WORDS[lang], guideline.profile
    dated = f" ({words['date'].format(date=profile.date)})" if profile.date else ""
    yield Heading(1, f"{profile.title.in_language(lang)}{dated}")
    if profile.about:
        yield Paragraph(profile.about.in_language(lang))
    if profile.source:
        yield Paragraph(words["source"].format(source="; ".join(profile.source)))


def _tally(checklist: Checklist, lang: str) -> str:
    words = WORDS[lang]
    counts = {outcome: checklist.count(outcome) for outcome in ("kept", "broken", "person", "off", "open")}
    if checklist.path is None:
        return words["bare"].format(total=len(checklist.clauses), **counts)
    said = words["tally"].format(path=checklist.path, total=len(checklist.clauses), **counts)
    return f"{said} {words['off'].format(off=counts['off'])}" if counts["off"] else said


def _item(held: Held, is_bare: bool, lang: str) -> Item:
    return Item(
        held.clause.text.in_language(lang),
        lead=held.clause.id,
        mark=Mark[held.outcome.upper()],
        notes=tuple(_notes(held, is_bare, lang)),
    )


def _notes(held: Held, is_bare: bool, lang: str) -> Iterator[str]:
    words, clause = WORDS[lang], held.clause
    yield from (_found(finding, lang) for finding in held.findings)
    if held.is_unsure:
        yield words["unsure"]
    if is_bare and held.rules:
        yield words["rules"].format(rules=", ".join(held.rules))
    if clause.person:
        yield words["person"].format(text=clause.person.in_language(lang))
    if clause.planned:
        yield words["planned"].format(rules=", ".join(clause.planned))
    if clause.unverified:
        yield words["unverified"]


def _found(finding: Finding, lang: str) -> str:
    said = f"{place(finding, lang)} {finding.message} ({finding.rule})"
    return f"{said} [{told(finding.suppressed, lang)}]" if finding.suppressed else said


def as_values(checklists: Sequence[Checklist], lang: str) -> list[dict[str, Any]]:
    """The same for a program."""
    return [
        {
            "guideline": {
                "name": one.guideline.name,
                "title": one.guideline.profile.title.in_language(lang),
                "date": one.guideline.profile.date,
                "source": one.guideline.profile.source,
            },
            "draft": one.path,
            "clauses": [_values(held, lang) for held in one.clauses],
        }
        for one in checklists
    ]


def _values(held: Held, lang: str) -> dict[str, Any]:
    clause = held.clause
    return {
        "id": clause.id,
        "text": clause.text.in_language(lang),
        "outcome": held.outcome,
        "unsure": held.is_unsure,
        "rules": list(held.rules),
        "person": clause.person.in_language(lang) if clause.person else None,
        "unverified": clause.unverified,
        "findings": [
            {
                "rule": finding.rule,
                "severity": str(finding.severity),
                "certainty": str(finding.certainty),
                "message": finding.message,
                "advice": finding.advice,
                "quote": finding.quote,
                "line": finding.start.line,
                "column": finding.start.column,
                "suppressed": finding.suppressed.reason if finding.suppressed else None,
            }
            for finding in held.findings
        ],
    }

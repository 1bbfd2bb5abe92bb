"""The record as a file: for a program, for a spreadsheet, for a person, and false alarms for the authors of rules.

Nothing that it holds is a draft's text, but for the masked lines of false alarms.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from linter.review.records import Entry
from linter.review.store import audit, drafts
from linter.review.verifying import verify
from linter.review.web.rendering import rendered

VERSION = 1
_COLUMNS = ("number", "at", "by", "act", "draft", "details", "previous", "digest")
# With these, spreadsheets begin a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Format:
    """`render` takes a session and the language."""

    file: str
    media_type: str
    render: Callable[[Session, str], str]


def as_json(session: Session, lang: str) -> str:
    """Version 1: fields may be added, none changes."""
    length, head = audit.end(session)
    document = {
        "version": VERSION,
        "length": length,
        "head": head,
        "entries": [_values(entry) for entry in audit.entries(session)],
        "drafts": [_draft(session, summary.id) for summary in reversed(drafts.summaries(session, date.today()))],
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def as_csv(session: Session, lang: str) -> str:
    """The audit log alone, a line each."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(_COLUMNS)
    for entry in audit.entries(session):
        values = _values(entry)
        values["details"] = json.dumps(entry.details, ensure_ascii=False, sort_keys=True)
        writer.writerow([_cell(values[column]) for column in _COLUMNS])
    return out.getvalue()


def as_html(session: Session, lang: str) -> str:
    """A page that needs nothing else."""
    standing = verify(session)
    entries = list(audit.entries(session))
    return rendered(
        "export.html", lang, entries=entries, standing=standing, drafts=drafts.summaries(session, date.today())
    )


def as_cases(session: Session, lang: str) -> str:
    """Disputed findings as labelled cases, a JSON line each: in this text, this rule has nothing to say."""
    lines = []
    for row, text in drafts.disputed(session):
        korean = any("가" <= char <= "힣" for char in text)
        case: dict[str, object] = {
            "id": f"review-{row.draft_id}-{row.id}",
            "lang": "ko" if korean else "en",
            "text": text,
            "expect": [],
            "note": f"neg {row.rule}: {row.reason}",
        }
        lines.append(json.dumps(case, ensure_ascii=False) + "\n")
    return "".join(lines)


FORMATS = {
    "json": Format("draftlint-review.json", "application/json", as_json),
    "csv": Format("draftlint-review.csv", "text/csv; charset=utf-8", as_csv),
    "html": Format("draftlint-review.html", "text/html; charset=utf-8", as_html),
    "cases": Format("draftlint-cases.jsonl", "application/x-ndjson", as_cases),
}


def _values(entry: Entry) -> dict[str, object]:
    return {column: getattr(entry, column) for column in _COLUMNS}


def _draft(session: Session, draft_id: int) -> dict[str, object]:
    record = drafts.load(session, draft_id)
    assert record is not None
    return {
        "id": record.id,
        "title": record.title,
        "name": record.name,
        "state": record.state,
        "owner": record.owner,
        "created": record.created.isoformat(),
        "versions": [
            {"number": one.number, "by": one.author, "at": one.at.isoformat(), "content_hash": one.content_hash}
            for one in record.versions
        ],
        "decisions": [
            {
                "rule": one.rule,
                "severity": str(one.severity),
                "verdict": one.verdict,
                "reason": one.reason,
                "by": one.by,
                "at": one.at.isoformat(),
                "version": one.version,
                "until": one.until.isoformat() if one.until else None,
            }
            for one in record.decisions
        ],
        "signatures": [
            {
                "by": one.by,
                "at": one.at.isoformat(),
                "version": one.version,
                "content_hash": one.content_hash,
                "withdrawn": one.withdrawn.isoformat() if one.withdrawn else None,
            }
            for one in record.signatures
        ],
        "comments": [{"by": one.by, "at": one.at.isoformat(), "text": one.text} for one in record.comments],
    }


def _cell(value: object) -> object:
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(_FORMULA) else text

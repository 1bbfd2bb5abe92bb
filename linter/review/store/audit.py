"""The audit log in the database: written at its end only, read in order."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from linter.review.chain import link
from linter.review.records import Entry
from linter.review.store.schema import ChainRow, EntryRow
from linter.review.store.times import written


def append(session: Session, now: datetime, by: str, act: str, draft: int | None = None, **details: Any) -> None:
    """Add an entry, in the transaction of what it tells of."""
    chain = session.get_one(ChainRow, 1)
    entry = link(chain.length + 1, written(now), by, act, draft, details, chain.head)
    session.add(
        EntryRow(
            number=entry.number,
            at=entry.at,
            by=entry.by,
            act=entry.act,
            draft=entry.draft,
            details=json.dumps(entry.details, ensure_ascii=False, sort_keys=True),
            previous=entry.previous,
            digest=entry.digest,
        )
    )
    chain.length, chain.head = entry.number, entry.digest


def entries(session: Session, draft: int | None = None) -> Iterator[Entry]:
    """All entries, or those about one draft, in order."""
    asked = select(EntryRow).order_by(EntryRow.number)
    if draft is not None:
        asked = asked.where(EntryRow.draft == draft)
    for row in session.scalars(asked):
        details: Mapping[str, Any] = json.loads(row.details)
        yield Entry(row.number, row.at, row.by, row.act, row.draft, details, row.previous, row.digest)


def end(session: Session) -> tuple[int, str]:
    """How many entries there are, and the digest of the last."""
    chain = session.get_one(ChainRow, 1)
    return chain.length, chain.head

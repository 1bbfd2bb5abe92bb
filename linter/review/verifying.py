"""Whether the record holds: the chain of the audit log, and that the tables say nothing that no entry tells of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from linter.review.chain import Fault, faults
from linter.review.records import Entry
from linter.review.states import Verdict
from linter.review.store import audit
from linter.review.store.schema import DecisionRow, SignatureRow, VersionRow

_ACTS = {Verdict.WAIVED: "waive", Verdict.DISPUTED: "dispute", Verdict.OPEN: "reopen"}


@dataclass(frozen=True, slots=True)
class Standing:
    """How many entries there are, how they end, and what is wrong with them."""

    length: int
    head: str
    faults: Sequence[Fault]


def verify(session: Session) -> Standing:
    length, head = audit.end(session)
    entries = list(audit.entries(session))
    found = [*faults(entries, length, head), *_unrecorded(session, entries)]
    return Standing(length, head, found)


def _unrecorded(session: Session, entries: Sequence[Entry]) -> Iterator[Fault]:
    """Versions, signatures and decisions that stand in the tables, and that nobody is on record for."""
    told = Counter(_told(entry) for entry in entries)
    for what, number, key in _rows(session):
        if told[key] <= 0:
            yield Fault("unrecorded", number, {"what": what})
        told[key] -= 1


def _told(entry: Entry) -> tuple[object, ...]:
    details = entry.details
    kind = {"submit": "version", "save": "version", "approve": "signature"}.get(entry.act, entry.act)
    said = details.get("content") if kind in ("version", "signature") else details.get("reason")
    return (kind, entry.draft, details.get("version"), details.get("rule"), said)


def _rows(session: Session) -> Iterator[tuple[str, int, tuple[object, ...]]]:
    for version in session.scalars(select(VersionRow).order_by(VersionRow.id)):
        yield "version", version.id, ("version", version.draft_id, version.number, None, version.content_hash)
    for one in session.scalars(select(SignatureRow).order_by(SignatureRow.id)):
        yield "signature", one.id, ("signature", one.draft_id, one.version, None, one.content_hash)
    for row in session.scalars(select(DecisionRow).order_by(DecisionRow.id)):
        act = _ACTS[Verdict(row.verdict)]
        yield "decision", row.id, (act, row.draft_id, row.version, row.rule, row.reason)

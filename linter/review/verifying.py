"""Whether the record holds: the chain of the audit log, and that the tables say what it tells, no more and no less."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from linter.review.chain import Fault, digest, faults
from linter.review.content import content_hash
from linter.review.replay import Key, Row, replayed
from linter.review.store import audit
from linter.review.store.schema import (
    CommentRow,
    DecisionRow,
    DraftRow,
    SignatureRow,
    TokenRow,
    UserRow,
    VersionRow,
)


@dataclass(frozen=True, slots=True)
class Standing:
    """How many entries there are, how they end, and what is wrong with them."""

    length: int
    head: str
    faults: Sequence[Fault]


def verify(session: Session) -> Standing:
    length, head = audit.end(session)
    entries = list(audit.entries(session))
    told = replayed(entries)
    found = [*faults(entries, length, head), *_differing(told, session)]
    return Standing(length, head, found)


def _differing(told: dict[Key, Row], session: Session) -> Iterator[Fault]:
    """Rows that nobody is on record for, rows that are not what was done, and what was done and stands nowhere."""
    left = dict(told)
    for key, row in _stored(session):
        values = {"what": key[0], "which": " ".join(key[1:])}
        expected = left.pop(key, None)
        if expected is None:
            yield Fault("unrecorded", 0, values)
        elif wrong := sorted(name for name, value in row.items() if expected.get(name) != value):
            yield Fault("differs", 0, {**values, "fields": ", ".join(wrong)})
    for key in left:
        yield Fault("missing", 0, {"what": key[0], "which": " ".join(key[1:])})


def _stored(session: Session) -> Iterator[tuple[Key, Row]]:
    names = {row.id: row.name for row in session.scalars(select(UserRow))}
    yield from _people(session, names)
    for draft in session.scalars(select(DraftRow).order_by(DraftRow.id)):
        row = {"state": draft.state, "version": draft.version, "by": names.get(draft.owner_id)}
        yield ("draft", str(draft.id)), row
    for one in session.scalars(select(VersionRow).order_by(VersionRow.id).execution_options(yield_per=10)):
        # What is kept is asked, not only what is said of it.
        row = {"content": content_hash(one.content, one.name), "hash": one.content_hash, "name": one.name}
        row |= _who(one, names.get(one.author_id))
        yield ("version", str(one.draft_id), str(one.number)), row
    for kind, table, values in _OF_DRAFTS:
        counts: Counter[int] = Counter()
        for found in session.scalars(select(table).order_by(table.id)):
            counts[found.draft_id] += 1
            row = {**values(found), **_who(found, names.get(found.user_id))}
            yield (kind, str(found.draft_id), str(counts[found.draft_id])), row


def _people(session: Session, names: dict[int, str]) -> Iterator[tuple[Key, Row]]:
    for user in session.scalars(select(UserRow).order_by(UserRow.id)):
        secret = digest(user.password) if user.password is not None else None
        yield ("user", user.name), {"roles": user.roles, "is_active": user.is_active, "secret": secret}
    for token in session.scalars(select(TokenRow).order_by(TokenRow.id)):
        row = {"user": names.get(token.user_id), "label": token.label, "secret": token.digest}
        yield ("token", str(token.id)), {**row, "revoked": token.revoked}


def _who(row: Any, name: str | None) -> Row:
    return {"by": name, "at": row.created}


def _decision(row: DecisionRow) -> Row:
    return {
        "version": row.version,
        "finding": row.fingerprint,
        "rule": row.rule,
        "severity": row.severity,
        "reason": row.reason,
        "settles": row.settles,
        "verdict": row.verdict,
        "until": row.until,
    }


def _comment(row: CommentRow) -> Row:
    return {"version": row.version, "words": digest(row.text)}


def _signature(row: SignatureRow) -> Row:
    return {"version": row.version, "content": row.content_hash, "withdrawn": row.withdrawn}


_OF_DRAFTS: tuple[tuple[str, Any, Callable[[Any], Row]], ...] = (
    ("decision", DecisionRow, _decision),
    ("comment", CommentRow, _comment),
    ("signature", SignatureRow, _signature),
)

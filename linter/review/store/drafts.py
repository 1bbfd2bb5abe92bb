"""Drafts and all that belongs to them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from linter.model import Finding, Severity
from linter.reporters.json import finding_values
from linter.review.content import Submission, format_under
from linter.review.records import Comment, Decision, DraftRecord, DraftSummary, Ruling, Signature, User, Version
from linter.review.states import State, Verdict
from linter.review.store.schema import (
    CommentRow,
    DecisionRow,
    DraftRow,
    FindingRow,
    SignatureRow,
    UserRow,
    VersionRow,
)
from linter.review.store.times import read, read_or_none, written


def add_draft(session: Session, submission: Submission, owner: User, now: datetime) -> DraftRow:
    row = DraftRow(
        title=submission.title or submission.name,
        name=submission.name,
        state=State.SUBMITTED,
        owner_id=owner.id,
        revision=0,
        version=0,
        created=written(now),
        updated=written(now),
    )
    session.add(row)
    session.flush()
    return row


def add_version(session: Session, row: DraftRow, submission: Submission, author: User, now: datetime) -> None:
    """The next version of a draft, with what is told of it."""
    row.version += 1
    row.name = submission.name
    row.title = submission.title or row.title
    session.add(
        VersionRow(
            draft_id=row.id,
            number=row.version,
            name=submission.name,
            content=submission.content,
            content_hash=submission.content_hash,
            author_id=author.id,
            created=written(now),
            counts=_counts(submission),
        )
    )
    for finding in submission.findings:
        session.add(
            FindingRow(
                draft_id=row.id,
                version=row.version,
                fingerprint=finding.fingerprint,
                rule=finding.rule,
                severity=str(finding.severity),
                told={**finding_values(finding), "excerpt": finding.excerpt.line},
            )
        )


def _counts(submission: Submission) -> dict[str, int]:
    counting = [finding.severity for finding in submission.findings if finding.suppressed is None]
    return {str(severity): counting.count(severity) for severity in reversed(Severity)}


def add_decision(
    session: Session, row: DraftRow, finding: Finding, ruling: Ruling, by: User, now: datetime, *, is_settled: bool
) -> None:
    session.add(
        DecisionRow(
            draft_id=row.id,
            version=row.version,
            fingerprint=finding.fingerprint,
            rule=finding.rule,
            severity=str(finding.severity),
            verdict=ruling.verdict,
            reason=ruling.reason.strip(),
            settles=is_settled,
            until=ruling.until.isoformat() if ruling.until else None,
            user_id=by.id,
            created=written(now),
        )
    )


def add_comment(session: Session, row: DraftRow, text: str, by: User, now: datetime) -> None:
    session.add(CommentRow(draft_id=row.id, version=row.version, text=text, user_id=by.id, created=written(now)))


def sign(session: Session, row: DraftRow, content_hash: str, by: User, now: datetime) -> None:
    session.add(
        SignatureRow(
            draft_id=row.id,
            version=row.version,
            content_hash=content_hash,
            user_id=by.id,
            created=written(now),
            withdrawn=None,
        )
    )


def withdraw_signatures(session: Session, row: DraftRow, now: datetime) -> bool:
    """End what was signed. Whether there was anything."""
    asked = select(SignatureRow).where(SignatureRow.draft_id == row.id, SignatureRow.withdrawn.is_(None))
    rows = session.scalars(asked).all()
    for signature in rows:
        signature.withdrawn = written(now)
    return bool(rows)


def signed(session: Session, content_hash: str, format_name: str | None = None) -> DraftRecord | None:
    """The draft of which exactly this content is signed off, as a text of this format: the same bytes say one thing
    as Markdown and another as plain text."""
    asked = (
        select(SignatureRow.draft_id, VersionRow.name)
        .join(VersionRow, (VersionRow.draft_id == SignatureRow.draft_id) & (VersionRow.number == SignatureRow.version))
        .where(SignatureRow.content_hash == content_hash, SignatureRow.withdrawn.is_(None))
        .order_by(SignatureRow.id.desc())
    )
    for draft_id, name in session.execute(asked):
        if format_name in (None, format_under(name)):
            return load(session, draft_id)
    return None


def load(session: Session, draft_id: int) -> DraftRecord | None:
    row = session.get(DraftRow, draft_id)
    if row is None:
        return None
    return DraftRecord(
        id=row.id,
        title=row.title,
        name=row.name,
        state=State(row.state),
        owner=session.get_one(UserRow, row.owner_id).name,
        revision=row.revision,
        created=read(row.created),
        updated=read(row.updated),
        content=content(session, row.id, row.version),
        versions=_versions(session, row),
        decisions=tuple(_decision(*found) for found in _of_draft(session, DecisionRow, row, DecisionRow.user_id)),
        comments=tuple(_comment(*found) for found in _of_draft(session, CommentRow, row, CommentRow.user_id)),
        signatures=tuple(_signature(*found) for found in _of_draft(session, SignatureRow, row, SignatureRow.user_id)),
    )


def content(session: Session, draft_id: int, number: int) -> bytes:
    asked = select(VersionRow.content).where(VersionRow.draft_id == draft_id, VersionRow.number == number)
    return session.scalars(asked).one()


def summaries(session: Session, today: date, owner: User | None = None) -> list[DraftSummary]:
    """All drafts, or those of one writer; what changed last comes first."""
    closed = _closed(session, today)
    asked = (
        select(DraftRow, UserRow.name, VersionRow.counts)
        .join(UserRow, UserRow.id == DraftRow.owner_id)
        .join(VersionRow, (VersionRow.draft_id == DraftRow.id) & (VersionRow.number == DraftRow.version))
        .order_by(DraftRow.updated.desc(), DraftRow.id.desc())
    )
    if owner is not None:
        asked = asked.where(DraftRow.owner_id == owner.id)
    return [
        DraftSummary(
            id=row.id,
            title=row.title,
            name=row.name,
            state=State(row.state),
            owner=name,
            revision=row.revision,
            version=row.version,
            created=read(row.created),
            updated=read(row.updated),
            counts={severity: count - closed[row.id, severity] for severity, count in counts.items()},
        )
        for row, name, counts in session.execute(asked)
    ]


def _closed(session: Session, today: date) -> Counter[tuple[int, str]]:
    """How many findings of the newest version of each draft are waived or disputed, by severity."""
    asked = select(DecisionRow, UserRow.name).join(UserRow, UserRow.id == DecisionRow.user_id).order_by(DecisionRow.id)
    last = {(row.draft_id, row.fingerprint): _decision(row, by) for row, by in session.execute(asked)}
    holding = {key for key, decision in last.items() if decision.holds(today)}
    of_newest = (
        select(FindingRow.draft_id, FindingRow.fingerprint, FindingRow.severity)
        .join(DraftRow, (DraftRow.id == FindingRow.draft_id) & (DraftRow.version == FindingRow.version))
        .where(FindingRow.draft_id.in_({draft for draft, _ in holding}))
    )
    return Counter(
        (draft, severity) for draft, mark, severity in session.execute(of_newest) if (draft, mark) in holding
    )


def told(session: Session, draft_id: int, version: int) -> list[FindingRow]:
    """What was told of a version on the day of its submission."""
    asked = select(FindingRow).where(FindingRow.draft_id == draft_id, FindingRow.version == version)
    return list(session.scalars(asked.order_by(FindingRow.id)))


def disputed(session: Session) -> list[tuple[DecisionRow, str]]:
    """Decisions that call a finding a false alarm and are the last word on it, each with the masked line it is in."""
    last = {
        (row.draft_id, row.fingerprint): row for row in session.scalars(select(DecisionRow).order_by(DecisionRow.id))
    }
    found = []
    for row in last.values():
        if row.verdict == Verdict.DISPUTED:
            asked = select(FindingRow.told).where(
                FindingRow.draft_id == row.draft_id,
                FindingRow.fingerprint == row.fingerprint,
                FindingRow.version <= row.version,
            )
            told = session.scalars(asked.order_by(FindingRow.id.desc())).first()
            if told is not None:
                found.append((row, str(told["excerpt"])))
    return found


def _of_draft(session: Session, table: Any, row: DraftRow, by: Any) -> Sequence[Any]:
    """What a table holds of a draft, in order, each with the name of whose it is."""
    asked = select(table, UserRow.name).join(UserRow, UserRow.id == by).where(table.draft_id == row.id)
    return session.execute(asked.order_by(table.id)).all()


def _versions(session: Session, row: DraftRow) -> tuple[Version, ...]:
    """All but their contents, which may be many megabytes."""
    asked = (
        select(VersionRow.number, VersionRow.name, VersionRow.content_hash, UserRow.name, VersionRow.created)
        .join(UserRow, UserRow.id == VersionRow.author_id)
        .where(VersionRow.draft_id == row.id)
        .order_by(VersionRow.number)
    )
    return tuple(
        Version(number, name, content_hash, author, read(created))
        for number, name, content_hash, author, created in session.execute(asked)
    )


def _decision(row: DecisionRow, by: str) -> Decision:
    return Decision(
        id=row.id,
        fingerprint=row.fingerprint,
        rule=row.rule,
        severity=Severity.named(row.severity),
        verdict=Verdict(row.verdict),
        reason=row.reason,
        by=by,
        at=read(row.created),
        version=row.version,
        settles=row.settles,
        until=date.fromisoformat(row.until) if row.until else None,
    )


def _comment(row: CommentRow, by: str) -> Comment:
    return Comment(row.id, by, read(row.created), row.version, row.text)


def _signature(row: SignatureRow, by: str) -> Signature:
    return Signature(by, read(row.created), row.version, row.content_hash, read_or_none(row.withdrawn))

"""The acts of the process. Each looks whether it may be done, does it, and writes it into the audit log, in one
transaction: all of it is there afterwards, or nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from linter.model import Finding, Severity
from linter.review.content import Submission
from linter.review.errors import ConflictError, ForbiddenError, NotFoundError, ReviewError
from linter.review.records import DraftRecord, User
from linter.review.states import AFTER_A_CHANGE, MAY_EDIT_ALL, MOVES, State, Verdict, settles
from linter.review.store import audit, drafts
from linter.review.store.database import Database
from linter.review.store.schema import CommentRow, DecisionRow, DraftRow
from linter.review.store.times import written

LONGEST_WORDS = 5_000  # characters of a reason or a comment


@dataclass(frozen=True, slots=True)
class Ruling:
    """What somebody wants to say of a finding."""

    verdict: Verdict
    reason: str = ""
    until: date | None = None


class Process:
    """`own_approval`: whether one may approve what one wrote oneself, as whoever works alone must."""

    def __init__(self, database: Database, clock: Callable[[], datetime], *, own_approval: bool = False) -> None:
        self._database, self._clock, self._own_approval = database, clock, own_approval

    # Reading

    def draft(self, user: User, draft_id: int) -> DraftRecord:
        """Raises NotFoundError for what the user may not see, too: that it exists is not told."""
        with self._database.reading() as session:
            return _visible(session, user, draft_id)

    def is_own_approval_barred(self, user: User, record: DraftRecord) -> bool:
        return not self._own_approval and user.name in {record.owner, record.newest.author}

    # Acting

    def submit(self, user: User, submission: Submission) -> DraftRecord:
        if not user.roles:
            raise ForbiddenError("not-your-role")
        now = self._clock()
        with self._database.writing() as session:
            row = drafts.add_draft(session, submission, user, now)
            drafts.add_version(session, row, submission, user, now)
            row.revision = 1
            audit.append(session, now, user.name, "submit", row.id, version=1, content=submission.content_hash)
            return _loaded(session, row)

    def save(self, user: User, draft_id: int, revision: int, submission: Submission) -> DraftRecord:
        """A new version. What was signed is signed no longer. A text that did not change is no version."""
        with self._acting(user, draft_id, revision) as (session, row, record, now):
            if record.owner != user.name and not user.roles & MAY_EDIT_ALL:
                raise ForbiddenError("not-your-role")
            if submission.content_hash == record.newest.content_hash and submission.name == record.name:
                raise ReviewError("nothing-changed")
            drafts.add_version(session, row, submission, user, now)
            row.state = AFTER_A_CHANGE[record.state]
            audit.append(session, now, user.name, "save", row.id, version=row.version, content=submission.content_hash)
            if drafts.withdraw_signatures(session, row, now):
                audit.append(session, now, user.name, "withdraw-approval", row.id, version=row.version)
            return _loaded(session, row)

    def move(
        self, user: User, draft_id: int, revision: int, name: str, *, words: str = "", judged: Submission | None = None
    ) -> DraftRecord:
        """A step of the process. To approve, `judged` is what is found in the newest version now."""
        move = MOVES[name]
        with self._acting(user, draft_id, revision) as (session, row, record, now):
            if record.state not in move.before:
                raise ConflictError("not-in-this-state", state=record.state)
            if not user.roles & move.roles:
                raise ForbiddenError("not-your-role")
            if move.needs_words and not words.strip():
                raise ReviewError("needs-words")
            if move.after is State.APPROVED:
                self._sign(session, row, user, record, judged, now)
            if words.strip():
                _comment(session, row, user, words, now)
            row.state = move.after
            details = {"version": row.version, "content": record.newest.content_hash}
            audit.append(session, now, user.name, name, row.id, **details)
            return _loaded(session, row)

    def rule(self, user: User, draft_id: int, revision: int, finding: Finding | None, ruling: Ruling) -> DraftRecord:
        """Waive a finding, dispute it, or take that back. `finding` is as it is found in the newest version now; None:
        it is not found any more."""
        with self._acting(user, draft_id, revision) as (session, row, record, now):
            if finding is None:
                raise ConflictError("finding-is-gone")
            _check_ruling(user, finding, ruling, now.date(), record)
            session.add(
                DecisionRow(
                    draft_id=row.id,
                    version=row.version,
                    fingerprint=finding.fingerprint,
                    rule=finding.rule,
                    severity=str(finding.severity),
                    verdict=ruling.verdict,
                    reason=ruling.reason.strip(),
                    settles=settles(user.roles, finding.severity),
                    until=ruling.until.isoformat() if ruling.until else None,
                    user_id=user.id,
                    created=written(now),
                )
            )
            details = {"version": row.version, "rule": finding.rule, "severity": str(finding.severity)}
            details |= {"reason": ruling.reason.strip(), "line": finding.start.line}
            details |= {"until": ruling.until.isoformat()} if ruling.until else {}
            audit.append(session, now, user.name, _ACTS[ruling.verdict], row.id, **details)
            return _loaded(session, row)

    def comment(self, user: User, draft_id: int, words: str) -> DraftRecord:
        """Comments stand beside each other: nobody's is too late."""
        with self._acting(user, draft_id, None) as (session, row, _, now):
            if not words.strip():
                raise ReviewError("needs-words")
            _comment(session, row, user, words, now)
            audit.append(session, now, user.name, "comment", row.id, version=row.version)
            return _loaded(session, row)

    @contextmanager
    def _acting(
        self, user: User, draft_id: int, revision: int | None
    ) -> Iterator[tuple[Session, DraftRow, DraftRecord, datetime]]:
        """An act on a draft as the user saw it, at `revision`."""
        now = self._clock()
        with self._database.writing() as session:
            record = _visible(session, user, draft_id)
            if revision is not None and revision != record.revision:
                last = next(reversed(list(audit.entries(session, draft_id))))
                raise ConflictError("somebody-was-faster", by=last.by, act=last.act, at=last.at)
            row = session.get_one(DraftRow, draft_id)
            row.revision += 1
            row.updated = written(now)
            yield session, row, record, now

    def _sign(
        self,
        session: Session,
        row: DraftRow,
        user: User,
        record: DraftRecord,
        judged: Submission | None,
        now: datetime,
    ) -> None:
        if self.is_own_approval_barred(user, record):
            raise ForbiddenError("not-your-own")
        if judged is None or judged.content_hash != record.newest.content_hash:
            raise ConflictError("text-has-changed")
        left = [one for one in open_findings(record, judged.findings, now.date()) if one.severity is Severity.ERROR]
        if left:
            raise ReviewError("errors-are-open", number=len(left))
        drafts.sign(session, row, judged.content_hash, user, now)


_ACTS = {Verdict.WAIVED: "waive", Verdict.DISPUTED: "dispute", Verdict.OPEN: "reopen"}


def open_findings(record: DraftRecord, findings: Sequence[Finding], today: date) -> list[Finding]:
    """The findings about which something is still to be done."""
    counting = (finding for finding in findings if finding.suppressed is None)
    decided = {one.fingerprint: one for one in record.decisions}  # the last word
    return [one for one in counting if not (one.fingerprint in decided and decided[one.fingerprint].holds(today))]


def _check_ruling(user: User, finding: Finding, ruling: Ruling, today: date, record: DraftRecord) -> None:
    standing = record.decision(finding.fingerprint)
    if ruling.verdict is Verdict.OPEN:
        if standing is None:
            raise ConflictError("finding-is-gone")
        if standing.by != user.name and not settles(user.roles, finding.severity):
            raise ForbiddenError("not-your-role")
        return
    if not ruling.reason.strip():
        raise ReviewError("needs-reason")
    if len(ruling.reason) > LONGEST_WORDS:
        raise ReviewError("too-many-words", most=LONGEST_WORDS)
    if ruling.until is not None and ruling.until < today:
        raise ReviewError("until-is-over")
    if ruling.verdict is Verdict.WAIVED and not settles(user.roles, finding.severity):
        raise ForbiddenError("approver-waives-errors" if user.sees_all else "not-your-role")
    if standing is not None and standing.settles and not settles(user.roles, finding.severity):
        raise ForbiddenError("already-settled")


def _comment(session: Session, row: DraftRow, user: User, words: str, now: datetime) -> None:
    if len(words) > LONGEST_WORDS:
        raise ReviewError("too-many-words", most=LONGEST_WORDS)
    session.add(
        CommentRow(
            draft_id=row.id,
            version=row.version,
            text=words.strip(),
            user_id=user.id,
            created=written(now),
        )
    )


def _visible(session: Session, user: User, draft_id: int) -> DraftRecord:
    record = drafts.load(session, draft_id)
    if record is None or (record.owner != user.name and not user.sees_all):
        raise NotFoundError("no-such-draft")
    return record


def _loaded(session: Session, row: DraftRow) -> DraftRecord:
    session.flush()
    record = drafts.load(session, row.id)
    assert record is not None
    return record

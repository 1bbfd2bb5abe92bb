"""The acts of the process. Each looks whether it may be done, does it, and writes it into the audit log, in one
transaction: all of it is there afterwards, or nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from linter.model import Finding, Severity
from linter.review.chain import digest
from linter.review.content import Submission
from linter.review.errors import ConflictError, ForbiddenError, NotFoundError, ReviewError
from linter.review.records import DraftRecord, Ruling, User
from linter.review.states import AFTER_A_CHANGE, MAY_EDIT_ALL, MOVES, State, Verdict, settles
from linter.review.store import audit, drafts
from linter.review.store.database import Database
from linter.review.store.schema import DraftRow
from linter.review.store.times import shown, written

LONGEST_WORDS = 5_000  # characters of a reason or a comment


class Process:
    """`own_approval`: whether one may approve what one wrote oneself, as whoever works alone must."""

    def __init__(self, database: Database, clock: Callable[[], datetime], *, own_approval: bool = False) -> None:
        self._database, self._clock, self._own_approval = database, clock, own_approval

    # Reading

    def draft(self, user: User, draft_id: int) -> DraftRecord:
        """Raises NotFoundError for what the user may not see, too: that it exists is not told."""
        with self._database.reading() as session:
            return _visible(session, user, draft_id)

    def content(self, user: User, draft_id: int, number: int) -> bytes:
        """What a version holds. Raises NotFoundError."""
        with self._database.reading() as session:
            if _visible(session, user, draft_id).version(number) is None:
                raise NotFoundError("no-such-version")
            return drafts.content(session, draft_id, number)

    def is_own_approval_barred(self, user: User, record: DraftRecord) -> bool:
        """Whether there is text of the user's own that nobody has signed off, whoever wrote last."""
        return not self._own_approval and user.name in {record.owner, *record.writers_since_signed}

    # Acting

    def submit(self, user: User, submission: Submission) -> DraftRecord:
        if not user.roles:
            raise ForbiddenError("not-your-role")
        now = self._clock()
        with self._database.writing() as session:
            row = drafts.add_draft(session, submission, user, now)
            drafts.add_version(session, row, submission, user, now)
            row.revision = 1
            _write(session, now, user, "submit", row, **_of_version(submission))
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
            _write(session, now, user, "save", row, **_of_version(submission))
            _withdraw(session, now, user, row)
            return _loaded(session, row)

    def move(
        self, user: User, draft_id: int, revision: int, name: str, *, words: str = "", judged: Submission | None = None
    ) -> DraftRecord:
        """A step of the process. `judged` is what is found in the newest version now; to approve and to publish, no
        error in it may be open."""
        move = MOVES[name]
        with self._acting(user, draft_id, revision) as (session, row, record, now):
            if record.state not in move.before:
                raise ConflictError("not-in-this-state", state=record.state)
            if not user.roles & move.roles:
                raise ForbiddenError("not-your-role")
            if move.needs_words and not words.strip():
                raise ReviewError("needs-words")
            if move.needs_no_errors:
                _refuse_errors(record, judged, now.date())
            if move.after is State.APPROVED:
                if self.is_own_approval_barred(user, record):
                    raise ForbiddenError("not-your-own")
                drafts.sign(session, row, record.newest.content_hash, user, now)
            said = {"words": _comment(session, row, user, words, now)} if words.strip() else {}
            row.state = move.after
            _write(session, now, user, name, row, content=record.newest.content_hash, **said)
            return _loaded(session, row)

    def rule(self, user: User, draft_id: int, revision: int, finding: Finding | None, ruling: Ruling) -> DraftRecord:
        """Waive a finding, dispute it, or take that back. `finding` is as it is found in the newest version now; None:
        it is not found any more."""
        with self._acting(user, draft_id, revision) as (session, row, record, now):
            if finding is None:
                raise ConflictError("finding-is-gone")
            _check_ruling(user, finding, ruling, now.date(), record)
            is_settled = settles(user.roles, finding.severity)
            drafts.add_decision(session, row, finding, ruling, user, now, is_settled=is_settled)
            details = _of_ruling(finding, ruling, is_settled=is_settled)
            _write(session, now, user, ACTS[ruling.verdict], row, **details)
            if ruling.verdict is Verdict.OPEN and finding.severity is Severity.ERROR:
                _withdraw(session, now, user, row)
            return _loaded(session, row)

    def comment(self, user: User, draft_id: int, words: str) -> DraftRecord:
        """Comments stand beside each other: nobody's is too late."""
        with self._acting(user, draft_id, None) as (session, row, _, now):
            if not words.strip():
                raise ReviewError("needs-words")
            _write(session, now, user, "comment", row, words=_comment(session, row, user, words, now))
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
                raise ConflictError("somebody-was-faster", by=last.by, act=last.act, at=shown(last.at))
            row = session.get_one(DraftRow, draft_id)
            row.revision += 1
            row.updated = written(now)
            yield session, row, record, now


ACTS = {Verdict.WAIVED: "waive", Verdict.DISPUTED: "dispute", Verdict.OPEN: "reopen"}


def open_findings(record: DraftRecord, findings: Sequence[Finding], today: date) -> list[Finding]:
    """The findings about which something is still to be done."""
    decided = {one.fingerprint: one for one in record.decisions}  # the last word
    counting = (finding for finding in findings if finding.suppressed is None)
    return [one for one in counting if not (one.fingerprint in decided and decided[one.fingerprint].holds(today))]


def open_errors(record: DraftRecord, judged: Submission, today: date) -> list[Finding]:
    return [one for one in open_findings(record, judged.findings, today) if one.severity is Severity.ERROR]


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


def _refuse_errors(record: DraftRecord, judged: Submission | None, today: date) -> None:
    if judged is None or judged.content_hash != record.newest.content_hash:
        raise ConflictError("text-has-changed")
    if left := open_errors(record, judged, today):
        raise ReviewError("errors-are-open", number=len(left))


def _comment(session: Session, row: DraftRow, user: User, words: str, now: datetime) -> str:
    """Keep what somebody said; its digest, for the log."""
    if len(words) > LONGEST_WORDS:
        raise ReviewError("too-many-words", most=LONGEST_WORDS)
    drafts.add_comment(session, row, words.strip(), user, now)
    return digest(words.strip())


def _withdraw(session: Session, now: datetime, user: User, row: DraftRow) -> None:
    """What was signed is signed no longer."""
    if drafts.withdraw_signatures(session, row, now):
        row.state = State.IN_REVIEW
        _write(session, now, user, "withdraw-approval", row)


def _of_version(submission: Submission) -> dict[str, Any]:
    return {"name": submission.name, "content": submission.content_hash}


def _of_ruling(finding: Finding, ruling: Ruling, *, is_settled: bool) -> dict[str, Any]:
    until = {"until": ruling.until.isoformat()} if ruling.until else {}
    return {
        "rule": finding.rule,
        "severity": str(finding.severity),
        "line": finding.start.line,
        "finding": finding.fingerprint,
        "reason": ruling.reason.strip(),
        "settles": is_settled,
        **until,
    }


def _write(session: Session, now: datetime, user: User, act: str, row: DraftRow, **details: Any) -> None:
    """Into the log: what was done, and how the draft stands after it."""
    details |= {"version": row.version, "state": str(row.state)}
    details |= {"token": user.token} if user.token is not None else {}
    audit.append(session, now, user.name, act, row.id, **details)


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

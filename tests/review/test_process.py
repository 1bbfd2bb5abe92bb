"""Who may do what, when, and what is left of it afterwards."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from linter.model import Finding
from linter.review.content import Submission
from linter.review.errors import ConflictError, ForbiddenError, NotFoundError, ReviewError
from linter.review.process import Process, open_findings
from linter.review.records import Ruling, User
from linter.review.states import State, Verdict
from linter.review.store import audit, drafts
from linter.review.store.database import Database
from linter.review.verifying import verify

People = dict[str, User]
Judged = Callable[..., Submission]
MARKED = "이 문서는 대외비입니다.\n"
SWORN = "The build broke again, what a load of shit.\n"
CLEAN = "오늘은 화단에 물을 주었다.\n"


def finding_in(submission: Submission) -> Finding:
    (found,) = submission.findings
    return found


def acts(database: Database, draft: int) -> list[tuple[str, str]]:
    with database.reading() as session:
        return [(entry.by, entry.act) for entry in audit.entries(session, draft)]


def test_a_draft_goes_from_submission_to_publication_and_every_act_is_on_record(
    process: Process, people: People, judged: Judged, database: Database
) -> None:
    writer, editor, approver = people["writer"], people["editor"], people["approver"]
    draft = process.submit(writer, judged(MARKED))
    assert (draft.state, draft.revision, draft.newest.number) == (State.SUBMITTED, 1, 1)
    draft = process.move(editor, draft.id, draft.revision, "begin")
    draft = process.move(editor, draft.id, draft.revision, "ask-changes", words="표시를 지워 주세요.")
    assert (draft.state, draft.comments[0].text) == (State.CHANGES_ASKED, "표시를 지워 주세요.")
    draft = process.save(writer, draft.id, draft.revision, judged(CLEAN))
    assert (draft.state, draft.newest.number) == (State.SUBMITTED, 2)
    draft = process.move(editor, draft.id, draft.revision, "begin")
    draft = process.move(approver, draft.id, draft.revision, "approve", judged=judged(CLEAN))
    assert draft.signature is not None
    assert draft.signature.content_hash == judged(CLEAN).content_hash
    draft = process.move(editor, draft.id, draft.revision, "publish", judged=judged(CLEAN))
    assert draft.state is State.PUBLISHED
    assert acts(database, draft.id) == [
        ("한글", "submit"),
        ("editor", "begin"),
        ("editor", "ask-changes"),
        ("한글", "save"),
        ("editor", "begin"),
        ("approver", "approve"),
        ("editor", "publish"),
    ]
    with database.reading() as session:
        assert not verify(session).faults


@pytest.mark.parametrize("after", ["approve", "publish"])
def test_any_later_change_withdraws_the_approval(
    process: Process, people: People, judged: Judged, database: Database, after: str
) -> None:
    draft = process.submit(people["writer"], judged(CLEAN))
    draft = process.move(people["editor"], draft.id, draft.revision, "begin")
    draft = process.move(people["approver"], draft.id, draft.revision, "approve", judged=judged(CLEAN))
    if after == "publish":
        draft = process.move(people["editor"], draft.id, draft.revision, "publish", judged=judged(CLEAN))
    draft = process.save(people["writer"], draft.id, draft.revision, judged(CLEAN + "그리고 비가 왔다.\n"))
    assert draft.signature is None
    assert draft.signatures[0].withdrawn is not None
    assert draft.state is State.IN_REVIEW
    assert acts(database, draft.id)[-1] == ("한글", "withdraw-approval")


def test_open_errors_bar_the_approval_until_an_approver_waives_them(
    process: Process, people: People, judged: Judged
) -> None:
    submission = judged(MARKED)
    draft = process.submit(people["writer"], submission)
    draft = process.move(people["editor"], draft.id, draft.revision, "begin")
    with pytest.raises(ReviewError, match="errors are open"):
        process.move(people["approver"], draft.id, draft.revision, "approve", judged=submission)
    waiver = Ruling(Verdict.WAIVED, "법무팀이 공개를 허락했다", date(2026, 3, 31))
    with pytest.raises(ForbiddenError, match="approver waives errors"):
        process.rule(people["editor"], draft.id, draft.revision, finding_in(submission), waiver)
    with pytest.raises(ForbiddenError):
        process.rule(people["writer"], draft.id, draft.revision, finding_in(submission), waiver)
    draft = process.rule(people["approver"], draft.id, draft.revision, finding_in(submission), waiver)
    assert not open_findings(draft, submission.findings, date(2026, 3, 31))
    assert open_findings(draft, submission.findings, date(2026, 4, 1)) == list(submission.findings)
    draft = process.move(people["approver"], draft.id, draft.revision, "approve", judged=submission)
    assert draft.state is State.APPROVED


def test_an_editor_waives_warnings_and_a_writer_nothing(process: Process, people: People, judged: Judged) -> None:
    submission = judged(SWORN)
    (swearing,) = [one for one in submission.findings if one.rule == "language/profanity"]
    warning = Submission(submission.name, submission.content, [_weighing(swearing, "warning")])
    draft = process.submit(people["writer"], warning)
    with pytest.raises(ForbiddenError):
        process.rule(
            people["writer"], draft.id, draft.revision, warning.findings[0], Ruling(Verdict.WAIVED, "the tone of it")
        )
    draft = process.rule(
        people["editor"], draft.id, draft.revision, warning.findings[0], Ruling(Verdict.WAIVED, "the tone of it")
    )
    assert not open_findings(draft, warning.findings, date(2030, 1, 1))


def _weighing(finding: Finding, severity: str) -> Finding:
    from dataclasses import replace

    from linter.model import Severity

    return replace(finding, severity=Severity.named(severity))


def test_a_writers_dispute_is_kept_and_settles_nothing(process: Process, people: People, judged: Judged) -> None:
    submission = judged(MARKED)
    draft = process.submit(people["writer"], submission)
    disputed = Ruling(Verdict.DISPUTED, "규정을 설명하는 글이다")
    draft = process.rule(people["writer"], draft.id, draft.revision, finding_in(submission), disputed)
    decision = draft.decision(finding_in(submission).fingerprint)
    assert decision is not None
    assert (decision.by, decision.settles) == ("한글", False)
    assert open_findings(draft, submission.findings, date(2026, 3, 2)) == list(submission.findings)
    draft = process.rule(people["approver"], draft.id, draft.revision, finding_in(submission), disputed)
    assert not open_findings(draft, submission.findings, date(2026, 3, 2))
    with pytest.raises(ForbiddenError, match="already settled"):
        process.rule(people["writer"], draft.id, draft.revision, finding_in(submission), disputed)
    with pytest.raises(ForbiddenError):
        process.rule(people["writer"], draft.id, draft.revision, finding_in(submission), Ruling(Verdict.OPEN))
    draft = process.rule(people["approver"], draft.id, draft.revision, finding_in(submission), Ruling(Verdict.OPEN))
    assert draft.decision(finding_in(submission).fingerprint) is None


@pytest.mark.parametrize("reason", ["", " \n "])
def test_a_ruling_needs_a_reason_and_a_day_that_is_not_over(
    process: Process, people: People, judged: Judged, reason: str
) -> None:
    submission = judged(MARKED)
    draft = process.submit(people["writer"], submission)
    finding, approver = finding_in(submission), people["approver"]
    with pytest.raises(ReviewError, match="needs reason"):
        process.rule(approver, draft.id, draft.revision, finding, Ruling(Verdict.WAIVED, reason))
    with pytest.raises(ReviewError, match="until is over"):
        process.rule(approver, draft.id, draft.revision, finding, Ruling(Verdict.WAIVED, "legal", date(2026, 3, 1)))


def test_a_decision_follows_its_finding_into_the_next_version(process: Process, people: People, judged: Judged) -> None:
    submission = judged(MARKED)
    draft = process.submit(people["writer"], submission)
    waiver = Ruling(Verdict.WAIVED, "법무팀이 허락했다")
    draft = process.rule(people["approver"], draft.id, draft.revision, finding_in(submission), waiver)
    moved = judged("머리말을 하나 더 썼다.\n\n" + MARKED)
    draft = process.save(people["writer"], draft.id, draft.revision, moved)
    assert not open_findings(draft, moved.findings, date(2026, 3, 2))
    changed = judged("머리말을 하나 더 썼다.\n\n여기 이 자료도 대외비라고 한다.\n")
    draft = process.save(people["writer"], draft.id, draft.revision, changed)
    assert open_findings(draft, changed.findings, date(2026, 3, 2)) == list(changed.findings)


def test_a_writer_sees_only_their_own_drafts(process: Process, people: People, judged: Judged) -> None:
    draft = process.submit(people["writer"], judged(CLEAN))
    with pytest.raises(NotFoundError):
        process.draft(people["other-writer"], draft.id)
    with pytest.raises(NotFoundError):
        process.comment(people["other-writer"], draft.id, "hello")
    for role in ("writer", "editor", "approver", "admin"):
        assert process.draft(people[role], draft.id).id == draft.id


def test_nobody_approves_what_they_wrote_unless_they_work_alone(
    process: Process, people: People, judged: Judged, database: Database, clock: Callable[[], object]
) -> None:
    both = people["writing-approver"]
    draft = process.submit(both, judged(CLEAN))
    draft = process.move(both, draft.id, draft.revision, "begin")
    with pytest.raises(ForbiddenError, match="not your own"):
        process.move(both, draft.id, draft.revision, "approve", judged=judged(CLEAN))
    alone = Process(database, clock, own_approval=True)  # type: ignore[arg-type]
    assert alone.move(both, draft.id, draft.revision, "approve", judged=judged(CLEAN)).state is State.APPROVED


def test_whose_text_nobody_has_signed_off_may_not_sign_it_whoever_wrote_last(
    process: Process, people: People, judged: Judged
) -> None:
    both, editor = people["writing-approver"], people["editor"]
    draft = process.submit(people["writer"], judged(CLEAN))
    draft = process.save(editor, draft.id, draft.revision, judged(CLEAN + "편집자의 문장.\n"))
    draft = process.save(people["writer"], draft.id, draft.revision, judged(CLEAN + "작성자의 문장.\n"))
    assert draft.writers_since_signed == {"한글", "editor"}
    draft = process.move(editor, draft.id, draft.revision, "begin")
    draft = process.move(both, draft.id, draft.revision, "approve", judged=judged(CLEAN + "작성자의 문장.\n"))
    draft = process.save(editor, draft.id, draft.revision, judged(CLEAN))
    assert draft.writers_since_signed == {"editor"}
    assert process.is_own_approval_barred(editor, draft)
    assert not process.is_own_approval_barred(both, draft)


def test_an_approval_ends_with_the_waiver_that_it_rests_on(
    process: Process, people: People, judged: Judged, database: Database
) -> None:
    submission, approver = judged(MARKED), people["approver"]
    draft = process.submit(people["writer"], submission)
    draft = process.move(people["editor"], draft.id, draft.revision, "begin")
    waiver = Ruling(Verdict.WAIVED, "법무팀이 허락했다")
    draft = process.rule(approver, draft.id, draft.revision, finding_in(submission), waiver)
    draft = process.move(approver, draft.id, draft.revision, "approve", judged=submission)
    draft = process.rule(approver, draft.id, draft.revision, finding_in(submission), Ruling(Verdict.OPEN))
    assert draft.signature is None
    assert draft.state is State.IN_REVIEW
    assert acts(database, draft.id)[-2:] == [("approver", "reopen"), ("approver", "withdraw-approval")]


def test_what_was_approved_is_published_only_while_its_waivers_hold(
    process: Process, people: People, judged: Judged, clock: Callable[[], object]
) -> None:
    submission, approver = judged(MARKED), people["approver"]
    draft = process.submit(people["writer"], submission)
    draft = process.move(people["editor"], draft.id, draft.revision, "begin")
    waiver = Ruling(Verdict.WAIVED, "법무팀이 허락했다", date(2026, 3, 31))
    draft = process.rule(approver, draft.id, draft.revision, finding_in(submission), waiver)
    draft = process.move(approver, draft.id, draft.revision, "approve", judged=submission)
    clock.wait(days=30)  # type: ignore[attr-defined]
    with pytest.raises(ReviewError, match="errors are open"):
        process.move(people["editor"], draft.id, draft.revision, "publish", judged=submission)


@pytest.mark.parametrize(
    ("role", "move", "refusal"),
    [
        ("writer", "begin", ForbiddenError),
        ("admin", "begin", ForbiddenError),
        ("editor", "approve", ConflictError),
        ("editor", "publish", ConflictError),
        ("approver", "ask-changes", ConflictError),
    ],
)
def test_moves_are_for_their_roles_and_states(
    process: Process, people: People, judged: Judged, role: str, move: str, refusal: type[Exception]
) -> None:
    draft = process.submit(people["writer"], judged(CLEAN))
    with pytest.raises(refusal):
        process.move(people[role], draft.id, draft.revision, move, words="hm", judged=judged(CLEAN))
    assert process.draft(people["writer"], draft.id) == draft


def test_an_editor_who_is_no_approver_approves_nothing(process: Process, people: People, judged: Judged) -> None:
    draft = process.submit(people["writer"], judged(CLEAN))
    draft = process.move(people["editor"], draft.id, draft.revision, "begin")
    with pytest.raises(ForbiddenError):
        process.move(people["editor"], draft.id, draft.revision, "approve", judged=judged(CLEAN))


def test_what_is_signed_is_what_was_judged(process: Process, people: People, judged: Judged) -> None:
    draft = process.submit(people["writer"], judged(MARKED))
    draft = process.move(people["editor"], draft.id, draft.revision, "begin")
    with pytest.raises(ConflictError, match="text has changed"):
        process.move(people["approver"], draft.id, draft.revision, "approve", judged=judged(CLEAN))


def test_whoever_comes_second_is_told_who_was_first_and_nothing_is_lost(
    process: Process, people: People, judged: Judged
) -> None:
    draft = process.submit(people["writer"], judged(CLEAN))
    process.save(people["editor"], draft.id, draft.revision, judged(CLEAN + "편집자의 문장.\n"))
    with pytest.raises(ConflictError) as told:
        process.save(people["writer"], draft.id, draft.revision, judged(CLEAN + "작성자의 문장.\n"))
    assert told.value.values["by"] == "editor"
    kept = [process.content(people["writer"], draft.id, number).decode() for number in (1, 2)]
    assert kept == [CLEAN, CLEAN + "편집자의 문장.\n"]


def test_of_many_at_once_exactly_one_saves_and_all_comment(
    process: Process, people: People, judged: Judged, database: Database
) -> None:
    draft = process.submit(people["writer"], judged(CLEAN))
    submissions = [judged(CLEAN + f"{number}\n") for number in range(8)]

    def save(submission: Submission) -> bool:
        process.comment(people["editor"], draft.id, submission.content.decode())
        try:
            process.save(people["editor"], draft.id, before, submission)
        except ConflictError:
            return False
        return True

    before = draft.revision + 8  # one of them has seen the last comment, or none has
    with ThreadPoolExecutor(8) as pool:
        saved = list(pool.map(save, submissions))
    record = process.draft(people["editor"], draft.id)
    assert len(record.comments) == 8
    assert sum(saved) == len(record.versions) - 1 <= 1
    with database.reading() as session:
        assert not verify(session).faults


def test_an_unchanged_text_is_no_version(process: Process, people: People, judged: Judged) -> None:
    draft = process.submit(people["writer"], judged(CLEAN))
    with pytest.raises(ReviewError, match="nothing changed"):
        process.save(people["writer"], draft.id, draft.revision, judged(CLEAN.replace("\n", "\r\n")))


@pytest.mark.parametrize("statement", ["UPDATE audit SET by = 'somebody'", "DELETE FROM audit"])
def test_the_database_itself_keeps_the_audit_log(
    process: Process, people: People, judged: Judged, database: Database, statement: str
) -> None:
    process.submit(people["writer"], judged(CLEAN))
    with pytest.raises(DatabaseError, match="append-only"), database.writing() as session:
        session.execute(text(statement.replace(" by ", ' "by" ')))


def test_an_act_that_fails_leaves_nothing_behind(
    process: Process, people: People, judged: Judged, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft = process.submit(people["writer"], judged(CLEAN))

    def broken(*_: object, **__: object) -> None:
        raise sqlite3.OperationalError("disk is full")

    monkeypatch.setattr(audit, "append", broken)
    with pytest.raises(sqlite3.OperationalError):
        process.save(people["writer"], draft.id, draft.revision, judged(MARKED))
    monkeypatch.undo()
    assert process.draft(people["writer"], draft.id) == draft
    with database.reading() as session:
        assert not verify(session).faults


def test_the_list_counts_what_is_still_open(
    process: Process, people: People, judged: Judged, database: Database
) -> None:
    submission = judged(MARKED)
    draft = process.submit(people["writer"], submission)

    def listed(today: date) -> int:
        with database.reading() as session:
            return drafts.summaries(session, today)[0].counts["error"]

    assert listed(date(2026, 3, 2)) == 1
    waiver = Ruling(Verdict.WAIVED, "법무팀이 허락했다", date(2026, 3, 31))
    process.rule(people["approver"], draft.id, draft.revision, finding_in(submission), waiver)
    assert (listed(date(2026, 3, 31)), listed(date(2026, 4, 1))) == (0, 1)

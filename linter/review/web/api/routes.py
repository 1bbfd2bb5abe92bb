"""The routes of the API. A token stands in the header: `Authorization: Bearer draftlint_…`."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Query
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from linter.review.content import Submission, format_under
from linter.review.errors import NotFoundError
from linter.review.offloop import off_loop
from linter.review.process import open_errors
from linter.review.records import DraftRecord, Ruling, User
from linter.review.services import Services
from linter.review.states import MOVES, Verdict
from linter.review.store import drafts
from linter.review.web.api.shapes import (
    Approval,
    Content,
    DraftListed,
    DraftShown,
    NewDraft,
    NewVersion,
    Problem,
    Remark,
    Step,
    VerdictOfText,
    Word,
    approval_shown,
    draft_listed,
    draft_shown,
    verdict_of,
)
from linter.review.web.intake import Number, checked, draft_name, draft_title
from linter.review.web.visitor import LoginError, Served

_PROBLEMS: dict[int | str, dict[str, Any]] = {
    status: {"model": Problem} for status in (400, 401, 403, 404, 409, 413, 422, 503)
}
router = APIRouter(prefix="/api/v1", responses=_PROBLEMS)
_BEARER = HTTPBearer(auto_error=False, description="A token, as `draftlint review tokens add` makes one.")
_Hash = Annotated[str, Path(pattern="^[0-9a-f]{64}$", description="The SHA-256 of the content, line ends as LF.")]
_Name = Annotated[str, Query(max_length=250, description="The name of the file; its ending tells the format.")]


async def caller(
    services: Served, credentials: Annotated[HTTPAuthorizationCredentials | None, Depends(_BEARER)]
) -> User:
    """Raises LoginError. Whoever works here alone needs no token."""
    if credentials is None:
        if services.local_user is None:
            raise LoginError("log-in-first")
        return services.local_user
    user = await off_loop(services.accounts.with_token, credentials.credentials)
    if user is None:
        raise LoginError("log-in-first")
    return user


Caller = Annotated[User, Depends(caller)]


@router.post("/check")
async def check(services: Served, user: Caller, sent: Content) -> VerdictOfText:
    """Judge a text, and keep nothing of it."""
    return verdict_of(await _submission(services, user, sent), services.clock().date())


@router.post("/drafts", status_code=201)
async def submit(services: Served, user: Caller, sent: NewDraft) -> DraftShown:
    """Submit a draft for review."""
    submission = await _submission(services, user, sent, sent.title)
    return _shown(services, await off_loop(services.process.submit, user, submission), submission)


@router.get("/drafts")
async def listing(services: Served, user: Caller) -> list[DraftListed]:
    """The drafts that the token's user may see, what changed last first."""

    def read() -> list[DraftListed]:
        with services.database.reading() as session:
            found = drafts.summaries(session, services.clock().date(), None if user.sees_all else user)
            return [draft_listed(one) for one in found]

    return await off_loop(read)


@router.get("/drafts/{draft_id}")
async def draft(services: Served, user: Caller, draft_id: Number) -> DraftShown:
    """A draft, what is found in it now, and who approved it."""
    return await _draft(services, user, await off_loop(services.process.draft, user, draft_id))


@router.put("/drafts/{draft_id}")
async def save(services: Served, user: Caller, draft_id: Number, sent: NewVersion) -> DraftShown:
    """Save a new version. What was approved is approved no longer."""
    submission = await _submission(services, user, sent, sent.title)
    record = await off_loop(services.process.save, user, draft_id, sent.revision, submission)
    return _shown(services, record, submission)


@router.post("/drafts/{draft_id}/moves")
async def move(services: Served, user: Caller, draft_id: Number, sent: Step) -> DraftShown:
    """Take the draft a step on: begin, ask-changes, approve, publish."""
    judged = None
    if MOVES[sent.move].needs_no_errors:
        judged = await _judged(services, user, await off_loop(services.process.draft, user, draft_id))
    words = checked(sent.words)
    act = services.process.move
    record = await off_loop(act, user, draft_id, sent.revision, sent.move, words=words, judged=judged)
    return await _draft(services, user, record)


@router.post("/drafts/{draft_id}/findings/{finding}")
async def rule(services: Served, user: Caller, draft_id: Number, finding: str, sent: Word) -> DraftShown:
    """Waive a finding, dispute it, or take that back."""
    judged = await _judged(services, user, await off_loop(services.process.draft, user, draft_id))
    found = next((one for one in judged.findings if one.fingerprint == finding), None)
    ruling = Ruling(Verdict(sent.verdict), checked(sent.reason), sent.until)
    record = await off_loop(services.process.rule, user, draft_id, sent.revision, found, ruling)
    return _shown(services, record, judged)


@router.post("/drafts/{draft_id}/comments")
async def comment(services: Served, user: Caller, draft_id: Number, sent: Remark) -> DraftShown:
    """Say something about a draft."""
    record = await off_loop(services.process.comment, user, draft_id, checked(sent.words))
    return await _draft(services, user, record)


@router.get("/approvals/{content_hash}")
async def approval(services: Served, user: Caller, content_hash: _Hash, name: _Name = "") -> Approval:
    """Who signed off exactly this content, read as a file of this name; 404 if nobody did, or it was withdrawn, or an
    error in it is open again, since a waiver ran out or a rule is new."""

    def read() -> DraftRecord | None:
        with services.database.reading() as session:
            return drafts.signed(session, content_hash, format_under(name) if name else None)

    record = await off_loop(read)
    if record is None or record.signature is None or not (user.sees_all or record.owner == user.name):
        raise NotFoundError("no-such-draft")
    if open_errors(record, await _judged(services, user, record), services.clock().date()):
        raise NotFoundError("no-such-draft")
    return approval_shown(record, record.signature)


async def _submission(services: Services, user: User, sent: Content, title: str = "") -> Submission:
    name, data = draft_name(sent.name), sent.data(services.settings.largest)
    return await services.judging.submission(name, data, sent.language, user.name, draft_title(title))


async def _judged(services: Services, user: User, record: DraftRecord) -> Submission:
    return await services.judging.submission(record.newest.name, record.content, "auto", user.name)


async def _draft(services: Services, user: User, record: DraftRecord) -> DraftShown:
    return _shown(services, record, await _judged(services, user, record))


def _shown(services: Services, record: DraftRecord, submission: Submission) -> DraftShown:
    return draft_shown(record, submission, services.clock().date())

"""The routes of the API. A token stands in the header: `Authorization: Bearer draftlint_…`."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from linter.review.content import Submission
from linter.review.errors import NotFoundError
from linter.review.process import Ruling
from linter.review.records import DraftRecord, User
from linter.review.services import Services
from linter.review.states import MOVES, State, Verdict
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
    SignatureShown,
    Step,
    VerdictOfText,
    Word,
    draft_listed,
    draft_shown,
    verdict_of,
)
from linter.review.web.intake import Number, checked, draft_name, draft_title
from linter.review.web.visitor import LoginError, Served, off_loop

_PROBLEMS: dict[int | str, dict[str, Any]] = {
    status: {"model": Problem} for status in (400, 401, 403, 404, 409, 413, 422, 503)
}
router = APIRouter(prefix="/api/v1", responses=_PROBLEMS)
_BEARER = HTTPBearer(auto_error=False, description="A token, as `draftlint review tokens add` makes one.")
_Hash = Annotated[str, Path(pattern="^[0-9a-f]{64}$", description="The SHA-256 of the content, line ends as LF.")]


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
    return verdict_of(await _submission(services, sent), services.clock().date())


@router.post("/drafts", status_code=201)
async def submit(services: Served, user: Caller, sent: NewDraft) -> DraftShown:
    """Submit a draft for review."""
    submission = await _submission(services, sent, sent.title)
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
    return await _draft(services, await off_loop(services.process.draft, user, draft_id))


@router.put("/drafts/{draft_id}")
async def save(services: Served, user: Caller, draft_id: Number, sent: NewVersion) -> DraftShown:
    """Save a new version. What was approved is approved no longer."""
    submission = await _submission(services, sent, sent.title)
    record = await off_loop(services.process.save, user, draft_id, sent.revision, submission)
    return _shown(services, record, submission)


@router.post("/drafts/{draft_id}/moves")
async def move(services: Served, user: Caller, draft_id: Number, sent: Step) -> DraftShown:
    """Take the draft a step on: begin, ask-changes, approve, publish."""
    judged = None
    if MOVES[sent.move].after is State.APPROVED:
        judged = await _judged(services, await off_loop(services.process.draft, user, draft_id))
    words = checked(sent.words)
    act = services.process.move
    record = await off_loop(act, user, draft_id, sent.revision, sent.move, words=words, judged=judged)
    return await _draft(services, record)


@router.post("/drafts/{draft_id}/findings/{finding}")
async def rule(services: Served, user: Caller, draft_id: Number, finding: str, sent: Word) -> DraftShown:
    """Waive a finding, dispute it, or take that back."""
    judged = await _judged(services, await off_loop(services.process.draft, user, draft_id))
    found = next((one for one in judged.findings if one.fingerprint == finding), None)
    ruling = Ruling(Verdict(sent.verdict), checked(sent.reason), sent.until)
    record = await off_loop(services.process.rule, user, draft_id, sent.revision, found, ruling)
    return _shown(services, record, judged)


@router.post("/drafts/{draft_id}/comments")
async def comment(services: Served, user: Caller, draft_id: Number, sent: Remark) -> DraftShown:
    """Say something about a draft."""
    record = await off_loop(services.process.comment, user, draft_id, checked(sent.words))
    return await _draft(services, record)


@router.get("/approvals/{content_hash}")
async def approval(services: Served, user: Caller, content_hash: _Hash) -> Approval:
    """Who signed off exactly this content; 404 if nobody did, or it was withdrawn."""

    def read() -> Approval | None:
        with services.database.reading() as session:
            found = drafts.signature_of(session, content_hash)
            record = drafts.load(session, found[0]) if found else None
            if found is None or record is None or not (user.sees_all or record.owner == user.name):
                return None
            one = found[1]
            shown = SignatureShown(by=one.by, at=one.at, version=one.version, content_hash=one.content_hash)
            return Approval(draft=found[0], approval=shown)

    found = await off_loop(read)
    if found is None:
        raise NotFoundError("no-such-draft")
    return found


async def _submission(services: Services, sent: Content, title: str = "") -> Submission:
    data = sent.data(services.settings.largest)
    return await services.judging.submission(draft_name(sent.name), data, sent.language, draft_title(title))


async def _judged(services: Services, record: DraftRecord) -> Submission:
    newest = record.newest
    return await services.judging.submission(newest.name, newest.content, "auto")


async def _draft(services: Services, record: DraftRecord) -> DraftShown:
    return _shown(services, record, await _judged(services, record))


def _shown(services: Services, record: DraftRecord, submission: Submission) -> DraftShown:
    return draft_shown(record, submission, services.clock().date())

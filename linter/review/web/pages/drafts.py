"""The list of drafts, a new one, and the desk where one is settled."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from fastapi import APIRouter, Request
from starlette.datastructures import FormData
from starlette.responses import RedirectResponse, Response

from linter.discovery import find_drafts
from linter.errors import DraftError
from linter.model import Severity
from linter.readers import is_text, read_content
from linter.review.content import Submission, settled
from linter.review.difference import Change, difference
from linter.review.errors import ConflictError, NotFoundError, ReviewError, UnreadableError
from linter.review.offloop import off_loop
from linter.review.records import Comment, DraftRecord, Ruling, Version
from linter.review.services import Services
from linter.review.states import MAY_EDIT_ALL, MOVES, SEES_ALL, State, Verdict, settles
from linter.review.store import audit, drafts
from linter.review.web.cards import EMPTY, NOTHING_UNSENT, Board, OldCard, Unsent, board
from linter.review.web.intake import Number, day_of, draft_name, draft_title, number_of, text_of, upload_of
from linter.review.web.rendering import page, paper
from linter.review.web.visitor import Form, Served, Visiting, Visitor

router = APIRouter(include_in_schema=False)
_MOST_LISTED = 500


@router.get("/")
async def listing(request: Request, services: Served, visitor: Visiting, state: str = "") -> Response:
    def read() -> list[Any]:
        with services.database.reading() as session:
            return list(
                drafts.summaries(session, services.clock().date(), None if visitor.user.sees_all else visitor.user)
            )

    found = await off_loop(read)
    counts = {one: sum(draft.state is one for draft in found) for one in State}
    shown = [draft for draft in found if not state or draft.state == state]
    return page(request, "list.html", visitor, drafts=shown, state=state, counts=counts, total=len(found))


# A new draft


@router.get("/new")
async def new(request: Request, services: Served, visitor: Visiting, open: str = "") -> Response:
    names = await off_loop(_openable, services, visitor)
    name, text = "draft.md", ""
    if open in names:
        name, text = open, await off_loop(_read_text, services.settings.folder / open, open)
    return _new_page(request, services, visitor, name=name, text=text, names=names)


@router.post("/new")
async def submit(request: Request, services: Served, visitor: Visiting, form: Form) -> Response:
    try:
        submission = await _submission(services, visitor, form)
        record = await off_loop(services.process.submit, visitor.user, submission)
    except (ReviewError, DraftError) as problem:
        return _new_page(
            request,
            services,
            visitor,
            status=getattr(problem, "status", 400),
            failed=problem,
            name=str(form.get("name") or "draft.md"),
            text=str(form.get("text") or ""),
            title=str(form.get("title") or ""),
        )
    return RedirectResponse(f"/drafts/{record.id}", 303)


def _new_page(
    request: Request, services: Services, visitor: Visitor, *, status: int = 200, failed: Any = None, **values: Any
) -> Response:
    size = services.settings.largest // 1_000_000
    filled = {"title": "", "names": [], **values, "failed": failed, "size": size}
    return page(request, "new.html", visitor, status, **filled)


def _openable(services: Services, visitor: Visitor) -> list[str]:
    """Drafts of the folder, for those who may see everybody's."""
    if not visitor.user.roles & SEES_ALL:
        return []
    folder = services.settings.folder
    found = sorted(path.relative_to(folder).as_posix() for path in find_drafts(folder) if is_text(path.name))
    return found[:_MOST_LISTED]


def _read_text(path: Path, name: str) -> str:
    return settled(read_content(path, name), name).decode("utf-8", "replace")


async def _submission(
    services: Services, visitor: Visitor, form: FormData, default_name: str = "draft.md"
) -> Submission:
    """What a form submits: a file, if one was chosen, else the text."""
    title = draft_title(text_of(form, "title"))
    uploaded = await upload_of(form, services.settings.largest)
    if uploaded is not None:
        name, content = draft_name(uploaded[0]), uploaded[1]
    else:
        name, content = draft_name(text_of(form, "name"), default_name), text_of(form, "text").encode()
    if not content.strip():
        raise ReviewError("nothing-sent")
    return await services.judging.submission(name, content, "auto", visitor.user.name, title)


# The desk


@dataclass(frozen=True, slots=True)
class Desk:
    """A draft, what is found in its newest version, and what this visitor may do."""

    record: DraftRecord
    board: Board
    text: str
    is_text: bool
    unreadable: str
    may_edit: bool
    moves: list[str]
    settles_errors: bool
    settles_warnings: bool
    is_own: bool

    def may_waive(self, severity: str) -> bool:
        return self.settles_errors if severity == "error" else self.settles_warnings


async def desk_of(services: Services, visitor: Visitor, record: DraftRecord) -> Desk:
    newest, roles = record.newest, visitor.user.roles
    shown, text, unreadable = EMPTY, "", ""
    try:
        judgement = await services.judging.judged(newest.name, record.content, visitor.lang, visitor.user.name)
        if judgement is not None and judgement.draft is not None:
            text = judgement.draft.source
            today = services.clock().date()
            shown = await off_loop(board, judgement, record, services.explanations, visitor.lang, today)
    except UnreadableError as problem:
        unreadable = str(problem.values["why"])
        text = _decoded(record.content) if is_text(newest.name) else ""
    return Desk(
        record=record,
        board=shown,
        text=text,
        is_text=is_text(newest.name),
        unreadable=unreadable,
        may_edit=record.owner == visitor.user.name or bool(roles & MAY_EDIT_ALL),
        moves=[move.name for move in MOVES.values() if record.state in move.before and roles & move.roles],
        settles_errors=settles(roles, Severity.ERROR),
        settles_warnings=settles(roles, Severity.WARNING),
        is_own=services.process.is_own_approval_barred(visitor.user, record),
    )


@router.get("/drafts/{draft_id}")
async def desk(request: Request, services: Served, visitor: Visiting, draft_id: Number) -> Response:
    record = await off_loop(services.process.draft, visitor.user, draft_id)
    return await _desk_page(request, services, visitor, record)


async def _desk_page(
    request: Request,
    services: Services,
    visitor: Visitor,
    record: DraftRecord,
    *,
    status: int = 200,
    failed: ReviewError | None = None,
    unsent: Unsent = NOTHING_UNSENT,
) -> Response:
    desk = await desk_of(services, visitor, record)
    lines = paper(desk.text, desk.board.cards)
    values = {"desk": desk, "lines": lines, "failed": failed, "unsent": unsent, "asked": _asked(record)}
    return page(request, "desk.html", visitor, status, **values)


def _asked(record: DraftRecord) -> Comment | None:
    """What a reviewer wants to see changed."""
    if record.state is not State.CHANGES_ASKED:
        return None
    return next((one for one in reversed(record.comments) if one.by != record.owner), None)


@router.post("/drafts/{draft_id}/save")
async def save(request: Request, services: Served, visitor: Visiting, draft_id: Number, form: Form) -> Response:
    record = await off_loop(services.process.draft, visitor.user, draft_id)
    try:
        submission = await _submission(services, visitor, form, record.name)
        revision = number_of(form, "revision")
        await off_loop(services.process.save, visitor.user, draft_id, revision, submission)
    except ConflictError as conflict:
        return await _conflict_page(request, services, visitor, draft_id, form, conflict)
    except ReviewError as problem:
        if problem.name == "nothing-changed" or "text" not in form:
            return await _desk_page(request, services, visitor, record, status=problem.status, failed=problem)
        return await _unsaved_page(request, visitor, record, form, problem)
    return RedirectResponse(f"/drafts/{draft_id}", 303)


async def _conflict_page(
    request: Request,
    services: Services,
    visitor: Visitor,
    draft_id: int,
    form: FormData,
    conflict: ConflictError,
) -> Response:
    """What somebody else did meanwhile, beside what was not saved."""
    record = await off_loop(services.process.draft, visitor.user, draft_id)
    seen = record.version(number_of(form, "version")) or record.versions[0]
    changes: Sequence[Change] = ()
    if is_text(record.name):
        before = await off_loop(services.process.content, visitor.user, draft_id, seen.number)
        changes = await off_loop(difference, _decoded(before), _decoded(record.content))
    text = text_of(form, "text")
    return page(
        request,
        "conflict.html",
        visitor,
        conflict.status,
        record=record,
        changes=changes,
        text=text,
        conflict=conflict,
        name=text_of(form, "name") or record.name,
    )


async def _unsaved_page(
    request: Request, visitor: Visitor, record: DraftRecord, form: FormData, problem: ReviewError
) -> Response:
    """What was refused keeps its text."""
    return page(
        request,
        "conflict.html",
        visitor,
        problem.status,
        record=record,
        changes=(),
        text=str(form.get("text") or ""),
        conflict=problem,
        name=str(form.get("name") or record.name),
    )


def _decoded(content: bytes) -> str:
    return content.decode("utf-8", "replace")


@router.post("/drafts/{draft_id}/move")
async def move(request: Request, services: Served, visitor: Visiting, draft_id: Number, form: Form) -> Response:
    record = await off_loop(services.process.draft, visitor.user, draft_id)
    name = text_of(form, "move")
    if name not in MOVES:
        raise NotFoundError("no-such-page")
    judged = await _judged(services, visitor, record) if MOVES[name].needs_no_errors else None
    words, revision = text_of(form, "words"), number_of(form, "revision")
    act = partial(services.process.move, visitor.user, draft_id, revision, name, words=words, judged=judged)
    return await _acted(request, services, visitor, record, act, Unsent(name, words))


@router.post("/drafts/{draft_id}/rule")
async def rule(request: Request, services: Served, visitor: Visiting, draft_id: Number, form: Form) -> Response:
    record = await off_loop(services.process.draft, visitor.user, draft_id)
    wanted = text_of(form, "fingerprint")
    judged = await _judged(services, visitor, record)
    at, finding = next(
        ((at, one) for at, one in enumerate(judged.findings, start=1) if one.fingerprint == wanted), (0, None)
    )
    verdict = text_of(form, "verdict")
    if verdict not in tuple(Verdict):
        raise NotFoundError("no-such-page")
    ruling = Ruling(Verdict(verdict), text_of(form, "reason"), day_of(text_of(form, "until")))
    act = partial(services.process.rule, visitor.user, draft_id, number_of(form, "revision"), finding, ruling)
    unsent = Unsent(f"{verdict} {wanted}", ruling.reason)
    return await _acted(request, services, visitor, record, act, unsent, f"f{at}")


@router.post("/drafts/{draft_id}/comment")
async def comment(request: Request, services: Served, visitor: Visiting, draft_id: Number, form: Form) -> Response:
    record = await off_loop(services.process.draft, visitor.user, draft_id)
    words = text_of(form, "words")
    act = partial(services.process.comment, visitor.user, draft_id, words)
    return await _acted(request, services, visitor, record, act, Unsent("comment", words), "comments")


async def _acted(
    request: Request,
    services: Services,
    visitor: Visitor,
    record: DraftRecord,
    act: Callable[[], DraftRecord],
    unsent: Unsent,
    place: str = "",
) -> Response:
    """Back to the desk, and the place on it; what was refused is said there, over the newest state."""
    try:
        await off_loop(act)
    except NotFoundError:
        raise
    except ReviewError as problem:
        newest = await off_loop(services.process.draft, visitor.user, record.id)
        return await _desk_page(
            request, services, visitor, newest, status=problem.status, failed=problem, unsent=unsent
        )
    return RedirectResponse(f"/drafts/{record.id}" + (f"#{place}" if place else ""), 303)


async def _judged(services: Services, visitor: Visitor, record: DraftRecord) -> Submission:
    return await services.judging.submission(record.newest.name, record.content, "auto", visitor.user.name)


# What was before


@router.get("/drafts/{draft_id}/versions/{number}")
async def version(request: Request, services: Served, visitor: Visiting, draft_id: Number, number: Number) -> Response:
    record = await off_loop(services.process.draft, visitor.user, draft_id)
    found = record.version(number)
    if found is None:
        raise NotFoundError("no-such-version")

    def read() -> list[OldCard]:
        with services.database.reading() as session:
            told = drafts.told(session, draft_id, number)
            return [OldCard(at, row.told) for at, row in enumerate(told, start=1)]

    cards, text = await off_loop(read), await _shown_text(services, visitor, draft_id, found)
    values: dict[str, Any] = {"record": record, "version": found, "cards": cards, "lines": paper(text, cards)}
    values["is_text"] = is_text(found.name)
    return page(request, "version.html", visitor, **values)


@router.get("/drafts/{draft_id}/difference")
async def differing(
    request: Request, services: Served, visitor: Visiting, draft_id: Number, before: int = 0, after: int = 0
) -> Response:
    record = await off_loop(services.process.draft, visitor.user, draft_id)
    newer = record.version(after) or record.newest
    older = record.version(before) or record.version(newer.number - 1)
    if older is None:
        raise NotFoundError("no-such-version")
    before_text = await _shown_text(services, visitor, draft_id, older)
    after_text = await _shown_text(services, visitor, draft_id, newer)
    changes = await off_loop(difference, before_text, after_text)
    return page(request, "difference.html", visitor, record=record, older=older, newer=newer, changes=changes)


async def _shown_text(services: Services, visitor: Visitor, draft_id: int, version: Version) -> str:
    """The text of a version; of a document, as we lay it out."""
    content = await off_loop(services.process.content, visitor.user, draft_id, version.number)
    if is_text(version.name):
        return _decoded(content)
    judgement = await services.judging.judged(version.name, content, "auto", visitor.user.name)
    return judgement.draft.source if judgement is not None and judgement.draft is not None else ""


@router.get("/drafts/{draft_id}/history")
async def history(request: Request, services: Served, visitor: Visiting, draft_id: Number) -> Response:
    record = await off_loop(services.process.draft, visitor.user, draft_id)

    def read() -> list[Any]:
        with services.database.reading() as session:
            return list(audit.entries(session, draft_id))

    return page(request, "history.html", visitor, record=record, entries=await off_loop(read))

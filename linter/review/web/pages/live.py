"""What is found in a text while it is typed: for our script alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter, Request

from linter.model import Severity
from linter.review.errors import ReviewError
from linter.review.offloop import off_loop
from linter.review.states import settles
from linter.review.web.cards import NOTHING_UNSENT, board
from linter.review.web.intake import check_size, checked, draft_name
from linter.review.web.rendering import rendered
from linter.review.web.visitor import OwnScript, Served, Visiting
from linter.review.web.wording import said

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True, slots=True)
class Typed:
    """`draft` is 0 for one that is not submitted; `desk` tells the windows of one browser apart."""

    name: str
    text: str
    draft: int = 0
    desk: str = ""


@router.post("/live")
async def live(request: Request, services: Served, visitor: Visiting, _: OwnScript, typed: Typed) -> dict[str, Any]:
    """Marks in UTF-16 units, and the list of findings as markup of ours. `outdated`: a newer text came meanwhile."""
    try:
        name, content = draft_name(typed.name), checked(typed.text).encode()
        check_size(content, services.settings.largest)
        desk = f"{visitor.session.nonce} {typed.draft} {typed.desk[:40]}"
        judgement = await services.judging.judged(name, content, visitor.lang, visitor.user.name, desk)
    except ReviewError as problem:
        return {"failed": said(visitor.lang, problem.name, problem.values)}
    if judgement is None:
        return {"outdated": True}
    known = 0 < typed.draft < 2**31
    record = await off_loop(services.process.draft, visitor.user, typed.draft) if known else None
    today = services.clock().date()
    shown = await off_loop(board, judgement, record, services.explanations, visitor.lang, today)
    roles = visitor.user.roles
    listed = rendered(
        "findings.html",
        visitor.lang,
        board=shown,
        record=record,
        form_token=services.sessions.form_token(visitor.session),
        unsent=NOTHING_UNSENT,
        settles_errors=settles(roles, Severity.ERROR),
        settles_warnings=settles(roles, Severity.WARNING),
    )
    return {"marks": shown.marks, "list": listed, "open": shown.open}

"""The audit log, its export, and the figures."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from linter.review import export
from linter.review.errors import ForbiddenError, NotFoundError
from linter.review.figures import Figures, figures
from linter.review.offloop import off_loop
from linter.review.records import Entry
from linter.review.states import SEES_ALL
from linter.review.store import audit
from linter.review.verifying import Standing, verify
from linter.review.web.figures_page import plots
from linter.review.web.rendering import page
from linter.review.web.visitor import Served, Visiting, Visitor

router = APIRouter(include_in_schema=False)
_NEWEST = 500  # entries on the page; the export has all


@router.get("/record")
async def record(request: Request, services: Served, visitor: Visiting, verified: bool = False) -> Response:
    _check(visitor)

    def read() -> tuple[list[Entry], Standing | None]:
        with services.database.reading() as session:
            entries = list(audit.entries(session))[-_NEWEST:]
            return entries[::-1], verify(session) if verified else None

    entries, standing = await off_loop(read)
    return page(request, "record.html", visitor, entries=entries, standing=standing)


@router.get("/record/export/{format_name}")
async def exported(services: Served, visitor: Visiting, format_name: str) -> Response:
    _check(visitor)
    form = export.FORMATS.get(format_name)
    if form is None:
        raise NotFoundError("no-such-page")

    def read() -> str:
        with services.database.reading() as session:
            return form.render(session, visitor.lang)

    headers = {"content-disposition": f'attachment; filename="{form.file}"'}
    return Response(await off_loop(read), media_type=form.media_type, headers=headers)


@router.get("/figures")
async def figures_page(request: Request, services: Served, visitor: Visiting) -> Response:
    _check(visitor)

    def read() -> Figures:
        with services.database.reading() as session:
            return figures(session)

    counted = await off_loop(read)
    return page(request, "figures.html", visitor, figures=counted, plots=plots(counted, visitor.lang))


def _check(visitor: Visitor) -> None:
    if not visitor.user.roles & SEES_ALL:
        raise ForbiddenError("not-your-role")

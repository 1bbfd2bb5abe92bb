"""The application: its routes, what goes wrong in them, and its static files."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.metadata import version
from pathlib import Path

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect
from starlette.responses import FileResponse, JSONResponse, RedirectResponse, Response
from starlette.staticfiles import StaticFiles

from linter.errors import DraftlintError
from linter.review.errors import NotFoundError, ReviewError
from linter.review.services import Services
from linter.review.web.api import routes
from linter.review.web.guard import Guard
from linter.review.web.pages import drafts, entrance, live, people, record
from linter.review.web.rendering import page
from linter.review.web.visitor import LoginError, language_of, visitor
from linter.review.web.wording import said

_HERE = Path(__file__).parent
_REPORT_STYLE = _HERE.parent.parent / "reporters" / "html" / "page.css"
_LOG = logging.getLogger("linter.review")
_RETRY = "2"  # seconds


def create_app(services: Services) -> FastAPI:
    """The application over opened services, which it closes at its end."""

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        services.judging.warm_up()
        yield
        services.close()

    app = FastAPI(
        title="draftlint review",
        version=version("draftlint"),
        description="Submit drafts, ask for their verdicts, and settle them.",
        lifespan=lifespan,
        docs_url=None,  # its page loads scripts from elsewhere
        redoc_url=None,
        openapi_url="/api/v1/openapi.json",
    )
    app.state.services = services
    app.add_middleware(Guard, settings=services.settings, without_login=services.local_user is not None)
    for part in (routes, drafts, live, record, people, entrance):
        app.include_router(part.router)
    app.mount("/static", StaticFiles(directory=_HERE / "static"), name="static")
    app.add_api_route("/report.css", _report_style, include_in_schema=False)
    app.add_exception_handler(ReviewError, _refused)
    app.add_exception_handler(DraftlintError, _refused)
    app.add_exception_handler(RequestValidationError, _not_understood)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(ClientDisconnect, _gone)
    app.add_exception_handler(Exception, _failed)
    return app


async def _report_style() -> Response:
    """The report and these pages look alike."""
    return FileResponse(_REPORT_STYLE, media_type="text/css")


async def _refused(request: Request, problem: Exception) -> Response:
    assert isinstance(problem, DraftlintError)
    status = getattr(problem, "status", 400)
    if isinstance(problem, LoginError) and not _is_program(request):
        return RedirectResponse("/login", 303)
    return await _said(request, problem, status)


async def _http(request: Request, problem: Exception) -> Response:
    assert isinstance(problem, HTTPException)
    if problem.status_code == 404:
        return await _said(request, NotFoundError("no-such-page"), 404)
    return JSONResponse({"error": "http", "message": str(problem.detail)}, problem.status_code, headers=problem.headers)


async def _not_understood(request: Request, problem: Exception) -> Response:
    """What has not the shape that a route asks for."""
    assert isinstance(problem, RequestValidationError)
    if not _is_program(request):
        return await _said(request, NotFoundError("no-such-page"), 404)
    first = problem.errors()[0]
    where = ".".join(str(part) for part in first["loc"])
    return JSONResponse({"error": "not-understood", "message": f"{where}: {first['msg']}"}, 422)


async def _gone(request: Request, problem: Exception) -> Response:
    """Whoever hung up hears nothing."""
    return Response(status_code=400)


async def _failed(request: Request, problem: Exception) -> Response:
    _LOG.error("%s %s failed", request.method, request.url.path, exc_info=problem)
    return await _said(request, ReviewError("internal"), 500)


async def _said(request: Request, problem: DraftlintError, status: int) -> Response:
    lang = language_of(request)
    message = said(lang, problem.name, problem.values) if isinstance(problem, ReviewError) else str(problem)
    if _is_program(request):
        name = problem.name if isinstance(problem, ReviewError) else "unreadable"
        answer: Response = JSONResponse({"error": name, "message": message}, status)
    else:
        try:
            who = await visitor(request, request.app.state.services)
        except ReviewError:
            who = None
        answer = page(request, "message.html", who, status, message=message)
    if status == 503:
        answer.headers["retry-after"] = _RETRY
    return answer


def _is_program(request: Request) -> bool:
    return request.url.path.startswith("/api/") or request.url.path == "/live"

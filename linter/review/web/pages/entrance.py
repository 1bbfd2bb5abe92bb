"""Coming in and going out, and the language of the pages."""

from __future__ import annotations

from contextlib import suppress

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from linter.review.errors import ReviewError
from linter.review.offloop import off_loop
from linter.review.web.intake import text_of
from linter.review.web.rendering import page, set_session
from linter.review.web.visitor import LANGUAGE_COOKIE, LANGUAGES, Form, Served, address_of, visitor

router = APIRouter(include_in_schema=False)
_YEAR = 365 * 24 * 3600  # seconds


@router.get("/login")
async def login_page(request: Request, services: Served) -> Response:
    if services.local_user is not None or services.settings.user_header:
        return RedirectResponse("/", 303)
    return page(request, "login.html", failed=None, name="")


@router.post("/login")
async def login(request: Request, services: Served, form: Form) -> Response:
    name, password = text_of(form, "name").strip(), text_of(form, "password")
    try:
        user = await services.logins.user(name, password, address_of(request, services.settings))
    except ReviewError as refusal:
        return page(request, "login.html", status=refusal.status, failed=refusal, name=name)
    if user is None:
        return page(request, "login.html", status=401, failed=ReviewError("login-failed"), name=name)
    answer = RedirectResponse("/", 303)
    set_session(answer, services, services.sessions.cookie(services.sessions.new(user)))
    return answer


@router.post("/logout")
async def logout(request: Request, services: Served, form: Form) -> Response:
    """Ends the session itself, wherever its cookie was copied to."""
    with suppress(ReviewError):
        who = await visitor(request, services)
        await off_loop(services.accounts.end_sessions, who.user)
    answer = RedirectResponse("/login", 303)
    answer.delete_cookie(services.settings.cookie, path="/", secure=services.settings.is_encrypted, httponly=True)
    return answer


@router.post("/language")
async def language(services: Served, form: Form) -> Response:
    """Back to the page where the language was chosen."""
    chosen, back = text_of(form, "to"), text_of(form, "back")
    answer = RedirectResponse(_own_path(back), 303)
    if chosen in LANGUAGES:
        secure = services.settings.is_encrypted
        answer.set_cookie(LANGUAGE_COOKIE, chosen, max_age=_YEAR, httponly=True, samesite="lax", secure=secure)
    return answer


def _own_path(path: str) -> str:
    """A path of ours, whatever was sent: never another site."""
    is_ours = path.startswith("/") and not path.startswith(("//", "/\\"))
    return path if is_ours and path.isprintable() else "/"

"""Coming in and going out, and the language of the pages."""

from __future__ import annotations

from urllib.parse import urlsplit

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from linter.review.errors import ReviewError
from linter.review.security.sessions import COOKIE
from linter.review.services import Services
from linter.review.web.intake import text_of
from linter.review.web.rendering import page, set_session
from linter.review.web.visitor import LANGUAGE_COOKIE, LANGUAGES, Form, Served, address_of, off_loop

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
    keys = _slowed(request, services, name[:100])
    try:
        services.attempts.check(*keys)
    except ReviewError as refusal:
        return page(request, "login.html", status=refusal.status, failed=refusal, name=name)
    user = await off_loop(services.accounts.with_password, name, password)
    if user is None:
        services.attempts.miss(*keys)
        return page(request, "login.html", status=401, failed=ReviewError("login-failed"), name=name)
    services.attempts.forget(keys[0])
    answer = RedirectResponse("/", 303)
    set_session(answer, services, services.sessions.cookie(services.sessions.new(user)))
    return answer


@router.post("/logout")
async def logout(form: Form) -> Response:
    answer = RedirectResponse("/login", 303)
    answer.delete_cookie(COOKIE, path="/")
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


def _slowed(request: Request, services: Services, name: str) -> tuple[str, ...]:
    """Who is slowed down by a wrong password: this name from there, and whoever else comes from there. Behind a proxy
    that is not trusted all come from one place: there it is the name alone."""
    address = address_of(request, services.settings)
    return (f"name {name}",) if address is None else (f"name {name} from {address}", f"address {address}")


def _own_path(path: str) -> str:
    """A path of ours, whatever was sent: never another site."""
    parts = urlsplit(path)
    is_ours = path.startswith("/") and not path.startswith(("//", "/\\")) and not parts.netloc and not parts.scheme
    return path if is_ours and path.isprintable() else "/"

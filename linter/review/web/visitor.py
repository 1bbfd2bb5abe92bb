"""Who is asking: a browser with a session, a program with a token, whoever works here alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, TypeVar

from fastapi import Depends, Request
from fastapi.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from typing_extensions import ParamSpec

from linter.review.errors import ForbiddenError, ReviewError
from linter.review.records import User
from linter.review.security.sessions import COOKIE, Session
from linter.review.services import Services
from linter.review.settings import Settings

LANGUAGE_COOKIE = "draftlint_language"
LANGUAGES = ("ko", "en")
_P = ParamSpec("_P")
_T = TypeVar("_T")


class LoginError(ReviewError):
    """Nobody is logged in: a browser is sent to the login, a program is told."""

    status = 401


@dataclass(frozen=True, slots=True)
class Visitor:
    """`session` is the browser's; `lang` is the language of the page."""

    user: User
    session: Session
    lang: str


def services_of(request: Request) -> Services:
    services: Services = request.app.state.services
    return services


Served = Annotated[Services, Depends(services_of)]


async def off_loop(work: Callable[_P, _T], *args: _P.args, **kwargs: _P.kwargs) -> _T:
    """Database work, beside the event loop."""
    return await run_in_threadpool(work, *args, **kwargs)


def address_of(request: Request, settings: Settings) -> str | None:
    """Where a request comes from: as a trusted proxy says, who writes the last address of the list; None: a proxy that
    is not trusted stands between."""
    peer = request.client.host if request.client else ""
    if settings.trusts(peer):
        return request.headers.get("x-forwarded-for", peer).rpartition(",")[2].strip()[:100]
    return None if settings.url else peer


def language_of(request: Request) -> str:
    """As chosen, else as the browser asks first for one of ours."""
    chosen = request.cookies.get(LANGUAGE_COOKIE)
    if chosen in LANGUAGES:
        return chosen
    for wish in request.headers.get("accept-language", "").lower().split(","):
        for lang in LANGUAGES:
            if wish.strip().startswith(lang):
                return lang
    return "en"


def session_of(request: Request, services: Services) -> Session:
    """The browser's, or a new one, which the answer will carry."""
    if not hasattr(request.state, "session"):
        known = services.sessions.read(request.cookies.get(COOKIE, ""))
        request.state.session = known or services.sessions.new()
        request.state.is_new_session = known is None
    session: Session = request.state.session
    return session


async def visitor(request: Request, services: Served) -> Visitor:
    """Raises LoginError."""
    session = session_of(request, services)
    user = await _user(request, services, session)
    return Visitor(user, session, language_of(request))


async def _user(request: Request, services: Services, session: Session) -> User:
    if services.local_user is not None:
        return services.local_user
    header = services.settings.user_header
    if header and request.client is not None and services.settings.trusts(request.client.host):
        return await _named_by_proxy(request.headers.get(header, ""), services)
    known = await off_loop(services.accounts.with_id, session.user) if session.user is not None else None
    if known is None or not known.is_active or known.epoch != session.epoch:
        raise LoginError("log-in-first")
    return known


async def _named_by_proxy(name: str, services: Services) -> User:
    known = await off_loop(services.accounts.named, name) if name else None
    if known is None or not known.is_active:
        raise ForbiddenError("unknown-to-us", user=name)
    return known


async def form(request: Request, services: Served) -> FormData:
    """What a form of ours sent, from the browser that it was made for. Raises ForbiddenError for any other."""
    most = services.settings.largest
    sent = await request.form(max_files=1, max_fields=30, max_part_size=most * 3)
    _check_form_token(request, services, str(sent.get("token", "")))
    return sent


async def script(request: Request, services: Served) -> None:
    """The same for what our script sends."""
    _check_form_token(request, services, request.headers.get("x-form-token", ""))


def _check_form_token(request: Request, services: Services, token: str) -> None:
    if not services.sessions.is_own_form(session_of(request, services), token):
        raise ForbiddenError("stale-form")


Visiting = Annotated[Visitor, Depends(visitor)]
Form = Annotated[FormData, Depends(form)]
OwnScript = Annotated[None, Depends(script)]

"""Who is asking: a browser with a session, a program with a token, whoever works here alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request
from python_multipart.multipart import parse_options_header
from starlette.datastructures import FormData

from linter.review.errors import ForbiddenError, ReviewError
from linter.review.offloop import off_loop
from linter.review.records import User
from linter.review.security.sessions import Session
from linter.review.services import Services
from linter.review.settings import Settings

LANGUAGE_COOKIE = "draftlint_language"
LANGUAGES = ("ko", "en")


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
        known = services.sessions.read(request.cookies.get(services.settings.cookie, ""))
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
        return await _named_by_proxy(request.headers.getlist(header), services)
    known = await off_loop(services.accounts.with_id, session.user) if session.user is not None else None
    if known is None or not known.is_active or known.epoch != session.epoch:
        raise LoginError("log-in-first")
    return known


async def _named_by_proxy(names: Sequence[str], services: Services) -> User:
    """Where there are two, one of them may be the user's own invention, which the proxy passed on."""
    name = _as_utf8(names[0]) if len(names) == 1 else ""
    known = await off_loop(services.accounts.named, name) if name else None
    if known is None or not known.is_active:
        raise ForbiddenError("unknown-to-us", user=name)
    return known


def _as_utf8(header: str) -> str:
    try:
        return header.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return header


async def form(request: Request, services: Served) -> FormData:
    """What a form of ours sent, from the browser that it was made for. Raises ForbiddenError for any other."""
    _refuse_other_charset(request.headers.get("content-type", ""))
    most = services.settings.largest
    sent = await request.form(max_files=1, max_fields=30, max_part_size=most * 3)
    _check_form_token(request, services, str(sent.get("token", "")))
    return sent


def _refuse_other_charset(content_type: str) -> None:
    """Browsers send forms in UTF-8 and name no charset. Some that Python knows take minutes to read, or fail."""
    _, named = parse_options_header(content_type)
    if named.get(b"charset", b"utf-8").lower() not in (b"utf-8", b"utf8"):
        raise ReviewError("bad-characters")


async def script(request: Request, services: Served) -> None:
    """The same for what our script sends."""
    _check_form_token(request, services, request.headers.get("x-form-token", ""))


def _check_form_token(request: Request, services: Services, token: str) -> None:
    if not services.sessions.is_own_form(session_of(request, services), token):
        raise ForbiddenError("stale-form")


Visiting = Annotated[Visitor, Depends(visitor)]
Form = Annotated[FormData, Depends(form)]
OwnScript = Annotated[None, Depends(script)]

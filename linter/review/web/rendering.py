"""Pages from templates. Whatever comes from a draft or a person is text: the templates escape all of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any, Protocol

from fastapi import Request
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from starlette.responses import HTMLResponse, Response

from linter.reporters.controls import visible
from linter.reporters.html.marked import Marked, lines
from linter.review.security.sessions import LASTS
from linter.review.services import Services
from linter.review.states import Role
from linter.review.web.visitor import Visitor, language_of, services_of, session_of
from linter.review.web.wording import said, words

_HERE = Path(__file__).parent
_ENVIRONMENT = Environment(
    loader=FileSystemLoader(_HERE / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


class Shown(Marked, Protocol):
    """A card, with the state in which its words are marked."""

    @property
    def state(self) -> str: ...


def page(
    request: Request, template: str, visitor: Visitor | None = None, status: int = 200, **values: Any
) -> HTMLResponse:
    """A page, in the visitor's language. Its forms carry the token of the browser that asks."""
    services = services_of(request)
    lang = visitor.lang if visitor else language_of(request)
    session = session_of(request, services)
    common = {
        "visitor": visitor,
        "is_local": services.local_user is not None,
        "comes_by_proxy": bool(services.settings.user_header),
        "form_token": services.sessions.form_token(session),
        "path": request.url.path,
        "here": _address(request),
        "Role": Role,
    }
    answer = HTMLResponse(rendered(template, lang, **common, **values), status)
    if request.state.is_new_session:
        set_session(answer, services, services.sessions.cookie(session))
    return answer


def _address(request: Request) -> str:
    """Where this page can be had again: nowhere, if it answers a form, whose text would be lost."""
    if request.method != "GET":
        return ""
    return request.url.path + (f"?{request.url.query}" if request.url.query else "")


def set_session(answer: Response, services: Services, cookie: str) -> None:
    answer.set_cookie(
        services.settings.cookie,
        cookie,
        max_age=LASTS,
        httponly=True,
        samesite="lax",
        secure=services.settings.is_encrypted,
        path="/",
    )


def rendered(template: str, lang: str, **values: Any) -> str:
    def t(name: str, **named: Any) -> str:
        return said(lang, name, named)

    return _ENVIRONMENT.get_template(template).render(t=t, html=_html(lang), lang=lang, day=_day, time=_time, **values)


def paper(text: str, cards: Sequence[Shown]) -> list[list[tuple[str, str, str]]]:
    """The lines of a text in pieces: the text, the state of what stands over it, and its cards' numbers."""
    return [
        [
            (visible(piece.text), _worst(cards, piece.under), " ".join(str(at + 1) for at in piece.under))
            for piece in line
        ]
        for line in lines(text, cards)
    ]


def _worst(cards: Sequence[Shown], under: tuple[int, ...]) -> str:
    states = {cards[at].state for at in under}
    return next((state for state in ("error", "warning", "info", "suppressed") if state in states), "")


def _html(lang: str) -> Any:
    """Our own sentences that hold markup."""
    return lambda name: Markup(words(lang)[name])


def _day(time: datetime | date) -> str:
    return time.strftime("%Y-%m-%d")


def _time(time: datetime) -> str:
    return time.strftime("%Y-%m-%d %H:%M UTC")

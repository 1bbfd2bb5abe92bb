"""Users and tokens, for admins."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from fastapi import APIRouter, Request
from starlette.datastructures import FormData
from starlette.responses import RedirectResponse, Response

from linter.review.errors import ForbiddenError, NotFoundError, ReviewError
from linter.review.offloop import off_loop
from linter.review.services import Services
from linter.review.states import Role
from linter.review.web.intake import number_of, text_of
from linter.review.web.rendering import page
from linter.review.web.visitor import Form, Served, Visiting, Visitor

router = APIRouter(include_in_schema=False)
_NOTHING_TYPED: dict[str, Any] = {"name": "", "roles": []}


@router.get("/users")
async def people(request: Request, services: Served, visitor: Visiting) -> Response:
    _check(visitor)
    return await _people_page(request, services, visitor)


@router.post("/users")
async def change(request: Request, services: Served, visitor: Visiting, form: Form) -> Response:
    """One act on a user or a token; `act` says which."""
    _check(visitor)
    act = _ACTS.get(text_of(form, "act"))
    if act is None:
        raise NotFoundError("no-such-page")
    try:
        shown = await off_loop(act, services, visitor.user.name, form)
    except ReviewError as problem:
        return await _people_page(request, services, visitor, failed=problem, form=form)
    if shown is not None:
        return await _people_page(request, services, visitor, token=shown)
    return RedirectResponse("/users", 303)


async def _people_page(
    request: Request,
    services: Services,
    visitor: Visitor,
    failed: ReviewError | None = None,
    token: str = "",
    form: FormData | None = None,
) -> Response:
    """What was refused stands in the form for a new user still, but for the password."""
    is_new = form is not None and form.get("act") == "add"
    typed = {"name": str(form.get("name") or ""), "roles": _roles(form)} if form and is_new else _NOTHING_TYPED
    everybody = await off_loop(services.accounts.everybody)
    tokens = await off_loop(services.accounts.tokens)
    status = failed.status if failed else 200
    values = {"everybody": everybody, "tokens": tokens, "failed": failed, "new_token": token, "typed": typed}
    return page(request, "users.html", visitor, status, **values)


def _add(services: Services, by: str, form: FormData) -> None:
    services.accounts.add(by, text_of(form, "name"), _roles(form), text_of(form, "password") or None)


def _set_roles(services: Services, by: str, form: FormData) -> None:
    services.accounts.set_roles(by, text_of(form, "name"), _roles(form))


def _set_password(services: Services, by: str, form: FormData) -> None:
    services.accounts.set_password(by, text_of(form, "name"), text_of(form, "password"))


def _remove(services: Services, by: str, form: FormData) -> None:
    services.accounts.remove(by, text_of(form, "name"))


def _add_token(services: Services, by: str, form: FormData) -> str:
    return services.accounts.add_token(by, text_of(form, "name"), text_of(form, "label"))


def _revoke(services: Services, by: str, form: FormData) -> None:
    services.accounts.revoke_token(by, number_of(form, "number"))


_ACTS: dict[str, Callable[[Services, str, FormData], str | None]] = {
    "add": _add,
    "roles": _set_roles,
    "password": _set_password,
    "remove": _remove,
    "add-token": _add_token,
    "revoke-token": _revoke,
}


def _roles(form: FormData) -> list[Role]:
    return [Role(value) for value in form.getlist("role") if value in tuple(Role)]


def _check(visitor: Visitor) -> None:
    if Role.ADMIN not in visitor.user.roles:
        raise ForbiddenError("not-your-role")

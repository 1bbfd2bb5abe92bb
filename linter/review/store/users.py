"""Users and their tokens."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from linter.review.records import User
from linter.review.states import Role
from linter.review.store.schema import TokenRow, UserRow
from linter.review.store.times import written


def user_of(row: UserRow) -> User:
    return User(row.id, row.name, frozenset(map(Role, row.roles.split())), row.epoch, row.is_active)


def row_named(session: Session, name: str) -> UserRow | None:
    return session.scalars(select(UserRow).where(UserRow.name == name)).one_or_none()


def named(session: Session, name: str) -> User | None:
    row = row_named(session, name)
    return user_of(row) if row else None


def with_id(session: Session, user_id: int) -> User | None:
    row = session.get(UserRow, user_id)
    return user_of(row) if row else None


def everybody(session: Session) -> list[User]:
    return [user_of(row) for row in session.scalars(select(UserRow).order_by(UserRow.name))]


def with_passwords(session: Session) -> list[User]:
    """Who can log in."""
    asked = select(UserRow).where(UserRow.password.is_not(None), UserRow.is_active)
    return [user_of(row) for row in session.scalars(asked)]


def add(session: Session, name: str, roles: Iterable[Role], password: str | None, now: datetime) -> User:
    row = UserRow(name=name, roles=_joined(roles), password=password, epoch=0, is_active=True, created=written(now))
    session.add(row)
    session.flush()
    return user_of(row)


def set_roles(row: UserRow, roles: Iterable[Role]) -> None:
    row.roles = _joined(roles)


def _joined(roles: Iterable[Role]) -> str:
    return " ".join(sorted(roles))


def add_token(session: Session, user: User, label: str, digest: str, now: datetime) -> int:
    row = TokenRow(user_id=user.id, label=label, digest=digest, created=written(now), revoked=None)
    session.add(row)
    session.flush()
    return row.id


def tokens(session: Session) -> list[tuple[TokenRow, str]]:
    """Each token with the name of its user."""
    asked = select(TokenRow, UserRow.name).join(UserRow, UserRow.id == TokenRow.user_id).order_by(TokenRow.id)
    return [(row, name) for row, name in session.execute(asked)]


def holder(session: Session, digest: str) -> User | None:
    """Whose token it is, if it still holds."""
    asked = (
        select(UserRow, TokenRow.id)
        .join(TokenRow, UserRow.id == TokenRow.user_id)
        .where(TokenRow.digest == digest, TokenRow.revoked.is_(None), UserRow.is_active)
    )
    found = session.execute(asked).one_or_none()
    return replace(user_of(found[0]), token=found[1]) if found else None


def tokens_of(session: Session, row: UserRow) -> int:
    """How many tokens of a user hold."""
    asked = select(func.count()).select_from(TokenRow).where(TokenRow.user_id == row.id, TokenRow.revoked.is_(None))
    return session.scalar(asked) or 0

"""Users and tokens: added, changed, signed in. Each change is written into the audit log with it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from linter.review.chain import digest
from linter.review.errors import ForbiddenError, NotFoundError, ReviewError
from linter.review.records import User
from linter.review.security import passwords
from linter.review.security import tokens as keys
from linter.review.states import Role
from linter.review.store import audit, users
from linter.review.store.database import Database
from linter.review.store.schema import TokenRow, UserRow
from linter.review.store.times import written

LONGEST_NAME = 80


@dataclass(frozen=True, slots=True)
class TokenRecord:
    id: int
    label: str
    user: str
    created: str
    is_revoked: bool


class Accounts:
    """`by` is always who does it: the name of a user, or of whoever sits at the command line."""

    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        self._database, self._clock = database, clock

    # Reading

    def everybody(self) -> Sequence[User]:
        with self._database.reading() as session:
            return users.everybody(session)

    def with_id(self, user_id: int) -> User | None:
        with self._database.reading() as session:
            return users.with_id(session, user_id)

    def named(self, name: str) -> User | None:
        with self._database.reading() as session:
            return users.named(session, name)

    def with_password(self, name: str, password: str) -> User | None:
        """Whose name and password these are, if there is such a user."""
        with self._database.reading() as session:
            row = users.row_named(session, name)
            known = row.password if row is not None and row.is_active else None
            return users.user_of(row) if passwords.fits(password, known) and row is not None else None

    def with_token(self, token: str) -> User | None:
        with self._database.reading() as session:
            return users.holder(session, keys.digest(token))

    def have_passwords(self) -> bool:
        """Whether anybody could log in."""
        with self._database.reading() as session:
            return bool(users.with_passwords(session))

    def have_an_admin(self, *, with_password: bool) -> bool:
        """Whether somebody could come in and add users."""
        with self._database.reading() as session:
            return _has_admin(users.with_passwords(session) if with_password else users.everybody(session))

    def tokens(self) -> list[TokenRecord]:
        with self._database.reading() as session:
            return [
                TokenRecord(row.id, row.label, name, row.created, row.revoked is not None)
                for row, name in users.tokens(session)
            ]

    # Acting

    def add(self, by: str, name: str, roles: Iterable[Role], password: str | None = None) -> User:
        """A user; without a password one who comes by single sign-on."""
        asked = frozenset(roles)
        if not asked:
            raise ReviewError("needs-role")
        return self._add(by, _checked_name(name), asked, passwords.hashed(password) if password is not None else None)

    def _add(self, by: str, name: str, roles: frozenset[Role], secret: str | None) -> User:
        now = self._clock()
        with self._database.writing() as session:
            if users.named(session, name) is not None:
                raise ReviewError("name-is-taken", user=name)
            user = users.add(session, name, roles, secret, now)
            audit.append(session, now, by, "add-user", None, user=name, roles=sorted(roles), **_of_secret(secret))
            return user

    def set_roles(self, by: str, name: str, roles: Iterable[Role]) -> None:
        asked = frozenset(roles)
        if not asked:
            raise ReviewError("needs-role")
        now = self._clock()
        with self._database.writing() as session:
            row, had_one = _known(session, name), _has_admin(users.everybody(session))
            users.set_roles(row, asked)
            _keep_an_admin(session, had_one)
            audit.append(session, now, by, "set-roles", user=name, roles=sorted(asked))

    def set_password(self, by: str, name: str, password: str) -> int:
        """Ends all sessions of the user, too; how many of their tokens hold still."""
        secret = passwords.hashed(password)
        now = self._clock()
        with self._database.writing() as session:
            row = _known(session, name)
            row.password, row.epoch = secret, row.epoch + 1
            audit.append(session, now, by, "set-password", None, user=name, **_of_secret(secret))
            return users.tokens_of(session, row)

    def end_sessions(self, user: User) -> None:
        """All sessions that the user has now are over."""
        with self._database.writing() as session:
            row = users.row_named(session, user.name)
            if row is not None and row.epoch == user.epoch:
                row.epoch += 1

    def remove(self, by: str, name: str) -> None:
        """The user can do nothing any more; what they did stays on record."""
        now = self._clock()
        with self._database.writing() as session:
            row, had_one = _known(session, name), _has_admin(users.everybody(session))
            row.is_active, row.password, row.epoch = False, None, row.epoch + 1
            _keep_an_admin(session, had_one)
            audit.append(session, now, by, "remove-user", user=name)

    def add_token(self, by: str, name: str, label: str) -> str:
        """A token with which a program acts as a user. It is told this once."""
        token, now = keys.new_token(), self._clock()
        with self._database.writing() as session:
            user = users.user_of(_known(session, name))
            number = users.add_token(session, user, label.strip()[:LONGEST_NAME], keys.digest(token), now)
            told = {"token": number, "label": label.strip()[:LONGEST_NAME], "secret": keys.digest(token)}
            audit.append(session, now, by, "add-token", None, user=name, **told)
        return token

    def revoke_token(self, by: str, number: int) -> None:
        now = self._clock()
        with self._database.writing() as session:
            row = session.get(TokenRow, number)
            if row is None:
                raise NotFoundError("no-such-token")
            row.revoked = row.revoked or written(now)
            audit.append(session, now, by, "revoke-token", token=number)

    def local(self, name: str) -> User:
        """Whoever works here alone, in all roles; none of them is kept, since others may come to this database."""
        known = self.named(name) or self._add(name, name, frozenset(), None)
        return replace(known, roles=frozenset(Role), is_active=True)


def _known(session: Session, name: str) -> UserRow:
    row = users.row_named(session, name)
    if row is None or not row.is_active:
        raise NotFoundError("no-such-user", user=name)
    return row


def _has_admin(known: Iterable[User]) -> bool:
    return any(Role.ADMIN in user.roles and user.is_active for user in known)


def _keep_an_admin(session: Session, had_one: bool) -> None:
    """The last who can add users must stay."""
    session.flush()
    if had_one and not _has_admin(users.everybody(session)):
        raise ForbiddenError("last-admin")


def _of_secret(secret: str | None) -> dict[str, Any]:
    """The log holds the digest of a password's hash: enough to see that somebody put another into the table."""
    return {"secret": digest(secret)} if secret is not None else {}


def _checked_name(name: str) -> str:
    name = name.strip()
    if not 0 < len(name) <= LONGEST_NAME or not name.isprintable():
        raise ReviewError("bad-name", most=LONGEST_NAME)
    return name

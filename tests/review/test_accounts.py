"""People and their keys."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import text

from linter.review.accounts import Accounts
from linter.review.errors import ForbiddenError, NotFoundError, ReviewError
from linter.review.states import Role
from linter.review.store import audit
from linter.review.store.database import Database

PASSWORD = "correct horse battery"


@pytest.fixture
def accounts(database: Database, clock: Callable[[], object]) -> Accounts:
    found = Accounts(database, clock)  # type: ignore[arg-type]
    found.add("test", "admin", [Role.ADMIN], PASSWORD)
    return found


def test_a_password_is_kept_as_an_argon2_hash_and_nowhere_else(accounts: Accounts, database: Database) -> None:
    accounts.add("admin", "지은", [Role.WRITER], PASSWORD)
    with database.reading() as session:
        kept = list(session.scalars(text("SELECT password FROM users")))
        told = [str(entry) for entry in audit.entries(session)]
    assert all(one.startswith("$argon2id$") for one in kept)
    assert len(set(kept)) == 2
    assert not any(PASSWORD in one for one in told)


def test_the_right_password_lets_in_and_no_other(accounts: Accounts) -> None:
    user = accounts.with_password("admin", PASSWORD)
    assert user is not None
    assert user.name == "admin"
    assert accounts.with_password("admin", PASSWORD + " ") is None
    assert accounts.with_password("nobody", PASSWORD) is None


def test_who_is_removed_comes_in_by_no_way(accounts: Accounts) -> None:
    accounts.add("admin", "지은", [Role.WRITER], PASSWORD)
    token = accounts.add_token("admin", "지은", "cms")
    accounts.remove("admin", "지은")
    assert accounts.with_password("지은", PASSWORD) is None
    assert accounts.with_token(token) is None


def test_a_token_holds_until_it_is_revoked_and_is_kept_as_a_digest(accounts: Accounts, database: Database) -> None:
    token = accounts.add_token("admin", "admin", "cms")
    user = accounts.with_token(token)
    assert user is not None
    with database.reading() as session:
        assert token not in str(list(session.execute(text("SELECT * FROM tokens"))))
    accounts.revoke_token("admin", accounts.tokens()[0].id)
    assert accounts.with_token(token) is None
    assert accounts.with_token("draftlint_nonsense") is None


def test_somebody_stays_who_can_add_users(accounts: Accounts) -> None:
    for act in (lambda: accounts.remove("admin", "admin"), lambda: accounts.set_roles("admin", "admin", [Role.EDITOR])):
        with pytest.raises(ForbiddenError, match="last admin"):
            act()
    assert accounts.with_password("admin", PASSWORD) is not None


@pytest.mark.parametrize("name", ["", "  ", "a\nb", "x" * 81, "\u202eadmin"])
def test_a_name_is_one_that_people_can_read(accounts: Accounts, name: str) -> None:
    with pytest.raises(ReviewError, match="bad name"):
        accounts.add("admin", name, [Role.WRITER])


def test_a_name_is_one_persons(accounts: Accounts) -> None:
    with pytest.raises(ReviewError, match="name is taken"):
        accounts.add("admin", "admin", [Role.WRITER])


@pytest.mark.parametrize("password", ["short", "x" * 1001])
def test_a_password_has_a_decent_length(accounts: Accounts, password: str) -> None:
    with pytest.raises(ReviewError, match="password length"):
        accounts.add("admin", "지은", [Role.WRITER], password)


def test_nobody_who_is_not_there_is_changed(accounts: Accounts) -> None:
    with pytest.raises(NotFoundError):
        accounts.set_password("admin", "nobody", PASSWORD)

"""A review on both databases, with people in it, and a clock that goes when it is told to."""

from __future__ import annotations

import os
import uuid
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url

from linter import Linter
from linter.review.accounts import Accounts
from linter.review.content import Submission, settled
from linter.review.process import Process
from linter.review.records import User
from linter.review.states import Role
from linter.review.store.database import Database, sqlite_url

POSTGRES = os.environ.get("DRAFTLINT_TEST_POSTGRES", "")


def missing(what: str) -> None:
    """Skips a test on a machine that lacks something; where everything has to be tested, fails it."""
    (pytest.fail if os.environ.get("DRAFTLINT_TEST_ALL") else pytest.skip)(f"{what} is not there")


class Clock:
    def __init__(self) -> None:
        self.now = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now

    def wait(self, **time: float) -> None:
        self.now += timedelta(**time)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The URL of an empty database."""
    if request.param == "sqlite":
        yield sqlite_url(tmp_path / "review.db")
    else:
        yield from postgres_database()


def postgres_database() -> Iterator[str]:
    if not POSTGRES:
        missing("a PostgreSQL server (DRAFTLINT_TEST_POSTGRES)")
    name = f"draftlint_{uuid.uuid4().hex}"
    server = make_url(POSTGRES)
    engine = create_engine(server.set(drivername="postgresql+psycopg"), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    try:
        yield server.set(database=name).render_as_string(hide_password=False)
    finally:
        with engine.connect() as connection:
            connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
        engine.dispose()


@pytest.fixture
def database(url: str) -> Iterator[Database]:
    opened = Database(url)
    opened.migrate()
    yield opened
    opened.close()


@pytest.fixture
def process(database: Database, clock: Clock) -> Process:
    return Process(database, clock)


@pytest.fixture
def people(database: Database, clock: Clock) -> dict[str, User]:
    """Somebody in each role, by its name, and a second writer and approver."""
    names = {"writer": "한글", "editor": "editor", "approver": "approver", "admin": "admin"}
    accounts = Accounts(database, clock)
    found = {role: accounts.add("test", names[role], [Role(role)]) for role in names}
    found["other-writer"] = accounts.add("test", "other", [Role.WRITER])
    found["writing-approver"] = accounts.add("test", "both", [Role.WRITER, Role.APPROVER])
    return found


@pytest.fixture
def judged(linter: Linter) -> Callable[..., Submission]:
    """A text as it is submitted, with what is found in it."""

    def submission(source: str, name: str = "post.md") -> Submission:
        content = settled(source.encode(), name)
        return Submission(name, content, linter.check_bytes(content, name).findings)

    return submission

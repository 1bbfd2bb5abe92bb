"""The database: opened by a URL, brought up to date, read and written in transactions.

Whoever writes locks the end of the audit log first. So writes come one after another, on SQLite and PostgreSQL alike,
and each act and its entry in the log are there together or not at all.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, Engine, create_engine, event, inspect, select
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, OperationalError
from sqlalchemy.orm import Session

from linter.errors import ConfigError
from linter.review.store.schema import ChainRow

MIGRATIONS = Path(__file__).parent / "migrations"
_WAIT = 30  # seconds for another writer to end
_PAUSE = 0.05  # seconds
_DRIVERS = {"postgresql": "postgresql+psycopg", "postgres": "postgresql+psycopg"}


class Database:
    """`url` is SQLAlchemy's, or postgresql://… without naming a driver."""

    def __init__(self, url: str) -> None:
        self._engine = _engine(url)
        # A writer takes SQLite's lock at once: to ask for it halfway fails when two do.
        self._writing_engine = self._engine.execution_options(writes=True)

    @contextmanager
    def reading(self) -> Iterator[Session]:
        with Session(self._engine) as session:
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """A transaction: committed when the block ends, undone if it raises."""
        with Session(self._writing_engine, expire_on_commit=False) as session, session.begin():
            session.execute(select(ChainRow).where(ChainRow.id == 1).with_for_update())
            yield session

    def migrate(self) -> None:
        """Bring the tables up to date. Raises ConfigError where the database can't be reached."""
        try:
            with self._writing_engine.connect() as connection, connection.begin():
                self._upgrade(connection)
        except OperationalError as problem:
            raise _unreachable(problem) from None

    def is_ready(self) -> bool:
        """Whether there are tables. Raises ConfigError where the database can't be reached."""
        try:
            return inspect(self._engine).has_table("chain")
        except OperationalError as problem:
            raise _unreachable(problem) from None

    def _upgrade(self, connection: Connection) -> None:
        if connection.dialect.name == "postgresql":
            connection.exec_driver_sql("SELECT pg_advisory_xact_lock(734611)")  # two that start at once
        settings = Config()
        settings.set_main_option("script_location", str(MIGRATIONS))
        settings.attributes["connection"] = connection
        command.upgrade(settings, "head")

    def close(self) -> None:
        self._engine.dispose()


def sqlite_url(file: Path) -> str:
    return f"sqlite:///{file}"


def _engine(url: str) -> Engine:
    """Errors of either name no parameters: these are drafts."""
    try:
        parsed = make_url(url)
        parsed = parsed.set(drivername=_DRIVERS.get(parsed.drivername, parsed.drivername))
        if parsed.get_backend_name() == "sqlite":
            engine = create_engine(parsed, connect_args={"timeout": _WAIT}, hide_parameters=True)
            event.listen(engine, "connect", _prepare_sqlite)
            event.listen(engine, "begin", _begin_sqlite)
            return engine
        return create_engine(parsed, pool_pre_ping=True, hide_parameters=True)
    except (ArgumentError, ValueError):  # the latter for a port that is no number
        hint = "write sqlite:///file.db, or postgresql://user@host/name"
        raise ConfigError("the database's URL can't be read", hint=hint) from None
    except ModuleNotFoundError as problem:
        hint = "pip install 'draftlint[review-postgres]'"
        raise ConfigError(f"the database needs the library '{problem.name}'", hint=hint) from None


def _prepare_sqlite(connection: Any, _: Any) -> None:
    connection.isolation_level = None  # we say BEGIN ourselves
    # Written through before an act is acknowledged, and readers never wait.
    _write_ahead(connection)
    for line in ("synchronous=FULL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {line}")


def _write_ahead(connection: Any) -> None:
    """SQLite waits for another process everywhere but here, where two that make a database meet."""
    until = time.monotonic() + _WAIT
    while True:
        try:
            connection.execute("PRAGMA journal_mode=WAL")
            return
        except sqlite3.OperationalError as problem:
            if "locked" not in str(problem) or time.monotonic() > until:
                raise
            time.sleep(_PAUSE)


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _unreachable(problem: OperationalError) -> ConfigError:
    said = str(problem.orig).splitlines()[0]
    return ConfigError(f"the database can't be reached: {said}", hint="is its server running, and the URL right?")

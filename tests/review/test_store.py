"""The tables are what the migrations make of them, on both databases, and a start in the middle of another does no harm."""

from __future__ import annotations

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Timer

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine
from sqlalchemy.engine import make_url

from linter.errors import ConfigError
from linter.review.store.database import Database, sqlite_url
from linter.review.store.schema import Base


def test_the_migrations_make_the_tables_of_the_schema(database: Database, url: str) -> None:
    parsed = make_url(url)
    engine = create_engine(parsed.set(drivername=parsed.drivername.replace("postgresql", "postgresql+psycopg")))
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), Base.metadata) == []
    engine.dispose()


def test_several_starts_at_once_make_them_once(url: str) -> None:
    opened = [Database(url) for _ in range(4)]
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(Database.migrate, opened))
    assert all(one.is_ready() for one in opened)
    for one in opened:
        one.close()


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("nonsense", "URL can't be read"),
        ("postgresql://host:port/name", "URL can't be read"),
        ("oracle://host/name", "needs the library"),
        ("postgresql://nobody@127.0.0.1:1/nothing", "can't be reached"),
        (sqlite_url(Path("/nowhere/at/all.db")), "can't be reached"),
    ],
)
def test_a_database_that_is_not_there_is_told_in_words(url: str, told: str) -> None:
    with pytest.raises(ConfigError, match=told):
        Database(url).migrate()


def test_who_opens_a_new_database_waits_for_who_makes_it(tmp_path: Path) -> None:
    file = tmp_path / "review.db"
    other = sqlite3.connect(file, isolation_level=None, check_same_thread=False)
    other.execute("CREATE TABLE beside (number)")
    other.execute("BEGIN IMMEDIATE")
    Timer(0.3, other.rollback).start()
    opened = Database(sqlite_url(file))
    opened.migrate()
    assert opened.is_ready()
    opened.close()
    other.close()

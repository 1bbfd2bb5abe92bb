"""`draftlint check --require-approval`: which database it asks, and which bytes it asks about."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from linter.api import Linter
from linter.errors import ConfigError
from linter.model import Report
from linter.readers import read_content

if TYPE_CHECKING:
    from linter.git import Change


def gated(report: Report, linter: Linter, changes: Sequence[Change] | None, database: str | None, lang: str) -> Report:
    """Raises ConfigError where there is no record to ask, or it can't be reached."""
    try:
        from linter.review.gate import Gate
        from linter.review.store.database import Database
    except ModuleNotFoundError as problem:
        if (problem.name or "").partition(".")[0] not in ("sqlalchemy", "alembic"):
            raise
        raise click.UsageError("--require-approval needs more libraries: pip install 'draftlint[review]'") from None
    staged = {str(change.path): change for change in changes or () if change.blob is not None}

    def content_of(path: str) -> bytes:
        return staged[path].staged_content() if path in staged else read_content(Path(path))

    opened = Database(database or _nearest())
    if not opened.is_ready():
        raise ConfigError("there is no record in this database", hint="start `draftlint review` with it once")
    try:
        return Gate(opened, linter, content_of, datetime.now(UTC).date(), lang).applied(report)
    finally:
        opened.close()


def _nearest() -> str:
    from linter.review.settings import DATABASE_NAME, HOME
    from linter.review.store.database import sqlite_url

    here = Path.cwd()
    for folder in (here, *here.parents):
        file = folder / HOME / DATABASE_NAME
        if file.is_file():
            return sqlite_url(file)
    raise ConfigError(
        "there is no record of a review here or above",
        hint="start `draftlint review` once, or give --review-database",
    )

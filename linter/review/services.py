"""What the page is served from, opened once and closed at the end."""

from __future__ import annotations

import getpass
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from linter.errors import ConfigError
from linter.review.accounts import Accounts
from linter.review.explanations import Explanations
from linter.review.judging import Judging
from linter.review.process import Process
from linter.review.records import User
from linter.review.security.attempts import Attempts
from linter.review.security.logins import Logins
from linter.review.security.sessions import Sessions, key_in
from linter.review.settings import Settings
from linter.review.store.database import Database


def utc_now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Services:
    """`local_user` is whoever works here alone, without a login."""

    settings: Settings
    database: Database
    process: Process
    accounts: Accounts
    judging: Judging
    explanations: Explanations
    sessions: Sessions
    logins: Logins
    clock: Callable[[], datetime]
    local_user: User | None

    def close(self) -> None:
        self.judging.close()
        self.database.close()


def open_services(settings: Settings, clock: Callable[[], datetime] = utc_now) -> Services:
    """Raises ConfigError where people from elsewhere could come in and nobody could be told from anybody."""
    database = Database(settings.database)
    database.migrate()
    accounts = Accounts(database, clock)
    local_user = None
    if settings.is_local and not settings.with_login and not accounts.have_passwords():
        local_user = accounts.local(getpass.getuser())
    elif not accounts.have_an_admin(with_password=not settings.user_header):
        raise ConfigError(
            "nobody could log in as admin",
            hint="`draftlint review users add NAME --role admin` makes one; `… users password NAME` gives a password",
        )
    return Services(
        settings=settings,
        database=database,
        process=Process(database, clock, own_approval=local_user is not None),
        accounts=accounts,
        judging=Judging(settings.folder, settings.largest),
        explanations=Explanations(),
        sessions=Sessions(key_in(settings.key_file)),
        logins=Logins(Attempts(time.monotonic), accounts.with_password),
        clock=clock,
        local_user=local_user,
    )

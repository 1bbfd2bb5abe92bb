"""The application without a server, as a browser and as a program use it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from httpx import Response

from linter.review.chain import digest
from linter.review.security.passwords import hashed
from linter.review.services import Services, open_services
from linter.review.settings import Settings
from linter.review.states import Role
from linter.review.store import audit, users
from linter.review.store.database import Database, sqlite_url
from linter.review.web.app import create_app

ADDRESS = "http://127.0.0.1:8737"
PASSWORD = "a long enough password"


@cache
def password_hash() -> str:
    """Made once: it is meant to take its time."""
    return hashed(PASSWORD)


class Browser:
    """Fetches pages and sends their forms with the token that they hold."""

    def __init__(self, client: TestClient) -> None:
        self.client = client

    def get(self, path: str, **headers: str) -> Response:
        return self.client.get(path, headers={"accept-language": "en", **headers})

    def send(self, path: str, page: str = "/new", /, files: Any = None, **fields: Any) -> Response:
        """A form, as it stands on a page."""
        fields = {"token": self.token(page), **fields}
        headers = {"origin": ADDRESS, "accept-language": "en"}
        return self.client.post(path, data=fields, files=files, headers=headers)

    def token(self, page: str = "/new") -> str:
        found = re.search(r'name="token" value="([^"]+)"', self.get(page).text)
        assert found
        return found[1]

    def log_in(self, name: str, password: str = PASSWORD) -> Response:
        return self.send("/login", "/login", name=name, password=password)

    def submit(self, source: str, name: str = "post.md") -> int:
        answer = self.send("/new", text=source, name=name)
        assert answer.status_code == 200, answer.text
        return int(answer.url.path.rpartition("/")[2])

    def revision(self, draft: int) -> str:
        found = re.search(r'name="revision" value="(\d+)"', self.get(f"/drafts/{draft}").text)
        assert found
        return found[1]


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    folder = tmp_path / "posts"
    folder.mkdir()
    return Settings(folder, sqlite_url(tmp_path / "review.db"), tmp_path / "key", largest=200_000)


@pytest.fixture
def serve(clock: Any) -> Iterator[Callable[[Settings], Services]]:
    opened: list[Services] = []

    def start(settings: Settings) -> Services:
        opened.append(open_services(settings, clock))
        return opened[-1]

    yield start
    for services in opened:
        services.close()


def client_of(services: Services, *, raises: bool = True) -> TestClient:
    return TestClient(create_app(services), base_url=ADDRESS, raise_server_exceptions=raises)


@pytest.fixture
def alone(settings: Settings, serve: Callable[[Settings], Services]) -> Browser:
    """Whoever works here alone."""
    return Browser(client_of(serve(settings)))


@pytest.fixture
def office(settings: Settings, serve: Callable[[Settings], Services], clock: Any) -> Callable[[str], Browser]:
    """People with a login: their browsers, by name."""
    database = Database(settings.database)
    database.migrate()
    with database.writing() as session:
        for name, roles in PEOPLE.items():
            users.add(session, name, roles, password_hash(), clock())
            told = {"user": name, "roles": sorted(roles), "secret": digest(password_hash())}
            audit.append(session, clock(), "test", "add-user", None, **told)
    database.close()
    services = serve(replace(settings, with_login=True))

    def browser(name: str) -> Browser:
        found = Browser(client_of(services))
        assert found.log_in(name).status_code == 200
        return found

    browser.services = services  # type: ignore[attr-defined]
    return browser


PEOPLE = {
    "wendy": [Role.WRITER],
    "walter": [Role.WRITER],
    "edith": [Role.EDITOR],
    "april": [Role.APPROVER],
    "adam": [Role.ADMIN],
}

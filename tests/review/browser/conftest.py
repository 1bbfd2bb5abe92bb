"""A real browser, Debian's Chromium, before a real server."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from linter.review.store.database import sqlite_url
from tests.review.conftest import missing
from tests.review.server import PASSWORD, Server

# As root Chromium needs the first; the others keep it from asking anything of a network.
FLAGS = """--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking
    --disable-component-update --disable-sync""".split()
# The first text of a run waits until the rules are compiled.
expect.set_options(timeout=30_000)
LOCALES = {"ko": "ko-KR", "en": "en-US"}


@pytest.fixture(
    scope="module"
)  # while it is there, an event loop runs in this thread, which other tests want for themselves
def chromium() -> Iterator[Browser]:
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if not found:
        missing("Chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=FLAGS)
        yield browser
        browser.close()


class Desk:
    """Somebody's browser. What goes wrong in its pages fails the test."""

    def __init__(self, context: BrowserContext, server: Server) -> None:
        self.context, self.server = context, server
        self.page: Page = context.new_page()
        self.errors: list[str] = []
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("dialog", self._dialog)
        self.page.on("request", lambda request: self._request(request.url))
        self.page.on("console", lambda message: self._console(message.type, message.text))

    def open(self, path: str) -> Page:
        self.page.goto(self.server.address + path)
        return self.page

    def log_in(self, name: str) -> None:
        page = self.open("/login")
        page.locator("input[name=name]").fill(name)
        page.locator("input[name=password]").fill(PASSWORD)
        page.locator("main button").click()
        page.wait_for_url(self.server.address + "/")

    def checked(self) -> None:
        """Wait until the text is judged as it stands."""
        with self.page.expect_response("**/live"):
            self.page.evaluate("document.querySelector('#desk textarea').dispatchEvent(new Event('input'))")
        self.page.wait_for_timeout(50)

    def _dialog(self, dialog: object) -> None:
        if dialog.type != "beforeunload":  # type: ignore[attr-defined]
            self.errors.append(f"a dialog: {dialog.message}")  # type: ignore[attr-defined]
        dialog.accept()  # type: ignore[attr-defined]

    def _request(self, url: str) -> None:
        if not url.startswith((f"{self.server.address}/", "blob:", "data:")):
            self.errors.append(f"asked for {url}")

    def _console(self, kind: str, text: str) -> None:
        is_refusal = "Failed to load resource" in text and "status of 4" in text  # a page that says no
        if kind == "error" and not is_refusal:
            self.errors.append(text)


@pytest.fixture
def desks(chromium: Browser) -> Iterator[Callable[..., Desk]]:
    opened: list[Desk] = []

    def desk(server: Server, lang: str, width: int = 1280) -> Desk:
        context = chromium.new_context(locale=LOCALES[lang], viewport={"width": width, "height": 900})
        context.set_default_timeout(30_000)
        opened.append(Desk(context, server))
        return opened[-1]

    yield desk
    for one in opened:
        one.context.close()
        assert one.errors == []


@pytest.fixture
def alone(tmp_path: Path) -> Iterator[Server]:
    """A server for whoever works alone."""
    server = Server(tmp_path, sqlite_url(tmp_path / "review.db"))
    server.start()
    yield server
    assert "Traceback" not in server.stop()

"""Killed, overrun, asked by two at once: what was acknowledged is there, and whoever asks gets an answer."""

from __future__ import annotations

import asyncio
import http.client
import json
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event
from typing import Any

import httpx
import pytest

from linter.review.errors import BusyError
from linter.review.judging import Judging
from linter.review.services import open_services
from linter.review.settings import Settings
from linter.review.store.database import sqlite_url
from linter.review.web.app import create_app
from tests.review.server import Server

ADDRESS = "http://127.0.0.1:8737"


@dataclass
class Writer:
    """Submits and changes drafts until the server is gone, and keeps what was acknowledged."""

    server: Server
    number: int
    acknowledged: list[dict[str, Any]] = field(default_factory=list)

    def work(self) -> None:
        count = 0
        try:
            while True:
                count += 1
                text = f"I watered {self.number}-{count} flowers.\n"
                draft = self.send("POST", "/drafts", {"title": f"{self.number}-{count}", "content": text})
                text += "Then it rained.\n"
                self.send("PUT", f"/drafts/{draft['id']}", {"content": text, "revision": draft["revision"]})
                self.send("POST", f"/drafts/{draft['id']}/comments", {"words": f"comment {self.number}-{count}"})
        except urllib.error.HTTPError:
            raise  # an answer, and none that we want
        except (OSError, http.client.HTTPException, json.JSONDecodeError):
            return  # cut off

    def send(self, method: str, path: str, values: dict[str, Any]) -> dict[str, Any]:
        data = json.dumps(values).encode()
        request = urllib.request.Request(
            f"{self.server.address}/api/v1{path}", data, {"content-type": "application/json"}, method=method
        )
        with urllib.request.urlopen(request, timeout=30) as answer:
            told: dict[str, Any] = json.load(answer)
        self.acknowledged.append(told)
        return told


def test_killed_under_load_it_starts_again_with_every_acknowledged_act(url: str, tmp_path: Path) -> None:
    server = Server(tmp_path, url)
    writers = [Writer(server, number) for number in range(4)]
    for _ in range(2):
        server.start()
        with ThreadPoolExecutor(len(writers)) as pool:
            working = [pool.submit(writer.work) for writer in writers]
            time.sleep(1.0)
            server.kill()
        assert [one.exception() for one in working] == [None] * len(writers)
    exported = json.loads(server.run("export"))
    drafts = {draft["id"]: draft for draft in exported["drafts"]}
    told = [one for writer in writers for one in writer.acknowledged]
    assert len(told) > 8
    for one in told:
        hashes = [version["content_hash"] for version in drafts[one["id"]]["versions"]]
        assert hashes[one["version"] - 1] == one["content_hash"]
    last = {one["id"]: one["revision"] for one in told}  # the last of each
    acts = [entry["draft"] for entry in exported["entries"]]
    assert all(acts.count(draft) >= revision for draft, revision in last.items())
    assert "follow from each other" in server.run("verify", "--lang", "en")


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(tmp_path, sqlite_url(tmp_path / "review.db"), tmp_path / "key")


@pytest.fixture
def go_on(monkeypatch: pytest.MonkeyPatch) -> Event:
    """Nothing is judged before this is set."""
    event = Event()
    judge = Judging._judge_newest

    def slow(self: Judging, *args: Any) -> Any:
        event.wait(30)
        return judge(self, *args)

    monkeypatch.setattr(Judging, "_judge_newest", slow)
    return event


def test_while_one_draft_is_judged_others_get_pages_and_too_many_are_told_so(settings: Settings, go_on: Event) -> None:
    async def story() -> None:
        services = open_services(settings)
        client = httpx.AsyncClient(transport=httpx.ASGITransport(create_app(services)), base_url=ADDRESS)
        check = {"json": {"content": "Hello.\n"}}
        waiting = [asyncio.create_task(client.post("/api/v1/check", **check)) for _ in range(8)]
        await asyncio.sleep(0.3)
        refused = await client.post("/api/v1/check", **check)
        assert refused.status_code == 503
        assert refused.headers["retry-after"] == "2"
        assert refused.json()["error"] == "busy"
        assert (await client.get("/")).status_code == 200
        go_on.set()
        assert {answer.status_code for answer in await asyncio.gather(*waiting)} == {200}
        assert (await client.post("/api/v1/check", **check)).status_code == 200
        await client.aclose()
        services.close()

    asyncio.run(story())


def test_whoever_sends_many_leaves_room_for_others(settings: Settings, go_on: Event) -> None:
    async def story() -> None:
        judging = Judging(settings.folder, 1_000_000)
        sent = [asyncio.create_task(judging.judged("a.md", b"Hello.\n", "en", "kim")) for _ in range(8)]
        await asyncio.sleep(0)
        with pytest.raises(BusyError):
            await judging.judged("a.md", b"Hello.\n", "en", "kim")
        other = asyncio.create_task(judging.judged("a.md", b"Hello.\n", "en", "lee"))
        await asyncio.sleep(0)
        go_on.set()
        assert None not in await asyncio.gather(*sent, other)
        judging.close()

    asyncio.run(story())


def test_of_one_desk_only_the_newest_text_is_judged(settings: Settings) -> None:
    """However fast somebody types, they are never told to wait."""

    async def story() -> list[bool]:
        judging = Judging(settings.folder, 1_000_000)
        texts = [f"{number} flowers.\n".encode() for number in range(40)]
        found = await asyncio.gather(*(judging.judged("a.md", text, "en", "kim", "desk") for text in texts))
        judging.close()
        return [one is not None for one in found]

    assert asyncio.run(story())[-1] is True
    assert sum(asyncio.run(story())) < 40


def test_ctrl_c_ends_it_cleanly(tmp_path: Path) -> None:
    server = Server(tmp_path, sqlite_url(tmp_path / "review.db"))
    server.start()
    said = server.stop()
    assert f"at http://127.0.0.1:{server.port}" in said
    assert "Traceback" not in said


def test_a_port_that_is_taken_is_said_in_one_line(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        command = [sys.executable, "-m", "linter", "review", str(tmp_path), "--port", str(taken.getsockname()[1])]
        done = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert done.returncode == 2
    assert "--port takes another port" in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1

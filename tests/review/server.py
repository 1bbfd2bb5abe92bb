"""The real command, serving on a free port, as a test starts, kills and asks it."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

from linter.review.accounts import Accounts
from linter.review.services import utc_now
from linter.review.states import Role
from linter.review.store.database import Database

PASSWORD = "a long enough password"
_LONGEST_START = 90  # seconds: on a machine that has to compile the rules first


class Server:
    def __init__(self, folder: Path, url: str) -> None:
        self.folder, self.url = folder, url
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.address = f"http://127.0.0.1:{self.port}"
        self._process: subprocess.Popen[bytes] | None = None

    def add_users(self, people: dict[str, Role]) -> None:
        database = Database(self.url)
        database.migrate()
        accounts = Accounts(database, utc_now)
        for name, role in people.items():
            accounts.add("test", name, [role], PASSWORD)
        database.close()

    def run(self, *args: str, given: str = "") -> str:
        command = [
            sys.executable,
            "-m",
            "linter",
            "review",
            *args,
            "--database",
            self.url,
            "--folder",
            str(self.folder),
        ]
        done = subprocess.run(command, input=given.encode(), capture_output=True, check=True, timeout=_LONGEST_START)
        return done.stdout.decode()

    def start(self) -> None:
        command = [sys.executable, "-m", "linter", "review", str(self.folder)]
        options = ["--port", str(self.port), "--database", self.url]
        self._process = subprocess.Popen([*command, *options], stderr=subprocess.PIPE)
        latest = time.monotonic() + _LONGEST_START
        while time.monotonic() < latest:
            if self._process.poll() is not None:
                assert self._process.stderr
                raise AssertionError(self._process.stderr.read().decode())
            try:
                urllib.request.urlopen(f"{self.address}/static/icon.svg", timeout=5).close()
                return
            except (urllib.error.URLError, OSError):
                time.sleep(0.05)
        raise AssertionError("the server did not start")

    def kill(self) -> None:
        """kill -9: no chance to write anything any more."""
        assert self._process
        self._process.kill()
        self._process.communicate()

    def stop(self) -> str:
        """End it as Ctrl-C does. What it has said."""
        assert self._process
        self._process.terminate()
        return self._process.communicate(timeout=30)[1].decode()

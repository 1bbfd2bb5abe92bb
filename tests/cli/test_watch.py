"""`draftlint check --watch`, as a real process on a pseudo-terminal."""

from __future__ import annotations

import os
import pty
import select
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from linter.watching import differing

COMMAND = [str(Path(sys.executable).with_name("draftlint"))]
CLEAR = "\x1b[2J"
PATIENCE = 90  # seconds, for a machine that is busy


class Screen:
    """A watch on a terminal, and what it has shown."""

    def __init__(self, folder: Path) -> None:
        self._terminal, inner = pty.openpty()
        environment = {**os.environ, "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8", "TERM": "xterm"}
        self.process = subprocess.Popen(
            [*COMMAND, "check", "--watch", "--lang", "en", "posts"],
            cwd=folder,
            stdin=inner,
            stdout=inner,
            stderr=inner,
            env=environment,
            start_new_session=True,
        )
        os.close(inner)
        self._rest = ""  # what came with what was last waited for

    def until(self, wanted: str) -> str:
        """What is shown from there on until the wanted text, which must come."""
        shown, end = self._rest, time.monotonic() + PATIENCE
        while wanted not in shown:
            assert time.monotonic() < end, f"no {wanted!r} in {shown!r}"
            if select.select([self._terminal], [], [], 1)[0]:
                shown += os.read(self._terminal, 65536).decode("utf-8", "replace")
        self._rest = shown.partition(wanted)[2]
        return shown

    def close(self) -> None:
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        os.close(self._terminal)


@pytest.fixture
def blog(tmp_path: Path) -> Path:
    (tmp_path / ".git").mkdir()
    (tmp_path / "posts").mkdir()
    (tmp_path / ".draftlint.yaml").write_text("rules: {'*': off, confidential/marking: on}\n", "utf-8")
    (tmp_path / "posts" / "a.md").write_text("A quiet post.\n", "utf-8")
    return tmp_path


@pytest.fixture
def screen(blog: Path) -> Iterator[Screen]:
    watch = Screen(blog)
    yield watch
    watch.close()


def test_a_changed_draft_and_a_changed_configuration_are_seen_and_ctrl_c_ends_well(blog: Path, screen: Screen) -> None:
    assert CLEAR in screen.until("1 draft read. Nothing found.")
    (blog / "posts" / "a.md").write_text("Strictly confidential.\n", "utf-8")
    shown = screen.until("1 draft read: 1 error")
    assert CLEAR in shown
    assert "changed: a.md" in shown
    (blog / ".draftlint.yaml").write_text("ruls: {}\n", "utf-8")
    screen.until("changed: .draftlint.yaml")
    screen.until("did you mean 'rules'?")
    (blog / ".draftlint.yaml").write_text("rules: {'*': off}\n", "utf-8")
    screen.until("1 draft read. Nothing found.")
    screen.process.send_signal(signal.SIGINT)
    assert screen.process.wait(PATIENCE) == 0


def test_standard_input_is_not_watched() -> None:
    done = subprocess.run([*COMMAND, "check", "--watch", "-"], capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 2
    assert "--watch looks at files" in done.stderr


def test_what_came_went_or_changed_differs() -> None:
    came, went, changed, same = (Path(name) for name in ("came", "went", "changed", "same"))
    before = {went: (1, 1), changed: (1, 1), same: (1, 1)}
    after = {came: (1, 1), changed: (2, 1), same: (1, 1)}
    assert differing(before, after) == [came, changed, went]

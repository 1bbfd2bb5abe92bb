"""No network at run time: every command works in a process that may not open a connection or ask for an address."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import FIXTURES

REFUSE = """
import os, sys

def refuse(event, args):
    if event.startswith("socket.") and event not in ("socket.__new__", "socket.gethostname"):
        os.write(2, f"NETWORK: {event}\\n".encode())
        os._exit(99)

sys.addaudithook(refuse)
"""
COMMAND = Path(sys.executable).with_name("draftlint")
CONFIG = str(FIXTURES / ".draftlint.yaml")
RUNS = [
    ("check", "--no-cache", "--config", CONFIG, str(FIXTURES / "drafts"), str(FIXTURES / "clean")),
    ("explain", "confidential/deal"),
    ("rules",),
    ("config", str(FIXTURES / "drafts" / "en-sre-oncall-diary.md")),
    ("rules", "--test", "--rule", "confidential/marking"),
    ("schema", "config"),
]


@pytest.fixture(scope="module")
def refusing(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """An environment in which Python refuses all connections."""
    folder = tmp_path_factory.mktemp("refusing")
    (folder / "sitecustomize.py").write_text(REFUSE, "utf-8")
    return {**os.environ, "PYTHONPATH": str(folder)}


@pytest.mark.parametrize("args", RUNS, ids=[" ".join(args[:2]) for args in RUNS])
def test_a_command_opens_no_connection(args: tuple[str, ...], refusing: dict[str, str]) -> None:
    done = subprocess.run([COMMAND, *args], env=refusing, capture_output=True, text=True, timeout=300, check=False)
    assert "NETWORK" not in done.stderr
    assert done.returncode in (0, 1), done.stderr


def test_the_refusal_refuses(refusing: dict[str, str]) -> None:
    code = "import socket; socket.getaddrinfo('localhost', 80)"
    done = subprocess.run([sys.executable, "-c", code], env=refusing, capture_output=True, text=True, check=False)
    assert done.returncode == 99
    assert "NETWORK: socket.getaddrinfo" in done.stderr


def _can_unshare() -> bool:
    command = shutil.which("unshare")
    return (
        bool(command)
        and subprocess.run([str(command), "-rn", "true"], capture_output=True, check=False).returncode == 0
    )


@pytest.mark.skipif(not _can_unshare(), reason="this system has no network namespaces for us")
def test_drafts_are_judged_where_there_is_no_network_at_all() -> None:
    draft = str(FIXTURES / "drafts" / "ko-messenger-five-months.md")
    command = ["unshare", "-rn", str(COMMAND), "check", "--no-cache", "--config", CONFIG, draft]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
    assert "respect/competitor-attack" in done.stdout
    assert done.stderr == ""

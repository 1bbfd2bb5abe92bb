"""The process of the `draftlint` command: it begins without Python's collector, and ends without taking apart what the
operating system takes back anyway. Together that is an eighth of a short run."""

from __future__ import annotations

import os
import sys
import threading

from linter.collector import paused


def main() -> None:
    with paused():  # thousands of values are made for the code, and none is garbage
        from linter.cli import main as command
    try:
        command()
    except SystemExit as done:
        _leave(done.code if isinstance(done.code, int) else int(done.code is not None))
    _leave(0)


def _leave(code: int) -> None:
    """End at once where nothing is left to do: no thread to wait for, and all that was said has gone out."""
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except (OSError, ValueError):  # nobody listens, or closed: Python knows how to end then
        sys.exit(code)
    if threading.active_count() == 1:
        os._exit(code)
    sys.exit(code)

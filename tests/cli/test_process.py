"""The process ends at once, and loses nothing by it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

DRAFTLINT = str(Path(sys.executable).with_name("draftlint"))


@pytest.mark.parametrize(
    ("text", "code"),
    [("A walk along the river.\n", 0), ("We closed a secret deal. This document is CONFIDENTIAL.\n", 1)],
)
def test_what_is_said_arrives_whole_through_a_pipe_with_its_exit_code(tmp_path: Path, text: str, code: int) -> None:
    draft = tmp_path / "a.md"
    draft.write_text(text, "utf-8")
    done = subprocess.run([DRAFTLINT, "check", "--format", "json", str(draft)], capture_output=True, check=False)
    assert done.returncode == code
    assert done.stdout.endswith(b"}\n")
    assert not done.stderr.strip() or b"1 " in done.stderr


def test_wrong_usage_is_told_with_its_exit_code() -> None:
    done = subprocess.run([DRAFTLINT, "check", "--no-such-option"], capture_output=True, check=False)
    assert (done.returncode, b"--no-such-option" in done.stderr) == (2, True)


def test_a_reader_that_goes_away_is_no_error(tmp_path: Path) -> None:
    draft = tmp_path / "a.md"
    draft.write_text("This document is CONFIDENTIAL.\n\n" * 2000, "utf-8")
    process = subprocess.Popen(
        [DRAFTLINT, "check", "--format", "json", str(draft)], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert process.stdout is not None
    process.stdout.read(10)
    process.stdout.close()
    _, told = process.communicate(timeout=60)
    assert b"Traceback" not in told
    assert b"Exception ignored" not in told


def test_the_end_waits_for_a_thread_that_still_works(tmp_path: Path) -> None:
    code = f"""
import threading, time, sys
from pathlib import Path
def late():
    time.sleep(0.3)
    Path({str(tmp_path / "late")!r}).write_text("done")
threading.Thread(target=late).start()
sys.argv = ["draftlint", "--version"]
from linter.process import main
main()
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    assert (done.returncode, (tmp_path / "late").exists()) == (0, True)

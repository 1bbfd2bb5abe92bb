"""What README shows is what the program says today."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SCREENS = re.findall(
    r"<!-- the screen: draftlint (.+?) -->\n```text\n(.*?)```", (ROOT / "README.md").read_text("utf-8"), re.DOTALL
)


@pytest.mark.parametrize(("command", "shown"), SCREENS, ids=[command.split("/")[-1] for command, _ in SCREENS])
def test_a_screen_of_readme_is_real(command: str, shown: str) -> None:
    done = subprocess.run(
        [Path(sys.executable).with_name("draftlint"), *command.split()],
        cwd=ROOT,
        capture_output=True,
        timeout=120,
        check=False,
    )
    assert done.returncode in (0, 1)
    assert done.stdout.decode("utf-8") == shown


def test_readme_has_both_languages_on_screen() -> None:
    assert len(SCREENS) == 2

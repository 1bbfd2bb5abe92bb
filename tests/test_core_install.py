"""The core install stays small, and a clean draft loads no more of it than it needs."""

from __future__ import annotations

import subprocess
import sys
from importlib.metadata import requires
from pathlib import Path

import pytest

CORE = {"click", "daachorse", "kiwipiepy", "pydantic", "pyromark", "python-stdnum", "pyyaml", "regex", "rich"}
HEAVY = ("kiwipiepy", "numpy", "pydantic", "rich", "multiprocessing", "jsonschema", "lxml", "pygls", "docx")


def test_a_plain_install_pulls_these_libraries_and_no_others() -> None:
    plain = [line for line in requires("draftlint") or () if "extra ==" not in line]
    assert {line.split(">")[0].split("[")[0].strip().lower() for line in plain} == CORE


@pytest.mark.parametrize("code", ["import linter", "from linter.cli import cli; cli(['check', 'a.md', '--no-cache'])"])
def test_neither_the_import_nor_a_clean_draft_loads_what_is_heavy(tmp_path: Path, code: str) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "a.md").write_text("A quiet post about bread.\n", "utf-8")
    subprocess.run([sys.executable, "-c", "import linter; linter.check_text('a')"], cwd=tmp_path, check=True)
    told = f"""
import sys
try:
    {code}
except SystemExit as done:
    assert done.code == 0
print([name for name in {HEAVY} if name in sys.modules])
"""
    done = subprocess.run([sys.executable, "-c", told], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"

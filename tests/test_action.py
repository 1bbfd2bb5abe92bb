"""The GitHub Action, as far as it runs without GitHub: its scripts, with what GitHub would put into their variables."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from tests.conftest import FIXTURES, ROOT
from tests.repository import ENVIRONMENT, Repository, new_repository

FOLDER = ROOT / ".github" / "actions" / "draftlint"
ACTION = yaml.safe_load((FOLDER / "action.yml").read_text("utf-8"))
MARKED = "이 문서는 대외비입니다.\n"

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the scripts are for the runners' bash")


@pytest.fixture
def blog(repository: Repository) -> Repository:
    """A repository beside which draftlint is installed, as the action's first step leaves it."""
    (repository.root.parent / "draftlint").mkdir()
    (repository.root.parent / "draftlint" / "bin").symlink_to(Path(sys.executable).parent)
    repository.stage(".draftlint.yaml", (FIXTURES / ".draftlint.yaml").read_bytes())
    repository.stage("old.md", MARKED)
    repository.commit()
    return repository


def check(blog: Repository, **inputs: str) -> subprocess.CompletedProcess[str]:
    defaults = {"PATHS": ".", "FORMAT": "text", "FAIL_ON": "", "CHANGED_ONLY": "false", "BASE": "", "SARIF_FILE": ""}
    environment = {**ENVIRONMENT, "RUNNER_TEMP": str(blog.root.parent), **defaults, **inputs}
    return subprocess.run(
        [FOLDER / "check.sh"], cwd=blog.root, env=environment, capture_output=True, text=True, check=False
    )


def test_nothing_from_outside_is_read_as_shell() -> None:
    for step in ACTION["runs"]["steps"]:
        assert "${{" not in step["run"]
        assert step["shell"] == "bash"
    given = " ".join(value for step in ACTION["runs"]["steps"] for value in step["env"].values())
    assert set(re.findall(r"inputs\.([\w-]+)", given)) == set(ACTION["inputs"])


def test_the_step_fails_as_draftlint_does(blog: Repository) -> None:
    done = check(blog, PATHS="old.md\n\n")
    assert done.returncode == 1
    assert "confidential/marking" in done.stdout
    assert check(blog, PATHS="nowhere.md").returncode == 2
    blog.write("a b.md", "저는 오늘 걸었습니다.\n")
    assert check(blog, PATHS="a b.md").returncode == 0


@pytest.mark.parametrize("path", ["$(touch owned).md", "`touch owned`.md", "; touch owned", "--config=owned"])
def test_a_path_is_a_path_whatever_it_looks_like(blog: Repository, path: str) -> None:
    done = check(blog, PATHS=path)
    assert done.returncode == 2
    assert f"{path}: no such file or folder" in done.stderr
    assert not (blog.root / "owned").exists()


def test_only_what_changed_since_the_base_of_a_pull_request(blog: Repository) -> None:
    base = blog.git("rev-parse", "HEAD")
    blog.stage("new.md", "저는 오늘 걸었습니다.\n\n" + MARKED)
    blog.commit()
    done = check(blog, CHANGED_ONLY="true", BASE=base)
    assert done.returncode == 1
    assert "new.md\n  3:7" in done.stdout
    assert "old.md" not in done.stdout
    new_branch = check(blog, CHANGED_ONLY="true", BASE="0" * 40)
    assert "old.md" in new_branch.stdout


def test_findings_are_also_written_as_sarif(blog: Repository) -> None:
    done = check(blog, SARIF_FILE="out.sarif")
    assert done.returncode == 1
    assert "old.md\n  1:7" in done.stdout
    (run,) = json.loads((blog.root / "out.sarif").read_text("utf-8"))["runs"]
    assert [found["ruleId"] for found in run["results"]] == ["confidential/marking"]


def test_a_shallow_check_out_fetches_the_history_that_it_needs(blog: Repository) -> None:
    base = blog.git("rev-parse", "HEAD")
    blog.stage("new.md", MARKED)
    blog.commit()
    shallow = new_repository(blog.root.parent / "shallow")
    shallow.git("remote", "add", "origin", blog.root.as_uri())
    shallow.git("fetch", "--quiet", "--depth=1", "origin", "main")
    shallow.git("switch", "--quiet", "--detach", "FETCH_HEAD")
    done = check(shallow, CHANGED_ONLY="true", BASE=base)
    assert (done.returncode, "new.md" in done.stdout, "old.md" in done.stdout) == (1, True, False), done.stderr

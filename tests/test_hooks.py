"""The hooks as their users run them: real pre-commit, in a real repository, with what stands in the working tree."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from linter.readers import FORMATS
from tests.conftest import FIXTURES, ROOT
from tests.repository import ENVIRONMENT, Repository, new_repository

HOOKS = {hook["id"]: hook for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))}
MARKED = "이 문서는 대외비입니다.\n"


@pytest.mark.parametrize("suffix", FORMATS)
def test_the_hook_is_given_every_format_that_draftlint_reads(suffix: str) -> None:
    assert re.search(HOOKS["draftlint"]["files"], f"posts/글{suffix}")
    assert re.search(HOOKS["draftlint"]["files"], f"A{suffix.upper()}")


@pytest.mark.parametrize("name", ["LICENSE", "a.py", "README", "photo.png", "md", "a.md.orig"])
def test_the_hook_is_not_given_what_is_no_draft(name: str) -> None:
    assert not re.search(HOOKS["draftlint"]["files"], name)


@pytest.fixture(scope="module")
def blog(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    """A repository with both hooks installed. What pip fetches comes from an index, so this needs one."""
    folder = tmp_path_factory.mktemp("hooks")
    reached = [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "-d", str(folder / "reached"), "hatchling"]
    if subprocess.run(reached, capture_output=True, check=False).returncode:
        pytest.skip("no package index can be reached, and pre-commit installs a hook's libraries from one")
    blog = new_repository(folder / "blog")
    rev = working_tree(folder / "draftlint")
    hooks = [{"id": "draftlint"}, {"id": "draftlint-commit-msg"}]
    settings = {
        "default_install_hook_types": ["pre-commit", "commit-msg"],
        "repos": [{"repo": str(folder / "draftlint"), "rev": rev, "hooks": hooks}],
    }
    blog.stage(".pre-commit-config.yaml", yaml.safe_dump(settings))
    blog.stage(".draftlint.yaml", (FIXTURES / ".draftlint.yaml").read_bytes())
    commit(blog, "the hooks", "--no-verify")
    subprocess.run(
        [sys.executable, "-m", "pre_commit", "install", "--install-hooks"],
        cwd=blog.root,
        env=surroundings(blog),
        check=True,
        capture_output=True,
    )
    return blog


def working_tree(folder: Path) -> str:
    """A copy of this project as it lies on the disk, committed; its revision."""
    names = ["linter", "rules", "lexicons", "pyproject.toml", "README.md", "LICENSE", ".pre-commit-hooks.yaml"]
    copy = new_repository(folder)
    for name in names:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(ROOT / name, folder / name)
    copy.git("add", "--all")
    return copy.commit()


def surroundings(blog: Repository) -> dict[str, str]:
    home = {"PRE_COMMIT_HOME": str(blog.root.parent / "home"), "PRE_COMMIT_COLOR": "never"}
    return {**ENVIRONMENT, **home, "LC_ALL": "C.UTF-8", "PYTHONUTF8": "1"}


def commit(blog: Repository, message: str, *options: str) -> tuple[int, str]:
    """The exit code of a commit, and all that was said."""
    done = subprocess.run(
        ["git", "commit", *options, "-m", message],
        cwd=blog.root,
        env=surroundings(blog),
        capture_output=True,
        check=False,
    )
    return done.returncode, (done.stdout + done.stderr).decode()


def passes(said: str) -> list[str]:
    return re.findall(r"^(draftlint.*?)\.\.\.+(.*)$", said, re.MULTILINE)


def test_pre_commit_lets_good_commits_through_in_silence_and_stops_bad_ones(blog: Repository) -> None:
    blog.stage("posts/걷기 좋은 길.md", "저는 오늘 걷기 좋은 길을 걸었습니다.\n")
    code, said = commit(blog, "걷기 좋은 길을 더했다")
    assert code == 0, said
    assert passes(said) == [("draftlint", "Passed"), ("draftlint on the commit message", "Passed")]
    assert "대외비" not in said and "1건" not in said

    blog.stage("posts/비밀.md", MARKED)
    code, said = commit(blog, "비밀 하나를 더했다")
    assert code == 1
    assert "posts/비밀.md\n  1:7  오류  비밀 표시가 있습니다: '대외비'  confidential/marking\n" in said

    blog.write("posts/비밀.md", "아무것도 아니다.\n")
    code, said = commit(blog, "고쳤지만 담지 않았다")
    assert (code, "posts/비밀.md" in said) == (1, True), said
    assert (blog.root / "posts/비밀.md").read_text("utf-8") == "아무것도 아니다.\n"


def test_pre_commit_judges_the_commit_message(blog: Repository) -> None:
    blog.git("reset", "--quiet", "--hard")
    code, said = commit(blog, "그 고객 메일은 haeun.seo88@naver.com 이다", "--allow-empty")
    assert code == 1
    assert "COMMIT_EDITMSG\n  1:10  오류" in said
    assert "haeun.seo88" not in said
    signed = "고객 목록을 지웠다\n\nCo-authored-by: 서하은 <haeun.seo88@naver.com>"
    code, said = commit(blog, signed, "--allow-empty")
    assert code == 0, said


def test_pre_commit_is_the_same_with_many_files(blog: Repository) -> None:
    blog.git("reset", "--quiet", "--hard")
    for number in range(40):
        blog.stage(f"posts/{number:02}.md", MARKED if number == 30 else "저는 오늘 걸었습니다.\n")
    code, said = commit(blog, "많은 글")
    assert code == 1
    assert re.findall(r"posts/\d+\.md", said) == ["posts/30.md"]

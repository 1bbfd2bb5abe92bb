"""Formats and --output, through the real command."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
CONFIG = str(ROOT / "fixtures" / ".draftlint.yaml")
COMMAND = str(Path(sys.executable).with_name("draftlint"))


def check(*args: str | Path, cwd: Path) -> subprocess.CompletedProcess[bytes]:
    environment = {**os.environ, "LC_ALL": "C.UTF-8", "PYTHONUTF8": "1"}
    return subprocess.run(
        [COMMAND, "check", "--config", CONFIG, "--no-cache", *map(str, args)],
        cwd=cwd,
        capture_output=True,
        env=environment,
        timeout=120,
        check=False,
    )


@pytest.fixture
def post(tmp_path: Path) -> Path:
    path = tmp_path / "post.md"
    path.write_text("# 소식\n\n이 문서는 **대외비**입니다.\n", "utf-8")
    return path


def test_a_report_goes_whole_into_a_file_and_the_summary_to_standard_error(post: Path, tmp_path: Path) -> None:
    done = check("post.md", "--format", "json", "--output", "report.json", cwd=tmp_path)
    assert done.returncode == 1
    assert done.stdout == b""
    assert done.stderr.decode().startswith("1건의 초고를 읽었습니다: 오류 1건")
    document = json.loads((tmp_path / "report.json").read_text("utf-8"))
    assert "confidential/marking" in {finding["rule"] for finding in document["findings"]}
    assert sorted(path.name for path in tmp_path.iterdir()) == ["post.md", "report.json"]


def test_a_report_never_replaces_a_draft(post: Path, tmp_path: Path) -> None:
    before = post.read_bytes()
    done = check(tmp_path, "--format", "html", "--output", "post.md", cwd=tmp_path)
    assert done.returncode == 2
    assert "is a draft; the report would replace it" in done.stderr.decode()
    assert post.read_bytes() == before


def test_a_folder_that_is_not_there_is_told_before_the_work(post: Path, tmp_path: Path) -> None:
    done = check("post.md", "--output", "no/report.txt", cwd=tmp_path)
    assert done.returncode == 2
    assert done.stderr.decode().startswith("draftlint: no/report.txt: can't be written: there is no such folder")
    assert done.stdout == b""


def test_the_old_report_is_replaced_where_its_link_points_and_keeps_its_mode(post: Path, tmp_path: Path) -> None:
    (tmp_path / "old.txt").write_text("old")
    (tmp_path / "old.txt").chmod(0o640)
    (tmp_path / "link.txt").symlink_to("old.txt")
    check("post.md", "--format", "concise", "--output", "link.txt", cwd=tmp_path)
    assert (tmp_path / "link.txt").is_symlink()
    assert (tmp_path / "old.txt").read_text("utf-8").startswith("post.md:3:9: error confidential/marking ")
    assert (tmp_path / "old.txt").stat().st_mode & 0o777 == 0o640


def test_a_device_is_written_to_and_not_replaced(post: Path, tmp_path: Path) -> None:
    done = check("post.md", "--format", "concise", "--output", "/dev/stdout", cwd=tmp_path)
    assert done.stdout.decode().startswith("post.md:3:9: error confidential/marking ")


def test_the_page_holds_the_text_of_drafts_that_were_read_by_workers_or_from_standard_input(
    post: Path, tmp_path: Path
) -> None:
    for number in range(12):
        (tmp_path / f"{number}.md").write_bytes(post.read_bytes())
    done = check(tmp_path, "--format", "html", "--jobs", "2", cwd=tmp_path)
    assert done.stdout.decode().count('<mark class="error"') == 13
    piped = subprocess.run(
        [COMMAND, "check", "-", "--config", CONFIG, "--format", "html"], input=post.read_bytes(), capture_output=True
    )
    assert "**</mark>" not in piped.stdout.decode()
    assert ">대외비</mark>" in piped.stdout.decode()

"""`draftlint fix` through its real entry point."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.test_commands import CONFIG, draftlint

DUE = "지난주에 가람톡이 큰 업데이트를 했다."
BEFORE = f"# 소식\n\n{DUE} 번호는 010-4827-7193이다. 존나 빠르다.\n"
AFTER = (
    f"# 소식\n\n저는 가람소프트에서 일합니다.\n\n{DUE} 번호는 010-XXXX-XXXX이다. 존나 빠르다.\n\n"
    "이 글은 글쓴이 개인의 의견이며 소속 회사의 공식 입장이 아닙니다.\n"
)


@pytest.fixture
def post(tmp_path: Path) -> Path:
    path = tmp_path / "post.md"
    path.write_text(BEFORE, "utf-8")
    return path


def test_safe_fixes_are_made_and_the_rest_is_told(post: Path) -> None:
    done = draftlint("fix", str(post), "--config", CONFIG)
    assert post.read_text("utf-8") == AFTER
    assert done.stdout == b""
    assert done.returncode == 1
    told = done.stderr.decode()
    assert f"{post}: 3건 고침, 1건 남음\n" in told
    assert "고침  3:27  privacy/personal-data  가리기: 010-XXXX-XXXX\n" in told
    assert (
        "남김  5:44  language/profanity  빼기: '존나' (뜻이 바뀔 수 있어 두었습니다. --unsafe를 주면 고칩니다)\n"
        in told
    )
    assert "4827" not in told


def test_a_second_time_changes_nothing_and_unsafe_finishes(post: Path) -> None:
    draftlint("fix", str(post), "--config", CONFIG)
    draftlint("fix", str(post), "--config", CONFIG)
    assert post.read_text("utf-8") == AFTER
    done = draftlint("fix", str(post), "--config", CONFIG, "--unsafe")
    assert post.read_text("utf-8") == AFTER.replace("존나 ", "")
    assert done.returncode == 0
    done = draftlint("fix", str(post), "--config", CONFIG, "--unsafe", "--lang", "en")
    assert done.stderr.decode() == "There is nothing to fix.\n"


def test_a_dry_run_prints_a_diff_without_secrets_and_writes_nothing(post: Path) -> None:
    done = draftlint("fix", "--dry-run", str(post), "--config", CONFIG)
    assert post.read_text("utf-8") == BEFORE
    lines = done.stdout.decode().splitlines()
    assert lines[:2] == [f"--- a/{post}", f"+++ b/{post}"]
    assert f"-{DUE} 번호는 01*-****-****이다. 존나 빠르다." in lines
    assert f"+{DUE} 번호는 010-XXXX-XXXX이다. 존나 빠르다." in lines
    assert b"\x1b[" not in done.stdout
    assert b"\x1b[" in draftlint("fix", "--dry-run", str(post), "--config", CONFIG, "--color").stdout
    assert "3건을 고치면 1건 남음" in done.stderr.decode()


def test_only_the_chosen_rules_are_fixed(post: Path) -> None:
    done = draftlint("fix", str(post), "--config", CONFIG, "--rule", "privacy/personal-data")
    assert post.read_text("utf-8") == BEFORE.replace("4827-7193", "XXXX-XXXX")
    assert "disclosure/opinion  --rule로 고른 규칙이 아닙니다" in done.stderr.decode()
    done = draftlint("fix", str(post), "--config", CONFIG, "--rule", "privacy/personaldata")
    assert done.returncode == 2
    assert "Did you mean privacy/personal-data?" in done.stderr.decode()


def test_a_draft_from_standard_input_goes_to_standard_output() -> None:
    data = BEFORE.replace("\n", "\r\n").encode("cp949")
    done = draftlint("fix", "-", "--stdin-name", "a.md", "--config", CONFIG, stdin=data)
    assert done.stdout == AFTER.replace("\n", "\r\n").encode("cp949")
    assert "a.md: 3건 고침" in done.stderr.decode()


def test_a_read_only_file_and_a_missing_one_are_told_and_the_others_fixed(post: Path) -> None:
    locked = post.with_name("locked.md")
    locked.write_text(BEFORE, "utf-8")
    locked.chmod(0o444)
    done = draftlint("fix", str(locked), str(post), str(post.with_name("gone.md")), "--config", CONFIG)
    assert done.returncode == 2
    assert f"{locked}: 읽기 전용이라 고치지 않았습니다" in done.stderr.decode()
    assert "gone.md: 그런 파일이나 폴더가 없습니다" in done.stderr.decode()
    assert "Traceback" not in done.stderr.decode()
    assert locked.read_text("utf-8") == BEFORE
    assert post.read_text("utf-8") == AFTER


def test_check_says_how_many_can_be_fixed(post: Path) -> None:
    shown = draftlint("check", str(post), "--config", CONFIG).stdout.decode()
    assert "이 가운데 3건은 `draftlint fix`로, 1건은 `draftlint fix --unsafe`로 고칠 수 있습니다." in shown
    shown = draftlint("check", str(post), "--config", CONFIG, "--lang", "en").stdout.decode()
    assert "`draftlint fix` has a fix for 3 of these, and --unsafe for 1 more." in shown


@pytest.mark.parametrize(
    ("rule", "line"),
    [
        ("disclosure/employer", "draftlint fix: inserts the line: I work at {company}."),
        ("privacy/personal-data", "draftlint fix: masks the value"),
        ("language/profanity", "draftlint fix: rewords some of what is found (--unsafe)"),
    ],
)
def test_explain_tells_what_fix_does(rule: str, line: str) -> None:
    assert f"{line}\n" in draftlint("explain", rule, "--lang", "en").stdout.decode()


def test_fix_asks_for_paths_and_has_help() -> None:
    assert "Which drafts?" in draftlint("fix").stderr.decode()
    assert "--dry-run" in draftlint("fix", "--help").stdout.decode()

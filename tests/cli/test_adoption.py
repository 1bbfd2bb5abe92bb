"""A blog with years of posts takes draftlint up: the real commands, in a real repository."""

from __future__ import annotations

import json
import shutil
import subprocess
from datetime import date, timedelta
from pathlib import Path

import pytest

from linter.config import BASELINE_NAME as BASELINE
from linter.config import WAIVERS_NAME as WAIVERS
from tests.cli.test_commands import draftlint
from tests.conftest import FIXTURES

RULE = "confidential/marking"
UNTIL = (date.today() + timedelta(days=30)).isoformat()


def git(repository: Path, *args: str) -> str:
    settings = ["-c", "user.name=a", "-c", "user.email=a@b.example", "-c", "core.autocrlf=false"]
    done = subprocess.run(["git", *settings, *args], cwd=repository, capture_output=True, text=True, check=True)
    return done.stdout


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    git(tmp_path, "init", "-q", "-b", "main")
    shutil.copy(FIXTURES / ".draftlint.yaml", tmp_path)
    (tmp_path / "posts").mkdir()
    for name in "abcd":
        write(tmp_path, name, f"# {name}\n\n이 문서는 대외비입니다.\n")
    return tmp_path


def write(repository: Path, name: str, text: str) -> None:
    (repository / "posts" / f"{name}.md").write_text(text, "utf-8")


def run(repository: Path, *args: str) -> tuple[int, str, str]:
    done = draftlint(*args, cwd=repository)
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def entries(repository: Path) -> list[str]:
    return [line.split("\t")[0] for line in (repository / BASELINE).read_text("utf-8").splitlines()[1:]]


def commit_all(repository: Path) -> None:
    git(repository, "add", "-A")
    git(repository, "commit", "-q", "-m", "x")


def test_record_then_only_what_is_new_counts_then_prune(repository: Path) -> None:
    code, out, err = run(repository, "baseline")
    assert (code, out) == (0, "")
    assert f"Recorded 4 findings in {BASELINE}." in err
    assert run(repository, "check", "posts")[0] == 0
    write(repository, "a", "# a\n\n조용한 글.\n\n이제 사외비입니다.\n")
    code, out, err = run(repository, "check", "posts")
    assert code == 1
    assert "5:4  " in out
    assert "(기준선 3)" in out
    recorded = (repository / BASELINE).read_bytes()
    code, out, err = run(repository, "baseline")
    assert code == 2
    assert "is there already and lacks 1 finding; draftlint check shows what is new" in err
    code, out, err = run(repository, "baseline", "--check")
    assert (code, out) == (1, f"posts/a.md  {RULE}  1 finding\n")
    assert (repository / BASELINE).read_bytes() == recorded
    code, out, err = run(repository, "baseline", "--prune", "--lang", "ko")
    assert code == 0
    assert "이제는 걸리지 않는 1건을 지웠습니다. 3건이 남았습니다." in err
    assert entries(repository) == ["posts/b.md", "posts/c.md", "posts/d.md"]
    assert run(repository, "check", "posts")[0] == 1


def test_pruning_one_draft_leaves_the_entries_of_the_others(repository: Path) -> None:
    run(repository, "baseline")
    write(repository, "a", "조용한 글.\n")
    write(repository, "b", "조용한 글.\n")
    assert run(repository, "baseline", "--prune", "posts/a.md")[0] == 0
    assert entries(repository) == ["posts/b.md", "posts/c.md", "posts/d.md"]


def test_a_baseline_grows_only_when_it_is_told_to(repository: Path) -> None:
    run(repository, "baseline", "posts/a.md")
    assert entries(repository) == ["posts/a.md"]
    assert run(repository, "baseline", "--grow", "posts/b.md")[0] == 0
    assert entries(repository) == ["posts/a.md", "posts/b.md"]


def test_personal_data_is_left_out_and_counted(repository: Path) -> None:
    write(repository, "a", "담당자 연락처는 010-1593-6620 입니다.\n")
    code, _, err = run(repository, "baseline")
    assert code == 0
    assert "Not recorded, as no baseline may hold this: 1 finding." in err
    assert entries(repository) == ["posts/b.md", "posts/c.md", "posts/d.md"]


def test_an_unreadable_draft_is_exit_code_2_and_the_rest_is_recorded(repository: Path) -> None:
    (repository / "posts" / "a.md").write_bytes(b"GIF89a\x00\x00")
    code, _, err = run(repository, "baseline")
    assert code == 2
    assert "a.md: " in err
    assert entries(repository) == ["posts/b.md", "posts/c.md", "posts/d.md"]


def test_pruning_or_checking_needs_a_baseline(repository: Path) -> None:
    for option in ("--prune", "--check"):
        code, _, err = run(repository, "baseline", option)
        assert code == 2
        assert "There is no baseline" in err
    assert not (repository / BASELINE).exists()


def test_baselines_of_two_branches_merge(repository: Path) -> None:
    run(repository, "baseline")
    assert "merge=union" in (repository / ".gitattributes").read_text("utf-8")
    commit_all(repository)
    git(repository, "checkout", "-q", "-b", "one")
    write(repository, "a", "조용한 글.\n")
    run(repository, "baseline", "--prune")
    commit_all(repository)
    git(repository, "checkout", "-q", "-b", "two", "main")
    write(repository, "b", "새로 대외비입니다.\n")
    run(repository, "baseline", "--prune", "--grow")
    commit_all(repository)
    git(repository, "merge", "-q", "one", "-m", "both")
    assert run(repository, "check", "posts")[0] == 0
    assert run(repository, "baseline", "--prune")[0] == 0
    assert entries(repository) == ["posts/b.md", "posts/c.md", "posts/d.md"]


def test_a_merge_that_left_its_marks_is_one_clear_line(repository: Path) -> None:
    run(repository, "baseline")
    with (repository / BASELINE).open("a", encoding="utf-8") as file:
        file.write("<<<<<<< HEAD\n")
    code, out, err = run(repository, "check", "posts")
    assert (code, out) == (2, "")
    (line,) = err.splitlines()
    assert f"{BASELINE}:6: not an entry of a baseline: '<<<<<<< HEAD'" in line


def test_the_baseline_can_be_chosen_or_left_aside(repository: Path) -> None:
    assert run(repository, "baseline", "--baseline", "known.txt")[0] == 0
    assert run(repository, "check", "posts")[0] == 1
    assert run(repository, "check", "posts", "--baseline", "known.txt")[0] == 0
    assert run(repository, "check", "posts", "--baseline", "known.txt", "--no-baseline")[0] == 1
    assert run(repository, "check", "posts", "--baseline", "other.txt")[0] == 2


def test_standard_input_is_known_by_the_name_it_is_given(repository: Path) -> None:
    run(repository, "baseline")
    text = "# a\n\n이 문서는 대외비입니다.\n".encode()
    args = ("check", "-", "--stdin-name")
    assert draftlint(*args, "posts/a.md", cwd=repository, stdin=text).returncode == 0
    assert draftlint(*args, "posts/z.md", cwd=repository, stdin=text).returncode == 1
    assert draftlint(*args, "a.md", cwd=repository / "posts", stdin=text).returncode == 0


def test_an_approval_is_written_down_holds_and_is_listed(repository: Path) -> None:
    write(repository, "a", "# a\n\n이 문서는 대외비입니다.\n\n다른 문서도 대외비입니다.\n")
    why = ("--by", "김법무", "--why", "공개된 자료: 보도자료 참고", "--until", UNTIL)
    code, out, err = run(repository, "waive", "posts/a.md", RULE, *why, "--line", "3")
    assert (code, out) == (0, "")
    assert f"Added to {WAIVERS}: '{RULE}' in posts/a.md, until {UNTIL}.\nToday it holds 1 finding.\n" == err
    found = json.loads(run(repository, "check", "posts/a.md", "--format", "json")[1])["findings"]
    assert [(f["start"]["line"], f["suppressed"] and f["suppressed"]["by"]) for f in found] == [
        (3, "김법무"),
        (5, None),
    ]
    assert found[0]["suppressed"]["until"] == UNTIL
    assert found[0]["suppressed"]["reason"] == "공개된 자료: 보도자료 참고"
    shown = run(repository, "check", "posts/a.md")[1]
    assert f"예외 승인됨(김법무, {UNTIL}까지): 공개된 자료: 보도자료 참고" in shown
    run(repository, "waive", "posts/b*.md", RULE, *why)
    run(repository, "waive", "posts", "language/hate", *why)
    text = (
        (repository / WAIVERS)
        .read_text("utf-8")
        .replace("posts/b*.md\n    by: 김법무", "posts/b*.md\n    by: 이전 담당")
    )
    old = (date.today() - timedelta(days=1)).isoformat()
    before, _, after = text.partition("이전 담당")
    (repository / WAIVERS).write_text(before + "이전 담당" + after.replace(UNTIL, old, 1), "utf-8")
    code, out, err = run(repository, "waivers")
    assert code == 0
    assert [line.split("  ")[0] for line in out.splitlines()[::2]] == ["active", "expired", "unused"]
    assert (
        out.splitlines()[0] == f"active  until {UNTIL}  {RULE}  posts/a.md (1 of its findings alone)  holds 1 finding"
    )
    assert out.splitlines()[3] == "    이전 담당: 공개된 자료: 보도자료 참고"


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (("posts/zz.md", RULE), "There is no file posts/zz.md"),
        (("posts/a.md", "confidential/markng"), "Did you mean confidential/marking?"),
        (("posts/a.md", RULE, "--until", "2020-01-01"), "is over already"),
        (("posts/a.md", RULE, "--why", " "), "must say something"),
        (("posts/a.md", RULE, "--line", "1"), "It finds something on these lines: 3."),
        (("posts", RULE, "--line", "1"), "--line needs a single draft"),
    ],
    ids=["file", "rule", "day", "reason", "line", "folder"],
)
def test_an_approval_that_means_nothing_is_refused(repository: Path, args: tuple[str, ...], message: str) -> None:
    code, _, err = run(repository, "waive", "--by", "legal", "--why", "told", "--until", UNTIL, *args)
    assert code == 2
    assert message in err
    assert not (repository / WAIVERS).exists()


def test_no_waivers_is_said(repository: Path) -> None:
    code, out, err = run(repository, "waivers")
    assert (code, out) == (0, "")
    assert "There are no waivers" in err


def test_in_a_gate_writers_may_not_excuse_themselves(repository: Path) -> None:
    write(repository, "a", f"<!-- draftlint: allow {RULE} -- 승인 -->\n\n이 문서는 대외비입니다.\n")
    assert run(repository, "check", "posts/a.md")[0] == 0
    code, out, _ = run(repository, "check", "posts/a.md", "--no-inline-allow")
    assert code == 1
    assert "허용 주석만으로는 넘어갈 수 없습니다" in out
    with (repository / ".draftlint.yaml").open("a", encoding="utf-8") as file:
        file.write("inline-allow: false\n")
    assert run(repository, "check", "posts/a.md")[0] == 1

"""`draftlint check` on what git says changed, in real repositories: which drafts, which findings, which exit code."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from linter import Linter
from linter import git as asked
from linter.model import Report
from tests.cli.test_commands import CONFIG, draftlint
from tests.repository import Repository

MARKED = "이 문서는 대외비입니다.\n"
SWEARING = "정말 씨발 같은 날이었다.\n"
CLEAN = "저는 오늘 걷기 좋은 길을 걸었습니다.\n"


@pytest.fixture
def judged(linter: Linter) -> Callable[..., Report]:
    def judge(*paths: str, since: str = "", whole_files: bool = False) -> Report:
        changes = asked.changed_since(since) if since else asked.staged()
        return linter.check_changes(changes, [Path(path) for path in paths], whole_files=whole_files)

    return judge


def told(report: Report) -> list[tuple[str, str, int]]:
    return [(f.path, f.rule, f.start.line) for f in report.findings if not f.rule.startswith("disclosure/")]


def test_what_is_staged_is_judged_and_not_what_lies_on_the_disk(
    repository: Repository, judged: Callable[..., Report]
) -> None:
    repository.stage("a.md", MARKED)
    repository.write("a.md", CLEAN)
    repository.stage("b.md", CLEAN)
    repository.write("b.md", MARKED)
    report = judged()
    assert told(report) == [("a.md", "confidential/marking", 1)]
    assert report.findings[0].quote == "대외비"
    assert report.drafts == 2


def test_a_staged_draft_that_is_gone_from_the_disk_is_judged(
    repository: Repository, judged: Callable[..., Report]
) -> None:
    repository.stage("posts/a.md", MARKED)
    shutil.rmtree(repository.root / "posts")
    assert told(judged("posts")) == told(judged("posts/a.md")) == [("posts/a.md", "confidential/marking", 1)]
    assert judged("posts").problems == ()


def test_findings_are_those_on_changed_lines_unless_whole_files_are_asked_for(
    repository: Repository, judged: Callable[..., Report]
) -> None:
    repository.stage("a.md", MARKED + "\n" + CLEAN)
    repository.commit()
    repository.stage("a.md", MARKED + "\n" + CLEAN + "\n" + SWEARING)
    assert told(judged()) == [("a.md", "language/profanity", 5)]
    assert told(judged(whole_files=True)) == [("a.md", "confidential/marking", 1), ("a.md", "language/profanity", 5)]


def test_what_a_draft_lacks_is_told_wherever_it_was_touched(
    repository: Repository, judged: Callable[..., Report]
) -> None:
    talk = "저희 가람소프트가 지난주에 가람톡을 새로 냈습니다. 많이 써 주세요.\n\n"
    owed = "저는 가람소프트에서 일하며, 이 글은 제 개인의 의견이고 회사의 공식 입장과 다를 수 있습니다.\n\n"
    repository.stage("a.md", "---\nkind: personal\n---\n\n" + talk + owed + CLEAN)
    repository.commit()
    repository.stage("a.md", "---\nkind: personal\n---\n\n" + talk + CLEAN)
    assert {f.rule for f in judged().findings} == {"disclosure/employer", "disclosure/opinion"}


def test_a_lone_carriage_return_ends_no_line_for_git_so_the_whole_draft_counts(
    repository: Repository, judged: Callable[..., Report]
) -> None:
    repository.stage("a.md", CLEAN.replace("\n", "\r") * 3 + CLEAN)
    repository.commit()
    repository.stage("a.md", CLEAN.replace("\n", "\r") * 3 + SWEARING)
    assert told(judged()) == [("a.md", "language/profanity", 4)]


def test_only_drafts_below_the_given_paths_are_judged(repository: Repository, judged: Callable[..., Report]) -> None:
    for name in ("posts/a.md", "posts2/a.md", "posts/a.py", ".github/a.md", "node_modules/a.md", "b.unknown"):
        repository.stage(name, MARKED)
    assert [f.path for f in judged().findings] == ["posts/a.md", "posts2/a.md"]
    assert [f.path for f in judged("posts").findings] == ["posts/a.md"]
    assert [f.path for f in judged(".github/a.md", "b.unknown").findings] == [".github/a.md", "b.unknown"]
    assert judged("posts/clean.md").problems[0].message == "no such file or folder"


def test_paths_are_shown_as_seen_from_the_current_folder(
    repository: Repository, judged: Callable[..., Report], monkeypatch: pytest.MonkeyPatch
) -> None:
    repository.stage("posts/a.md", MARKED)
    repository.stage("b.md", MARKED)
    monkeypatch.chdir(repository.root / "posts")
    assert [f.path for f in judged().findings] == ["../b.md", "a.md"]
    assert [f.path for f in judged(".").findings] == ["a.md"]


def test_each_draft_is_judged_by_its_own_configuration(repository: Repository) -> None:
    shutil.copy(CONFIG, repository.write("ours/.draftlint.yaml", ""))
    repository.write("theirs/.draftlint.yaml", "profiles: [all]\nexclude: ['post.md']\n")
    for name in ("ours/a.md", "theirs/a.md", "theirs/post.md"):
        repository.stage(name, "미리내 이야기입니다. " + MARKED)
    report = Linter().check_changes(asked.staged())
    assert [(f.path, f.rule) for f in report.findings] == [
        ("ours/a.md", "confidential/codename"),
        ("ours/a.md", "confidential/marking"),
        ("theirs/a.md", "confidential/marking"),
    ]


def test_many_processes_and_a_memory_change_nothing(repository: Repository) -> None:
    shutil.copy(CONFIG, repository.root / ".draftlint.yaml")
    for number in range(14):
        repository.stage(f"{number:02}.md", (MARKED if number % 2 else SWEARING) + CLEAN * number)
        repository.write(f"{number:02}.md", CLEAN)
    alone = told(Linter().check_changes(asked.staged()))
    assert len(alone) == 14
    assert told(Linter(jobs=3, remembers=True).check_changes(asked.staged())) == alone
    assert told(Linter(jobs=3, remembers=True).check_changes(asked.staged())) == alone
    assert told(Linter(remembers=True).check_paths([repository.root])) == []


def test_changed_since_judges_the_disk(repository: Repository, judged: Callable[..., Report]) -> None:
    repository.stage("a.md", MARKED)
    repository.commit()
    repository.write("a.md", MARKED + "\n" + SWEARING)
    repository.write("새 글.md", MARKED)
    assert told(judged(since="HEAD")) == [("a.md", "language/profanity", 3), ("새 글.md", "confidential/marking", 1)]


def test_a_commit_is_stopped_by_a_hook_that_sees_just_its_own_index(repository: Repository) -> None:
    command = shutil.which("draftlint", path=str(Path(draftlint("--version").args[0]).parent))
    hook = repository.write(
        ".git/hooks/pre-commit", f'#!/bin/sh\nexec "{command}" check --staged --config "{CONFIG}"\n'
    )
    hook.chmod(0o755)
    repository.stage("a.md", CLEAN)
    repository.commit()
    repository.stage("bad.md", MARKED)
    repository.write("a.md", CLEAN + CLEAN)
    repository.git("commit", "--quiet", "--only", "-m", "clean, though something else is staged", "a.md")
    with pytest.raises(AssertionError, match=r"bad\.md[^\0]*대외비"):
        repository.git("commit", "-a", "-m", "all of it")


def test_nothing_staged_is_no_error(repository: Repository) -> None:
    repository.stage("a.py", "x = 1\n")
    done = draftlint("check", "--staged", cwd=repository.root)
    assert done.returncode == 0
    assert done.stderr.decode() == "draftlint: no draft has changed\n"


def test_staged_findings_are_a_report_like_any_other(repository: Repository) -> None:
    repository.stage("두 글자.md", CLEAN + MARKED)
    done = draftlint("check", "--staged", "--format", "json", "--config", CONFIG, cwd=repository.root)
    assert done.returncode == 1
    (found,) = json.loads(done.stdout)["findings"]
    assert (found["path"], found["start"]["line"], found["quote"]) == ("두 글자.md", 2, "대외비")


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--staged", "--changed-since", "main"], "give one of them"),
        (["--whole-files", "a.md"], "--whole-files goes with --staged"),
        (["--staged", "-"], "nothing of standard input"),
        (["--changed-since", "nowhere"], "git knows no revision 'nowhere'"),
    ],
)
def test_a_question_that_git_cannot_answer_is_one_clear_line(
    repository: Repository, options: list[str], said: str
) -> None:
    repository.commit()
    done = draftlint("check", *options, cwd=repository.root)
    assert done.returncode == 2
    assert said in done.stderr.decode().splitlines()[-1]
    assert done.stdout == b""


def test_folders_are_read_as_git_ignores_and_named_files_always(repository: Repository, linter: Linter) -> None:
    repository.write(".gitignore", "build/\n")
    for name in ("build/a.md", "posts/a.md", "posts/old.md"):
        repository.write(name, MARKED)
    repository.write("posts/.gitignore", "old.md\n")
    everything = Linter(Path(CONFIG), follows_gitignore=False)
    assert [f.path for f in linter.check_paths([Path()]).findings] == ["posts/a.md"]
    assert [f.path for f in linter.check_paths([Path("posts/old.md")]).findings] == ["posts/old.md"]
    assert [f.path for f in linter.check_paths([Path("build")]).findings] == ["build/a.md"]
    assert [f.path for f in everything.check_paths([Path()]).findings] == ["build/a.md", "posts/a.md", "posts/old.md"]


def test_a_repository_within_has_its_own_ignored_files(repository: Repository, linter: Linter) -> None:
    repository.git("init", "--quiet", "inner")
    repository.write("inner/.gitignore", "old.md\n")
    for name in ("inner/a.md", "inner/old.md"):
        repository.write(name, MARKED)
    assert [f.path for f in linter.check_paths([Path()]).findings] == ["inner/a.md"]


def test_where_git_cannot_say_what_is_ignored_everything_is_read_and_that_is_said(
    repository: Repository, linter: Linter, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository.write(".gitignore", "a.md\n")
    repository.write("a.md", MARKED)
    monkeypatch.setenv("PATH", str(repository.root))
    report = linter.check_paths([Path()])
    assert [f.path for f in report.findings] == ["a.md"]
    assert report.notes[0].startswith(".: .gitignore is not followed: git can't be run")


def test_a_single_file_never_asks_git(repository: Repository, linter: Linter, monkeypatch: pytest.MonkeyPatch) -> None:
    post = repository.write("a.md", MARKED)
    monkeypatch.setattr(subprocess, "run", lambda *args, **kwargs: pytest.fail("git was started"))
    assert [f.rule for f in linter.check_paths([post]).findings] == ["confidential/marking"]

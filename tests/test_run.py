"""Many files: alike on any number of cores, and alike with or without a memory of earlier runs."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from linter import Linter
from linter.memory import FOLDER, Memory
from linter.model import Report
from linter.run import Outcome, Runner
from tests.conftest import FIXTURES

CONFIG = FIXTURES / ".draftlint.yaml"


@pytest.fixture
def blog(tmp_path: Path) -> Path:
    """A folder with a configuration and every fixture draft."""
    shutil.copy(CONFIG, tmp_path / ".draftlint.yaml")
    for name in ("drafts", "clean"):
        for path in (FIXTURES / name).iterdir():
            if path.suffix in (".md", ".html", ".txt"):
                (tmp_path / "posts" / name).mkdir(parents=True, exist_ok=True)
                shutil.copy(path, tmp_path / "posts" / name)
    return tmp_path


def told(report: Report) -> list[tuple[object, ...]]:
    return [(f.path, f.rule, f.span, f.certainty, f.message, f.suppressed) for f in report.findings]


def check(blog: Path, **options: object) -> Report:
    return Linter(**options).check_paths([blog / "posts"])  # type: ignore[arg-type]


def test_the_number_of_processes_changes_nothing(blog: Path) -> None:
    (blog / "posts" / "broken.md").write_bytes(b"\xff\xfe\x00")
    alone, together = check(blog, jobs=1), check(blog, jobs=3)
    assert told(together) == told(alone)
    assert together.drafts == alone.drafts
    assert [p.path for p in together.problems] == [p.path for p in alone.problems] == [str(blog / "posts/broken.md")]


def test_a_second_run_says_the_same_without_judging(blog: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = check(blog, remembers=True)
    monkeypatch.setattr("linter.run.judge", lambda *args, **kwargs: pytest.fail("judged again"))
    assert told(check(blog, remembers=True)) == told(first)


def test_the_report_names_every_draft_and_the_rules_that_found_something(blog: Path) -> None:
    report = check(blog)
    assert len(report.paths) == report.drafts
    assert {finding.path for finding in report.findings} < set(report.paths)
    assert set(report.rules) == {f.rule for f in report.findings if not f.rule.startswith("draftlint/")}
    assert report.rules["confidential/marking"].title == {"ko": "비밀 표시", "en": "A secrecy marking"}


@pytest.mark.parametrize("options", [{"jobs": 1}, {"jobs": 3}, {"remembers": True}])
def test_texts_are_kept_where_asked_for_with_their_secrets_masked(blog: Path, options: dict[str, object]) -> None:
    post = blog / "posts" / "secret.md"
    post.write_text("연락처는 010-1593-6620 입니다. 그가 씨발이라고 했다.\n", "utf-8")
    for _ in range(2):  # the second time, what is remembered
        report = check(blog, keeps_texts=True, **options)
        assert set(report.texts) == {finding.path for finding in report.findings}
        assert report.texts[str(post)] == "연락처는 01*-****-**** 입니다. 그가 씨발이라고 했다.\n"
    assert not check(blog, **options).texts


@pytest.mark.parametrize("jobs", [1, 3])
def test_a_draft_that_goes_while_it_waits_for_morphology_is_a_problem_of_its_own(
    blog: Path, monkeypatch: pytest.MonkeyPatch, jobs: int
) -> None:
    """A draft in doubt that another process has judged is read again here; by then it may be gone."""
    post = blog / "posts" / "waits.md"
    post.write_text("우리 회사는 지금 기업인수를 논의하고 있다.\n", "utf-8")
    linter, judged = Linter(jobs=jobs), Runner._judged

    def then_gone(self: Runner, files: Sequence[Path]) -> Iterator[Outcome]:
        for file, outcome in zip(files, list(judged(self, files)), strict=True):
            if file == post:
                post.unlink()
            yield outcome

    monkeypatch.setattr(Runner, "_judged", then_gone)
    report = linter.check_paths([blog / "posts"])
    gone = [problem.path for problem in report.problems]
    assert gone == ([] if jobs == 1 else [str(post)])
    assert {f.path for f in report.findings if f.path != str(post)}


def test_what_is_remembered_is_of_the_content_that_was_judged(blog: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A draft that is written anew between its verdicts and their keeping is judged by the next run."""
    post = blog / "posts" / "new.md"
    post.write_text("조용한 글입니다.\n", "utf-8")
    remember = Runner._remember

    def too_late(self: Runner, files: Sequence[Path], outcomes: Sequence[Outcome]) -> None:
        post.write_text("그가 씨발이라고 했다.\n", "utf-8")
        remember(self, files, outcomes)

    monkeypatch.setattr(Runner, "_remember", too_late)
    check(blog, remembers=True)
    assert [f.rule for f in check(blog, remembers=True).findings if f.path == str(post)] == ["language/profanity"]


def test_a_changed_draft_is_judged_again(blog: Path) -> None:
    post = blog / "posts" / "new.md"
    post.write_text("조용한 글입니다.\n", "utf-8")
    assert not [f for f in check(blog, remembers=True).findings if f.path == str(post)]
    post.write_text("이 문서는 대외비입니다.\n", "utf-8")
    assert [f.rule for f in check(blog, remembers=True).findings if f.path == str(post)] == ["confidential/marking"]


def test_a_changed_configuration_is_a_new_memory(blog: Path) -> None:
    post = blog / "posts" / "new.md"
    post.write_text("무지개 계획 이야기.\n", "utf-8")
    assert not [f for f in check(blog, remembers=True).findings if f.path == str(post)]
    with (blog / ".draftlint.yaml").open("a", encoding="utf-8") as file:
        file.write("kind: personal\n")
    text = (blog / ".draftlint.yaml").read_text("utf-8").replace("미리내", "무지개 계획")
    (blog / ".draftlint.yaml").write_text(text, "utf-8")
    assert "confidential/codename" in [f.rule for f in check(blog, remembers=True).findings if f.path == str(post)]


@pytest.mark.parametrize("damage", [b"", b"{", b"[1]", b'{"a": 1}', b'{"a": [["x"]]}', b"\xff"])
def test_a_damaged_memory_costs_time_and_nothing_else(blog: Path, damage: bytes) -> None:
    first = check(blog, remembers=True)
    (file,) = (blog / FOLDER).glob("*.json")
    file.write_bytes(damage)
    assert told(check(blog, remembers=True)) == told(first)


def test_the_memory_holds_no_text_of_a_draft_and_no_secret(blog: Path) -> None:
    (blog / "posts" / "secret.md").write_text("연락처는 010-1593-6620 입니다. 이 문서는 대외비입니다.\n", "utf-8")
    check(blog, remembers=True)
    kept = "".join(file.read_text("utf-8") for file in (blog / FOLDER).iterdir())
    assert "대외비" not in kept
    assert "1593" not in kept
    (file,) = (blog / FOLDER).glob("*.json")
    for verdicts in json.loads(file.read_text("utf-8")).values():
        for rule, start, end, certainty in verdicts:
            assert "/" in rule
            assert all(isinstance(value, int) for value in (start, end, certainty))


def test_the_memory_is_left_alone_by_git(blog: Path) -> None:
    check(blog, remembers=True)
    assert (blog / FOLDER / ".gitignore").read_text("utf-8") == "*\n"


def test_a_memory_that_cannot_be_written_is_no_error(tmp_path: Path) -> None:
    (tmp_path / FOLDER).write_text("a file where the folder should be", "utf-8")
    memory = Memory.open(tmp_path, "k" * 64)
    memory.remember("digest", [])
    memory.save()


def test_no_memory_without_asking(blog: Path) -> None:
    check(blog)
    assert not (blog / FOLDER).exists()


@pytest.mark.skipif(os.name == "nt", reason="sends a POSIX signal")
def test_an_interrupted_run_ends_at_once_and_cleanly(tmp_path: Path) -> None:
    text = (FIXTURES / "drafts" / "en-sre-oncall-diary.md").read_text("utf-8") * 40
    for index in range(60):
        (tmp_path / f"{index}.md").write_text(text + str(index), "utf-8")
    command = [Path(sys.executable).with_name("draftlint"), "check", str(tmp_path), "--no-cache", "--config", CONFIG]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    time.sleep(2.5)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=20)
    assert process.returncode == 130, err
    assert b"Traceback" not in err


def test_what_comes_from_a_pipe_is_read_once_and_judged(blog: Path) -> None:
    reading, writing = os.pipe()
    os.write(writing, "이 시1발 코드.\n".encode())
    os.close(writing)
    try:
        report = Linter(blog / ".draftlint.yaml", remembers=True).check_paths([Path(f"/dev/fd/{reading}")])
    finally:
        os.close(reading)
    assert [finding.rule for finding in report.findings] == ["language/profanity"]

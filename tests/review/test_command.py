"""The command line of the review: users, record, and the gate that asks for approval."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from linter.cli import cli
from linter.errors import DraftlintError
from linter.review.accounts import Accounts
from linter.review.judging import Judging
from linter.review.process import Process
from linter.review.records import Ruling, User
from linter.review.services import utc_now
from linter.review.states import Role, Verdict
from linter.review.store.database import Database, sqlite_url

MARKED = "This document is confidential. Do not distribute.\n"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("DRAFTLINT_REVIEW_DATABASE", raising=False)
    return tmp_path


def run(*args: str, given: str | None = None) -> Result:
    return CliRunner().invoke(cli, args, input=given)


def record(folder: Path) -> tuple[Process, User]:
    """The record of a folder, and somebody who works there alone."""
    home = folder / ".draftlint-review"
    home.mkdir(exist_ok=True)
    database = Database(sqlite_url(home / "review.db"))
    database.migrate()
    user = Accounts(database, utc_now).add("test", "kim", Role)
    return Process(database, utc_now, own_approval=True), user


def approve(folder: Path, name: str, waiving: str = "") -> int:
    import asyncio

    process, user = record(folder)
    judging = Judging(folder, 1_000_000)
    submission = asyncio.run(judging.submission(name, (folder / name).read_bytes(), "en", "kim"))
    judging.close()
    draft = process.submit(user, submission)
    draft = process.move(user, draft.id, draft.revision, "begin")
    for finding in submission.findings if waiving else ():
        draft = process.rule(user, draft.id, draft.revision, finding, Ruling(Verdict.WAIVED, waiving))
    return process.move(user, draft.id, draft.revision, "approve", judged=submission).id


# Users


def test_users_are_added_listed_changed_and_removed(here: Path) -> None:
    assert run("review", "users", "add", "kim", "--role", "admin", given="a long password\n").exit_code == 0
    assert run("review", "users", "add", "lee", "--role", "writer", "--no-password").exit_code == 0
    assert run("review", "users", "roles", "lee", "--role", "editor", "--role", "approver").exit_code == 0
    assert run("review", "users", "list").output == "kim\tadmin\nlee\tapprover, editor\n"
    assert run("review", "users", "remove", "lee").exit_code == 0
    assert run("review", "users", "list").output == "kim\tadmin\nlee\tremoved\n"
    assert (here / ".draftlint-review" / ".gitignore").read_text() == "*\n"
    assert (here / ".draftlint-review" / "review.db").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    ("args", "given", "told"),
    [
        (("users", "add", "kim", "--role", "writer"), "short\n", "A password has 12"),
        (("users", "password", "nobody"), "a long password\n", "There is no user called nobody."),
        (("tokens", "revoke", "7"), None, "There is no such token."),
        (("--host", "192.0.2.1"), None, "nobody could log in as admin"),
        (("--host", "0.0.0.0"), None, "the address that people type"),
        (("--url", "nonsense"), None, "https://review.example.com"),
        (("--user-header", "X-User"), None, "which proxy"),
        (("--trust", "nowhere"), None, "no address"),
        (("users", "list", "--database", "nonsense"), None, "URL"),
    ],
)
def test_what_cant_be_done_is_said_in_one_line(here: Path, args: tuple[str, ...], given: str | None, told: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "linter", "review", *args], input=given, capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 2
    assert told in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("args", [("review",), ("check", "--require-approval", "post.md")])
def test_without_the_extra_it_says_what_to_install(here: Path, args: tuple[str, ...]) -> None:
    (here / "post.md").write_text("I watered the flowers.\n", "utf-8")
    without = "import sys; sys.modules['sqlalchemy'] = None; from linter.cli import main; main()"
    done = subprocess.run([sys.executable, "-c", without, *args], capture_output=True, text=True, timeout=60)
    assert done.returncode == 2
    assert "pip install 'draftlint[review]'" in done.stderr
    assert "Traceback" not in done.stderr


# The record


def test_the_record_is_exported_and_verified(here: Path) -> None:
    (here / "post.md").write_text("I watered the flowers.\n", "utf-8")
    approve(here, "post.md")
    exported = json.loads(run("review", "export").output)
    assert [entry["act"] for entry in exported["entries"]] == ["add-user", "submit", "begin", "approve"]
    verified = run("review", "verify", "--lang", "en")
    assert (verified.exit_code, verified.output) == (
        0,
        f"All 4 entries follow from each other, and what is stored is what they tell. The last digest is {exported['head']}.\n",
    )
    assert run("review", "verify", "--head", exported["head"]).exit_code == 0
    assert run("review", "verify", "--head", "0" * 64).exit_code == 1


@pytest.mark.parametrize(
    ("forgery", "told"),
    [
        ("UPDATE audit SET \"by\" = 'lee' WHERE number = 4", "entry 4 is not what was written"),
        ("DELETE FROM audit WHERE number = 2", "entry 3 stands where 2 should be"),
        ("DELETE FROM audit WHERE number = 6", "the log ends after 5 of 6 entries"),
        (
            "INSERT INTO signatures SELECT 9, 1, 1, 'f00', 1, '2026-01-01', NULL",
            "signature 1 2 is stored, but no entry tells of it",
        ),
        ("DELETE FROM signatures", "signature 1 1 was recorded, but is not stored"),
        ("UPDATE signatures SET withdrawn = '2026'", "signature 1 1 is not what was recorded: withdrawn"),
        ("UPDATE signatures SET user_id = 2", "signature 1 1 is not what was recorded: by"),
        ("UPDATE versions SET content_hash = 'f00'", "version 1 1 is not what was recorded: hash"),
        (
            "UPDATE versions SET content = CAST('I picked the flowers.' AS BLOB)",
            "version 1 1 is not what was recorded: content",
        ),
        ("UPDATE drafts SET state = 'published'", "draft 1 is not what was recorded: state"),
        ("UPDATE users SET roles = 'writer' WHERE id = 1", "user kim is not what was recorded: roles"),
        ("UPDATE users SET password = 'x' WHERE id = 1", "user kim is not what was recorded: secret"),
        ("INSERT INTO tokens VALUES (1, 1, 'x', 'f00', '2026', NULL)", "token 1 is stored, but no entry tells of it"),
        ("UPDATE comments SET text = 'No.'", "comment 1 1 is not what was recorded: words"),
        ("UPDATE decisions SET until = '2099-01-01'", "decision 1 1 is not what was recorded: until"),
        ("UPDATE decisions SET reason = 'x', settles = 0", "decision 1 1 is not what was recorded: reason, settles"),
    ],
)
def test_a_forged_record_is_told(here: Path, forgery: str, told: str) -> None:
    (here / "post.md").write_text(MARKED if "decisions" in forgery else "I watered the flowers.\n", "utf-8")
    draft = approve(here, "post.md", waiving="legal has cleared it")
    database = Database(sqlite_url(here / ".draftlint-review" / "review.db"))
    lee = Accounts(database, utc_now).add("test", "lee", [Role.EDITOR])
    Process(database, utc_now).comment(lee, draft, "Good.")
    database.close()
    connection = sqlite3.connect(here / ".draftlint-review" / "review.db")
    for act in ("update", "delete"):
        connection.execute(f"DROP TRIGGER audit_no_{act}")
    connection.execute(forgery)
    connection.commit()
    connection.close()
    verified = run("review", "verify", "--lang", "en")
    assert verified.exit_code == 1
    assert told in verified.output


# The gate


def check(*args: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "linter", "check", "--require-approval", "--lang", "en", "--no-color", *args]
    return subprocess.run(command, capture_output=True, text=True, timeout=60)


def test_only_signed_off_content_passes_the_gate(here: Path) -> None:
    (here / "post.md").write_text("I watered the flowers.\n", "utf-8")
    record(here)
    refused = check("post.md")
    assert refused.returncode == 1
    assert "Nobody has signed off exactly this content." in refused.stdout
    (here / ".draftlint-review" / "review.db").unlink()
    approve(here, "post.md")
    assert check("post.md").returncode == 0
    (here / "post.md").write_text("I watered the roses.\n", "utf-8")
    assert check("post.md").returncode == 1


def test_line_ends_are_no_change(here: Path) -> None:
    (here / "post.md").write_bytes(b"I watered the flowers.\nAll of them.\n")
    approve(here, "post.md")
    (here / "post.md").write_bytes(b"I watered the flowers.\r\nAll of them.\r\n")
    assert check("post.md").returncode == 0


def test_a_signature_is_of_one_format(here: Path) -> None:
    (here / "post.txt").write_text("<p>I watered the flowers.</p>\n", "utf-8")
    approve(here, "post.txt")
    (here / "post.txt").rename(here / "post.md")
    assert check("post.md").returncode == 1


def test_what_was_waived_in_the_review_passes_with_its_reason(here: Path) -> None:
    (here / "post.md").write_text(MARKED, "utf-8")
    approve(here, "post.md", waiving="legal has cleared it")
    passed = check("post.md", "--format", "json")
    assert passed.returncode == 0
    (finding,) = json.loads(passed.stdout)["findings"]
    assert finding["suppressed"] == {
        "kind": "review",
        "reason": "legal has cleared it",
        "line": 0,
        "by": "kim",
    }
    plain = subprocess.run([sys.executable, "-m", "linter", "check", "post.md"], capture_output=True, timeout=60)
    assert plain.returncode == 1


def test_the_excerpt_of_an_unapproved_draft_shows_no_secret(here: Path) -> None:
    (here / "post.md").write_text("Call 010-9283-7465 for the flowers.\n", "utf-8")
    record(here)
    refused = check("post.md")
    assert "9283" not in refused.stdout
    assert "Nobody has signed off" in refused.stdout


@pytest.mark.parametrize("args", [("post.md",), ("post.md", "--review-database", "sqlite:///nothing.db")])
def test_without_a_record_the_gate_says_so(here: Path, args: tuple[str, ...]) -> None:
    (here / "post.md").write_text("I watered the flowers.\n", "utf-8")
    refused = check(*args)
    assert refused.returncode == 2
    assert "no record" in refused.stderr


def test_standard_input_has_no_content_to_ask_about_twice(here: Path) -> None:
    record(here)
    refused = subprocess.run(
        [sys.executable, "-m", "linter", "check", "--require-approval", "-"],
        input="Hello.\n",
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert refused.returncode == 2
    assert "files" in refused.stderr


@pytest.mark.parametrize("command", ["verify", "export"])
def test_where_no_record_is_none_is_made_and_that_is_said(here: Path, command: str) -> None:
    problem = run("review", command).exception
    assert isinstance(problem, DraftlintError)
    assert problem.explained == "there is no record of a review (name the folder that was reviewed with --folder)"
    assert not (here / ".draftlint-review").exists()

"""Commit messages: what of them is prose, and which rules make no sense there."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import cast

import pytest

from linter import Linter
from linter.config import LoadedConfig
from linter.discovery import Rulebooks
from linter.model import RegionKind
from linter.readers import read_bytes
from tests.conftest import FIXTURES
from tests.repository import Repository

SCISSORS = f"{'-' * 24} >8 {'-' * 24}"
INSTRUCTIONS = "# Please enter the commit message for your changes.\n#\n#\tmodified:   a.md\n"


def prose(message: str) -> list[str]:
    draft = read_bytes(message.encode(), "COMMIT_EDITMSG")
    for region in draft.regions:
        assert draft.source[region.block.start : region.block.end] == region.text
    return [region.text for region in draft.regions]


def test_a_subject_and_paragraphs() -> None:
    draft = read_bytes("제목\n\n첫 줄\n둘째 줄\n\n- 목록\n".encode(), ".git/COMMIT_EDITMSG")
    assert [(r.kind, r.text) for r in draft.regions] == [
        (RegionKind.TITLE, "제목"),
        (RegionKind.PARAGRAPH, "첫 줄\n둘째 줄"),
        (RegionKind.PARAGRAPH, "- 목록"),
    ]


@pytest.mark.parametrize("mark", list("#;@!$%^&|:"))
def test_what_begins_with_the_comment_mark_of_the_instructions_is_not_read(mark: str) -> None:
    message = f"subject\n\nbody\n{mark}12 stripped\nmore\n\n" + INSTRUCTIONS.replace("#", mark)
    assert prose(message) == ["subject", "body", "more"]


@pytest.mark.parametrize(
    ("message", "read"),
    [
        ("subject\n\n#12 is prose where no editor was used\n", ["subject", "#12 is prose where no editor was used"]),
        ("# all of it\n", ["# all of it"]),
        ("subject\n\n- one\n- two\n", ["subject", "- one\n- two"]),
        ("subject\n\n* one\n* two\n", ["subject", "* one\n* two"]),
        ("", []),
        ("\n\n", []),
    ],
)
def test_without_instructions_everything_is_prose(message: str, read: list[str]) -> None:
    assert prose(message) == read


def test_from_the_scissors_on_nothing_is_read_and_before_them_hashes_are_prose() -> None:
    message = f"subject\n\n#12 kept\nby this clean-up\n\n# {SCISSORS}\n# Do not modify.\ndiff --git a/x b/x\n+secret\n"
    assert prose(message) == ["subject", "#12 kept\nby this clean-up"]
    assert prose(f"subject\n\n{INSTRUCTIONS}# {SCISSORS}\n+secret\n") == ["subject"]
    assert prose(f"subject\n\n{SCISSORS} is what git draws\n") == ["subject", f"{SCISSORS} is what git draws"]


@pytest.mark.parametrize("ending", ["\r\n", "\r"])
def test_line_ends_of_any_kind(ending: str) -> None:
    message = f"subject\n\nbody\nmore\n\n{INSTRUCTIONS}".replace("\n", ending)
    assert prose(message) == ["subject", f"body{ending}more"]


def test_a_trailer_is_read_up_to_the_address_of_its_person() -> None:
    message = "subject\n\nbody\n\nFixes: #12\nCo-authored-by: 김하나 <hana.kim88@naver.com>\nCc: A B <ab@gmail.com>\n"
    assert prose(message) == ["subject", "body", "Fixes: #12", "Co-authored-by: 김하나", "Cc: A B"]


def test_a_message_has_no_front_matter() -> None:
    assert prose("---\nkind: personal\n---\n\nbody\n") == ["---\nkind: personal\n---", "body"]


MESSAGE = """가람톡 5.2를 냅니다: 국내 최고의 메신저

저희 가람소프트가 지난주에 가람톡을 새로 냈습니다.
그 고객 메일은 haeun.seo88@naver.com 입니다.

Co-authored-by: 김하나 <hana.kim88@naver.com>
"""


def test_a_message_is_judged_for_what_it_gives_away_and_owes_no_line(linter: Linter) -> None:
    found = linter.check_text(MESSAGE, "COMMIT_EDITMSG").findings
    assert [(f.rule, f.start.line) for f in found] == [("privacy/personal-data", 4)]
    assert {f.rule for f in linter.check_text(MESSAGE, "post.txt").findings} > {"disclosure/opinion"}


def test_a_message_belongs_to_the_repository_in_which_one_stands(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository.write(".draftlint.yaml", "profiles: [personal-blog]\n")
    repository.commit()
    repository.git("worktree", "add", "--quiet", "--detach", "../linked")
    linked = Repository(repository.root.parent / "linked")
    own = linked.write(".draftlint.yaml", "profiles: [all]\n")
    message = Path(linked.git("rev-parse", "--git-path", "COMMIT_EDITMSG"))
    monkeypatch.chdir(linked.root)
    monkeypatch.setattr("linter.discovery.build_rulebook", lambda loaded: loaded)
    assert cast(LoadedConfig, Rulebooks().of(message)).path == own


def test_a_message_is_remembered_apart_from_a_text_of_the_same_words(repository: Repository) -> None:
    shutil.copy(FIXTURES / ".draftlint.yaml", repository.root)
    for name in ("NOTES", "COMMIT_EDITMSG"):
        repository.write(name, MESSAGE)
    linter = Linter(remembers=True)
    first = [linter.check_paths([Path(name)]).findings for name in ("NOTES", "COMMIT_EDITMSG")]
    again = [linter.check_paths([Path(name)]).findings for name in ("COMMIT_EDITMSG", "NOTES")]
    assert again == first[::-1]
    assert len(first[0]) > len(first[1]) == 1

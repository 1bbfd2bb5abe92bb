"""What git is asked, in real repositories."""

from __future__ import annotations

from pathlib import Path

import pytest

from linter import git
from linter.errors import GitError
from linter.git import Change
from tests.repository import Repository, new_repository


def lines_of(changes: list[Change]) -> dict[str, tuple[range, ...] | None]:
    return {str(change.path): change.lines for change in changes}


def test_before_the_first_commit_all_that_is_staged_is_new(repository: Repository) -> None:
    repository.stage("a.md", "one\n")
    repository.write("b.md", "not staged\n")
    assert lines_of(git.staged()) == {"a.md": None}


def test_changed_lines_are_those_of_the_index_and_not_of_the_disk(repository: Repository) -> None:
    repository.stage("a.md", "one\ntwo\nthree\nfour\n")
    repository.commit()
    repository.stage("a.md", "one\nTWO\nthree\nfour\nfive\nsix\n")
    repository.write("a.md", "ONE\ntwo\nthree\nfour\n")
    (change,) = git.staged()
    assert change.lines == (range(2, 3), range(5, 7))
    assert change.staged_content() == b"one\nTWO\nthree\nfour\nfive\nsix\n"


def test_lines_that_only_went_away_leave_no_changed_line(repository: Repository) -> None:
    repository.stage("a.md", "one\ntwo\nthree\n")
    repository.commit()
    repository.stage("a.md", "one\nthree\n")
    assert lines_of(git.staged()) == {"a.md": ()}


@pytest.mark.parametrize(
    "name", ["두 글자.md", "with space.md", 'quo"te.md', "tab\tin.md", "line\nbreak.md", "[a]*.md", "-dash.md", "é.md"]
)
def test_any_file_name_comes_back_as_it_is(repository: Repository, name: str) -> None:
    repository.stage(name, "one\n")
    repository.stage("z.md", "one\n")
    repository.commit()
    repository.stage(name, "one\ntwo\n")
    repository.stage("z.md", "zero\none\n")
    assert lines_of(git.staged()) == {name: (range(2, 3),), "z.md": (range(1, 2),)}
    assert {change.staged_content() for change in git.staged()} == {b"one\ntwo\n", b"zero\none\n"}


def test_a_line_that_looks_like_a_patch_is_text(repository: Repository) -> None:
    repository.stage("a.md", "one\n")
    repository.stage("b.md", "one\n")
    repository.commit()
    repository.stage("a.md", "one\ndiff --git a/x b/x\n@@ -1 +70 @@\nBinary files differ\n")
    repository.stage("b.md", "one\ntwo\n")
    assert lines_of(git.staged()) == {"a.md": (range(2, 5),), "b.md": (range(2, 3),)}


def test_a_moved_file_has_its_new_name_and_only_its_changed_lines(repository: Repository) -> None:
    text = "".join(f"line {number}\n" for number in range(30))
    repository.stage("drafts/a.md", text)
    repository.stage("drafts/b.md", text.upper())
    repository.commit()
    repository.git("mv", "drafts", "posts")
    repository.stage("posts/a.md", text + "more\n")
    assert lines_of(git.staged()) == {"posts/a.md": (range(31, 32),), "posts/b.md": ()}


def test_what_git_takes_for_binary_has_changed_as_a_whole(repository: Repository) -> None:
    repository.stage("a.md", "one\n".encode("utf-16"))
    repository.stage("b.md", "one\n")
    repository.commit()
    repository.stage("a.md", "one\ntwo\n".encode("utf-16"))
    repository.stage("b.md", "one\ntwo\n")
    assert lines_of(git.staged()) == {"a.md": None, "b.md": (range(2, 3),)}


def test_the_pointer_of_a_large_file_has_no_lines_of_the_draft(repository: Repository) -> None:
    pointer = "version https://git-lfs.github.com/spec/v1\noid sha256:{}\nsize 12\n"
    repository.stage("a.md", pointer.format("0" * 64))
    repository.commit()
    repository.stage("a.md", pointer.format("1" * 64))
    assert lines_of(git.staged()) == {"a.md": None}


def test_deleted_files_links_and_submodules_are_no_drafts(repository: Repository) -> None:
    other = new_repository(repository.root.parent / "other")
    other.stage("x.md", "one\n")
    other.commit()
    repository.stage("gone.md", "one\n")
    repository.git("submodule", "--quiet", "add", str(other.root), "sub.md")
    (repository.root / "link.md").symlink_to("gone.md")
    repository.git("add", "link.md")
    repository.commit()
    other.stage("x.md", "two\n")
    other.commit()
    repository.git("-C", "sub.md", "pull", "--quiet")
    (repository.root / "link.md").unlink()
    (repository.root / "link.md").symlink_to("a.md")
    repository.git("rm", "--quiet", "--cached", "gone.md")
    repository.stage("a.md", "new\n")
    repository.git("add", "--", "link.md", "sub.md")
    repository.git("config", "diff.submodule", "log")
    assert lines_of(git.staged()) == {"a.md": None}


def test_a_link_that_became_a_file_is_new(repository: Repository) -> None:
    repository.stage("b.md", "one\n")
    (repository.root / "a.md").symlink_to("b.md")
    repository.git("add", "a.md")
    repository.commit()
    (repository.root / "a.md").unlink()
    repository.stage("a.md", "one\n")
    repository.stage("b.md", "one\ntwo\n")
    assert lines_of(git.staged()) == {"a.md": None, "b.md": (range(2, 3),)}


@pytest.mark.parametrize(
    "setting",
    [
        ("diff.noprefix", "true"),
        ("diff.external", "false"),
        ("diff.interHunkContext", "9"),
        ("diff.renames", "false"),
        ("diff.relative", "true"),
        ("diff.mnemonicPrefix", "true"),
        ("color.ui", "always"),
        ("core.quotePath", "false"),
        ("diff.submodule", "log"),
    ],
    ids=lambda setting: setting[0],
)
def test_how_a_person_likes_to_see_diffs_changes_nothing(
    repository: Repository, setting: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "".join(f"{number}\n" for number in range(1, 10))
    repository.stage("posts/글.md", text)
    repository.commit()
    repository.git("mv", "posts/글.md", "글.md")
    repository.stage("글.md", text.replace("3", "three").replace("5", "five"))
    repository.git("config", *setting)
    (repository.root / "posts").mkdir(exist_ok=True)
    monkeypatch.chdir(repository.root / "posts")
    assert lines_of(git.staged()) == {"../글.md": (range(3, 4), range(5, 6))}


@pytest.mark.parametrize("variable", [("GIT_DIFF_OPTS", "--unified=9"), ("GIT_LITERAL_PATHSPECS", "1")])
def test_what_the_environment_says_of_diffs_and_paths_changes_nothing(
    repository: Repository, monkeypatch: pytest.MonkeyPatch, variable: tuple[str, str]
) -> None:
    repository.stage("posts/a.md", "1\n2\n3\n4\n5\n")
    repository.commit()
    repository.write("posts/a.md", "1\n2\nthree\n4\n5\n")
    repository.write("b.md", "new\n")
    monkeypatch.setenv(*variable)
    monkeypatch.chdir(repository.root / "posts")
    assert lines_of(git.changed_since("HEAD")) == {"a.md": (range(3, 4),), "../b.md": None}


def test_a_submodule_that_became_a_file_is_new(repository: Repository) -> None:
    other = new_repository(repository.root.parent / "other")
    other.commit()
    repository.git("submodule", "--quiet", "add", str(other.root), "sub.md")
    repository.stage("z.md", "one\n")
    repository.commit()
    repository.git("rm", "--quiet", "--force", "sub.md")
    repository.stage("sub.md", "one\n")
    repository.stage("z.md", "one\ntwo\n")
    assert lines_of(git.staged()).items() >= {"sub.md": None, "z.md": (range(2, 3),)}.items()


def test_a_staged_file_is_read_as_a_check_out_would_write_it(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository.stage(".gitattributes", "posts/*.md text eol=crlf\n")
    repository.stage("posts/a.md", "one\r\ntwo\r\n")
    monkeypatch.chdir(repository.root / "posts")
    assert {str(c.path): c for c in git.staged()}["a.md"].staged_content() == b"one\r\ntwo\r\n"


def test_the_index_of_a_partial_commit_is_the_one_that_counts(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository.stage("a.md", "one\n")
    index = str(repository.root / ".git" / "next-index")
    repository.write("b.md", "two\n")
    repository.git("add", "b.md", GIT_INDEX_FILE=index)
    monkeypatch.setenv("GIT_INDEX_FILE", ".git/next-index")
    assert lines_of(git.staged()) == {"b.md": None}


def test_a_linked_working_tree_has_an_index_of_its_own(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    repository.stage("a.md", "one\n")
    repository.commit()
    repository.git("worktree", "add", "--quiet", "--detach", "../other")
    other = Repository(repository.root.parent / "other")
    other.stage("a.md", "one\ntwo\n")
    monkeypatch.chdir(other.root)
    assert lines_of(git.staged()) == {"a.md": (range(2, 3),)}
    monkeypatch.chdir(repository.root)
    assert git.staged() == []


def test_changed_since_counts_from_where_the_branches_parted(repository: Repository) -> None:
    repository.stage(".gitignore", "ignored.md\n")
    repository.stage("a.md", "one\n")
    repository.commit()
    repository.git("switch", "--quiet", "-c", "topic")
    repository.stage("committed.md", "one\n")
    repository.commit()
    repository.git("switch", "--quiet", "main")
    repository.stage("theirs.md", "one\n")
    repository.commit()
    repository.git("switch", "--quiet", "topic")
    repository.stage("staged.md", "one\n")
    repository.write("a.md", "one\ntwo\n")
    repository.write("새 글.md", "one\n")
    repository.write("ignored.md", "one\n")
    changes = git.changed_since("main")
    assert lines_of(changes) == {"a.md": (range(2, 3),), "committed.md": None, "staged.md": None, "새 글.md": None}
    assert all(change.blob is None for change in changes)


def test_changed_since_sees_the_whole_repository_from_below_and_when_detached(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository.stage("a.md", "one\n")
    base = repository.commit()
    repository.git("switch", "--quiet", "--detach")
    repository.stage("a.md", "one\ntwo\n")
    repository.commit()
    repository.write("posts/b.md", "one\n")
    repository.write("c.md", "one\n")
    monkeypatch.chdir(repository.root / "posts")
    assert lines_of(git.changed_since(base)) == {"../a.md": (range(2, 3),), "b.md": None, "../c.md": None}


def test_a_file_in_conflict_is_read_as_it_lies_on_the_disk(repository: Repository) -> None:
    repository.stage("a.md", "one\n")
    base = repository.commit()
    repository.git("switch", "--quiet", "-c", "topic")
    repository.stage("a.md", "two\n")
    repository.commit()
    repository.git("switch", "--quiet", "main")
    repository.stage("a.md", "three\n")
    repository.commit()
    with pytest.raises(AssertionError):
        repository.git("merge", "topic")
    assert list(lines_of(git.changed_since(base))) == ["a.md"]


def test_a_shallow_clone_without_the_merge_base_says_what_to_fetch(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository.stage("a.md", "one\n")
    repository.commit()
    repository.git("branch", "topic")
    repository.commit("main goes on")
    repository.git("switch", "--quiet", "topic")
    repository.commit("topic goes on")
    clone = repository.root.parent / "clone"
    repository.git("clone", "--quiet", "--depth=1", "--no-single-branch", repository.root.as_uri(), str(clone))
    monkeypatch.chdir(clone)
    with pytest.raises(GitError, match=r"'origin/main' and HEAD have no commit in common .*git fetch --unshallow"):
        git.changed_since("origin/main")
    with pytest.raises(GitError, match=r"no revision 'origin/gone' .*git fetch --unshallow"):
        git.changed_since("origin/gone")


@pytest.mark.parametrize("revision", ["nowhere", "-x", "--output=/tmp/x", "", "HEAD:a.md"])
def test_an_unknown_revision_is_named(repository: Repository, revision: str) -> None:
    repository.stage("a.md", "one\n")
    repository.commit()
    with pytest.raises(GitError, match=f"git knows no revision '{revision}'"):
        git.changed_since(revision)


def test_changed_since_needs_a_commit(repository: Repository) -> None:
    with pytest.raises(GitError, match=r"there is no commit yet \(--staged"):
        git.changed_since("main")


def test_outside_a_repository_and_inside_its_own_folder_git_has_no_answer(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(repository.root / ".git")
    with pytest.raises(GitError, match="in no working tree"):
        git.staged()
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(repository.root.parent.parent))
    monkeypatch.chdir(repository.root.parent)
    with pytest.raises(GitError, match="not a git repository"):
        git.staged()


def test_without_git_there_is_one_clear_error(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(repository.root))
    with pytest.raises(GitError, match="git can't be run: it is not installed, or not on the PATH"):
        git.staged()


def test_ignored_files_are_told_below_any_folder(repository: Repository) -> None:
    repository.write(".gitignore", "build/\n*.tmp.md\n!posts/keep.tmp.md\n")
    for name in ("build/deep/a.md", "posts/a.tmp.md", "posts/keep.tmp.md", "posts/a.md"):
        repository.write(name, "one\n")
    assert git.ignored_below(Path()) == {Path("build"), Path("posts/a.tmp.md")}
    assert git.ignored_below(Path("posts")) == {Path("posts/a.tmp.md")}
    assert git.ignored_below(repository.root / "posts") == {repository.root / "posts" / "a.tmp.md"}
    assert git.ignored_below(Path("build")) == git.ignored_below(Path("build/deep")) == frozenset()


def test_a_tracked_file_is_not_ignored(repository: Repository) -> None:
    repository.write(".gitignore", "*.tmp.md\n")
    repository.write("a.tmp.md", "one\n")
    repository.git("add", "--force", "a.tmp.md")
    assert git.ignored_below(Path()) == frozenset()


def test_ignored_files_are_asked_for_where_they_lie_whatever_a_hook_has_set(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = new_repository(repository.root.parent / "other")
    other.write(".gitignore", "a.md\n")
    other.write("a.md", "one\n")
    monkeypatch.setenv("GIT_DIR", ".git")
    monkeypatch.setenv("GIT_INDEX_FILE", ".git/index")
    assert git.ignored_below(Path("../other")) == {Path("../other/a.md")}


def test_outside_a_repository_nothing_is_ignored(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("subprocess.run", lambda *args, **kwargs: pytest.fail("git was started"))
    assert git.ignored_below(tmp_path) == frozenset()

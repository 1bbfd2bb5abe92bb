"""What git knows of files: which are staged, which changed since a revision and on which lines, which are ignored.

Git's own command is asked, in the current folder and environment: a hook's `GIT_INDEX_FILE` names the index of the very
commit that is being made (`git commit -a`, `git commit --only`).
"""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from linter.errors import GitError

# Whatever a person has configured for their eyes is put back to what a program reads.
_DIFF = (
    *("-c", "diff.relative=false", "-c", "core.quotePath=true", "diff"),
    *("--no-color", "--no-ext-diff", "--no-textconv", "--find-renames", "--inter-hunk-context=0"),
    *("--submodule=short", "--ignore-submodules=dirty"),
)
_ADDED, _CHANGED = "AT", "CMR"
_REGULAR_FILE = "100"
_FILE_OF_A_PATCH = re.compile(rb"^diff --git .*\n", re.MULTILINE)
_HUNK = re.compile(rb"^@@ -\d+(?:,\d+)? \+(\d+)(?:,(\d+))? @@", re.MULTILINE)
# A patch that shows no lines of the draft: git takes it for binary, or shows the pointer of git-lfs.
_NO_LINES = re.compile(rb"^(?:Binary files |\+oid sha256:)", re.MULTILINE)
# Where a hook says that the repository lies; ignored files are asked for in the repository of their own folder.
_PLACE = frozenset(("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_COMMON_DIR"))


@dataclass(frozen=True, slots=True)
class Change:
    """A file that was added, changed, moved or copied. `path` counts from the current folder, `name` from the top.

    `blob` is its content in the index; None means: what lies on the disk. `lines` are the lines of the new content that
    changed, from 1; None means: all of them.
    """

    path: Path
    name: str
    blob: str | None
    lines: tuple[range, ...] | None

    def staged_content(self) -> bytes:
        """The content in the index, as a check-out would write it. Raises GitError."""
        return _git("cat-file", "--filters", f"--path={self.name}", self.blob or "")

    def touches(self, first: int, last: int) -> bool:
        """Whether one of the lines from `first` to `last` changed."""
        return self.lines is None or any(part.start <= last and first < part.stop for part in self.lines)


def staged() -> list[Change]:
    """What the next commit would bring, against HEAD if there is one. Raises GitError."""
    return list(_changes(_top(), "--cached"))


def changed_since(revision: str) -> list[Change]:
    """What the files on the disk have that the merge base of a revision and HEAD had not; new files that git does not
    know yet are part of it. Raises GitError."""
    top = _top()
    changes = list(_changes(top, _merge_base(revision)))
    from_top = ("-C", top) if top else ()  # a hook's GIT_DIR may count from the current folder, which then is the top
    unknown = _git(*from_top, "ls-files", "--others", "--exclude-standard", "-z")
    files = [name for name in _names(unknown) if not name.endswith("/")]  # a repository within is a folder to git
    return changes + [Change(_shown(top, name), name, None, None) for name in files]


def ignored_below(folder: Path) -> frozenset[Path]:
    """The files and folders below a folder that git ignores, by its repository's rules and the person's own; nothing
    outside a repository. A folder that is ignored stands for all that is in it. Raises GitError."""
    place = folder.resolve()
    top = next((one for one in (place, *place.parents) if (one / ".git").exists()), None)
    if top is None:
        return frozenset()
    listing = ("ls-files", "--others", "--ignored", "--exclude-standard", "--directory", "-z")
    below = place.relative_to(top).as_posix()
    elsewhere = {key: value for key, value in os.environ.items() if key not in _PLACE}
    listed = _git("-C", str(top), "--literal-pathspecs", *listing, "--", below, environment=elsewhere)
    paths = [top / name for name in _names(listed)]
    return frozenset(folder / path.relative_to(place) for path in paths if place in path.parents)


def _changes(top: str, against: str) -> Iterator[Change]:
    """The regular files of a diff that still exist in its newer side."""
    listed = _git(*_DIFF, "--raw", "--no-abbrev", "-z", f"--diff-filter={_ADDED}{_CHANGED}", against, "--")
    patch = _git(*_DIFF, "--unified=0", f"--diff-filter={_CHANGED}", against, "--")
    entries = list(_entries(listed))
    patches = _FILE_OF_A_PATCH.split(patch)[1:]
    if len(patches) != sum(status in _CHANGED for _, _, status, _ in entries):
        raise GitError("files changed while git was asked about them", hint="run it again")
    for mode, blob, status, name in entries:
        lines = _changed_lines(patches.pop(0)) if status in _CHANGED else None
        if mode.startswith(_REGULAR_FILE):
            yield Change(_shown(top, name), name, blob if against == "--cached" else None, lines)


def _entries(listed: bytes) -> Iterator[tuple[str, str, str, str]]:
    """Mode, blob, status and name on the newer side of each record of `git diff --raw -z`."""
    fields = iter(_names(listed))
    for record in fields:
        _, mode, _, blob, status = record.split(" ")
        name = next(fields)
        yield mode, blob, status[0], next(fields) if status[0] in "CR" else name


def _changed_lines(patch: bytes) -> tuple[range, ...] | None:
    """The lines of the newer side that a file's patch without context names; None where it shows no lines."""
    if _NO_LINES.search(patch):
        return None
    hunks = [(int(hunk[1]), int(hunk[2] or 1)) for hunk in _HUNK.finditer(patch)]
    return tuple(range(start, start + count) for start, count in hunks if count)


def _merge_base(revision: str) -> str:
    if not _answer("rev-parse", "--verify", "--quiet", "HEAD"):
        raise GitError("there is no commit yet", hint="--staged judges what is about to be committed")
    is_shallow = _answer("rev-parse", "--is-shallow-repository") == "true"
    hint = "the clone is shallow, its history is cut off: git fetch --unshallow" if is_shallow else ""
    commit = _answer("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    if not commit:
        raise GitError(f"git knows no revision '{revision}'", hint=hint or "is it spelled right, and fetched?")
    base = _answer("merge-base", commit, "HEAD")
    if not base:
        raise GitError(f"'{revision}' and HEAD have no commit in common", hint=hint)
    return base


def _top() -> str:
    """The way from the current folder to the top of the working tree. Raises GitError where there is none."""
    inside, _, way = os.fsdecode(_git("rev-parse", "--is-inside-work-tree", "--show-cdup")).partition("\n")
    if inside != "true":
        raise GitError("this folder is in no working tree of a git repository", hint="go to where the drafts are")
    return way.removesuffix("\n")


def _shown(top: str, name: str) -> Path:
    """A file as seen from the current folder."""
    return Path(os.path.relpath(Path(top, name)))


def _names(listed: bytes) -> list[str]:
    """What git lists with a NUL after each."""
    return [os.fsdecode(name) for name in listed.split(b"\0") if name]


def _answer(*arguments: str) -> str:
    """One line of git's, empty where it has none to give."""
    return os.fsdecode(_run(arguments, os.environ).stdout).strip()


def _git(*arguments: str, environment: Mapping[str, str] = os.environ) -> bytes:
    done = _run(arguments, environment)
    if done.returncode:
        said = " ".join(os.fsdecode(done.stderr).split())
        raise GitError(f"git says: {said.removeprefix('fatal: ')}")
    return done.stdout


def _run(arguments: Sequence[str], environment: Mapping[str, str]) -> subprocess.CompletedProcess[bytes]:
    # A commit that runs us holds the lock of the index; GIT_DIFF_OPTS would win over --unified.
    quietly = {**environment, "GIT_OPTIONAL_LOCKS": "0", "GIT_DIFF_OPTS": ""}
    try:
        return subprocess.run(["git", *arguments], stdin=subprocess.DEVNULL, capture_output=True, env=quietly)
    except OSError as problem:
        reason = "it is not installed, or not on the PATH"
        raise GitError(f"git can't be run: {reason if isinstance(problem, FileNotFoundError) else problem}") from None

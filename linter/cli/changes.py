"""The options that judge what git says changed, and what they ask for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from linter.cli.options import F

if TYPE_CHECKING:  # loaded only when git is asked
    from linter.git import Change


def changes_options(command: F) -> F:
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


_OPTIONS: list[Callable[[F], F]] = [
    click.option(
        "--staged", is_flag=True, help="Judge what git has staged, as it is staged; tell findings on changed lines."
    ),
    click.option(
        "--changed-since",
        metavar="REV",
        help="Judge what changed, or is new, since REV and HEAD parted (origin/main); tell findings on changed lines.",
    ),
    click.option("--whole-files", is_flag=True, help="With these two: tell every finding in drafts that changed."),
    click.option(
        "--gitignore/--no-gitignore", default=True, help="In folders, leave out what git ignores.  [default: gitignore]"
    ),
]


def asked_changes(
    paths: Sequence[Path], staged: bool, changed_since: str | None, whole_files: bool
) -> Sequence[Change] | None:
    """What git says changed; None if that is not what to judge.

    Raises GitError, or UsageError where the options make no sense together.
    """
    asks_git = staged or changed_since is not None
    if staged and changed_since is not None:
        raise click.UsageError("--staged and --changed-since are two questions: give one of them.")
    if whole_files and not asks_git:
        raise click.UsageError("--whole-files goes with --staged or --changed-since; without them files are whole.")
    if asks_git and Path("-") in paths:
        raise click.UsageError("Git knows nothing of standard input: give files, folders, or nothing for all changes.")
    if not asks_git:
        return None
    from linter import git

    return git.staged() if changed_since is None else git.changed_since(changed_since)

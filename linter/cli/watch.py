"""draftlint check --watch"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import NoReturn

import click

from linter.api import Linter
from linter.errors import DraftlintError
from linter.watching import rounds

_MOST_NAMES = 3


def check_on_change(paths: Sequence[Path], config: Path | None, linter: Linter, check: Callable[[], int]) -> NoReturn:
    """Check, and again after each change, until Ctrl-C, which is how a watch ends well: exit code 0."""
    if any(str(path) == "-" for path in paths):
        raise click.UsageError("--watch looks at files; what comes from standard input (-) does not change")
    try:
        for changed in rounds(paths, config):
            _begin_round(changed)
            linter.reload()
            _check_once(check)
    except KeyboardInterrupt:
        click.echo(err=True)
        sys.exit(0)
    raise AssertionError("rounds come to no end")


def _begin_round(changed: Sequence[Path]) -> None:
    """A fresh screen on a terminal, and on standard error a line with the time and what changed."""
    if sys.stdout.isatty():
        click.clear()
    names = ", ".join(path.name for path in changed[:_MOST_NAMES]) + (" …" if len(changed) > _MOST_NAMES else "")
    why = f"changed: {names}" if changed else "watching; Ctrl-C ends it"
    click.echo(f"── {datetime.now():%H:%M:%S}  {why}", err=True)


def _check_once(check: Callable[[], int]) -> None:
    """A configuration or a rule that is wrong while somebody edits it ends nothing."""
    try:
        check()
    except DraftlintError as problem:
        click.echo(f"draftlint: {problem}", err=True)
    sys.stdout.flush()

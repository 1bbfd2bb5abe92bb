"""Which of the files that git says changed are drafts to judge, and which findings are about what changed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path

from linter.discovery import Rulebooks, is_passed_over
from linter.errors import DraftError
from linter.git import Change
from linter.model import Finding
from linter.readers import format_of
from linter.run import Runner


def chosen(changes: Iterable[Change], paths: Collection[Path], rulebooks: Rulebooks) -> list[Change]:
    """The changes at or below `paths` (none given: all) that are drafts and that the configuration does not exclude.

    A file that is named itself is a draft whatever it is called.
    """
    named = frozenset(path.resolve() for path in paths)
    return [
        change
        for change in sorted(changes, key=lambda change: change.path)
        if _is_asked_for(change, named) and not rulebooks.of(change.path).loaded.excludes(change.path)
    ]


def _is_asked_for(change: Change, named: frozenset[Path]) -> bool:
    place = change.path.resolve()
    if place in named:
        return True
    is_below = not named or not named.isdisjoint(place.parents)
    return is_below and format_of(change.name) is not None and not any(map(is_passed_over, Path(change.name).parts))


def gone(paths: Iterable[Path], changes: Iterable[Change]) -> list[Path]:
    """The paths that neither lie on the disk nor are, or hold, something that git still has."""
    held = {place for change in changes for place in (change.path.resolve(), *change.path.resolve().parents)}
    return [path for path in paths if not path.exists() and path.resolve() not in held]


def new_findings(findings: Iterable[Finding], changes: Sequence[Change], runner: Runner) -> Iterator[Finding]:
    """The findings on lines that changed, and those about something that the whole draft lacks.

    Where lines can't be told apart, in a document that is not text or that ends its lines as git does not, every
    finding counts.
    """
    by_path = {str(change.path): change for change in changes}
    in_lines = {path: _has_lines(runner, change.path) for path, change in by_path.items()}
    for finding in findings:
        change = by_path[finding.path]
        if (
            change.touches(finding.start.line, finding.end.line)
            or finding.part is not None
            or not in_lines[finding.path]
            or runner.rulebooks.of(change.path).asks_for_presence(finding.rule)
        ):
            yield finding


def _has_lines(runner: Runner, file: Path) -> bool:
    """Whether git counts the lines of a file as we do: a lone carriage return ends one for us alone."""
    try:
        data = runner.contents(file)
    except DraftError:
        return False
    return data.count(b"\r") == data.count(b"\r\n")

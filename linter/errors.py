"""What can go wrong that is not our fault: each error names the file, the line if there is one, and what to do."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path


class DraftlintError(Exception):
    """An error to show to a person as one line: `path:line: message`, then a hint."""

    def __init__(
        self, message: str, *, path: str | Path | None = None, line: int | None = None, hint: str = ""
    ) -> None:
        super().__init__(message)
        self.message = message
        self.path = None if path is None else str(path)
        self.line = line
        self.hint = hint

    def __str__(self) -> str:
        place = "" if self.path is None else self.path + (f":{self.line}" if self.line else "") + ": "
        return place + self.explained

    @property
    def explained(self) -> str:
        """The message and its hint, without the place."""
        return self.message + (f" ({self.hint})" if self.hint else "")


class DraftError(DraftlintError):
    """A draft that can't be read: it is reported, and the other drafts are still judged."""


class ConfigError(DraftlintError):
    """A configuration that means nothing: nothing is judged under it."""


class RuleError(DraftlintError):
    """A rule or a profile that can't be used."""


class LexiconError(DraftlintError):
    """A word list with a row that can't be used."""


class GitError(DraftlintError):
    """Git is not there, or can't say what was asked: what changed is not known, so nothing is called clean."""


def missing_extra(what: str, extra: str) -> DraftError:
    """What can't be done without an optional library: a sentence's subject, and the extra that brings the library."""
    return DraftError(f"{what} need the extra '{extra}'", hint=f"pip install 'draftlint[{extra}]'")


def nearest(name: str, known: Iterable[str]) -> str:
    """The hint for a name that does not exist: the one that was probably meant, else some that there are."""
    import difflib

    names = sorted(known)
    close = difflib.get_close_matches(name, names, n=1, cutoff=0.5)
    return f"did you mean '{close[0]}'?" if close else f"known: {', '.join(names[:12])}{' …' * (len(names) > 12)}"

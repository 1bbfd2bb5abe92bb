"""What the store hands out: plain values, which nothing changes. Times are in UTC."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from linter.model import Severity
from linter.review.states import SEES_ALL, Role, State, Verdict


@dataclass(frozen=True, slots=True)
class User:
    """`epoch` counts the times that the user's sessions were ended. `token` is that with which a program acts as the
    user."""

    id: int
    name: str
    roles: frozenset[Role]
    epoch: int = 0
    is_active: bool = True
    token: int | None = None

    @property
    def sees_all(self) -> bool:
        """A writer sees only their own drafts."""
        return bool(self.roles & SEES_ALL)


@dataclass(frozen=True, slots=True)
class Version:
    """One exact text of a draft; `content_hash` is the SHA-256 of its content, its line ends as LF where it is text."""

    number: int
    name: str
    content_hash: str
    author: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Decision:
    """What somebody said of a finding. `settles` tells whether they were the one to say so; `until` is the last day on
    which a waiver holds."""

    id: int
    fingerprint: str
    rule: str
    severity: Severity
    verdict: Verdict
    reason: str
    by: str
    at: datetime
    version: int
    settles: bool
    until: date | None = None

    def holds(self, today: date) -> bool:
        """Whether a finding is closed by this."""
        return self.verdict is not Verdict.OPEN and self.settles and (self.until is None or today <= self.until)


@dataclass(frozen=True, slots=True)
class Ruling:
    """What somebody wants to say of a finding."""

    verdict: Verdict
    reason: str = ""
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Comment:
    id: int
    by: str
    at: datetime
    version: int
    text: str


@dataclass(frozen=True, slots=True)
class Signature:
    """Somebody's word for one exact content; `withdrawn` is when a change ended it."""

    by: str
    at: datetime
    version: int
    content_hash: str
    withdrawn: datetime | None = None


@dataclass(frozen=True, slots=True)
class DraftSummary:
    """A draft in a list. `counts` are what is open in its newest version, by severity, as told on submission."""

    id: int
    title: str
    name: str
    state: State
    owner: str
    revision: int
    version: int
    created: datetime
    updated: datetime
    counts: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class DraftRecord:
    """All that is known of a draft. `content` is that of the newest version. `revision` grows with each act, so that an
    act on an older state is noticed."""

    id: int
    title: str
    name: str
    state: State
    owner: str
    revision: int
    created: datetime
    updated: datetime
    content: bytes
    versions: tuple[Version, ...]
    decisions: tuple[Decision, ...]
    comments: tuple[Comment, ...]
    signatures: tuple[Signature, ...]

    @property
    def newest(self) -> Version:
        return self.versions[-1]

    @property
    def signature(self) -> Signature | None:
        """The signature that is in force."""
        return next((one for one in reversed(self.signatures) if one.withdrawn is None), None)

    @property
    def writers_since_signed(self) -> frozenset[str]:
        """Whose text nobody has signed off yet."""
        signed = max((one.version for one in self.signatures), default=0)
        return frozenset(one.author for one in self.versions if one.number > signed)

    def version(self, number: int) -> Version | None:
        return next((one for one in self.versions if one.number == number), None)

    def decision(self, fingerprint: str) -> Decision | None:
        """The last word on a finding."""
        of_it = [one for one in self.decisions if one.fingerprint == fingerprint]
        return of_it[-1] if of_it and of_it[-1].verdict is not Verdict.OPEN else None


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the audit log. `details` are names, numbers and hashes, never a draft's text."""

    number: int
    at: str
    by: str
    act: str
    draft: int | None
    details: Mapping[str, Any]
    previous: str
    digest: str

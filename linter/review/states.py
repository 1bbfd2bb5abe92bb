"""What a draft goes through, and who may move it on: all of the policy of the process, as tables."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from linter.model import Severity


class State(StrEnum):
    SUBMITTED = "submitted"
    IN_REVIEW = "in-review"
    CHANGES_ASKED = "changes-asked"
    APPROVED = "approved"
    PUBLISHED = "published"


class Role(StrEnum):
    """A user has any number of them; none includes another."""

    WRITER = "writer"
    EDITOR = "editor"
    APPROVER = "approver"
    ADMIN = "admin"


class Verdict(StrEnum):
    """What a person says of a finding."""

    WAIVED = "waived"
    DISPUTED = "disputed"
    OPEN = "open"  # takes back what was said before


@dataclass(frozen=True, slots=True)
class Move:
    """A step of the process: from which states, to which, and in which roles one may take it."""

    name: str
    before: frozenset[State]
    after: State
    roles: frozenset[Role]
    needs_words: bool = False
    needs_no_errors: bool = False


_REVIEWERS = frozenset((Role.EDITOR, Role.APPROVER))
_APPROVERS = frozenset((Role.APPROVER,))
MOVES = {
    move.name: move
    for move in (
        Move("begin", frozenset((State.SUBMITTED, State.CHANGES_ASKED)), State.IN_REVIEW, _REVIEWERS),
        Move("ask-changes", frozenset((State.IN_REVIEW,)), State.CHANGES_ASKED, _REVIEWERS, needs_words=True),
        Move("approve", frozenset((State.IN_REVIEW,)), State.APPROVED, _APPROVERS, needs_no_errors=True),
        Move("publish", frozenset((State.APPROVED,)), State.PUBLISHED, _REVIEWERS, needs_no_errors=True),
    )
}
# Where a draft goes when its text changes: what was settled about another text is settled no longer.
AFTER_A_CHANGE = {
    State.SUBMITTED: State.SUBMITTED,
    State.IN_REVIEW: State.IN_REVIEW,
    State.CHANGES_ASKED: State.SUBMITTED,
    State.APPROVED: State.IN_REVIEW,
    State.PUBLISHED: State.IN_REVIEW,
}
SEES_ALL = _REVIEWERS | {Role.ADMIN}
MAY_EDIT_ALL = _REVIEWERS


def settles(roles: Collection[Role], severity: Severity) -> bool:
    """Whether the word of somebody in these roles closes a finding; an error is for an approver to close."""
    return Role.APPROVER in roles or (Role.EDITOR in roles and severity < Severity.ERROR)

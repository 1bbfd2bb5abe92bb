"""Concepts together in one clause, sentence or paragraph, less what softens them."""

from __future__ import annotations

from collections.abc import Iterator

from linter.evidence import Evidence, Verdict
from linter.matching import Meeting, meetings
from linter.model import Certainty
from linter.rulebook.rules import Rule, StatementFind
from linter.text.spans import Apart


def judge(rule: Rule, find: StatementFind, evidence: Evidence) -> Iterator[Verdict]:
    if evidence.stands_in_draft(find.unless_in_draft):
        return
    found = meetings(evidence, find.statements, rule.file.regions, find.unless, find.unless_around, find.not_on)
    for meeting in _apart([one for one in found if not (find.unless_linked and evidence.is_linked(one.region))]):
        certainty = Certainty.named(meeting.statement.certainty or rule.file.certainty)
        yield Verdict(rule, meeting.region, meeting.span, certainty, meeting.scope)


def _apart(found: list[Meeting]) -> Iterator[Meeting]:
    """One verdict for one place: of meetings that overlap, the surest speaks, then the tightest."""

    def rank(meeting: Meeting) -> tuple[int, int, int]:
        return (-Certainty.named(meeting.statement.certainty or "likely"), len(meeting.span), meeting.span.start)

    taken: dict[int, Apart] = {}
    for meeting in sorted(found, key=rank):
        if taken.setdefault(meeting.region, Apart()).takes(meeting.span):
            yield meeting

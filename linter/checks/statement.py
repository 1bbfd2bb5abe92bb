"""Concepts together in one clause, sentence or paragraph, less what softens them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from linter.evidence import Evidence, Verdict
from linter.matching import Meeting, meetings
from linter.model import Certainty
from linter.rulebook.rules import Rule, StatementFind


def judge(rule: Rule, find: StatementFind, evidence: Evidence) -> Iterator[Verdict]:
    if evidence.stands_in_draft(find.unless_in_draft):
        return
    found = meetings(evidence, find.statements, rule.file.regions, find.unless, find.unless_around, find.not_on)
    kept = (one for one in found if not (find.unless_linked and evidence.is_linked(one.region)))
    yield from _joined(_verdict(rule, meeting) for meeting in kept)


def _verdict(rule: Rule, meeting: Meeting) -> Verdict:
    certainty = Certainty.named(meeting.statement.certainty or rule.file.certainty)
    return Verdict(rule, meeting.region, meeting.span, certainty, meeting.scope)


def _joined(verdicts: Iterable[Verdict]) -> Iterator[Verdict]:
    """One verdict for one place: those that overlap are one, as sure as the surest, and it marks all that they mark."""
    last: Verdict | None = None
    for verdict in sorted(verdicts, key=lambda one: (one.region, one.span)):
        if last is None or last.region != verdict.region or not last.span.overlaps(verdict.span):
            if last is not None:
                yield last
            last = verdict
        else:
            scope = None if last.scope is None or verdict.scope is None else last.scope.joined(verdict.scope)
            certainty = max(last.certainty, verdict.certainty)
            last = last._replace(span=last.span.joined(verdict.span), certainty=certainty, scope=scope)
    if last is not None:
        yield last

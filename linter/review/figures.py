"""What is counted over all drafts: findings by rule and week, false alarms by rule, time to approval."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from linter.review.states import Verdict
from linter.review.store.schema import DecisionRow, DraftRow, FindingRow, SignatureRow, VersionRow
from linter.review.store.times import read


@dataclass(frozen=True, slots=True)
class Alarms:
    """How often a rule spoke, and how often that was disputed and is still: each finding counts once a draft."""

    rule: str
    told: int
    disputed: int

    @property
    def rate(self) -> float:
        return self.disputed / self.told


@dataclass(frozen=True, slots=True)
class Figures:
    """`weeks` has for each Monday how often each rule spoke. `waits` are times from submission to approval."""

    weeks: Mapping[date, Mapping[str, int]]
    alarms: Sequence[Alarms]
    waits: Sequence[timedelta]


def figures(session: Session) -> Figures:
    return Figures(_weeks(session), _alarms(session), _waits(session))


def _weeks(session: Session) -> Mapping[date, Mapping[str, int]]:
    """A finding counts in the week in which its draft first had it."""
    weeks: dict[date, Counter[str]] = defaultdict(Counter)
    seen: set[tuple[int, str]] = set()
    asked = (
        select(FindingRow.draft_id, FindingRow.fingerprint, FindingRow.rule, VersionRow.created)
        .join(VersionRow, (VersionRow.draft_id == FindingRow.draft_id) & (VersionRow.number == FindingRow.version))
        .order_by(VersionRow.created, FindingRow.id)
    )
    for draft, fingerprint, rule, created in session.execute(asked):
        if (draft, fingerprint) not in seen:
            seen.add((draft, fingerprint))
            day = read(created).date()
            weeks[day - timedelta(days=day.weekday())][rule] += 1
    return {week: dict(weeks[week]) for week in _every_week(weeks)}


def _every_week(weeks: Mapping[date, object]) -> list[date]:
    """From the first to the last, those without anything too."""
    if not weeks:
        return []
    first, last = min(weeks), max(weeks)
    return [first + timedelta(weeks=number) for number in range((last - first).days // 7 + 1)]


def _alarms(session: Session) -> list[Alarms]:
    told: dict[str, set[tuple[int, str]]] = defaultdict(set)
    for draft, fingerprint, rule in session.execute(
        select(FindingRow.draft_id, FindingRow.fingerprint, FindingRow.rule).distinct()
    ):
        told[rule].add((draft, fingerprint))
    last: dict[tuple[int, str], tuple[str, str]] = {}
    for row in session.scalars(select(DecisionRow).order_by(DecisionRow.id)):
        last[row.draft_id, row.fingerprint] = (row.rule, row.verdict)
    disputed = Counter(rule for rule, verdict in last.values() if verdict == Verdict.DISPUTED)
    alarms = [Alarms(rule, len(places), disputed[rule]) for rule, places in told.items()]
    return sorted(alarms, key=lambda one: (-one.rate, -one.told, one.rule))


def _waits(session: Session) -> list[timedelta]:
    """Of each draft until its first approval."""
    asked = select(DraftRow.id, DraftRow.created, SignatureRow.created).join(
        SignatureRow, SignatureRow.draft_id == DraftRow.id
    )
    first: dict[int, timedelta] = {}
    for draft, created, signed in session.execute(asked.order_by(SignatureRow.id)):
        first.setdefault(draft, read(signed) - read(created))
    return sorted(first.values())

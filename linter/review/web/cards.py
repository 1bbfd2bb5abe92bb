"""Findings as the page shows them: marks in the text, and cards beside it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from linter.live.judging import Judgement
from linter.model import Certainty, Finding, Span
from linter.reporters.places import place
from linter.review.explanations import Explanation, Explanations
from linter.review.records import Decision, DraftRecord
from linter.review.states import Verdict
from linter.text.units import Units


@dataclass(frozen=True, slots=True)
class Card:
    """`state` is the finding's severity, or that it is settled. `edits` is JSON for the script, with places in UTF-16
    units, as browsers count."""

    number: int
    finding: Finding
    state: str
    place: str
    explanation: Explanation
    decision: Decision | None = None
    is_over: bool = False
    edits: str = ""

    @property
    def span(self) -> Span:
        return self.finding.span

    @property
    def is_doubtful(self) -> bool:
        return self.finding.certainty is Certainty.UNCONFIRMED

    @property
    def waives_until(self) -> bool:
        return self.decision is not None and self.decision.verdict is Verdict.WAIVED and bool(self.decision.until)


@dataclass(frozen=True, slots=True)
class OldCard:
    """What was told of a version on the day that it came: values of the JSON report."""

    number: int
    told: Mapping[str, Any]

    @property
    def state(self) -> str:
        return SETTLED if self.told.get("suppressed") else str(self.told["severity"])

    @property
    def span(self) -> Span:
        return Span(self.told["start"]["offset"], self.told["end"]["offset"])


@dataclass(frozen=True, slots=True)
class Board:
    """All cards of a text, and its marks for the script: start, end, state, number."""

    cards: Sequence[Card]
    marks: Sequence[tuple[int, int, str, int]]

    @property
    def open(self) -> int:
        return sum(card.state != SETTLED for card in self.cards)

    @property
    def settled(self) -> int:
        return len(self.cards) - self.open

    @property
    def open_errors(self) -> int:
        return sum(card.state == "error" for card in self.cards)


@dataclass(frozen=True, slots=True)
class Unsent:
    """What somebody wrote into one of the forms of a desk, when it was refused: it is there still."""

    act: str = ""
    words: str = ""


NOTHING_UNSENT = Unsent()
SETTLED = "suppressed"
EMPTY = Board((), ())


def board(
    judgement: Judgement, record: DraftRecord | None, explanations: Explanations, lang: str, today: date
) -> Board:
    """The cards of a judged text, with what was said of its findings in `record`."""
    if judgement.draft is None or judgement.rulebook is None:
        return EMPTY
    units = Units(judgement.draft.source)
    decisions = {one.fingerprint: one for one in record.decisions} if record else {}
    cards = []
    for number, finding in enumerate(judgement.findings, start=1):
        decision = decisions.get(finding.fingerprint)
        decision = None if decision is None or decision.verdict is Verdict.OPEN else decision
        cards.append(
            Card(
                number=number,
                finding=finding,
                state=_state(finding, decision, today),
                place=place(finding, lang, names_runs=False),
                explanation=explanations.of(finding.rule, judgement.rulebook),
                decision=decision,
                is_over=decision is not None and decision.settles and not decision.holds(today),
                edits=_edits(finding, units) if judgement.draft.is_text else "",
            )
        )
    marks = [
        (units.at(card.finding.span.start)[0], units.at(card.finding.span.end)[0], card.state, card.number)
        for card in cards
    ]
    return Board(cards, marks)


def _state(finding: Finding, decision: Decision | None, today: date) -> str:
    is_settled = finding.suppressed is not None or (decision is not None and decision.holds(today))
    return SETTLED if is_settled else str(finding.severity)


def _edits(finding: Finding, units: Units) -> str:
    if finding.fix is None:
        return ""
    edits = [[units.at(edit.span.start)[0], units.at(edit.span.end)[0], edit.text] for edit in finding.fix.edits]
    return json.dumps(edits, ensure_ascii=False)

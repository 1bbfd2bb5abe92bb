"""A guideline held against a draft: what became of each clause, and where."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Literal, TypeAlias

from linter.guideline.guidelines import Guideline
from linter.model import Certainty, Finding
from linter.rulebook.profile import Clause

# kept: no rule that carries the clause found anything. broken: one did. person: no rule carries it. off: the
# configuration turned off all rules that carry it. open: no draft was held against it.
Outcome: TypeAlias = Literal["kept", "broken", "person", "off", "open"]


@dataclass(frozen=True, slots=True)
class Held:
    """A clause and what became of it. `rules` are those that carry it and count; `findings` also has what is
    suppressed."""

    clause: Clause
    outcome: Outcome
    rules: tuple[str, ...]
    findings: tuple[Finding, ...] = ()

    @property
    def is_unsure(self) -> bool:
        """Whether it is broken only by what a person has to look at."""
        against = [finding for finding in self.findings if finding.suppressed is None]
        return bool(against) and all(finding.certainty is Certainty.UNCONFIRMED for finding in against)


@dataclass(frozen=True, slots=True)
class Checklist:
    """A guideline's clauses, in its own order. `path` is None where no draft was held against them."""

    guideline: Guideline
    path: str | None
    clauses: tuple[Held, ...]

    def count(self, outcome: Outcome) -> int:
        return sum(held.outcome == outcome for held in self.clauses)


def held(guideline: Guideline, path: str, findings: Iterable[Finding], active: Collection[str]) -> Checklist:
    """The checklist of a draft. `findings` are of that draft; `active` are the ids of the rules that count."""
    found = list(findings)
    clauses = [_held(clause, guideline.carriers[clause.id], found, active) for clause in guideline.profile.clauses]
    return Checklist(guideline, path, tuple(clauses))


def bare(guideline: Guideline) -> Checklist:
    """The checklist as it hangs on a wall, with no draft to hold against it."""
    return Checklist(
        guideline,
        None,
        tuple(
            Held(clause, "open" if guideline.carriers[clause.id] else "person", guideline.carriers[clause.id])
            for clause in guideline.profile.clauses
        ),
    )


def _held(clause: Clause, carriers: tuple[str, ...], findings: list[Finding], active: Collection[str]) -> Held:
    counting = tuple(rule_id for rule_id in carriers if rule_id in active)
    mine = tuple(finding for finding in findings if finding.rule in counting)
    return Held(clause, _outcome(carriers, counting, mine), counting, mine)


def _outcome(carriers: tuple[str, ...], counting: tuple[str, ...], findings: tuple[Finding, ...]) -> Outcome:
    if not carriers:
        return "person"
    if not counting:
        return "off"
    return "broken" if any(finding.suppressed is None for finding in findings) else "kept"

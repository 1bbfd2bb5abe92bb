"""Verdicts to findings: the one door. Here quotes and excerpts are cut, from a source whose secrets are already
masked."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from linter.config import Config
from linter.fixing.workpiece import Workpiece
from linter.model import (
    Certainty,
    Draft,
    Excerpt,
    Finding,
    Fix,
    Part,
    Position,
    RuleSummary,
    Severity,
    Span,
    Suppression,
    Told,
)
from linter.rulebook.rulebook import Rulebook
from linter.rulebook.rules import Raised, RequiredFind, Rule
from linter.text.dates import day_of
from linter.text.units import Units
from linter.verdict.fingerprint import fingerprint, words_at
from linter.verdict.suppression import ADVICE, META_RULES, OF_NO_FORCE, Allowance, Complaint

_LINE_END = re.compile(r"\r\n|\r|\n")
_KEPT_OF_A_SECRET = 2
_LONGEST_QUOTE_IN_A_MESSAGE = 60
# A file from an export may be one line as long as a book: of such a line an excerpt shows what stands around.
_LONGEST_EXCERPT = 1000  # characters
_BEFORE_THE_MARKED = 300


class Place:
    """A draft's source, secrets masked, and where its lines begin."""

    def __init__(self, draft: Draft, masked: str, today: date | None = None) -> None:
        """`today`: the day of the run, for drafts that don't say on which day they are published."""
        self.path, self.masked, self.meta, self.today = draft.path, masked, draft.meta, today
        self.source, self._parts = draft.source, draft.parts
        breaks = [match.span() for match in _LINE_END.finditer(masked)]
        self._starts = [0, *(end for _, end in breaks)]
        self._ends = [*(start for start, _ in breaks), len(masked)]
        self._units = Units(draft.source)

    def position(self, offset: int) -> Position:
        line = bisect_right(self._starts, offset) - 1
        start = self._starts[line]
        utf16, utf8 = (
            after - before for after, before in zip(self._units.at(offset), self._units.at(start), strict=True)
        )
        return Position(line + 1, offset - start + 1, offset, utf16 + 1, utf8 + 1)

    def part(self, span: Span) -> Part | None:
        """The part of the document in which a span begins."""
        at = bisect_right(self._parts, span.start, key=lambda part: part.span.start) - 1
        return self._parts[at] if at >= 0 else None

    def located(self, finding: Finding) -> Finding:
        """The finding, its fix's edits with the positions of their spans."""
        if finding.fix is None:
            return finding
        edits = tuple(
            edit._replace(start=self.position(edit.span.start), end=self.position(edit.span.end))
            for edit in finding.fix.edits
        )
        return replace(finding, fix=finding.fix._replace(edits=edits))

    def day(self, fields: Sequence[str]) -> date | None:
        """The day of the post: what the first of the front matter keys that holds one says, else the day of the run."""
        meta = {str(key).lower(): str(value) for key, value in self.meta.items()}
        days = (day_of(meta[key]) for key in fields if key in meta)
        return next(filter(None, days), self.today)

    def excerpt(self, span: Span) -> Excerpt:
        """The first line of a span, and the part of it that is marked."""
        line = bisect_right(self._starts, span.start) - 1
        start, end = self._starts[line], self._ends[line]
        if end - start > _LONGEST_EXCERPT:
            start = max(start, span.start - _BEFORE_THE_MARKED)
            end = min(end, start + _LONGEST_EXCERPT)
        return Excerpt(
            self.masked[start:end], Span(span.start - start, max(span.start - start, min(span.end, end) - start))
        )


def mask(source: str, secrets: Sequence[Span]) -> str:
    """The source with each secret unreadable but for its first characters; every offset stays where it was."""
    chars = list(source)
    for span in secrets:
        for at in range(span.start + min(_KEPT_OF_A_SECRET, len(span) // 4), span.end):
            if chars[at].isalnum():
                chars[at] = "*"
    return "".join(chars)


def finding(
    rule: Rule, told: Told, place: Place, rulebook: Rulebook, work: Workpiece, allowance: Allowance | None
) -> Finding:
    """The finding of a verdict. Raises ValueError for a span that is empty or outside."""
    lang = work.spoken
    span, words = told.span, _words(place, told.span, rulebook)
    severity = _severity(rule, told.certainty, rulebook, place)
    in_force = allowance if rulebook.loaded.config.heeds_comment(severity) else None
    remark = f" {OF_NO_FORCE.in_language(lang)}" if allowance and not in_force else ""
    return Finding(
        rule=rule.id,
        severity=severity,
        certainty=told.certainty,
        path=place.path,
        span=span,
        start=place.position(span.start),
        end=place.position(span.end),
        message=_filled(rule.file.message.in_language(lang), words),
        advice=_filled(rule.file.advice.in_language(lang), words) + remark,
        quote=place.masked[span.start : span.end],
        excerpt=place.excerpt(span),
        part=place.part(span),
        source=tuple(rule.file.source),
        fix=None if in_force else _fix(rule, told, work),
        suppressed=Suppression(in_force.kind, in_force.reason, in_force.line) if in_force else None,
        fingerprint=_fingerprint(rule, place, span),
    )


def _fingerprint(rule: Rule, place: Place, span: Span) -> str:
    """What is missing is missing from the whole draft, whatever stands where it should be."""
    is_missing = isinstance(rule.find, RequiredFind) and rule.find.at != "evidence"
    return fingerprint(rule.id, () if is_missing else words_at(place.source, span))


def _fix(rule: Rule, told: Told, work: Workpiece) -> Fix | None:
    if rule.file.fix is None:
        return None
    from linter.fixing.propose import propose  # most drafts need no fix

    proposed = propose(rule, told, work)
    return proposed if isinstance(proposed, Fix) else None


def _severity(rule: Rule, certainty: Certainty, rulebook: Rulebook, place: Place) -> Severity:
    """As the rule and the configuration have it; but what is not confirmed blocks nobody: it is never an error."""
    severity = rulebook.severity(rule)
    if rule.file.raised and _lasts(rule.file.raised, rulebook.loaded.config, place):
        severity = max(severity, Severity.named(rule.file.raised.severity))
    return min(severity, Severity.WARNING) if certainty is Certainty.UNCONFIRMED else severity


def is_out_of_season(rule: Rule, rulebook: Rulebook, place: Place) -> bool:
    """Whether the rule only speaks in a period of the configuration, and the post falls into none."""
    raised = rule.file.raised
    return raised is not None and raised.only and not _lasts(raised, rulebook.loaded.config, place)


def _lasts(raised: Raised, config: Config, place: Place) -> bool:
    """Whether the post falls into one of the periods that the configuration names."""
    periods = {"election-periods": config.election_periods, "quiet-periods": config.quiet_periods}[raised.during]
    day = place.day(raised.fields)
    return day is not None and any(period.holds(day) for period in periods)


def rule_summary(rule: Rule, rulebook: Rulebook) -> RuleSummary:
    """What a report tells of a rule besides its findings."""
    title, why = rule.file.title, rule.file.why
    return RuleSummary(
        id=rule.id,
        severity=rulebook.severity(rule),
        title={"ko": title.ko, "en": title.en},
        why={"ko": why.ko, "en": why.en},
        source=tuple(rule.file.source),
    )


def complaint_finding(complaint: Complaint, place: Place, lang: str) -> Finding:
    """A finding about a suppression comment itself."""
    reason = complaint.reason.in_language(lang) if complaint.reason else ""
    words = {"rule": complaint.rule_named, "reason": reason, "form": complaint.form.in_language(lang)}
    return Finding(
        rule=complaint.rule,
        severity=Severity.WARNING,
        certainty=Certainty.CONFIRMED,
        path=place.path,
        span=complaint.span,
        start=place.position(complaint.span.start),
        end=place.position(complaint.span.end),
        message=_filled(META_RULES[complaint.rule].in_language(lang), words),
        advice=_filled(ADVICE[complaint.rule].in_language(lang), words),
        quote=place.masked[complaint.span.start : complaint.span.end],
        excerpt=place.excerpt(complaint.span),
        part=place.part(complaint.span),
        fingerprint=fingerprint(complaint.rule, words_at(place.source, complaint.span)),
    )


def _words(place: Place, span: Span, rulebook: Rulebook) -> dict[str, str]:
    """What the sentences of a rule may speak of in braces."""
    config = rulebook.loaded.config
    quote = " ".join(place.masked[span.start : span.end].split())
    if len(quote) > _LONGEST_QUOTE_IN_A_MESSAGE:
        quote = quote[: _LONGEST_QUOTE_IN_A_MESSAGE - 1].rstrip() + "…"
    return {
        "match": quote,
        "company": config.company.names[0] if config.company.names else "○○",
        "press-contact": config.press_contact or "PR",
    }


def _filled(sentence: str, words: dict[str, str]) -> str:
    for name, value in words.items():
        sentence = sentence.replace("{" + name + "}", value)
    return sentence

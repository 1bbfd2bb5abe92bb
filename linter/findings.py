"""Verdicts to findings: the one door. Here quotes and excerpts are cut, from a source whose secrets are already
masked."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from datetime import date

import regex

from linter.config import Config
from linter.model import Certainty, Draft, Excerpt, Finding, Part, Position, Severity, Span, Suppression, Told
from linter.rulebook.rulebook import Rulebook
from linter.rulebook.rules import Raised, Rule
from linter.text.dates import day_of
from linter.verdict.suppression import ADVICE, META_RULES, Allowance, Complaint

_LINE_END = regex.compile(r"\r\n|\r|\n")
_KEPT_OF_A_SECRET = 2
_LONGEST_QUOTE_IN_A_MESSAGE = 60


class Place:
    """A draft's source, secrets masked, and where its lines begin."""

    def __init__(self, draft: Draft, masked: str, today: date) -> None:
        """`today`: the day of the run, for drafts that don't say on which day they are published."""
        self.path, self.masked, self.meta, self.today = draft.path, masked, draft.meta, today
        self._source, self._parts = draft.source, draft.parts
        self._starts = [0, *(match.end() for match in _LINE_END.finditer(masked))]

    def position(self, offset: int) -> Position:
        line = bisect_right(self._starts, offset) - 1
        before = self._source[self._starts[line] : offset]
        utf16 = len(before.encode("utf-16-le", "surrogatepass")) // 2
        utf8 = len(before.encode("utf-8", "surrogatepass"))
        return Position(line + 1, len(before) + 1, offset, utf16 + 1, utf8 + 1)

    def part(self, span: Span) -> Part | None:
        """The part of the document in which a span begins."""
        at = bisect_right(self._parts, span.start, key=lambda part: part.span.start) - 1
        return self._parts[at] if at >= 0 else None

    def day(self, fields: Sequence[str]) -> date:
        """The day of the post: what the first of the front matter keys that holds one says, else the day of the run."""
        meta = {str(key).lower(): str(value) for key, value in self.meta.items()}
        days = (day_of(meta[key]) for key in fields if key in meta)
        return next(filter(None, days), self.today)

    def excerpt(self, span: Span) -> Excerpt:
        """The first line of a span, and the part of it that is marked."""
        start = self._starts[bisect_right(self._starts, span.start) - 1]
        end_match = _LINE_END.search(self.masked, start)
        end = end_match.start() if end_match else len(self.masked)
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
    rule: Rule, told: Told, place: Place, rulebook: Rulebook, lang: str, allowance: Allowance | None
) -> Finding:
    """The finding of a verdict. Raises ValueError for a span that is empty or outside."""
    span, words = told.span, _words(place, told.span, rulebook)
    return Finding(
        rule=rule.id,
        severity=_severity(rule, told.certainty, rulebook, place),
        certainty=told.certainty,
        path=place.path,
        span=span,
        start=place.position(span.start),
        end=place.position(span.end),
        message=_filled(rule.file.message.in_language(lang), words),
        advice=_filled(rule.file.advice.in_language(lang), words),
        quote=place.masked[span.start : span.end],
        excerpt=place.excerpt(span),
        part=place.part(span),
        source=tuple(rule.file.source),
        suppressed=Suppression(allowance.kind, allowance.reason, allowance.line) if allowance else None,
    )


def _severity(rule: Rule, certainty: Certainty, rulebook: Rulebook, place: Place) -> Severity:
    """As the rule and the configuration have it; but what is not confirmed blocks nobody: it is never an error."""
    severity = rulebook.severity(rule)
    if rule.file.raised and _lasts(rule.file.raised, rulebook.loaded.config, place):
        severity = max(severity, Severity.named(rule.file.raised.severity))
    return min(severity, Severity.WARNING) if certainty is Certainty.UNCONFIRMED else severity


def _lasts(raised: Raised, config: Config, place: Place) -> bool:
    """Whether the post falls into one of the periods that the configuration names."""
    periods = {"election-periods": config.election_periods}[raised.during]
    return any(period.holds(place.day(raised.fields)) for period in periods)


def complaint_finding(complaint: Complaint, place: Place, lang: str) -> Finding:
    """A finding about a suppression comment itself."""
    words = {"rule": complaint.rule_named, "reason": complaint.reason.in_language(lang) if complaint.reason else ""}
    return Finding(
        rule=complaint.rule,
        severity=Severity.WARNING,
        certainty=Certainty.CONFIRMED,
        path=place.path,
        span=complaint.span,
        start=place.position(complaint.span.start),
        end=place.position(complaint.span.end),
        message=_filled(META_RULES[complaint.rule].in_language(lang), words),
        advice=ADVICE[complaint.rule].in_language(lang),
        quote=place.masked[complaint.span.start : complaint.span.end],
        excerpt=place.excerpt(complaint.span),
        part=place.part(complaint.span),
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

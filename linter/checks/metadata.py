"""The front matter, or the writer in so many words, says when this was written."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time
from typing import Any

from linter.evidence import Evidence, Verdict
from linter.matching import meetings
from linter.model import Certainty, Span
from linter.rulebook.rules import MetadataFind, Rule


def judge(rule: Rule, find: MetadataFind, evidence: Evidence) -> Iterator[Verdict]:
    meta = {str(key).lower(): value for key, value in evidence.draft.meta.items()}
    if any(meta.get(key) for key in find.unless_fields):
        return
    for index, region in enumerate(evidence.draft.regions):
        if region.name.lower() in find.fields and region.text and _falls_within(find, meta.get(region.name.lower())):
            yield Verdict(rule, index, Span(0, len(evidence.passages[index].plain)), Certainty.CONFIRMED, Span(0, 0))
    for meeting in meetings(evidence, find.said, rule.file.regions, find.unless):
        yield Verdict(rule, meeting.region, meeting.span, Certainty.named(rule.file.certainty), meeting.scope)


def _falls_within(find: MetadataFind, value: Any) -> bool:
    moment = _moment(value)
    if moment is None:
        return False
    begins, ends = (time.fromisoformat(hour) for hour in find.hours.split("-"))
    return moment.weekday() in find.weekdays and begins <= moment.time() < ends


def _moment(value: Any) -> datetime | None:
    """A time as the writer wrote it; a mere date has no hour and is none."""
    if isinstance(value, datetime):
        return value
    if isinstance(value, str) and ":" in value:
        try:
            return datetime.fromisoformat(value.strip().replace("Z", "+00:00"))
        except ValueError:
            return None
    return None

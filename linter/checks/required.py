"""Something is missing, or stands too low: a disclosure line, a byline, a notice. A finding points at where it should
stand."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from typing import Any

from linter.evidence import Evidence, Verdict
from linter.matching import Meeting, meetings
from linter.model import Certainty, RegionKind, Span
from linter.rulebook.rules import RequiredFind, Rule
from linter.text.dates import day_of
from linter.text.fold import fold

_OPENING_CHARACTERS = 150
_TITLE_CHARACTERS = 40
_BLOCKS_AT_AN_EDGE = 2
_TITLES = (RegionKind.TITLE,)


def judge(rule: Rule, find: RequiredFind, evidence: Evidence) -> Iterator[Verdict]:
    if evidence.stands_in_draft(find.unless_in_draft):
        return
    met = sorted(meetings(evidence, find.when, rule.file.regions), key=lambda m: (m.region, m.span))
    due = [(one.region, one.span) for one in met]
    edited = _edited_fields(find, evidence)
    if (find.when or find.when_edited) and not due and not edited and evidence.kind not in find.due_for:
        return
    if _has_fields(find, evidence) or _is_fulfilled(find, evidence):
        return
    place = _place(find, evidence, due + _values(evidence, edited))
    if place is not None:
        certainty = met[0].statement.certainty if find.at == "evidence" and met else None
        yield Verdict(rule, *place, Certainty.named(certainty or rule.file.certainty), None)


def _edited_fields(find: RequiredFind, evidence: Evidence) -> list[str]:
    """The front matter keys that say that the post was changed on a later day than it was published."""
    if find.when_edited is None:
        return []
    days = {key: day for key, value in flat(evidence.draft.meta) if (day := day_of(value))}
    published = [days[key] for key in find.when_edited.published if key in days]
    if not published:
        return []
    return [key for key in find.when_edited.changed if key in days and days[key] > max(published)]


def _values(evidence: Evidence, keys: Container[str]) -> list[tuple[int, Span]]:
    """Where the values of front matter keys stand, as far as the reader can tell."""
    return [
        (at, Span(0, len(evidence.passages[at].plain)))
        for at, region in enumerate(evidence.draft.regions)
        if region.name.lower() in keys
    ]


def _is_fulfilled(find: RequiredFind, evidence: Evidence) -> bool:
    stands_right = {"anywhere": _is_anywhere, "opening": _is_in_opening, "edges": _is_at_an_edge}[find.where]
    return any(stands_right(evidence, found) for found in meetings(evidence, find.accept, "lines"))


def _is_anywhere(evidence: Evidence, found: Meeting) -> bool:
    return True


def _is_at_an_edge(evidence: Evidence, found: Meeting) -> bool:
    """In the front matter, but not in the title, which tells what the post is about; or in the first or last blocks."""
    edges = (*evidence.body[:_BLOCKS_AT_AN_EDGE], *evidence.body[-_BLOCKS_AT_AN_EDGE:])
    kind = evidence.draft.regions[found.region].kind
    return found.region in edges or not (evidence.is_body(found.region) or kind in _TITLES)


def _is_in_opening(evidence: Evidence, found: Meeting) -> bool:
    """In the title before it is cut off, or in the first block of the body. The window is our reading of "첫 부분"."""
    kind = evidence.draft.regions[found.region].kind
    if kind in _TITLES:
        return found.span.end <= _TITLE_CHARACTERS
    if not evidence.is_body(found.region):
        return False
    before = 0
    for region in evidence.body:
        if region == found.region or before > _OPENING_CHARACTERS:
            break
        before += len(evidence.passages[region].plain)
    return found.region == evidence.body[0] or before + found.span.start <= _OPENING_CHARACTERS


def _has_fields(find: RequiredFind, evidence: Evidence) -> bool:
    values = {key: value for key, value in flat(evidence.draft.meta) if not _is_empty(find, evidence, key, value)}
    if find.all_fields:
        return all(any(key in values for key in alternatives.split("|")) for alternatives in find.all_fields)
    return any(key in values for key in find.fields)


def _is_empty(find: RequiredFind, evidence: Evidence, key: str, value: str) -> bool:
    if not value.strip():
        return True
    regions = evidence.fields.get(key, ())
    whole = len(fold(value).lower.strip())
    return any(len(hit.span) == whole for at in regions for words in find.empty for hit in evidence.literal(words, at))


def flat(meta: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, str]]:
    """Front matter as dotted lower-case keys with their text: author.name."""
    for key, value in meta.items():
        name = f"{prefix}{key}".lower()
        if isinstance(value, Mapping):
            yield from flat(value, name + ".")
        elif isinstance(value, list):
            yield name, ", ".join(str(item) for item in value if item is not None)
        elif value is not None:
            yield name, str(value)


def _place(find: RequiredFind, evidence: Evidence, due: list[tuple[int, Span]]) -> tuple[int, Span] | None:
    if find.at == "evidence" and due:
        return due[0]
    body = [region for region in evidence.body if evidence.passages[region].sentences]
    if not body:
        return None
    region = body[-1] if find.at == "end" else body[0]
    lines = evidence.passages[region].sentences
    return region, lines[-1] if find.at == "end" else lines[0]

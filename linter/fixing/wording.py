"""Words that take the place of others, only where the source holds them as they are read: no markup in between."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import regex

from linter.fixing.workpiece import Workpiece
from linter.model import Edit, Span
from linter.rulebook.rules import Replacement
from linter.text.particles import agreeing
from linter.text.patterns import SECONDS_FOR_A_PATTERN, compiled
from linter.text.sentences import quotations

_FARTHEST = 80  # characters around a finding that a rewording may look at
_LONGEST_QUOTATION = 300
_STRAIGHT = str.maketrans("“”‘’", "\"\"''")
_HANGUL_RUN = regex.compile(r"[가-힣]*")


def masked(work: Workpiece, span: Span, replacements: Sequence[Replacement]) -> Edit | None:
    """The value of a finding, hidden as the first replacement that matches in it says."""
    if _plain_stretch(work, span) is None:
        return None
    value = work.draft.source[span.start : span.end]
    for one in replacements:
        hidden = compiled(one.match).sub(one.by, value, timeout=SECONDS_FOR_A_PATTERN)
        if hidden != value:
            return Edit(span, hidden)
    return None


def reworded(work: Workpiece, span: Span, replacements: Sequence[Replacement]) -> Edit | None:
    """The words of a finding, changed as the first replacement says that matches on them, or else beside them. What
    somebody else says between quotation marks is not for the writer to change."""
    stretch = _plain_stretch(work, span)
    if stretch is None or _is_quoted(work, stretch, span):
        return None
    edits = [edit for one in replacements for edit in _matches(work, stretch, span, one)]
    edits.sort(key=lambda edit: not edit.span.overlaps(span))
    return next((edit for edit in edits if not work.shows_a_secret(edit.span)), None)


def _is_quoted(work: Workpiece, stretch: Span, span: Span) -> bool:
    start = max(stretch.start, span.start - _LONGEST_QUOTATION)
    around = work.draft.source[start : min(stretch.end, span.end + _LONGEST_QUOTATION)].translate(_STRAIGHT)
    return any(said.start <= span.start - start and span.end - start <= said.end for said in quotations(around))


def _matches(work: Workpiece, stretch: Span, span: Span, one: Replacement) -> Iterator[Edit]:
    text = work.draft.source[stretch.start : stretch.end]
    first, last = span.start - stretch.start - _FARTHEST, span.end - stretch.start + _FARTHEST
    for match in compiled(one.match).finditer(text, max(0, first), last, timeout=SECONDS_FOR_A_PATTERN):
        found = Span(stretch.start + match.start(), stretch.start + match.end())
        if found.start <= span.end and span.start <= found.end:
            by = match.expand(one.by)
            tail = _HANGUL_RUN.match(text, match.end())
            assert tail is not None
            agreed = agreeing(tail.group(), match.group(), by, work.particles)
            if agreed == tail.group():
                yield Edit(found, by)
            elif agreed is not None:
                yield Edit(Span(found.start, found.end + len(tail.group())), by + agreed)


def _plain_stretch(work: Workpiece, span: Span) -> Span | None:
    """The stretch around a span that is source and text at once."""
    found = work.stretch_at(span)
    if found is None or not found[0].is_exact or not found[0].source.covers(span):
        return None
    return found[0].source

"""The values that pass between the rooms of the linter. Everything here is frozen; nothing here imports the rest."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import IntEnum, StrEnum
from typing import Any, NamedTuple


class Severity(IntEnum):
    """How much a finding weighs; comparable, so that `fail-on` is a plain `>=`."""

    INFO = 1
    WARNING = 2
    ERROR = 3

    @classmethod
    def named(cls, name: str) -> Severity:
        return cls[name.upper()]

    def __str__(self) -> str:
        return self.name.lower()


class Certainty(IntEnum):
    """How sure a verdict is: a marking or a checksum confirms, grammar makes likely, a lone word leaves open."""

    UNCONFIRMED = 1
    LIKELY = 2
    CONFIRMED = 3

    @classmethod
    def named(cls, name: str) -> Certainty:
        return cls[name.upper()]

    def __str__(self) -> str:
        return self.name.lower()


class RegionKind(StrEnum):
    """What a piece of visible text is in its document."""

    TITLE = "title"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST = "list"
    TABLE = "table"
    QUOTE = "quote"
    CODE = "code"
    ALT = "alt"
    LINK = "link"  # an address, not the words that carry it
    COMMENT = "comment"  # of the source, as `<!-- … -->`: what draftlint itself is told stands here
    NOTE = "note"  # words that the page does not show and the file holds: a reviewer's comment, a deletion
    META = "meta"  # front matter that readers see: description, tags
    FIELD = "field"  # any other front matter value


PROSE = frozenset(RegionKind) - {RegionKind.CODE, RegionKind.LINK, RegionKind.FIELD}


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of Unicode code points."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a span: {self.start}..{self.end}")

    def __len__(self) -> int:
        return self.end - self.start

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end

    def covers(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end

    def joined(self, other: Span) -> Span:
        return Span(min(self.start, other.start), max(self.end, other.end))


class Segment(NamedTuple):
    """A stretch of a region's text and the stretch of source that it stands for.

    Equal lengths map character by character; unequal ones (`&amp;` is `&`) map as a whole.
    """

    text: Span
    source: Span

    @property
    def is_exact(self) -> bool:
        return len(self.text) == len(self.source)


class Region(NamedTuple):
    """A run of visible text: one paragraph, heading, cell, code block, front matter value …

    `segments` are in text order and cover `text` except for joints that have no source. `block` is the source of the
    whole block, marks included: what "the next block" means to a suppression. `name` is the front matter key, if any.
    """

    kind: RegionKind
    text: str
    segments: tuple[Segment, ...]
    block: Span
    name: str = ""

    def to_source(self, span: Span) -> Span:
        """The source that a span of this region's text stands for."""
        at = bisect_right(self.segments, span.start, key=lambda part: part.text.end)
        end = bisect_left(self.segments, span.end, key=lambda part: part.text.start)
        if at >= end:
            return Span(self.block.start, self.block.start)
        first, last = self.segments[at], self.segments[end - 1]
        start = first.source.start
        if first.is_exact:
            start += max(0, span.start - first.text.start)
        end = last.source.end
        if last.is_exact:
            end -= max(0, last.text.end - span.end)
        return Span(start, end)


class PartKind(StrEnum):
    """What a part of a document is that has no lines of its own to count: of a Word file, a notebook."""

    PARAGRAPH = "paragraph"
    TABLE = "table"
    HEADER = "header"
    FOOTER = "footer"
    FOOTNOTE = "footnote"
    ENDNOTE = "endnote"
    COMMENT = "comment"
    INSERTION = "insertion"
    DELETION = "deletion"
    PROPERTY = "property"
    DRAWING = "drawing"
    CELL = "cell"


class Part(NamedTuple):
    """Where in a document that is not plain text a stretch of its source stands: paragraph 12, run 3.

    `number` counts parts of a kind from 1; `run` counts runs within it from 1, None where there are none; `name` is
    the document's own name of the part (a property's key, a comment's author).
    """

    span: Span
    kind: PartKind
    number: int
    run: int | None = None
    name: str = ""


@dataclass(frozen=True, slots=True)
class Body:
    """What a reader makes of a draft's text: regions in source order, values that the format itself carries, parts."""

    regions: tuple[Region, ...]
    meta: Mapping[str, Any] = field(default_factory=dict)
    parts: tuple[Part, ...] = ()

    @classmethod
    def of(cls, regions: Iterable[Region], meta: Mapping[str, Any] | None = None, parts: Iterable[Part] = ()) -> Body:
        """A body of regions in any order."""
        in_order = sorted(regions, key=lambda region: (region.block.start, region.segments[0].source.start))
        return cls(tuple(in_order), meta or {}, tuple(parts))


class Draft(NamedTuple):
    """One file, read: its decoded source, its front matter and its regions in source order.

    Where the file is not text (Word, HWPX), `source` is its text as we lay it out, a paragraph a line, and `parts` say
    where each stretch of it stands, in order and apart from each other. `is_text` tells whether the source is what
    the file holds, character by character, so that it can be edited there.
    """

    path: str
    source: str
    format: str
    meta: Mapping[str, Any]
    regions: tuple[Region, ...]
    encoding: str = "utf-8"
    parts: tuple[Part, ...] = ()
    is_text: bool = True


class Token(NamedTuple):
    """A morpheme as Kiwi sees it; `span` is in the folded text of its region, `tag` is Sejong's."""

    form: str
    lemma: str
    tag: str
    span: Span


class Sentence(NamedTuple):
    """A sentence of a region; `span` is in the region's folded text."""

    region: int
    span: Span


class Hit(NamedTuple):
    """A word of a list, standing in a region. `span` is in the folded text.

    `settled` is false where the letters alone do not decide that this is the word (인수 in 인수인계): morphology must.
    """

    list: str
    term: str
    label: str
    region: int
    span: Span
    settled: bool = True
    pos: str = ""


class Position(NamedTuple):
    """Where an offset stands: line and column count from 1, the offset from 0, in code points.

    `utf16` and `utf8` are the column, also from 1, in the units that some readers of a report count in.
    """

    line: int
    column: int
    offset: int
    utf16: int
    utf8: int


class Excerpt(NamedTuple):
    """The source line of a finding, secrets masked, and the marked part of it."""

    line: str
    marked: Span


class Told(NamedTuple):
    """What a rule says of a place of the source, before it is put into words."""

    rule: str
    span: Span
    certainty: Certainty


class Suppression(NamedTuple):
    """Why a finding does not count: a comment (`kind` is allow, allow-line or allow-file), a waiver, the baseline, or
    somebody's word in a review.

    `reason` is a sentence for people. `line` is where that is written, in the draft, or in `file` where one is named.
    A waiver has an approver, `by`, and the last day on which it holds, `until`, as an ISO date.
    """

    kind: str
    reason: str
    line: int
    file: str = ""
    by: str = ""
    until: str = ""


class Edit(NamedTuple):
    """Put `text` in the place of a span of the draft's source; an empty span inserts, an empty text deletes.

    `start` and `end` say where the span stands, for readers that count lines; a finding's edits always have them.
    """

    span: Span
    text: str
    start: Position | None = None
    end: Position | None = None


class Fix(NamedTuple):
    """Edits that make a finding go away. A safe one changes nothing that the writer said."""

    title: str
    edits: tuple[Edit, ...]
    is_safe: bool


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to say about one place of one draft. Made by `finding()` alone.

    `fingerprint` tells it from others of its rule and draft, wherever its line moves. It is made of the words as they
    are, secrets too: it is for files that lie beside the drafts, and no report may print it.
    """

    rule: str
    severity: Severity
    certainty: Certainty
    path: str
    span: Span
    start: Position
    end: Position
    message: str
    advice: str
    quote: str
    excerpt: Excerpt
    source: tuple[str, ...] = ()
    fix: Fix | None = None
    part: Part | None = None
    suppressed: Suppression | None = None
    fingerprint: str = field(default="", repr=False)

    def __post_init__(self) -> None:
        if not len(self.span):
            raise ValueError(f"{self.rule}: a finding needs a place, not an empty span at {self.span.start}")
        if self.end.offset != self.span.end or self.start.offset != self.span.start:
            raise ValueError(f"{self.rule}: positions and span disagree")

    @property
    def sort_key(self) -> tuple[str, int, int, str]:
        return (self.path, self.span.start, self.span.end, self.rule)

    @property
    def is_baselined(self) -> bool:
        """Whether it is old news: formats in which it would drown the new leave it out."""
        return self.suppressed is not None and self.suppressed.kind == "baseline"


class Fixed(NamedTuple):
    """A draft after its fixes: its bytes, the findings that are gone, those that are left, for some of these why, and
    a unified diff with secrets masked."""

    path: str
    data: bytes
    fixed: tuple[Finding, ...]
    left: tuple[Finding, ...]
    reasons: Mapping[Finding, str]
    diff: str


class Problem(NamedTuple):
    """Something that kept a draft, or a rule on a draft, from being judged. `internal` means: our fault."""

    path: str
    message: str
    hint: str = ""
    line: int | None = None
    internal: bool = False


class RuleSummary(NamedTuple):
    """What a report tells of a rule; title and why in each language, by its code."""

    id: str
    severity: Severity
    title: Mapping[str, str]
    why: Mapping[str, str]
    source: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """What a run found, in order of path and place.

    `paths` are the drafts that were judged, `rules` those that found something. `texts` are the sources of drafts with
    findings, secrets masked, by path: kept only where they are asked for. `fail_on`: from where on a finding counts.
    """

    drafts: int
    findings: tuple[Finding, ...]
    problems: tuple[Problem, ...] = ()
    notes: tuple[str, ...] = field(default=())
    paths: tuple[str, ...] = ()
    rules: Mapping[str, RuleSummary] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)
    fail_on: Severity = Severity.ERROR

    def at_least(self, certainty: Certainty) -> Report:
        """The report without the findings that are less certain."""
        return replace(self, findings=tuple(f for f in self.findings if f.certainty >= certainty))

    def counted(self, least: Severity) -> list[Finding]:
        """The findings that weigh at least `least` and are not suppressed."""
        return [f for f in self.findings if f.suppressed is None and f.severity >= least]

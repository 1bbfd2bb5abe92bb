"""A region's folded text with its sentences, cut once and only when somebody asks."""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property

from linter.model import Span
from linter.text.fold import Folded
from linter.text.sentences import clauses, quotations, sentences


class Passage:
    """`plain` and `lower` are the folded text; all spans count in it."""

    def __init__(self, folded: Folded) -> None:
        self.folded = folded
        self.plain = folded.plain
        self.lower = folded.lower
        self._clauses: dict[Span, list[Span]] = {}  # of each sentence that was asked for

    @cached_property
    def sentences(self) -> list[Span]:
        return sentences(self.plain)

    @cached_property
    def _starts(self) -> list[int]:
        return [sentence.start for sentence in self.sentences]

    def sentence_index(self, offset: int) -> int:
        """The index of the sentence that an offset stands in, or of the one before it."""
        return max(0, bisect_right(self._starts, offset) - 1)

    def sentence_at(self, offset: int) -> Span:
        return self.sentences[self.sentence_index(offset)] if self.sentences else Span(0, len(self.plain))

    def sentence_around(self, span: Span) -> Span:
        """The sentence of a span, or the sentences if it stands in several."""
        return self.sentence_at(span.start).joined(self.sentence_at(max(span.start, span.end - 1)))

    def neighbourhood(self, span: Span) -> Span:
        """The sentences of a span with the one before and the one after."""
        if not self.sentences:
            return span
        first = self.sentence_index(span.start)
        last = self.sentence_index(max(span.start, span.end - 1))
        return self.sentences[max(0, first - 1)].joined(self.sentences[min(len(self.sentences) - 1, last + 1)])

    @cached_property
    def _quotations(self) -> list[Span]:
        return quotations(self.plain)

    def is_quoted(self, span: Span) -> bool:
        """Whether a span stands between quotation marks."""
        at = bisect_right(self._quotations, span.start, key=lambda quotation: quotation.start) - 1
        return at >= 0 and self._quotations[at].covers(span)

    def clause_at(self, offset: int) -> Span:
        sentence = self.sentence_at(offset)
        if sentence not in self._clauses:
            self._clauses[sentence] = clauses(self.plain, sentence)
        found = self._clauses[sentence]
        at = bisect_right(found, offset, key=lambda clause: clause.end)
        return found[at] if at < len(found) else sentence

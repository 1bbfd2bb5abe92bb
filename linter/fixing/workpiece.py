"""What is known of a draft when fixes are thought up for it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from linter.config import Config
from linter.model import Draft, Edit, Region, Segment, Span
from linter.text.particles import Particles


@dataclass(frozen=True)
class Workpiece:
    """A draft to fix. `masked` is its source with secrets unreadable, `lang` the language that it is written in, `kind`
    what it is, `spoken` the language in which the writer is told."""

    draft: Draft
    masked: str
    lang: str
    kind: str
    spoken: str
    config: Config
    particles: Particles

    def shows_a_secret(self, span: Span) -> bool:
        """Whether a span of the source holds something that no output may show."""
        return self.masked[span.start : span.end] != self.draft.source[span.start : span.end]

    def stretch_at(self, span: Span) -> tuple[Segment, Region] | None:
        """The stretch of source in which a span begins, and its region."""
        at = bisect_right(self._stretches, span.start, key=lambda one: one[0].source.start) - 1
        if at < 0 or not self._stretches[at][0].source.overlaps(span):
            return None
        return self._stretches[at]

    @cached_property
    def _stretches(self) -> list[tuple[Segment, Region]]:
        stretches = ((segment, region) for region in self.draft.regions for segment in region.segments)
        return sorted(stretches, key=lambda one: one[0].source)

    def insertion(self, text: str, at: str) -> Edit | None:
        """The edit that adds a paragraph, where the format lets it; many findings may ask for the same."""
        from linter.fixing.places import insertion  # most drafts need none

        if (text, at) not in self._insertions:
            self._insertions[text, at] = insertion(self.draft, text, at)
        return self._insertions[text, at]

    @cached_property
    def _insertions(self) -> dict[tuple[str, str], Edit | None]:
        return {}

    def facts(self) -> dict[str, str | None]:
        """What a line to insert may speak of in braces; None is not known."""
        config = self.config
        is_known = self._author_named() in (None, config.author.name)
        return {
            "company": _in_language(config.company.names, self.lang),
            "press-contact": config.press_contact,
            "author": config.author.name if is_known else None,
            "role": config.author.role if is_known else None,
        }

    def _author_named(self) -> str | None:
        """Whom the front matter names as the author: nobody is given the configured one's role but that one."""
        written = self.draft.meta.get("author")
        name = written.get("name") if isinstance(written, Mapping) else written
        return str(name) if name else None


def _in_language(names: list[str], lang: str) -> str | None:
    """Of the ways to write a name the first that is written in a language, else the first."""
    fitting = [name for name in names if any("가" <= char <= "힣" for char in name) is (lang == "ko")]
    return next(iter([*fitting, *names]), None)

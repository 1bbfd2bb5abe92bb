"""A company's own guideline as a document: what its configuration asks of people, in sentences that they can read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from linter.config import Config
from linter.document.blocks import Block, Document, Heading, Item, Items, Paragraph, Quotation
from linter.guideline.comparison import family_of
from linter.guideline.guidelines import Guideline
from linter.guideline.topics import CharterWording, charter_wording, in_order, topic_title
from linter.model import Severity
from linter.rulebook.profile import Clause, Selection
from linter.rulebook.rules import Bilingual, Rule

_LANGUAGES = ("ko", "en")


@dataclass(frozen=True, slots=True)
class Charter:
    """What a company's guideline is made of: its configuration, the guidelines that it chose, and the rules that
    count."""

    config: Config
    guidelines: Sequence[Guideline]
    rules: Sequence[Rule]
    selection: Selection


def company_of(config: Config) -> Bilingual:
    """The company's name in each language: the first that the configuration has in its script, else the first."""
    names = config.company.names
    if not names:
        return charter_wording().company_unknown
    korean = [name for name in names if any("가" <= char <= "힣" for char in name)]
    latin = [name for name in names if name not in korean]
    return Bilingual((korean or names)[0], (latin or names)[0])


def charter_page(charter: Charter, lang: str) -> Document:
    """The document in `ko` or `en`."""
    return Document(lang, tuple(_Writer(charter, charter_wording(), lang).blocks()))


@dataclass(frozen=True, slots=True)
class _Writer:
    charter: Charter
    wording: CharterWording
    lang: str

    def blocks(self) -> Iterator[Block]:
        yield Heading(1, self._said(self.wording.title))
        yield from (Paragraph(self._said(one)) for one in self.wording.opening)
        families = sorted({rule.id.split("/")[0] for rule in self.charter.rules})
        for number, family in enumerate(in_order(families, self.wording), start=1):
            yield from self._topic(number, family)
        yield from self._lines()
        yield from self._press()
        yield from self._person()
        yield Heading(2, self._said(self.wording.tool))
        yield Paragraph(self._said(self.wording.tool_opening))
        yield from self._sources()

    def _topic(self, number: int, family: str) -> Iterator[Block]:
        yield Heading(2, f"{number}. {topic_title(family, self.wording, self.lang)}")
        if family in self.wording.topics:
            yield Paragraph(self._said(self.wording.topics[family].asks))
        clauses = [
            Item(clause.text.in_language(self.lang))
            for guideline, clause in self._clauses()
            if family_of(guideline, clause) == family
        ]
        if clauses:
            yield Items(tuple(dict.fromkeys(clauses)))
        mine = [rule for rule in self.charter.rules if rule.id.split("/")[0] == family]
        yield from self._rules(self.wording.stops, [rule for rule in mine if self._stops(rule)])
        yield from self._rules(self.wording.asks, [rule for rule in mine if not self._stops(rule)])

    def _rules(self, heading: Bilingual, rules: Sequence[Rule]) -> Iterator[Block]:
        if rules:
            yield Heading(3, self._said(heading))
            titles = (f"{rule.file.title.in_language(self.lang)}:" for rule in rules)
            advice = (self._said(rule.file.advice) for rule in rules)
            yield Items(tuple(Item(said, lead=title) for title, said in zip(titles, advice, strict=True)))

    def _stops(self, rule: Rule) -> bool:
        """Whether a finding of the rule fails a check."""
        return self.charter.selection.severities[rule.id] >= Severity.named(self.charter.config.fail_on)

    def _lines(self) -> Iterator[Block]:
        """What `draftlint fix` would insert, in both languages: posts are written in both."""
        inserted = [rule for rule in self.charter.rules if rule.file.fix and rule.file.fix.insert]
        if not inserted:
            return
        yield Heading(2, self._said(self.wording.lines))
        yield Paragraph(self._said(self.wording.lines_opening))
        for rule in inserted:
            title = rule.file.title.in_language(self.lang)
            yield Heading(3, self._said(self.wording.lines_when).replace("{title}", title))
            yield from (Quotation(self._line(rule, lang)) for lang in _LANGUAGES)

    def _line(self, rule: Rule, lang: str) -> str:
        own = self.charter.config.fixes.get(rule.id) or self.charter.selection.fixes.get(rule.id)
        assert rule.file.fix is not None
        assert rule.file.fix.insert is not None
        return self._filled((own and own.in_language(lang)) or rule.file.fix.insert.in_language(lang), lang)

    def _press(self) -> Iterator[Block]:
        yield Heading(2, self._said(self.wording.press))
        yield Paragraph(self._said(self.wording.press_asks))

    def _person(self) -> Iterator[Block]:
        items = [
            Item(clause.person.in_language(self.lang), lead=clause.text.in_language(self.lang))
            for _, clause in self._clauses()
            if clause.person
        ]
        if items:
            yield Heading(2, self._said(self.wording.person))
            yield Paragraph(self._said(self.wording.person_opening))
            yield Items(tuple(dict.fromkeys(items)))

    def _sources(self) -> Iterator[Block]:
        sources = [source for guideline in self.charter.guidelines for source in guideline.profile.source]
        if sources:
            yield Heading(2, self._said(self.wording.sources))
            yield Items(tuple(map(Item, dict.fromkeys(sources))))

    def _clauses(self) -> list[tuple[Guideline, Clause]]:
        return [(guideline, clause) for guideline in self.charter.guidelines for clause in guideline.profile.clauses]

    def _said(self, sentence: Bilingual) -> str:
        return self._filled(sentence.in_language(self.lang), self.lang)

    def _filled(self, sentence: str, lang: str) -> str:
        config = self.charter.config
        filled = {
            "company": company_of(config).in_language(lang),
            "press-contact": config.press_contact or self.wording.press_contact_unknown.in_language(lang),
            "author": config.author.name or "○○",
            "role": config.author.role or "○○",
            "match": "…",
        }
        for name, value in filled.items():
            sentence = sentence.replace("{" + name + "}", value)
        return sentence

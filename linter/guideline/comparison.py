"""Guidelines side by side: which rule weighs how much in each, and what each says on a topic."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from linter.document.blocks import Block, Document, Heading, Table
from linter.guideline.guidelines import Guideline
from linter.guideline.topics import charter_wording, in_order, topic_title
from linter.guideline.wording import WORDS
from linter.model import Severity
from linter.rulebook.profile import Clause, Reason, severity_of
from linter.rulebook.rules import Rule

# Of each guideline, by name: who asks for a rule, by its id.
Asked = Mapping[str, Mapping[str, Reason]]


def comparison_page(guidelines: Sequence[Guideline], asked: Asked, rules: Mapping[str, Rule], lang: str) -> Document:
    """Two tables: rules by severity, clauses by topic."""
    words = WORDS[lang]
    names = tuple(one.name for one in guidelines)
    blocks: list[Block] = [Heading(1, words["comparison"]), Heading(2, words["by-rule"])]
    blocks.append(Table((words["rule"], *names), tuple(_weights(names, asked, rules))))
    blocks.append(Heading(2, words["by-topic"]))
    blocks.append(Table((words["topic"], *names), tuple(_clauses(guidelines, lang))))
    return Document(lang, tuple(blocks))


def _weights(names: Sequence[str], asked: Asked, rules: Mapping[str, Rule]) -> Iterator[tuple[tuple[str, ...], ...]]:
    for rule_id, rule in rules.items():
        cells = [_weight(rule, asked[name].get(rule_id)) for name in names]
        if any(cells):
            yield ((rule_id,), *cells)


def _weight(rule: Rule, reason: Reason | None) -> tuple[str, ...]:
    severity: Severity | None = severity_of(rule, reason.setting) if reason else None
    return () if severity is None or reason is None else (" ".join(filter(None, (str(severity), reason.clause))),)


def _clauses(guidelines: Sequence[Guideline], lang: str) -> Iterator[tuple[tuple[str, ...], ...]]:
    wording = charter_wording()
    families = {family_of(one, clause) for one in guidelines for clause in one.profile.clauses}
    for family in [*in_order(sorted(families - {""}), wording), *([""] if "" in families else [])]:
        title = topic_title(family, wording, lang) if family else WORDS[lang]["person-only"]
        yield ((title,), *(tuple(_told(one, family, lang)) for one in guidelines))


def _told(guideline: Guideline, family: str, lang: str) -> Iterator[str]:
    for clause in guideline.profile.clauses:
        if family_of(guideline, clause) == family:
            yield f"{clause.id}: {clause.text.in_language(lang)}"


def family_of(guideline: Guideline, clause: Clause) -> str:
    """The family of the first rule that a clause names; none where a person must judge."""
    carriers = guideline.carriers[clause.id]
    first = next(iter(clause.rules), "")
    return first.split("/")[0] if "/" in first and carriers else ""


def as_values(guidelines: Sequence[Guideline], asked: Asked, rules: Mapping[str, Rule], lang: str) -> dict[str, Any]:
    """The same for a program."""
    return {
        "rules": {
            rule_id: {one.name: (*_weight(rule, asked[one.name].get(rule_id)), None)[0] for one in guidelines}
            for rule_id, rule in rules.items()
        },
        "clauses": {
            one.name: [
                {"id": clause.id, "topic": family_of(one, clause) or None, "text": clause.text.in_language(lang)}
                for clause in one.profile.clauses
            ]
            for one in guidelines
        },
    }

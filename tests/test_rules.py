"""Every rule's own examples, by exact span, in both languages."""

from __future__ import annotations

import re

import pytest

from linter import Linter
from linter.engine import language
from linter.rulebook.paths import rule_paths
from linter.rulebook.rules import Rule
from linter.rulebook.schema import read_rule

LEAST = 3
RULES: dict[str, Rule] = {rule_id: read_rule(path, rule_id) for rule_id, path in rule_paths().items()}
FLAGS = [
    pytest.param(rule, text, id=f"{rule.id}-{n}")
    for rule in RULES.values()
    for n, text in enumerate(rule.file.examples.flags)
]
PASSES = [
    pytest.param(rule, text, id=f"{rule.id}-{n}")
    for rule in RULES.values()
    for n, text in enumerate(rule.file.examples.passes)
]


def unmarked(text: str) -> tuple[str, list[tuple[int, int]]]:
    """The text without its ⟦ ⟧, and the spans that they marked."""
    spans, plain = [], ""
    for piece in re.split(r"(⟦[^⟧]*⟧)", text):
        inner = piece.strip("⟦⟧") if piece.startswith("⟦") else piece
        if piece.startswith("⟦"):
            spans.append((len(plain), len(plain) + len(inner)))
        plain += inner
    return plain, spans


@pytest.mark.parametrize(("rule", "text"), FLAGS)
def test_rule_flags_exactly_the_marked_span(rule: Rule, text: str, linter: Linter) -> None:
    plain, spans = unmarked(text)
    assert spans, "an example that flags marks the span with ⟦ ⟧"
    found = [(f.span.start, f.span.end) for f in linter.check_text(plain).findings if f.rule == rule.id]
    assert [plain[a:b] for a, b in found] == [plain[a:b] for a, b in spans]
    assert found == spans


@pytest.mark.parametrize(("rule", "text"), PASSES)
def test_rule_passes(rule: Rule, text: str, linter: Linter) -> None:
    plain, spans = unmarked(text)
    assert not spans
    assert [f.quote for f in linter.check_text(plain).findings if f.rule == rule.id] == []


@pytest.mark.parametrize("rule", [pytest.param(rule, id=rule.id) for rule in RULES.values()])
def test_rule_has_three_examples_of_each_sort_in_each_language(rule: Rule) -> None:
    for lang in rule.file.languages:
        for sort in (rule.file.examples.flags, rule.file.examples.passes):
            assert sum(language(text) == lang for text in sort) >= LEAST, (
                f"{rule.id}: fewer than {LEAST} examples in {lang}"
            )

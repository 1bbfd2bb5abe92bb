"""Every rule's own examples, by exact span, in both languages."""

from __future__ import annotations

import pytest

from linter import Linter
from linter.rule_testing import Example, examples_of, missing_examples, unmarked
from linter.rulebook.paths import rule_paths
from linter.rulebook.rules import Rule
from linter.rulebook.schema import read_rule

LEAST = 3
RULES: dict[str, Rule] = {rule_id: read_rule(path, rule_id) for rule_id, path in rule_paths().items()}
EXAMPLES = [
    pytest.param(example, id=f"{rule.id}-{'flags' if example.flags else 'passes'}-{example.number}")
    for rule in RULES.values()
    for example in examples_of(rule)
]


@pytest.mark.parametrize("example", EXAMPLES)
def test_rule_flags_exactly_the_marked_span_and_passes_the_rest(example: Example, linter: Linter) -> None:
    plain, _ = unmarked(example.text)
    found = [f.span for f in linter.check_text(plain).findings if f.rule == example.rule.id]
    assert example.complaint(found) == ""


@pytest.mark.parametrize("rule", [pytest.param(rule, id=rule.id) for rule in RULES.values()])
def test_rule_has_three_examples_of_each_sort_in_each_language(rule: Rule) -> None:
    assert missing_examples(rule, LEAST) == []

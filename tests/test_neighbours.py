"""Rules beside each other: one that yields to another, and a link that excuses."""

from __future__ import annotations

from pathlib import Path

import pytest

from linter import Linter
from linter.errors import RuleError
from linter.resources import bundled

PROMISE = "저희와 함께하시면 매달 3% 수익을 보장합니다."


def test_of_two_rules_that_say_the_same_of_the_same_words_one_speaks(linter: Linter) -> None:
    rules = [finding.rule for finding in linter.check_text(PROMISE).findings]
    assert "claims/guaranteed-return" in rules
    assert "claims/superlative" not in rules


def test_a_rule_speaks_where_the_one_that_it_yields_to_is_turned_off(tmp_path: Path) -> None:
    path = tmp_path / ".draftlint.yaml"
    path.write_text('profiles: [all]\nrules: {"*": off, claims/superlative: on}\n', "utf-8")
    text = "우리 상품은 수익을 보장합니다."
    assert [finding.rule for finding in Linter(path).check_text(text).findings] == ["claims/superlative"]


def test_a_rule_that_yields_to_an_unknown_one_is_refused_with_its_line(tmp_path: Path) -> None:
    rule = (bundled("rules") / "claims" / "absolute.yaml").read_text("utf-8")
    folder = tmp_path / "compliance" / "claims"
    folder.mkdir(parents=True)
    (folder / "absolute.yaml").write_text(rule.replace("claims/health", "claims/helth"), "utf-8")
    (tmp_path / ".draftlint.yaml").write_text("rules-from: [compliance]\n", "utf-8")
    with pytest.raises(RuleError) as refused:
        Linter(tmp_path / ".draftlint.yaml").check_text("안녕하세요.")
    line = next(at for at, text in enumerate(rule.splitlines(), start=1) if text.startswith("yields-to"))
    assert f"absolute.yaml:{line}: no rule is called 'claims/helth' (did you mean 'claims/health'?)" in str(
        refused.value
    )


@pytest.mark.parametrize(
    ("text", "is_found"),
    [
        ("A recent survey found that 70% like it.", True),
        ("[A recent survey](https://example.org/s) found that 70% like it.", False),
        ("A recent survey found that 70% like it.\n\nAnother [paragraph](https://example.org/s).", True),
    ],
)
def test_only_a_link_in_the_same_paragraph_excuses_a_figure(linter: Linter, text: str, is_found: bool) -> None:
    rules = [finding.rule for finding in linter.check_text(text).findings]
    assert ("claims/unsourced-number" in rules) is is_found


def test_a_block_quote_makes_it_doubtful_whose_deal_it_is_but_no_less_a_marking(linter: Linter) -> None:
    said = "지금 새벽유통과 인수 협상을 진행하고 있습니다."

    def severities(text: str, rule: str) -> list[str]:
        return [str(finding.severity) for finding in linter.check_text(text).findings if finding.rule == rule]

    assert severities(said, "confidential/deal") == ["error"]
    assert severities(f"> {said}", "confidential/deal") == ["warning"]
    assert severities("> 이 문서는 대외비입니다.", "confidential/marking") == ["error"]

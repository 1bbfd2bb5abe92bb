"""Which rules count: profiles, one on top of the other, and the configuration above them."""

from __future__ import annotations

from pathlib import Path

import pytest

from linter.config import Config, LoadedConfig
from linter.errors import RuleError
from linter.rulebook.load import load_rules
from linter.rulebook.paths import profile_paths, rule_paths
from linter.rulebook.profile import read_profile, select
from linter.rulebook.rules import Rule


@pytest.fixture(scope="module")
def rules() -> dict[str, Rule]:
    return load_rules(rule_paths())


def chosen(config: Config, rules: dict[str, Rule]) -> set[str]:
    return set(select(LoadedConfig(config, None, Path()), rules, profile_paths()).severities)


def test_what_makes_no_sense_for_a_profile_is_off_whatever_else_is_said(rules: dict[str, Rule]) -> None:
    settings: dict[str, object] = {"disclosure/opinion": "error", "ownership/*": "on"}
    blog = chosen(Config(profiles=["all"], rules=settings), rules)  # type: ignore[arg-type]
    message = chosen(Config(profiles=["commit-message", "all"], rules=settings), rules)  # type: ignore[arg-type]
    assert {rule.split("/")[0] for rule in blog - message} == {
        "disclosure",
        "ownership",
        "investor",
        "claims",
        "conduct",
    }
    assert {rule.split("/")[0] for rule in message} == {"confidential", "privacy", "language", "respect", "sensitive"}


def test_a_rule_that_does_not_exist_is_refused_where_it_stands(rules: dict[str, Rule], tmp_path: Path) -> None:
    path = tmp_path / "own.yaml"
    path.write_text("title: {ko: 가, en: a}\nwithout:\n  - privacy/*\n  - privcy/*\n", "utf-8")
    with pytest.raises(RuleError, match=r"own\.yaml:4: no rule is called 'privcy/\*'"):
        read_profile(path, rules)

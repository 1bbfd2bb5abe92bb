"""Profiles on top of each other: who asked for what, and which word counts."""

from __future__ import annotations

from fnmatch import fnmatchcase
from pathlib import Path

import pytest

from linter.config import Config, LoadedConfig, load_config
from linter.errors import RuleError
from linter.model import Severity
from linter.rulebook.load import load_rules
from linter.rulebook.paths import profile_paths, rule_paths
from linter.rulebook.profile import Selection, clauses_of, read_profile, select

OPINION, SUPERLATIVE = "disclosure/opinion", "claims/superlative"
TITLE = "title: {ko: 시험, en: A test}\n"


def selected(folder: Path, profiles: dict[str, str], stack: str, more: str = "") -> Selection:
    (folder / "own" / "profiles").mkdir(parents=True)
    for name, text in profiles.items():
        (folder / "own" / "profiles" / f"{name}.yaml").write_text(TITLE + text, "utf-8")
    config = folder / ".draftlint.yaml"
    config.write_text(f"profiles: [{stack}]\nrules-from: [own]\n{more}", "utf-8")
    loaded = load_config(config)
    folders = loaded.folders(loaded.config.rules_from, "rules-from")
    return select(loaded, load_rules(rule_paths(folders)), profile_paths(folders))


def clause(name: str, rules: str) -> str:
    return f"clauses:\n  - id: {name}\n    text: {{ko: 조항, en: A clause}}\n    rules: {rules}\n"


@pytest.mark.parametrize("stack", ["strict, mild", "mild, strict"])
def test_of_stacked_profiles_the_stricter_severity_wins_in_either_order(tmp_path: Path, stack: str) -> None:
    profiles = {"strict": clause("S1", f"{{{OPINION}: error}}"), "mild": f"rules: {{{OPINION}: info}}\n"}
    chosen = selected(tmp_path, profiles, stack)
    assert chosen.severities[OPINION] is Severity.ERROR
    assert (chosen.reasons[OPINION].profile, chosen.reasons[OPINION].clause) == ("strict", "S1")


def test_what_one_profile_turns_off_another_may_still_ask_for(tmp_path: Path) -> None:
    profiles = {"asks": f"rules: {{{OPINION}: warning}}\n", "silent": f"rules: {{{OPINION}: off}}\n"}
    assert selected(tmp_path, profiles, "asks, silent").severities[OPINION] is Severity.WARNING


def test_a_profile_has_the_last_word_on_what_it_extends(tmp_path: Path) -> None:
    profiles = {
        "ground": clause("G1", f"{{{OPINION}: error, {SUPERLATIVE}: error}}"),
        "top": f"extends: [ground]\nrules: {{{OPINION}: off, {SUPERLATIVE}: info}}\n",
    }
    chosen = selected(tmp_path, profiles, "top")
    assert OPINION not in chosen.severities
    assert chosen.severities[SUPERLATIVE] is Severity.INFO


def test_the_configuration_has_the_last_word_on_all(tmp_path: Path) -> None:
    chosen = selected(
        tmp_path, {"strict": clause("S1", f"{{{OPINION}: error}}")}, "strict", f"rules: {{{OPINION}: off}}\n"
    )
    assert OPINION not in chosen.severities


def test_of_two_clauses_of_a_profile_the_stricter_counts(tmp_path: Path) -> None:
    more = f"  - id: S2\n    text: {{ko: 조항, en: A clause}}\n    rules: {{{OPINION}: warning}}\n"
    chosen = selected(tmp_path, {"own": clause("S1", f"{{{OPINION}: error}}") + more}, "own")
    assert chosen.reasons[OPINION].clause == "S1"


def test_a_clause_that_names_no_rule_and_leaves_nothing_to_a_person_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(RuleError, match=r"own\.yaml:3: clause S1"):
        selected(tmp_path, {"own": clause("S1", "{}")}, "own")


def test_a_rule_that_is_planned_is_not_there_yet() -> None:
    rules = rule_paths([])
    for name, path in profile_paths([]).items():
        for one in read_profile(path, rules).clauses:
            there = [planned for planned in one.planned if any(fnmatchcase(rule, planned) for rule in rules)]
            assert not there, f"{name} {one.id}: move to rules"


def test_the_clauses_that_a_rule_carries_are_those_of_all_profiles() -> None:
    told = clauses_of("respect/colleague-attack", profile_paths([]), rule_paths([]))
    assert {("base", "BASE-5"), ("bbc", "BBC4"), ("sun", "SUN6")} <= {(profile, one.id) for profile, one in told}


def test_a_guideline_has_its_own_wording_of_the_lines_that_a_fix_inserts() -> None:
    rules = load_rules(rule_paths())

    def wording(*profiles: str) -> str | None:
        config = Config(profiles=list(profiles))
        fixes = select(LoadedConfig(config, None, Path()), rules, profile_paths()).fixes
        return fixes["disclosure/opinion"].en if "disclosure/opinion" in fixes else None

    assert wording("bbc") == "These views are personal and not those of {company}."
    assert wording("cisco", "bbc") == "The views here are mine and not those of {company}."
    assert wording("dell") == wording("base")
    assert wording("all") is None

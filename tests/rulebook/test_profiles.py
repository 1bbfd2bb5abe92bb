"""The profiles that come with draftlint: what each must say, and that it names only rules that exist."""

from __future__ import annotations

import re
from collections import Counter
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

import pytest
import yaml

RULES = Path(__file__).resolve().parents[2] / "rules"
PROFILES = {path.stem: yaml.safe_load(path.read_text("utf-8")) for path in sorted((RULES / "profiles").glob("*.yaml"))}
GUIDELINES = {name: profile for name, profile in PROFILES.items() if "clauses" in profile}
NAMED = (
    "base ibm sun bbc dell cisco harvard-law yahoo blog-council womma kr-kftc kr-listed us-ftc us-listed uk-asa".split()
)
RULE_IDS = {f"{path.parent.name}/{path.stem}" for path in RULES.glob("*/*.yaml") if path.parent.name != "profiles"}
CLAUSES = [(name, clause) for name, profile in GUIDELINES.items() for clause in profile["clauses"]]


def clause_name(value: object) -> str:
    return str(value["id"]) if isinstance(value, dict) else str(value)


def is_bilingual(value: Any) -> bool:
    return isinstance(value, dict) and set(value) == {"ko", "en"} and all(text.strip() for text in value.values())


def test_every_named_guideline_is_a_profile() -> None:
    assert set(NAMED) <= set(GUIDELINES)


@pytest.mark.parametrize("name", GUIDELINES)
def test_a_guideline_says_what_it_is_in_both_languages(name: str) -> None:
    profile = GUIDELINES[name]
    assert is_bilingual(profile["title"])
    assert is_bilingual(profile["about"])
    assert profile["source"]
    assert isinstance(profile["date"], str)
    assert set(profile.get("extends", [])) <= set(PROFILES)


@pytest.mark.parametrize(("name", "clause"), CLAUSES, ids=clause_name)
def test_a_clause_is_carried_by_rules_or_left_to_a_person(name: str, clause: dict[str, Any]) -> None:
    assert set(clause) <= {"id", "text", "rules", "planned", "person", "unverified"}
    assert is_bilingual(clause["text"])
    assert clause.get("rules") or clause.get("planned") or clause.get("person")
    assert "person" not in clause or is_bilingual(clause["person"])


def test_no_two_clauses_share_an_id() -> None:
    assert [name for name, count in Counter(clause["id"] for _, clause in CLAUSES).items() if count > 1] == []


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_no_two_clauses_say_the_same(lang: str) -> None:
    texts = Counter(clause["text"][lang] for _, clause in CLAUSES)
    assert [text for text, count in texts.items() if count > 1] == []


@pytest.mark.parametrize("name", GUIDELINES)
def test_clauses_of_a_profile_agree_on_the_severity_of_a_rule(name: str) -> None:
    asked: dict[str, set[str]] = {}
    for clause in GUIDELINES[name]["clauses"]:
        for rule, severity in clause.get("rules", {}).items():
            asked.setdefault(rule, set()).add(severity)
    assert {rule: found for rule, found in asked.items() if len(found) > 1} == {}


@pytest.mark.parametrize("name", PROFILES)
def test_a_profile_names_only_rules_that_exist(name: str) -> None:
    profile = PROFILES[name]
    patterns = [*profile.get("rules", {}), *(rule for c in profile.get("clauses", []) for rule in c.get("rules", {}))]
    assert [p for p in patterns if not any(fnmatchcase(rule, p) for rule in RULE_IDS)] == []


def test_every_rule_names_the_clauses_that_it_carries() -> None:
    unnamed = []
    for name, clause in CLAUSES:
        for pattern in clause.get("rules", {}):
            for rule_id in filter(lambda rule_id: fnmatchcase(rule_id, pattern), RULE_IDS):
                source = yaml.safe_load((RULES / f"{rule_id}.yaml").read_text("utf-8"))["source"]
                if not re.search(rf"(?<![\w-]){clause['id']}(?![\w-])", " ".join(source)):
                    unnamed.append(f"{rule_id}: {name} {clause['id']}")
    assert not unnamed

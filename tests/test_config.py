"""Configuration, rule and profile files that are wrong: each an error that names file, line and, where it can, the remedy."""

from __future__ import annotations

from pathlib import Path

import pytest

from linter import Linter
from linter.config import find_config, load_config, matches
from linter.errors import ConfigError, DraftlintError, RuleError
from linter.rulebook.paths import rule_paths
from linter.rulebook.schema import read_rule


def config(folder: Path, text: str) -> Path:
    path = folder / ".draftlint.yaml"
    path.write_text(text, "utf-8")
    return path


@pytest.mark.parametrize(
    ("text", "message", "line"),
    [
        ("profiles: [all]\ncompetitor: [A]\n", "unknown key 'competitor' (did you mean 'competitors'?)", 2),
        ("company:\n  name: A\n", "unknown key 'name' (did you mean 'names'?)", 2),
        ("quiet-periods:\n  - {form: 2026-01-05, until: 2026-01-25}\n", "unknown key 'form' (did you mean 'from'?)", 2),
        ("company:\n  names: [A]\n  product: [B]\n", "unknown key 'product' (did you mean 'products'?)", 3),
        ("profiles: all\n", "'profiles'", 1),
        ("kind: private\n", "'kind'", 1),
        ("fail-on: never\n", "'fail-on'", 1),
        ("drafts:\n  - {files: 'a/**', kind: secret}\n", "'kind'", 2),
        ("profiles: [all\n", "not valid YAML", 2),
        ("- a\n", "is a mapping of keys", 1),
        ("kind: personal\nkind: corporate\n", "key 'kind' stands here twice", 2),
        ("profiles: [corporate-blgo]\n", "did you mean 'corporate-blog'?", 1),
        ("profiles: [all]\nrules:\n  confidential/markings: off\n", "did you mean 'confidential/marking'?", 3),
        ("profiles: [all]\nrules:\n  confidential/marking: fatal\n", "confidential/marking", 3),
        (
            "profiles: [all]\nfixes:\n  disclosure/opinions: {ko: 글}\n",
            "'disclosure/opinions' is no rule that inserts",
            3,
        ),
        ("profiles: [all]\nfixes:\n  confidential/deal: {ko: 글}\n", "'confidential/deal' is no rule that inserts", 3),
        ("fixes:\n  disclosure/opinion: {kr: 글}\n", "unknown key 'kr'", 2),
        ("lexicons: [nowhere]\n", "folder 'nowhere' does not exist", 1),
    ],
)
def test_a_wrong_configuration_names_file_line_and_remedy(tmp_path: Path, text: str, message: str, line: int) -> None:
    path = config(tmp_path, text)
    with pytest.raises(DraftlintError) as problem:
        Linter(path).check_text("글")
    assert message in str(problem.value)
    assert str(problem.value).startswith(f"{path}:{line}: ")


def test_an_empty_configuration_is_the_default(tmp_path: Path) -> None:
    assert load_config(config(tmp_path, "# nothing yet\n")).config.profiles == ["personal-blog"]


def test_the_nearest_configuration_holds_up_to_the_root_of_the_repository(tmp_path: Path) -> None:
    inner = tmp_path / "repository" / "posts"
    inner.mkdir(parents=True)
    outer = config(tmp_path, "kind: corporate\n")
    assert find_config(inner) == outer
    find_config.cache_clear()
    (tmp_path / "repository" / ".git").mkdir()
    assert find_config(inner) is None
    find_config.cache_clear()


def test_the_front_matter_wins_over_scopes_and_scopes_over_the_rest(tmp_path: Path) -> None:
    path = config(tmp_path, "kind: corporate\ndrafts: [{files: 'personal/**', kind: personal}]\n")
    loaded = load_config(path)
    assert loaded.kind_of(tmp_path / "news" / "a.md") == "corporate"
    assert loaded.kind_of(tmp_path / "personal" / "deep" / "a.md") == "personal"


@pytest.mark.parametrize(
    ("path", "pattern", "fits"),
    [
        ("archive/2019/a.md", "archive/**", True),
        ("archive/a.md", "archive/", True),
        ("archived.md", "archive/**", False),
        ("a/b/draft.md", "draft.md", True),
        ("a/b.md", "*.md", True),
    ],
)
def test_globs(path: str, pattern: str, fits: bool) -> None:
    assert matches(path, pattern) is fits


RULE = """\
check: term
severity: error
find: {any: [secrecy-marking]}
title: {ko: 가, en: a}
why: {ko: 가, en: a}
message: {ko: 가, en: a}
advice: {ko: 가, en: a}
source: [나]
examples: {flags: [], passes: []}
"""


@pytest.mark.parametrize(
    ("text", "message", "line"),
    [
        (RULE.replace("severity: error", "severity: fatal"), "'severity'", 2),
        (RULE.replace("check: term", "check: terms"), "'check'", 1),
        (RULE.replace("any:", "anny:"), "unknown key 'anny' (did you mean 'any'?)", 3),
        (RULE + "severty: error\n", "unknown key 'severty' (did you mean 'severity'?)", 10),
        (RULE.replace("title: {ko: 가, en: a}", "title: {ko: 가}"), "'en' is missing", 4),
        (RULE.replace("source: [나]\n", ""), "'source' is missing", 1),
        (RULE.replace("[secrecy-marking]}", "secrecy-marking}"), "'any'", 3),
        (
            "check: pattern\n"
            + RULE.split("\n", 1)[1].replace("{any: [secrecy-marking]}", "\n  shapes:\n    - {label: x, match: '('}"),
            "not a regular expression",
            5,
        ),
        (RULE + "fix: {move-up: true, insert: {ko: 가, en: a}}\n", "exactly one of insert, move-up, mask, reword", 10),
        (RULE + "fix:\n  mask:\n    - {match: '('}\n", "'(' is not a regular expression", 12),
        (RULE + "fix: {insert: {ko: 가}}\n", "'en' is missing", 10),
        ("[]\n", "is a mapping of keys", 1),
    ],
)
def test_a_wrong_rule_file_names_file_line_and_remedy(tmp_path: Path, text: str, message: str, line: int) -> None:
    path = tmp_path / "x.yaml"
    path.write_text(text, "utf-8")
    with pytest.raises(RuleError) as problem:
        read_rule(path, "family/x")
    assert message in str(problem.value)
    assert str(problem.value).startswith(f"{path}:{line}: ")


def test_a_rule_that_names_no_existing_word_list_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "own" / "house").mkdir(parents=True)
    (tmp_path / "own" / "house" / "rule.yaml").write_text(RULE.replace("secrecy-marking", "secrecy-markings"), "utf-8")
    with pytest.raises(RuleError, match="no word list is called 'secrecy-markings'"):
        Linter(config(tmp_path, "rules-from: [own]\n")).check_text("글")


def test_a_company_adds_words_and_takes_words_away(tmp_path: Path) -> None:
    words = tmp_path / "words" / "ko"
    words.mkdir(parents=True)
    (words / "secrecy-marking.csv").write_text("term\n집안일\n-대외비\n", "utf-8")
    linter = Linter(config(tmp_path, "profiles: [all]\nlexicons: [words]\n"))
    quotes = [
        f.quote for f in linter.check_text("이건 집안일이고 대외비다.").findings if f.rule == "confidential/marking"
    ]
    assert quotes == ["집안일"]


def test_taking_away_a_word_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    words = tmp_path / "words" / "ko"
    words.mkdir(parents=True)
    (words / "secrecy-marking.csv").write_text("term\n-없는말\n", "utf-8")
    with pytest.raises(DraftlintError, match="takes away a term that is not in"):
        Linter(config(tmp_path, "lexicons: [words]\n")).check_text("글")


def test_a_company_rule_joins_under_its_path(tmp_path: Path) -> None:
    (tmp_path / "own" / "house").mkdir(parents=True)
    (tmp_path / "own" / "house" / "rule.yaml").write_text(RULE, "utf-8")
    linter = Linter(config(tmp_path, "profiles: [all]\nrules-from: [own]\n"))
    assert "house/rule" in [f.rule for f in linter.check_text("대외비다").findings]


def test_bundled_rules_are_found_by_path_alone() -> None:
    assert all(path.parent.name + "/" + path.stem == rule_id for rule_id, path in rule_paths().items())


def test_a_bare_off_in_yaml_means_off(tmp_path: Path) -> None:
    linter = Linter(config(tmp_path, "profiles: [all]\nrules: {confidential/marking: off}\n"))
    assert [f.rule for f in linter.check_text("대외비다").findings if f.rule == "confidential/marking"] == []


def test_config_errors_are_a_kind_of_draftlint_error() -> None:
    assert issubclass(ConfigError, DraftlintError)


def test_a_shape_that_asks_for_nothing_is_looked_for_everywhere(tmp_path: Path) -> None:
    (tmp_path / "own" / "house").mkdir(parents=True)
    text = rule_paths()["confidential/marking"].read_text("utf-8")
    shapes = text[text.index("  shapes:") : text.index("  unless:")]
    own = text.replace(shapes, "  shapes:\n    - {label: ticket, match: 'ticket [a-z]+'}\n")
    (tmp_path / "own" / "house" / "ticket.yaml").write_text(own, "utf-8")
    linter = Linter(config(tmp_path, "profiles: [all]\nrules-from: [own]\n"))
    assert [f.quote for f in linter.check_text("See ticket abc.").findings if f.rule == "house/ticket"] == [
        "ticket abc"
    ]


def test_a_day_that_is_none_is_an_error_with_its_line(tmp_path: Path) -> None:
    path = config(tmp_path, "profiles: [all]\nquiet-periods:\n  - {from: 2026-01-05, until: 2026-02-30}\n")
    with pytest.raises(ConfigError) as problem:
        load_config(path)
    assert (problem.value.line, problem.value.message) == (3, "there is no such day: 2026-02-30")

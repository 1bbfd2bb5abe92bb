"""`draftlint rules --test`: what it says of a company's own rules and lists, right and wrong ones."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from linter.cli import cli
from linter.config import default_config
from linter.model import Span
from linter.resources import bundled
from linter.rule_testing import marked, run_tests, unmarked
from linter.rulebook.bounded import runaway_text

RULE = """\
check: statement
severity: warning
find: {statements: [{all: [house-verb, house-thing]}]}
title: {ko: 가, en: a}
why: {ko: 가, en: a}
message: {ko: 가, en: a}
advice: {ko: 가, en: a}
source: [나]
examples:
  flags:
    - "We ⟦burn garamite⟧ daily."
    - "⟦가람석을 태운⟧다."
  passes:
    - "We burn wood."
    - "장작을 태운다."
"""
HEAD = "term,pos,boundary,unless,label\n"


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A company's folder in which all is right."""
    monkeypatch.chdir(tmp_path)
    for name, text in {
        "house/burn.yaml": RULE,
        "en/house-verb.csv": HEAD + "burn,verb,,,\n",
        "en/house-thing.csv": HEAD + "garamite,,,,\n",
        "ko/house-verb.csv": HEAD + "태우다,VV,,,\n",
        "ko/house-thing.csv": HEAD + "가람석,,,,\n",
    }.items():
        path = tmp_path / "own" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return tmp_path / "own"


def run(*args: str) -> Result:
    return CliRunner().invoke(cli, ["rules", "--test", "--lang", "en", *args])


def said(folder: Path) -> list[tuple[str, int | None, str, bool]]:
    """File, line, message and whether it fails, of each complaint."""
    complaints = run_tests(default_config(folder.parent), folder=folder).complaints
    return [(Path(c.path).name, c.line, c.message, not c.is_warning) for c in complaints]


def test_a_folder_in_which_all_is_right_passes(own: Path) -> None:
    done = run("own")
    assert done.stdout == "Tested 1 rules, 4 examples, 4 rows: 0 failed, 0 warnings.\n"
    assert done.exit_code == 0


def test_an_example_that_comes_out_otherwise_says_what_was_expected_and_what_came(own: Path) -> None:
    wrong = RULE.replace("⟦burn garamite⟧", "⟦burn⟧ garamite").replace("We burn wood", "We burn garamite")
    (own / "house/burn.yaml").write_text(wrong, "utf-8")
    done = run("own")
    assert done.exit_code == 1
    assert done.stdout.splitlines() == [
        "FAILED  own/house/burn.yaml:11: house/burn, flags 1",
        "    expected: We ⟦burn⟧ garamite daily.",
        "    found:    We ⟦burn garamite⟧ daily.",
        "FAILED  own/house/burn.yaml:14: house/burn, passes 1",
        "    expected: nothing",
        "    found:    We ⟦burn garamite⟧.",
        "Tested 1 rules, 4 examples, 4 rows: 2 failed, 0 warnings.",
    ]


def test_examples_that_are_missing_in_a_language_fail(own: Path) -> None:
    (own / "house/burn.yaml").write_text(RULE.replace('    - "장작을 태운다."\n', ""), "utf-8")
    assert said(own) == [("burn.yaml", None, "house/burn: fewer than 1 under 'passes' in ko; write one", True)]


@pytest.mark.parametrize(
    ("row", "message", "fails"),
    [
        ("각설탕,,,각설탕공장|각설탕,", "'각설탕' can never match (its own exception covers all of it)", True),
        ("!#,,,,", "'!#' can never match (nothing is left of it when text is folded)", True),
        ("/(a/,,,,", "'/(a/' is not a regular expression", True),
        ("하늘,VV,,,", "morphology reads '하늘' as NNG, never as VV", False),
    ],
)
def test_a_row_that_can_not_work_is_told(own: Path, row: str, message: str, fails: bool) -> None:
    (own / "ko/house-thing.csv").write_text(HEAD + "가람석,,,,\n" + row + "\n", "utf-8")
    ((name, line, text, failed),) = said(own)
    assert (name, line, failed) == ("house-thing.csv", 3, fails)
    assert text.startswith(message)


def test_a_row_that_a_bundled_list_has_already_is_a_warning(own: Path) -> None:
    (own / "ko/secrecy-marking.csv").write_text(
        (bundled("lexicons") / "ko/secrecy-marking.csv").read_text("utf-8"), "utf-8"
    )
    told = [one for one in said(own) if one[0] == "secrecy-marking.csv" and "already" in one[2]]
    assert told
    assert not any(fails for *_, fails in told)


@pytest.mark.parametrize(
    ("wrong", "message", "line"),
    [
        ("house-things", "no word list is called 'house-things' (did you mean 'house-thing'?", 3),
        ("house-thing:blue", "word list 'house-thing' has no row labelled 'blue'", 3),
        ("empty-list", "word list 'empty-list' has no rows: what asks for it can never speak", None),
    ],
)
def test_a_rule_that_names_what_is_not_there_fails(own: Path, wrong: str, message: str, line: int | None) -> None:
    (own / "house/burn.yaml").write_text(RULE.replace("house-thing]", f"{wrong}]"), "utf-8")
    (own / "ko/empty-list.csv").write_text(HEAD, "utf-8")
    name, where, text, fails = said(own)[0]
    assert (name, where, fails) == ("burn.yaml", line, True)
    assert text.startswith(message)


def test_a_single_bundled_rule_can_be_tested(own: Path) -> None:
    done = run("--rule", "confidential/marking")
    assert done.exit_code == 0
    assert done.stdout.startswith("Tested 1 rules, ")


def test_a_rule_that_does_not_exist_is_told_with_the_nearest(own: Path) -> None:
    assert "did you mean 'confidential/marking'?" in str(run("--rule", "confidental/marking").exception)


def test_nothing_to_test_is_said(own: Path) -> None:
    done = run()
    assert done.exit_code == 2
    assert "Name their folders in the configuration" in done.stderr


def test_marks_come_off_and_go_on_again() -> None:
    assert unmarked("가 ⟦나⟧ 다 ⟦라⟧") == ("가 나 다 라", [Span(2, 3), Span(6, 7)])
    assert marked("가 나 다 라", [Span(2, 3), Span(6, 7)]) == "가 ⟦나⟧ 다 ⟦라⟧"


@pytest.mark.parametrize("pattern", [r"(?:\w+\s)+b", r"a+b", r"(?:ab)+c", r"(?:a++)+b"])
def test_an_expression_that_comes_to_an_end_is_not_accused(pattern: str) -> None:
    assert runaway_text(pattern) == ""


def test_a_statement_of_nothing_but_regular_expressions_can_never_be_found(own: Path) -> None:
    for name, row in (("en/house-verb", "/burn(?:s|ed)?/"), ("ko/house-verb", "/태우[고다]/")):
        (own / f"{name}.csv").write_text(f"{HEAD}{row},,,,\n", "utf-8")
    assert "can never be found" not in str(run("own").exception)  # the other concept has plain words
    for name, row in (("en/house-thing", "/garamites?/"), ("ko/house-thing", "/가람석/")):
        (own / f"{name}.csv").write_text(f"{HEAD}{row},,,,\n", "utf-8")
    assert str(run("own").exception).endswith(
        "burn.yaml:3: this statement can never be found: each of its words is a regular expression "
        "(add plain words to one of its lists: house-thing, house-verb)"
    )

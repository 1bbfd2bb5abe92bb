"""The second look: words around a finding that speak for another matter, and what they never outweigh."""

from __future__ import annotations

from pathlib import Path

import pytest

from linter import Linter
from linter.errors import LexiconError
from linter.rulebook.load import load_rules
from linter.rulebook.paths import rule_paths, scores_file
from linter.rulebook.scores import Scores, read_scores
from linter.text.traits import traits

CONFIGURATION = """\
profiles: [all]
rules: {{"*": off, claims/superlative: on, respect/competitor-attack: on, respect/personal-insult: on, language/profanity: on}}
company: {{names: [{company}]}}
competitors: [{competitor}]
"""


def linter_of(folder: Path, company: str, competitor: str, more: str = "") -> Linter:
    path = folder / ".draftlint.yaml"
    path.write_text(CONFIGURATION.format(company=company, competitor=competitor) + more, "utf-8")
    return Linter(path)


def found(linter: Linter, text: str) -> list[str]:
    return [one.rule for one in linter.check_text(f"{text}\n").findings]


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Linter:
    return linter_of(tmp_path_factory.mktemp("plain"), "Garam Soft", "Bluefin")


def test_words_of_another_matter_outweigh_what_is_not_certain(plain: Linter) -> None:
    assert found(plain, "The neighbour who keeps an eye on our shop is the sharpest woman I know.") == []
    assert found(plain, "Ours is the sharpest kitchen knife in the world.") == ["claims/superlative"]


def test_what_is_certain_is_told_whatever_stands_around(plain: Linter) -> None:
    text = "The neighbour who keeps an eye on our shop says that this is fucking good tea."
    assert found(plain, text) == ["language/profanity"]


def test_a_name_says_no_more_than_whose_it_is(tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    one.mkdir()
    other.mkdir()
    text = "{competitor} sells junk, and {company} is simply the best shop of all."
    for folder, company, competitor in ((one, "Garam Soft", "Bluefin"), (other, "Vexilquop", "Ombrenth")):
        linter = linter_of(folder, company, competitor)
        rules = found(linter, text.format(company=company, competitor=competitor))
        assert sorted(rules) == ["claims/superlative", "respect/competitor-attack"]


def test_a_companys_own_words_are_never_outweighed(plain: Linter, tmp_path: Path) -> None:
    text = "We practised the answer until it stopped sounding {word}, then had tea."
    assert found(plain, text.format(word="rude")) == []
    lists = tmp_path / "words" / "en"
    lists.mkdir(parents=True)
    (lists / "insult-phrase.csv").write_text("term\nsounding wuzzy\n", "utf-8")
    linter = linter_of(tmp_path, "Garam Soft", "Bluefin", "lexicons: [words]\n")
    assert found(linter, text.format(word="wuzzy")) == ["respect/personal-insult"]
    assert found(linter, text.format(word="rude")) == []


def test_latin_words_count_as_they_stand_and_korean_ones_by_how_they_begin() -> None:
    assert traits("we don't 매출은 3") == {"we", "don't", "매", "매출", "매출은", "3"}


def test_a_total_is_the_start_and_the_points_by_the_root_of_their_number(tmp_path: Path) -> None:
    path = tmp_path / "scores.csv"
    path.write_text("word,a/b,c/d\n,-40,5\nred,30,\nblue,,-20\n", "utf-8")
    scores = Scores(read_scores(path))
    assert scores.total("a/b", {"red", "blue", "green", "grey"}) == pytest.approx(-4.0 + 3.0 / 2)
    assert scores.total("c/d", {"blue"}) == pytest.approx(0.5 - 2.0)


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("word,a/b\n,-4\nred,x\n", 3, "'x' is not a whole number"),
        (
            "word,a/b\nred,3\n",
            1,
            "the first line must be 'word' and rules, and a row without a word what each begins with",
        ),
        ("", 1, "the first line must be 'word' and rules, and a row without a word what each begins with"),
    ],
)
def test_a_table_that_is_wrong_says_where(tmp_path: Path, text: str, line: int, message: str) -> None:
    path = tmp_path / "scores.csv"
    path.write_text(text, "utf-8")
    with pytest.raises(LexiconError) as problem:
        read_scores(path)
    assert (problem.value.line, problem.value.message) == (line, message)


def test_each_scored_rule_has_points_and_no_other() -> None:
    scored = {rule.id for rule in load_rules(rule_paths()).values() if rule.file.scored}
    assert set(read_scores(scores_file()).numbers) == scored

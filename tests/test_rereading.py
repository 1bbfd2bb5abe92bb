"""Judging again after an edit says what judging anew says, and looks only at what the edit changed."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from linter import Linter
from linter.engine import gather, judge, settle, told
from linter.model import Draft, Told
from linter.readers import read_bytes
from linter.rereading import OutdatedError, Rereader
from linter.rulebook.rulebook import Rulebook
from linter.text.korean import Morphology
from tests.conftest import FIXTURES

LONGEST = 3_000
START = "A beginning, so that no edit makes front matter of it.\n\n"
SOURCES = [path.read_text("utf-8") for path in sorted((FIXTURES / "drafts").glob("*.md"))]
BODIES = [text.split("\n---\n", 1)[1][:LONGEST] for text in SOURCES if text.startswith("---\n")]
# Words that are told, words that excuse them, words in doubt, borders of regions, headings that set the tone.
PIECES = [
    "\n\n",
    "\n# ",
    "- ",
    "최고 ",
    "기업인수를 논의하고 있다. ",
    "우리 회사는 ",
    "쓰레기 ",
    "블루핀 ",
    "sh1t ",
    "not ",
    "대외비\n",
    "용어집",
    "> ",
    "`",
    "---\n",
    " 개인의 의견 ",
    "예시: ",
]


@pytest.fixture(scope="module")
def rulebook(linter: Linter) -> Rulebook:
    return linter._rulebooks.of(Path("post.md"))


@pytest.fixture(scope="module")
def morphology(linter: Linter) -> Morphology:
    return linter._morphology


def read(text: str) -> Draft:
    return read_bytes(text.encode(), "post.md")


def anew(draft: Draft, rulebook: Rulebook, morphology: Morphology) -> list[Told]:
    return in_order(told(settle([judge(gather(draft, rulebook), rulebook)], morphology)[0]))


def in_order(said: list[Told]) -> list[Told]:
    return sorted(said, key=lambda one: (one.span, one.rule, one.certainty))


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    text=st.sampled_from(BODIES),
    edits=st.lists(st.tuples(st.floats(0, 1), st.integers(0, 30), st.sampled_from(PIECES)), min_size=1, max_size=4),
)
def test_after_any_edits_the_verdicts_are_those_of_judging_anew(
    text: str, edits: list[tuple[float, int, str]], rulebook: Rulebook, morphology: Morphology
) -> None:
    rereader = Rereader(rulebook, morphology)
    rereader.judge(read(START + text))
    for place, deleted, piece in edits:
        at = int(place * len(text))
        text = text[:at] + piece + text[at + deleted :]
        draft = read(START + text)
        assert in_order(told(rereader.judge(draft))) == anew(draft, rulebook, morphology)


def test_a_region_that_has_not_changed_is_not_looked_at_again(
    rulebook: Rulebook, morphology: Morphology, monkeypatch: pytest.MonkeyPatch
) -> None:
    rereader, looked_at = Rereader(rulebook, morphology), list[str]()
    learn = Rereader._learn

    def watched(self: Rereader, draft: Draft, some: object) -> object:
        looked_at.extend(region.text for _, region in some)  # type: ignore[attr-defined]
        return learn(self, draft, some)  # type: ignore[arg-type]

    monkeypatch.setattr(Rereader, "_learn", watched)
    rereader.judge(read("# One\n\nsh1t\n\nThree\n"))
    assert looked_at == ["One", "sh1t", "Three"]
    looked_at.clear()
    judged = rereader.judge(read("# One\n\nsh1t\n\nFour\n"))
    assert looked_at == ["Four"]
    assert [one.rule for one in told(judged)] == ["language/profanity"]


def test_a_heading_that_changes_changes_what_stands_below_it(rulebook: Rulebook, morphology: Morphology) -> None:
    rereader = Rereader(rulebook, morphology)
    plain, glossary = "# Notes\n\nsh1t\n", "# Words we do not use: glossary\n\nsh1t\n"
    for text in (plain, glossary, plain):
        assert in_order(told(rereader.judge(read(text)))) == anew(read(text), rulebook, morphology)


def test_judging_stops_when_nobody_wants_the_answer(rulebook: Rulebook, morphology: Morphology) -> None:
    with pytest.raises(OutdatedError):
        Rereader(rulebook, morphology).judge(read("# One\n"), lambda: True)


def test_a_rule_that_crashes_is_a_problem_each_time_and_the_others_speak(
    rulebook: Rulebook, morphology: Morphology, monkeypatch: pytest.MonkeyPatch
) -> None:
    from linter.engine import JUDGES

    def crash(*_: object) -> object:
        raise ValueError("no")

    monkeypatch.setitem(JUDGES, "pattern", crash)
    rereader = Rereader(rulebook, morphology)
    for _ in range(2):
        judged = rereader.judge(read("sh1t\n"))
        assert all("failed on this draft" in problem.message and problem.internal for problem in judged.problems)
        assert judged.problems
        assert [one.rule for one in told(judged)] == ["language/profanity"]

"""A guideline held against a draft."""

from __future__ import annotations

from dataclasses import replace

import pytest

from linter import Linter
from linter.document import text
from linter.errors import ConfigError
from linter.guideline.checklist import Held, bare, held
from linter.guideline.checklist_page import as_values, checklist_page
from linter.guideline.guidelines import Guideline, all_profiles, chosen, followed, with_clauses
from linter.model import Certainty, Finding, Report, Suppression
from linter.rulebook.profile import Clause, Profile
from linter.rulebook.rules import Bilingual

DRAFT = "---\nkind: personal\n---\n저는 가람소프트에서 일합니다. 새로 만든 검색은 졸라 빠릅니다.\n"
OPINION, OATH = "disclosure/opinion", "language/profanity"


def clause(name: str, *rules: str, person: str = "") -> Clause:
    said = Bilingual(person, person) if person else None
    return Clause(name, Bilingual(f"{name} 조항", f"clause {name}"), dict.fromkeys(rules, "error"), person=said)


def guideline(*clauses: Clause) -> Guideline:
    carriers = {one.id: tuple(one.rules) for one in clauses}
    return Guideline("house", Profile(Bilingual("집", "House"), clauses=list(clauses), date="2026"), carriers)


@pytest.fixture(scope="module")
def report(linter: Linter) -> Report:
    return linter.check_text(DRAFT)


def outcomes(guide: Guideline, findings: tuple[Finding, ...], active: set[str]) -> dict[str, str]:
    return {one.clause.id: one.outcome for one in held(guide, "post.md", findings, active).clauses}


HOUSE = guideline(
    clause("A", OPINION), clause("B", "ownership/notice"), clause("C", person="누구"), clause("D", "language/hate")
)


def test_a_clause_is_broken_kept_a_persons_or_turned_off(report: Report) -> None:
    active = {OPINION, "ownership/notice"}
    kept = tuple(one for one in report.findings if one.rule == OPINION)
    assert outcomes(HOUSE, kept, active) == {"A": "broken", "B": "kept", "C": "person", "D": "off"}


def test_what_is_waived_breaks_nothing_and_what_is_unsure_says_so(report: Report) -> None:
    (finding,) = [one for one in report.findings if one.rule == OPINION]
    waived = replace(finding, suppressed=Suppression("waiver", "agreed", 1))
    unsure = replace(finding, certainty=Certainty.UNCONFIRMED)
    assert outcomes(HOUSE, (waived,), {OPINION})["A"] == "kept"
    page = text.render(checklist_page([held(HOUSE, "post.md", [unsure], {OPINION})], "en"))
    assert "✗ A  clause A\n" in page
    assert "     This is not certain; somebody should have a look.\n" in page


def test_the_page_says_where_a_clause_is_broken(report: Report) -> None:
    guide = guideline(clause("A", OPINION), clause("LONG", OATH), clause("C", person="by taste"))
    page = text.render(checklist_page([held(guide, "post.md", report.findings, {OPINION, OATH})], "en"))
    assert page.split("\n\n", 1) == [
        "House (as of 2026)",
        "post.md: 3 clauses: 0 kept, 2 broken, 1 for a person to judge.\n\n"
        "✗ A     clause A\n        4:1 " + said(report, OPINION) + " (disclosure/opinion)\n"
        "✗ LONG  clause LONG\n        4:28 " + said(report, OATH) + " (language/profanity)\n"
        "? C     clause C\n        For a person: by taste\n",
    ]


def said(report: Report, rule: str) -> str:
    return next(one.message for one in report.findings if one.rule == rule)


def test_the_values_are_the_same_for_a_program(report: Report) -> None:
    (values,) = as_values([held(HOUSE, "post.md", report.findings, {OPINION})], "ko")
    assert values["guideline"] == {"name": "house", "title": "집", "date": "2026", "source": []}
    assert values["draft"] == "post.md"
    first = values["clauses"][0]
    assert (first["id"], first["text"], first["outcome"], first["rules"]) == ("A", "A 조항", "broken", [OPINION])
    assert [(one["rule"], one["line"], one["column"]) for one in first["findings"]] == [(OPINION, 4, 1)]


def test_a_bare_checklist_has_open_boxes_and_names_the_rules() -> None:
    page = text.render(checklist_page([bare(guideline(clause("A", OPINION), clause("C", person="by taste")))], "en"))
    assert "2 clauses: draftlint checks 1, and leaves 1 to a person." in page
    assert "☐ A  clause A\n     Checked by: disclosure/opinion\n? C  clause C\n" in page


@pytest.fixture(scope="module")
def known() -> dict[str, Guideline]:
    return all_profiles()


def test_a_guideline_speaks_of_the_company_whose_it_is_or_of_one_that_takes_it_over(
    known: dict[str, Guideline],
) -> None:
    def third(guidelines: dict[str, Guideline]) -> Bilingual:
        return next(one.text for one in guidelines["ibm"].profile.clauses if one.id == "IBM3")

    assert third(known).en.startswith("When IBM is the topic")
    taken_over = all_profiles(company=Bilingual("가람소프트", "Garam Soft"))
    assert third(taken_over).ko.startswith("가람소프트 이야기를 할 때는")
    assert third(taken_over).en.startswith("When Garam Soft is the topic")


def test_no_clause_of_any_guideline_leaves_a_name_open(known: dict[str, Guideline]) -> None:
    texts = [one.text for guide in with_clauses(known) for one in guide.profile.clauses]
    assert len(texts) > 100
    assert not [text for text in texts if "{" in text.ko + text.en]


def test_profiles_that_others_stand_on_come_first_and_once(known: dict[str, Guideline]) -> None:
    assert [one.name for one in followed(["ibm", "sun"], known)] == ["base", "ibm", "sun"]


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("imb", "no guideline is called 'imb' (did you mean 'ibm'?)"),
        ("all", "the profile 'all' has no clauses (`draftlint rules --profile all` shows the rules that it turns on)"),
    ],
)
def test_a_name_that_is_no_guideline_is_refused_with_what_to_do(
    known: dict[str, Guideline], name: str, message: str
) -> None:
    with pytest.raises(ConfigError) as refused:
        chosen([name], known)
    assert str(refused.value) == message


def test_held_clauses_are_in_the_order_of_the_guideline() -> None:
    checklist = bare(HOUSE)
    assert [one.clause.id for one in checklist.clauses] == ["A", "B", "C", "D"]
    assert all(isinstance(one, Held) for one in checklist.clauses)

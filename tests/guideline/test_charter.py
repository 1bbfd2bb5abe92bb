"""A company's own guideline as a document."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from linter.config import Author, Company, Config, LoadedConfig, Wording
from linter.document import markdown
from linter.guideline.charter import Charter, charter_page, company_of
from linter.guideline.guidelines import all_profiles, followed
from linter.rulebook.load import load_rules
from linter.rulebook.paths import profile_paths, rule_paths
from linter.rulebook.profile import select
from linter.rulebook.rules import Bilingual


def charter(config: Config) -> Charter:
    rules = load_rules(rule_paths())
    selection = select(LoadedConfig(config, None, Path()), rules, profile_paths())
    guidelines = followed(config.profiles, all_profiles(company=company_of(config)))
    return Charter(config, guidelines, [rule for rule in rules.values() if rule.id in selection.severities], selection)


COMPANY = Config(
    profiles=["ibm", "kr-kftc"],
    company=Company(names=["가람소프트", "Garam Soft"]),
    author=Author("서이준", "엔지니어"),
    press_contact="press@garam.example",
    fixes={"disclosure/opinion": Wording(en="Only I think so, {company} may not.")},
)


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    told = charter(COMPANY)
    return {lang: markdown.render(charter_page(told, lang)) for lang in ("ko", "en")}


def test_it_is_about_the_company_in_the_language_of_the_page(pages: dict[str, str]) -> None:
    assert pages["ko"].startswith("# 가람소프트 소셜 미디어 가이드라인\n")
    assert pages["en"].startswith("# Social media guidelines of Garam Soft\n")
    assert "- When Garam Soft is the topic, give your name and your job, and say 'I'." in pages["en"]
    assert "IBM's" not in pages["en"]


def test_it_tells_what_stops_a_post_apart_from_what_is_only_asked(pages: dict[str, str]) -> None:
    confidences = pages["en"].split("Confidences\n", 1)[1].split("\n## ", 1)[0]
    stops, asks = confidences.split("### To be looked at again\n")
    assert "**A secrecy marking:**" in stops
    assert "**A partner's confidences:**" in asks


def test_it_has_the_lines_to_copy_in_both_languages_and_in_the_companys_own_words(pages: dict[str, str]) -> None:
    lines = pages["ko"].split("## 그대로 옮겨 써도 좋은 문장\n", 1)[1].split("\n## ", 1)[0]
    assert "### 이렇게 나올 때: 개인 의견이라는 말이 없음\n" in lines
    assert "> 이 글은 글쓴이 개인의 의견이며 소속 회사의 공식 입장이 아닙니다.\n" in lines
    assert "> Only I think so, Garam Soft may not.\n" in lines


def test_it_says_whom_to_ask_what_people_must_judge_and_on_whose_word_it_stands(pages: dict[str, str]) -> None:
    assert "pass it on to press@garam.example." in pages["en"]
    assert "- **Write what helps somebody.** Readers decide what is useful." in pages["en"]
    assert "- IBM Social Computing Guidelines, 2005; revised 2008 and 2010" in pages["en"]


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_nothing_is_left_to_fill_in(pages: dict[str, str], lang: str) -> None:
    assert not re.search(r"\{[a-z-]+\}", pages[lang])


def test_topics_come_in_the_order_of_the_post_and_are_numbered(pages: dict[str, str]) -> None:
    numbered = re.findall(r"^## (\d+)\. (.*)$", pages["en"], re.MULTILINE)
    assert [int(number) for number, _ in numbered] == list(range(1, len(numbered) + 1))
    assert [title for _, title in numbered][:3] == ["Transparency", "Ownership", "Confidences"]


def test_a_company_without_a_name_is_ours() -> None:
    assert company_of(Config()) == Bilingual("우리 회사", "our company")
    assert company_of(Config(company=Company(names=["Garam"]))) == Bilingual("Garam", "Garam")

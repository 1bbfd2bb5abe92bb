"""What guidelines speak of, family by family of rules, in the order of the post that this project comes from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from linter.errors import RuleError
from linter.resources import bundled
from linter.rulebook.rules import STRICT, Bilingual
from linter.rulebook.schema import read_utf8
from linter.yaml_source import YamlSource


@dataclass(frozen=True, slots=True)
class Topic:
    """`asks` says in a sentence or two what is wanted of a writer."""

    __pydantic_config__ = STRICT
    title: Bilingual
    asks: Bilingual


@dataclass(frozen=True, slots=True)
class CharterWording:
    """The sentences of a company's own guideline; {company}, {press-contact} and {title} (of a
    rule) are filled in."""

    __pydantic_config__ = STRICT
    title: Bilingual
    opening: list[Bilingual]
    lines: Bilingual
    lines_opening: Bilingual
    lines_when: Bilingual
    stops: Bilingual
    asks: Bilingual
    person: Bilingual
    person_opening: Bilingual
    press: Bilingual
    press_asks: Bilingual
    tool: Bilingual
    tool_opening: Bilingual
    sources: Bilingual
    company_unknown: Bilingual
    press_contact_unknown: Bilingual
    topics: dict[str, Topic]


def charter_wording() -> CharterWording:
    """Raises RuleError where the bundled file is damaged."""
    path = bundled("rules") / "charter.yaml"
    return YamlSource(read_utf8(path), path, RuleError).checked(CharterWording)


def in_order(families: Sequence[str], wording: CharterWording) -> list[str]:
    """Families in the order of the topics; a company's own come last."""
    known = list(wording.topics)
    return sorted(families, key=lambda family: known.index(family) if family in known else len(known))


def topic_title(family: str, wording: CharterWording, lang: str) -> str:
    return wording.topics[family].title.in_language(lang) if family in wording.topics else family

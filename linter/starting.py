"""The first configuration of a company: the template, with what the company answered in the places for it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from linter.config import Config
from linter.errors import ConfigError, nearest
from linter.resources import bundled
from linter.rulebook.paths import profile_paths, rule_paths
from linter.rulebook.profile import read_profile
from linter.yaml_source import YamlSource

TEMPLATE = "template.draftlint.yaml"


@dataclass(frozen=True, slots=True)
class Answers:
    """What a company says of itself. `jurisdictions` are those of the law profiles; `guidelines` are profiles."""

    guidelines: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    products: tuple[str, ...] = ()
    competitors: tuple[str, ...] = ()
    customers: tuple[str, ...] = ()
    codenames: tuple[str, ...] = ()
    press_contact: str = ""
    jurisdictions: tuple[str, ...] = ()
    is_listed: bool = False


def starting_configuration(answers: Answers) -> str:
    """The text of a .draftlint.yaml. Raises ConfigError for a guideline or a jurisdiction that does not exist."""
    text = _template()
    for key, value in _values(answers):
        text = _with_value(text, key, value)
    return text


def profiles_for(answers: Answers) -> list[str]:
    """The guidelines, or what the template has, then the law of the jurisdictions. Raises ConfigError."""
    known = profile_paths()
    for name in answers.guidelines:
        if name not in known:
            raise ConfigError(f"no guideline is called '{name}'", hint=nearest(name, known))
    laws = list(_laws())
    places = sorted({place for _, place, _ in laws})
    for place in answers.jurisdictions:
        if place not in places:
            raise ConfigError(f"no law of '{place}' is known", hint=f"there are: {', '.join(places)}")
    asked = [
        name
        for name, place, is_for_listed in laws
        if place in answers.jurisdictions and (answers.is_listed or not is_for_listed)
    ]
    return list(dict.fromkeys([*(answers.guidelines or _template_profiles()), *asked]))


def _template_profiles() -> list[str]:
    template = YamlSource(_template(), TEMPLATE, ConfigError)
    return list(template.checked(Config).profiles)


def _template() -> str:
    return (bundled("rules") / TEMPLATE).read_text("utf-8")


def _laws() -> Iterator[tuple[str, str, bool]]:
    """Profiles of the law: name, jurisdiction, whether for listed companies alone."""
    rule_ids = list(rule_paths())
    for name, path in sorted(profile_paths().items()):
        profile = read_profile(path, rule_ids)
        if profile.jurisdiction:
            yield name, profile.jurisdiction, profile.listed


def _values(answers: Answers) -> Iterator[tuple[str, str | Sequence[str]]]:
    profiles = profiles_for(answers) if answers.guidelines or answers.jurisdictions else []
    lists = {
        "profiles": profiles,
        "names": answers.names,
        "products": answers.products,
        "competitors": answers.competitors,
        "customers": answers.customers,
        "codenames": answers.codenames,
    }
    yield from ((key, value) for key, value in lists.items() if value)
    if answers.press_contact:
        yield "press-contact", answers.press_contact


def _with_value(text: str, key: str, value: str | Sequence[str]) -> str:
    """The template with a value for a key, which may stand there as a comment. JSON is YAML, whatever the value."""
    written = json.dumps(value if isinstance(value, str) else list(value), ensure_ascii=False)
    line = re.compile(rf"^(?P<indent> *)(?:# )?{re.escape(key)}:.*$", re.MULTILINE)
    assert line.search(text), key
    return line.sub(lambda match: f"{match['indent']}{key}: {written}", text, count=1)

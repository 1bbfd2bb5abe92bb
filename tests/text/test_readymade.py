"""Regular expressions as Python's engine runs them: the same matches without parsing."""

from __future__ import annotations

import marshal
import re

import pytest

from linter.text import readymade
from linter.text.readymade import compiled_from

PATTERNS = [
    r"(?:한|두) ?번(?P<value>만)?",
    r"\b[a-z]{2,5}(?=ing\b)",
    r"(?<=[가-힣])(?:은|는)(?!데)",
    r"(a)(b)?(?P<x>c)\2?",
    r"(?i:ad)[^.!?]{0,6}",
]
TEXT = "한 번만, 두번 Singing 사람은 있는데 abc abbc ADvert ad: go"


@pytest.mark.parametrize("pattern", PATTERNS)
def test_a_pattern_from_its_stored_form_matches_what_the_pattern_matches(pattern: str) -> None:
    form = marshal.loads(marshal.dumps(readymade.readymade(pattern)))
    assert form is not None
    made, plain = compiled_from(pattern, form), re.compile(pattern)
    assert (made.groups, dict(made.groupindex), made.flags) == (plain.groups, dict(plain.groupindex), plain.flags)
    found = [[(one.span(), one.groupdict()) for one in engine.finditer(TEXT)] for engine in (made, plain)]
    assert found[0] == found[1]


@pytest.mark.parametrize("form", [None, (32, b"\xff\xff\xff\xff", 0, {}, (None,)), (32, b"", 0, {}, ())])
def test_a_form_that_is_missing_or_damaged_costs_only_the_parsing(form: readymade.Readymade | None) -> None:
    assert compiled_from("a+", form).findall("caat") == ["aa"]


def test_where_python_does_not_give_the_form_there_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> object:
        raise ImportError(name)

    monkeypatch.setattr(readymade, "import_module", missing)
    assert readymade.readymade("a+") is None
    assert compiled_from("a+", (0, b"", 0, {}, ())).findall("caat") == ["aa"]

"""What an editor may set, and that nonsense is refused in words."""

from __future__ import annotations

from typing import Any

import pytest

from linter.errors import ConfigError
from linter.lsp.settings import Settings


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (None, Settings()),
        ({}, Settings()),
        ({"lang": "ko"}, Settings(lang="ko")),
        ({"draftlint": {"showAllowed": True, "delay": 0}}, Settings(show_allowed=True, delay=0)),
        ({"draftlint": None}, Settings()),
    ],
)
def test_settings_come_bare_or_under_the_name_of_the_program(values: Any, expected: Settings) -> None:
    assert Settings().updated(values) == expected


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"lang": "fr"}, "draftlint.lang is auto, ko or en, not 'fr'"),
        ({"delay": -1}, "draftlint.delay is a number of milliseconds, not -1"),
        ({"delay": True}, "draftlint.delay is a number of milliseconds, not True"),
        ({"lnag": "ko"}, "there is no setting draftlint.lnag (settings are lang, showAllowed, delay, largest)"),
    ],
)
def test_what_means_nothing_is_refused(values: Any, message: str) -> None:
    with pytest.raises(ConfigError) as refused:
        Settings().updated(values)
    assert str(refused.value) == message

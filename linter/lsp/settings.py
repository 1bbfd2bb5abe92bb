"""What an editor may set: `draftlint.lang` and its like, at the start or later."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

from linter.errors import ConfigError

_LANGUAGES = ("auto", "ko", "en")


@dataclass(frozen=True, slots=True)
class Settings:
    """`lang`: language of findings, `auto` is each draft's own. `show_allowed`: show what is allowed as hints.
    `delay`: milliseconds of rest before a draft is judged, while edits come faster than they are judged. `largest`:
    drafts of more kilobytes are left alone."""

    lang: Literal["auto", "ko", "en"] = "auto"
    show_allowed: bool = False
    delay: int = 10
    largest: int = 1000

    def updated(self, values: Any) -> Settings:
        """The settings with what an editor sent. Raises ConfigError, in words for a person, for what means nothing."""
        if not isinstance(values, Mapping):
            return self
        own = values.get("draftlint", values)
        if not isinstance(own, Mapping):
            return self
        known = {"lang": "lang", "showAllowed": "show_allowed", "delay": "delay", "largest": "largest"}
        for key, value in own.items():
            if key not in known:
                raise ConfigError(f"there is no setting draftlint.{key}", hint=f"settings are {', '.join(known)}")
            _refuse_nonsense(key, value)
        return replace(self, **{known[key]: value for key, value in own.items()})


def _refuse_nonsense(key: str, value: Any) -> None:
    is_number = isinstance(value, int) and not isinstance(value, bool) and value >= 0
    fits, expected = {
        "lang": (value in _LANGUAGES, "auto, ko or en"),
        "showAllowed": (isinstance(value, bool), "true or false"),
        "delay": (is_number, "a number of milliseconds"),
        "largest": (is_number, "a number of kilobytes"),
    }[key]
    if not fits:
        raise ConfigError(f"draftlint.{key} is {expected}, not {value!r}")

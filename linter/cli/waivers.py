"""draftlint waivers"""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import click

from linter.api import Linter
from linter.cli.explain import language
from linter.cli.options import config_option, language_option
from linter.cli.wording import findings
from linter.config import WAIVERS_NAME
from linter.verdict.waivers import Waiver

_COLOURS = {"active": "green", "expired": "red", "unused": "yellow"}
_WORDS = {
    "ko": {
        "active": "유효",
        "expired": "만료",
        "unused": "불필요",
        "until": "{until}까지",
        "places": "{n}곳만",
        "held": "{n} 해당",
        "again": "{n}에는 이제 적용되지 않음",
        "none": f"예외 승인이 없습니다. draftlint waive가 {WAIVERS_NAME}에 적습니다.",
    },
    "en": {
        "active": "active",
        "expired": "expired",
        "unused": "unused",
        "until": "until {until}",
        "places": "{n} of its findings alone",
        "held": "holds {n}",
        "again": "no longer holds {n}",
        "none": f"There are no waivers; draftlint waive adds them to {WAIVERS_NAME}.",
    },
}


@click.command()
@config_option("Use this configuration instead of the nearest .draftlint.yaml.")
@language_option("Language of what is said.")
def waivers(config: Path | None, lang: str) -> None:
    """List the waivers and how they stand: active, expired, or unused.

    All drafts below the configuration's folder are read, to see what each waiver holds.
    """
    spoken = language(lang)
    linter = Linter(config, jobs=os.cpu_count() or 1, remembers=True)
    here = Path("_")
    if not linter.register(here).waivers:
        click.echo(_WORDS[spoken]["none"], err=True)
        return
    for waiver, held in linter.standings(here):
        click.echo("\n".join(_lines(waiver, held, spoken, date.today())))


def _lines(waiver: Waiver, held: int, lang: str, today: date) -> Iterator[str]:
    words, entry = _WORDS[lang], waiver.entry
    state = "expired" if waiver.is_over(today) else "active" if held else "unused"
    places = f" ({words['places'].format(n=len(entry.only))})" if entry.only else ""
    count = words["again" if state == "expired" else "held"].format(n=findings(held, lang)) if held else ""
    until = words["until"].format(until=entry.until)
    name = click.style(words[state], fg=_COLOURS[state], bold=True)
    yield "  ".join(filter(None, (name, until, entry.rule, entry.files + places, count)))
    yield f"    {entry.by}: {entry.why}"

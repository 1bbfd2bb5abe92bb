"""The figures, drawn."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from statistics import median

from markupsafe import Markup

from linter.review.figures import Figures
from linter.review.plots import Bar, bars, histogram, stacked_columns
from linter.review.web.wording import said

_MOST_RULES = 15
_HOUR = 3600  # seconds
_EDGES = (1, 4, 24, 72, 168, 336)  # hours


@dataclass(frozen=True, slots=True)
class Plots:
    weeks: Markup
    alarms: Markup
    waits: Markup


def plots(figures: Figures, lang: str) -> Plots:
    return Plots(_weeks(figures, lang), _alarms(figures, lang), _waits(figures, lang))


def _weeks(figures: Figures, lang: str) -> Markup:
    if not figures.weeks:
        return Markup("")
    columns = [(f"{day.month}/{day.day}", counts) for day, counts in figures.weeks.items()]
    return Markup(stacked_columns(said(lang, "by-rule", {}), columns, said(lang, "others", {})))


def _alarms(figures: Figures, lang: str) -> Markup:
    rows = [
        Bar(one.rule, one.rate, f"{one.disputed}/{one.told} · {one.rate:.0%}") for one in figures.alarms[:_MOST_RULES]
    ]
    return Markup(bars(said(lang, "false-alarms", {}), rows))


def _waits(figures: Figures, lang: str) -> Markup:
    if not figures.waits:
        return Markup("")
    hours = [wait.total_seconds() / _HOUR for wait in figures.waits]
    edges = [(float(edge), f"< {_told(timedelta(hours=edge), lang)}") for edge in _EDGES]
    edges.append((float("inf"), f"≥ {_told(timedelta(hours=_EDGES[-1]), lang)}"))
    middle = said(lang, "median", {"time": _told(timedelta(hours=median(hours)), lang)})
    return Markup(histogram(said(lang, "time-to-approval", {}), hours, edges, middle))


def _told(time: timedelta, lang: str) -> str:
    hours = time.total_seconds() / _HOUR
    return (
        said(lang, "hours", {"number": f"{hours:.3g}"})
        if hours < 48
        else said(lang, "days", {"number": f"{hours / 24:.3g}"})
    )

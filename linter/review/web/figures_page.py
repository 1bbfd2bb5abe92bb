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
_UNITS = (("days", 1440), ("hours", 60), ("minutes", 1))  # minutes


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
    """In the largest unit of which there are two; a short time in minutes."""
    minutes = time.total_seconds() / 60
    if minutes < 1:
        return said(lang, "under-a-minute", {})
    unit, length = next(
        (unit, length) for unit, length in _UNITS if minutes >= 2 * length or minutes == length or length == 1
    )
    return said(lang, unit, {"number": f"{minutes / length:.3g}"})

"""The F1 of each rule on each set of cases, below which CI fails. Floors only ever rise."""

from __future__ import annotations

import json
from math import floor
from pathlib import Path

from tests.quality.measure import CASES, SETS, judge, read_cases, score

FLOORS = Path(__file__).with_name("floors.json")


def read_floors() -> dict[str, dict[str, float]]:
    return json.loads(FLOORS.read_text("utf-8"))


def measured(name: str) -> dict[str, float]:
    """The F1 of each rule, and of all, on a set; rounded down, so that a floor is never above what was measured."""
    cases = read_cases(SETS[name])
    tallies = score(cases, judge(cases, CASES / "draftlint.yaml")).tallies
    wanted = {key: tally for key, tally in tallies.items() if " " not in key or key.startswith("all ")}
    return {key: floor(tally.f1 * 1000) / 1000 for key, tally in sorted(wanted.items()) if key != "errors"}


def raise_floors() -> None:
    old = read_floors() if FLOORS.exists() else {}
    new = {}
    for name in SETS:
        figures, before = measured(name), old.get(name, {})
        new[name] = {key: max(value, before.get(key, 0.0)) for key, value in figures.items()}
    FLOORS.write_text(json.dumps(new, indent=1, ensure_ascii=False) + "\n", "utf-8")

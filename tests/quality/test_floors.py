"""No rule judges the labelled cases worse than it once did."""

from __future__ import annotations

import pytest

from tests.quality.floors import measured, read_floors
from tests.quality.measure import SETS


@pytest.mark.parametrize("name", SETS)
def test_no_rule_falls_below_its_floor(name: str) -> None:
    figures = measured(name)
    fallen = {
        rule: (figures.get(rule, 0.0), least)
        for rule, least in read_floors()[name].items()
        if figures.get(rule, 0.0) < least
    }
    assert not fallen

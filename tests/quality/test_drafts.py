"""What whole drafts lack, on the given ones and on those of a blind round: no worse than it once was."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from linter import Linter
from tests.quality.measure import CASES

# A label that stands too low, or says too little, counts as the missing one that it is.
SPONSORSHIP = "disclosure/sponsorship"
SAME = {f"{SPONSORSHIP}-position", "disclosure/vague-sponsorship", "disclosure/conditional-sponsorship"}


def said(folder: Path, compared: set[str]) -> set[tuple[str, str]]:
    report = Linter(CASES / "draftlint.yaml").check_paths(sorted(folder.glob("*.md")))
    found = ((Path(one.path).name, SPONSORSHIP if one.rule in SAME else one.rule) for one in report.findings)
    return {(file, rule) for file, rule in found if rule in compared}


@pytest.mark.parametrize(("folder", "least"), [("drafts", 1.0), ("blind-drafts", 0.974)])
def test_what_is_missing_is_told_and_nothing_else(folder: str, least: float) -> None:
    rows = [json.loads(line) for line in (CASES / folder / "expected.jsonl").read_text("utf-8").splitlines()]
    meant = {(row["file"], rule) for row in rows for rule in row["missing"]}
    told = said(CASES / folder, {rule for _, rule in meant})
    f1 = 2 * len(meant & told) / (len(meant) + len(told))
    assert f1 >= least, {"missed": sorted(meant - told), "wrong": sorted(told - meant)}

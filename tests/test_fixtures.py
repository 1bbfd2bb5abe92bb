"""The drafts of this repository: what each must say, what must be silent, what must be a clear error."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from linter import Linter
from linter.errors import DraftError
from linter.model import Severity
from tests.conftest import FIXTURES

CLEAN = sorted(path for path in (FIXTURES / "clean").iterdir())


def labels(folder: str) -> list[dict]:
    lines = (FIXTURES / folder / "expected.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


DRAFTS = [pytest.param(label, id=label["file"]) for label in labels("drafts")]
BROKEN = [pytest.param(label, id=label["file"]) for label in labels("broken")]


def found_in(label: dict, linter: Linter) -> list[tuple[str, str]]:
    report = linter.check_paths([FIXTURES / "drafts" / label["file"]])
    assert not report.problems
    return [(f.rule, f.quote) for f in report.findings if f.suppressed is None]


@pytest.mark.parametrize("label", [param for param in DRAFTS if not param.values[0]["expect"]])
def test_a_draft_that_lacks_nothing_is_silent(label: dict, linter: Linter) -> None:
    assert found_in(label, linter) == []


def test_the_drafts_say_what_their_labels_say(linter: Linter) -> None:
    """As a whole, and by rule: no word list finds everything, so the measure is a floor that only rises."""
    right, missed, wrong = 0, [], []
    for label in labels("drafts"):
        wanted, found = {want["rule"] for want in label["expect"]}, {rule for rule, _ in found_in(label, linter)}
        right += len(wanted & found)
        missed += [f"{label['file']}: {rule}" for rule in sorted(wanted - found)]
        wrong += [f"{label['file']}: {rule}" for rule in sorted(found - wanted)]
    assert len(missed) <= 4, missed
    assert len(wrong) <= 6, wrong
    assert right >= 69


@pytest.mark.parametrize("path", [pytest.param(path, id=path.name) for path in CLEAN])
def test_a_clean_draft_is_silent(path: Path, linter: Linter) -> None:
    assert [(f.rule, f.quote) for f in linter.check_paths([path]).findings if f.suppressed is None] == []


@pytest.mark.parametrize("label", BROKEN)
def test_a_broken_file_is_a_clear_error_or_is_read(label: dict, linter: Linter) -> None:
    path = FIXTURES / "broken" / label["file"]
    if label["expect"] == "error":
        with pytest.raises(DraftError) as caught:
            linter.check_bytes(path.read_bytes(), path.name)
        assert path.name in str(caught.value)
        return
    findings = [f for f in linter.check_bytes(path.read_bytes(), path.name).findings if f.severity >= Severity.WARNING]
    content = [f for f in findings if not f.rule.startswith("disclosure/")]
    assert bool(content) == (label["expect"] == "findings"), [(f.rule, f.quote) for f in content]

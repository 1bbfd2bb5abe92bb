"""Whoever approved something is named wherever it is listed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from linter.model import Report, Suppression
from linter.reporters import renderer

WAIVED = Suppression("waiver", "공시 뒤에 씁니다", 3, ".draftlint-waivers.yaml", "legal@garam.example", "2026-12-31")


@pytest.mark.parametrize("name", ["text", "concise", "github", "junit", "html", "sarif", "json"])
def test_a_waived_finding_is_listed_with_who_why_and_until_when(name: str, report: Report) -> None:
    waived = replace(report, findings=tuple(replace(one, suppressed=WAIVED) for one in report.findings))
    shown = renderer(name)(waived, "ko")
    assert all(word in shown for word in ("legal@garam.example", "2026-12-31", "공시 뒤에 씁니다"))

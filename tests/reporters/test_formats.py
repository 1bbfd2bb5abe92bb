"""What holds for every output format."""

from __future__ import annotations

from dataclasses import replace

import pytest

from linter.model import Report, Suppression
from linter.reporters import FORMATS, renderer

# These have no mark for what is suppressed, and whatever stands in them counts.
ONLY_WHAT_COUNTS = {"checkstyle", "gitlab", "rdjson"}
# These are read beside a terminal, which tells of problems on standard error.
WITHOUT_PROBLEMS = {"text", "concise"}


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("lang", ["ko", "en"])
def test_every_format_renders_findings_in_both_languages(report: Report, name: str, lang: str) -> None:
    shown = renderer(name)(report, lang)
    assert "비밀 표시가 있습니다" in shown
    assert shown.endswith("\n")


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_renders_a_report_without_findings(name: str) -> None:
    renderer(name)(Report(1, (), paths=("a.md",)), "en")


@pytest.mark.parametrize("name", sorted(set(FORMATS) - ONLY_WHAT_COUNTS))
def test_what_is_suppressed_is_listed_with_its_reason(report: Report, name: str) -> None:
    assert "법무팀 승인" in renderer(name)(report, "ko")


@pytest.mark.parametrize("name", sorted(ONLY_WHAT_COUNTS))
def test_formats_without_a_mark_for_it_leave_out_what_is_suppressed(report: Report, name: str) -> None:
    shown = renderer(name)(report, "ko")
    assert "claims/superlative" not in shown
    assert "language/profanity" in shown


@pytest.mark.parametrize("name", ["github", "concise"])
def test_what_is_in_the_baseline_does_not_drown_what_is_new(report: Report, name: str) -> None:
    old = replace(report.findings[2], suppressed=Suppression("baseline", "", 0))
    shown = renderer(name)(replace(report, findings=(report.findings[1], old)), "ko")
    assert "confidential/marking" in shown
    assert "claims/superlative" not in shown


@pytest.mark.parametrize("name", sorted(set(FORMATS) - WITHOUT_PROBLEMS))
def test_a_draft_that_could_not_be_read_is_in_the_report(report: Report, name: str) -> None:
    assert "can't be decoded" in renderer(name)(report, "en").replace("&#x27;", "'")


@pytest.mark.parametrize("name", sorted(set(FORMATS) - {"json"}))
def test_a_document_without_lines_is_named_by_paragraph(in_a_paragraph: Report, name: str) -> None:
    if name == "gitlab":
        pytest.skip("GitLab shows a line or nothing")
    shown = renderer(name)(in_a_paragraph, "en")
    # On a screen a finding is told of in one language, its own.
    assert ("12번째 문단의 3번째 조각" if name == "text" else "paragraph 12, run 3") in shown
    assert "3:6" not in shown


@pytest.mark.parametrize("name", ["text", "concise", "html"])
def test_a_draft_cannot_steer_the_screen(made, name: str) -> None:  # type: ignore[no-untyped-def]
    source = "\x1b[2J\u202e대외비\x9b31m\n"
    shown = renderer(name)(Report(1, (made("대외비", source),), texts={"글/새 글, 1.md": source}), "ko")
    assert not set("\x1b\x9b\u202e") & set(shown)
    assert "대외비" in shown

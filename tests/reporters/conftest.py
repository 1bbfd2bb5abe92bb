"""One report with everything in it that a format must get right, made without a rulebook."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from linter.findings import Place, mask
from linter.model import (
    Certainty,
    Draft,
    Edit,
    Finding,
    Fix,
    Part,
    PartKind,
    Problem,
    Report,
    RuleSummary,
    Severity,
    Span,
    Suppression,
)

# Line 3: an emoji (astral), a tab, 가 as two jamo, and the words. Lines end with CRLF.
SOURCE = "# 소식\r\n\r\n😀\t\u1100\u1161 대외비 끝\r\n"
NAME = "글/새 글, 1.md"
MakeFinding = Callable[..., Finding]


def found(place: Place, span: Span, **fields: object) -> Finding:
    """A finding on a place of a source."""
    finding = Finding(
        rule="confidential/marking",
        severity=Severity.ERROR,
        certainty=Certainty.CONFIRMED,
        path=place.path,
        span=span,
        start=place.position(span.start),
        end=place.position(span.end),
        message=f"비밀 표시가 있습니다: '{place.masked[span.start : span.end]}'",
        advice="공개본을 인용하세요.",
        quote=place.masked[span.start : span.end],
        excerpt=place.excerpt(span),
        part=place.part(span),
    )
    return place.located(replace(finding, **fields))  # type: ignore[arg-type]


@pytest.fixture
def made() -> MakeFinding:
    """A finding on the first place where words stand in a source."""

    def make(quote: str, source: str = SOURCE, path: str = NAME, **fields: object) -> Finding:
        span = Span(source.index(quote), source.index(quote) + len(quote))
        parts = fields.pop("parts", ())
        secrets = [span] if fields.pop("is_secret", False) else []
        place = Place(Draft(path, source, "markdown", {}, (), parts=parts), mask(source, secrets))  # type: ignore[arg-type]
        return found(place, span, **fields)

    return make


@pytest.fixture
def report(made: MakeFinding) -> Report:
    """Two drafts: one clean, one with a finding that can be fixed, an allowed one, a warning; and one unreadable."""
    fix = Fix("가립니다", (Edit(Span(13, 16), "***"),), is_safe=True)
    allowed = Suppression("allow-line", "법무팀 승인", 3)
    findings = (
        made("소식", rule="language/profanity", severity=Severity.WARNING, certainty=Certainty.UNCONFIRMED),
        made("대외비", fix=fix),
        made("끝", rule="claims/superlative", suppressed=allowed),
    )
    rule = RuleSummary(
        "confidential/marking",
        Severity.ERROR,
        {"ko": "비밀 표시", "en": "Confidential marking"},
        {"ko": "까닭", "en": "The reason"},
        ("비밀 정보",),
    )
    problem = Problem("깨진 글.md", "can't be decoded", "save it as UTF-8", 2)
    return Report(
        drafts=2,
        findings=findings,
        problems=(problem,),
        notes=("a note",),
        paths=("clean.md", NAME),
        rules={rule.id: rule},
        texts={NAME: SOURCE},
    )


@pytest.fixture
def in_a_paragraph(made: MakeFinding) -> Report:
    """A finding in a document that has no lines."""
    part = Part(Span(0, len(SOURCE)), PartKind.PARAGRAPH, 12, 3)
    return Report(1, (made("대외비", path="보도자료.docx", parts=(part,)),), paths=("보도자료.docx",))

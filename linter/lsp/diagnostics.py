"""Findings as the protocol has them: diagnostics, and what is shown beside one."""

from __future__ import annotations

from collections.abc import Iterator

import regex
from lsprotocol.types import Diagnostic, DiagnosticSeverity, DiagnosticTag, MarkupContent, MarkupKind

from linter.engine import language
from linter.errors import DraftlintError
from linter.live.judging import Judgement
from linter.lsp.text import Text
from linter.model import Certainty, Finding, Problem, Severity
from linter.problem_wording import in_language
from linter.verdict.suppression import UNUSED

SOURCE = "draftlint"
_SEVERITIES = {
    Severity.ERROR: DiagnosticSeverity.Error,
    Severity.WARNING: DiagnosticSeverity.Warning,
    Severity.INFO: DiagnosticSeverity.Information,
}
_WORDS = {
    "ko": {"unconfirmed": "확인 필요", "allowed": "허용됨", "why": "왜", "advice": "이렇게", "source": "근거"},
    "en": {
        "unconfirmed": "please check",
        "allowed": "allowed",
        "why": "Why",
        "advice": "Instead",
        "source": "Source",
    },
}
_MARKUP = regex.compile(r"[\\`*_{}\[\]<>#|~]")


def diagnostics(judgement: Judgement, text: Text, lang: str, *, shows_allowed: bool) -> list[Diagnostic]:
    """What the editor marks in a document. Findings that are allowed are hints, if they are shown at all."""
    lang = spoken(judgement, lang)
    shown = (one for one in judgement.findings if shows_allowed or one.suppressed is None)
    found = [_diagnostic(one, judgement, text, lang) for one in shown]
    return [*found, *(_unread(problem, text, lang) for problem in judgement.problems if not problem.internal)]


def spoken(judgement: Judgement, lang: str) -> str:
    """The language that findings are told in."""
    if lang != "auto" or judgement.draft is None:
        return "ko" if lang == "ko" else "en"
    return language(judgement.draft.source)


def _diagnostic(finding: Finding, judgement: Judgement, text: Text, lang: str) -> Diagnostic:
    span, words = finding.span, _WORDS[lang]
    severity, message = _SEVERITIES[finding.severity], finding.message
    if finding.certainty is Certainty.UNCONFIRMED:
        message += f" ({words['unconfirmed']})"
    if finding.suppressed is not None:
        severity = DiagnosticSeverity.Hint
        message += f" ({words['allowed']}: {finding.suppressed.reason})"
    return Diagnostic(
        range=text.range(span.start + judgement.shift, span.end + judgement.shift),
        severity=severity,
        code=finding.rule,
        source=SOURCE,
        message=message,
        tags=[DiagnosticTag.Unnecessary] if finding.rule == UNUSED else None,
    )


def _unread(problem: Problem, text: Text, lang: str) -> Diagnostic:
    hint = f" ({in_language(problem.hint, lang)})" if problem.hint else ""
    message = in_language(f"This draft {problem.message}", lang) + hint
    return Diagnostic(text.line(problem.line or 1), message, severity=DiagnosticSeverity.Warning, source=SOURCE)


def of_error(error: DraftlintError, text: Text) -> Diagnostic:
    """What is wrong with a configuration, a rule or a word list, in that file."""
    message = error.message + (f" ({error.hint})" if error.hint else "")
    return Diagnostic(text.line(error.line or 1), message, severity=DiagnosticSeverity.Error, source=SOURCE)


def hover(finding: Finding, judgement: Judgement, lang: str, kind: MarkupKind) -> MarkupContent:
    """What is to know of a finding: the message, why, what to do instead, by whose word."""
    lang = spoken(judgement, lang)
    parts = list(_parts(finding, judgement, lang))
    if kind is MarkupKind.PlainText:
        return MarkupContent(kind, "\n\n".join((f"{name}: " if name else "") + value for name, value in parts))
    marked = ((f"**{name}:** " if name else "") + _MARKUP.sub(r"\\\g<0>", value) for name, value in parts)
    return MarkupContent(MarkupKind.Markdown, "\n\n".join(marked))


def _parts(finding: Finding, judgement: Judgement, lang: str) -> Iterator[tuple[str, str]]:
    words = _WORDS[lang]
    unsure = f" ({words['unconfirmed']})" if finding.certainty is Certainty.UNCONFIRMED else ""
    yield "", f"{finding.message}{unsure} — {finding.rule}"
    rules = judgement.rulebook.rules if judgement.rulebook else ()
    for rule in (rule for rule in rules if rule.id == finding.rule):
        yield words["why"], rule.file.why.in_language(lang)
    yield words["advice"], finding.advice
    if finding.source:
        yield words["source"], "; ".join(finding.source)
    if finding.suppressed is not None:
        yield words["allowed"], finding.suppressed.reason

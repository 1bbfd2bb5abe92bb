"""What only signed-off content passes: `draftlint check --require-approval`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby

from linter.api import Linter
from linter.engine import language
from linter.errors import DraftError
from linter.findings import Place, complaint_finding
from linter.model import Draft, Finding, Problem, Report, Severity, Span, Suppression
from linter.readers import read_bytes
from linter.review.content import content_hash, format_under
from linter.review.records import DraftRecord
from linter.review.store import drafts
from linter.review.store.database import Database
from linter.verdict.suppression import NOT_APPROVED, Complaint


@dataclass(frozen=True, slots=True)
class Gate:
    """`content_of` gives the bytes that were judged under a path."""

    database: Database
    linter: Linter
    content_of: Callable[[str], bytes]
    today: date
    lang: str

    def applied(self, report: Report) -> Report:
        """The report with what was settled in the review of each content marked, and an error for each content that
        nobody signed off. Raises ConfigError where the database can't be reached."""
        of_path = {path: list(found) for path, found in groupby(report.findings, key=lambda finding: finding.path)}
        findings: list[Finding] = []
        problems = list(report.problems)
        for path in report.paths or tuple(of_path):
            try:
                findings += self._of_draft(path, of_path.pop(path, []))
            except DraftError as problem:
                problems.append(Problem(path, problem.message, problem.hint, problem.line))
        findings += [finding for found in of_path.values() for finding in found]
        findings.sort(key=lambda finding: finding.sort_key)
        return replace(report, findings=tuple(findings), problems=tuple(problems))

    def _of_draft(self, path: str, found: Sequence[Finding]) -> Iterator[Finding]:
        content = self.content_of(path)
        record = self._signed(content, path)
        if record is None:
            yield self._unsigned(read_bytes(content, path), found)
            yield from found
        else:
            yield from (_settled(finding, record, self.today) for finding in found)

    def _signed(self, content: bytes, path: str) -> DraftRecord | None:
        with self.database.reading() as session:
            return drafts.signed(session, content_hash(content, path), format_under(path))

    def _unsigned(self, draft: Draft, found: Sequence[Finding]) -> Finding:
        start = len(draft.source) - len(draft.source.lstrip())
        end = draft.source.find("\n", start)
        span = Span(start, end if end > start else len(draft.source))
        if not len(span):
            raise DraftError("is empty, so nobody can sign it off", path=draft.path)
        spoken = language(draft.source) if self.lang == "auto" else self.lang
        complaint = Complaint(NOT_APPROVED, span)
        told = complaint_finding(complaint, Place(draft, self.linter.masked(draft, found)), spoken)
        return replace(told, severity=Severity.ERROR)


def _settled(finding: Finding, record: DraftRecord, today: date) -> Finding:
    decision = record.decision(finding.fingerprint)
    if finding.suppressed is not None or decision is None or not decision.holds(today):
        return finding
    until = decision.until.isoformat() if decision.until else ""
    return replace(finding, suppressed=Suppression("review", decision.reason, 0, by=decision.by, until=until), fix=None)

"""What the API takes and gives. Fields may be added; none changes or goes away within a version."""

from __future__ import annotations

import base64
import binascii
from datetime import date, datetime
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from linter.model import Severity
from linter.reporters.json import finding_values
from linter.review.content import Submission
from linter.review.errors import ReviewError
from linter.review.process import open_findings
from linter.review.records import DraftRecord, DraftSummary, Signature
from linter.review.web.intake import check_size, checked

Language = Literal["auto", "ko", "en"]
MoveName = Literal["begin", "ask-changes", "approve", "publish"]
VerdictName = Literal["waived", "disputed", "open"]


class Sent(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Content(Sent):
    """A draft. `content` is its text; of a document (Word, HWPX), `content_base64` holds the file."""

    name: str = Field(default="draft.md", description="The file's name: its ending tells the format.", max_length=250)
    content: str | None = Field(default=None, description="The text.")
    content_base64: str | None = Field(default=None, description="Or the file, in Base64.")
    language: Language = Field(default="auto", description="Of the messages; auto follows the draft.")

    def data(self, largest: int) -> bytes:
        """Raises ReviewError."""
        if (self.content is None) == (self.content_base64 is None):
            raise ReviewError("nothing-sent")
        content = checked(self.content).encode() if self.content is not None else self._decoded()
        check_size(content, largest)
        if not content.strip():
            raise ReviewError("nothing-sent")
        return content

    def _decoded(self) -> bytes:
        try:
            return base64.b64decode(self.content_base64 or "", validate=True)
        except (binascii.Error, ValueError):
            raise ReviewError("bad-characters") from None


class NewDraft(Content):
    title: str = Field(default="", max_length=250)


class NewVersion(NewDraft):
    revision: int = Field(description="Of the draft as you saw it: an older one is answered with 409.")


class Step(Sent):
    move: MoveName
    revision: int
    words: str = ""


class Word(Sent):
    """What is said of a finding; `open` takes back what was said."""

    verdict: VerdictName
    revision: int
    reason: str = ""
    until: date | None = None


class Remark(Sent):
    words: str


class Told(BaseModel):
    """A finding, as in the JSON report of `draftlint check`. `state` is open, waived, disputed or allowed."""

    id: str
    state: str
    rule: str
    severity: str
    certainty: str
    message: str
    advice: str
    quote: str
    start: dict[str, int]
    end: dict[str, int]
    fix: dict[str, Any] | None
    source: list[str]


class VerdictOfText(BaseModel):
    """`passes`: no error is open."""

    passes: bool
    content_hash: str
    findings: list[Told]


class SignatureShown(BaseModel):
    by: str
    at: datetime
    version: int
    content_hash: str


class DraftShown(BaseModel):
    id: int
    title: str
    name: str
    state: str
    owner: str
    revision: int
    version: int
    content_hash: str
    created: datetime
    updated: datetime
    passes: bool
    approval: SignatureShown | None
    findings: list[Told]


class DraftListed(BaseModel):
    id: int
    title: str
    name: str
    state: str
    owner: str
    revision: int
    version: int
    updated: datetime
    counts: dict[str, int]


class Approval(BaseModel):
    """Who signed off a content, and under which name it was judged."""

    draft: int
    name: str
    approval: SignatureShown


class Problem(BaseModel):
    """`error` is for programs, `message` for people."""

    error: str
    message: str


def verdict_of(submission: Submission, today: date, record: DraftRecord | None = None) -> VerdictOfText:
    still_open = (
        open_findings(record, submission.findings, today)
        if record
        else [finding for finding in submission.findings if finding.suppressed is None]
    )
    names = {id(finding) for finding in still_open}
    told = []
    for finding in submission.findings:
        decision = record.decision(finding.fingerprint) if record else None
        closed = "allowed" if finding.suppressed is not None or decision is None else str(decision.verdict)
        values = {key: value for key, value in finding_values(finding).items() if key in Told.model_fields}
        told.append(Told(id=finding.fingerprint, state="open" if id(finding) in names else closed, **values))
    passes = not any(finding.severity is Severity.ERROR for finding in still_open)
    return VerdictOfText(passes=passes, content_hash=submission.content_hash, findings=told)


def approval_shown(record: DraftRecord, signature: Signature) -> Approval:
    return Approval(draft=record.id, name=record.name, approval=_signature(signature))


def _signature(one: Signature) -> SignatureShown:
    return SignatureShown(by=one.by, at=one.at, version=one.version, content_hash=one.content_hash)


def draft_shown(record: DraftRecord, submission: Submission, today: date) -> DraftShown:
    verdict = verdict_of(submission, today, record)
    return DraftShown(
        id=record.id,
        title=record.title,
        name=record.name,
        state=record.state,
        owner=record.owner,
        revision=record.revision,
        version=record.newest.number,
        content_hash=record.newest.content_hash,
        created=record.created,
        updated=record.updated,
        passes=verdict.passes,
        approval=_signature(record.signature) if record.signature else None,
        findings=verdict.findings,
    )


def draft_listed(summary: DraftSummary) -> DraftListed:
    return DraftListed(
        id=summary.id,
        title=summary.title,
        name=summary.name,
        state=summary.state,
        owner=summary.owner,
        revision=summary.revision,
        version=summary.version,
        updated=summary.updated,
        counts=dict(summary.counts),
    )

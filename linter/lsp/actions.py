"""What an editor offers to do about findings: fix, allow with a reason, explain."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import regex
from lsprotocol.types import (
    CodeAction,
    CodeActionKind,
    Command,
    Diagnostic,
    OptionalVersionedTextDocumentIdentifier,
    SnippetTextEdit,
    StringValue,
    TextDocumentEdit,
    TextEdit,
    WorkspaceEdit,
)

from linter.live.judging import Judgement
from linter.lsp.allowing import comment_for
from linter.lsp.text import Text
from linter.model import Edit, Finding, Fix
from linter.verdict.suppression import META_RULES

EXPLAIN = "draftlint.explain"
FIX_ALL = "source.fixAll.draftlint"
_WORDS = {
    "ko": {
        "allow": "이유를 적고 허용하기: {rule}",
        "reason": "이유",
        "explain": "설명 보기: {rule}",
        "all": "안전하게 고칠 수 있는 것을 모두 고치기 (draftlint)",
    },
    "en": {
        "allow": "Allow here, with a reason: {rule}",
        "reason": "reason",
        "explain": "Explain {rule}",
        "all": "Fix all that is safe to fix (draftlint)",
    },
}
_SNIPPET_SIGNS = regex.compile(r"[\\$}]")


@dataclass(frozen=True, slots=True)
class Client:
    """What the editor can do with an edit."""

    versions_edits: bool = False
    types_snippets: bool = False


@dataclass(frozen=True, slots=True)
class Actions:
    """What can be done in one state of a document. `lang` is that of the titles."""

    uri: str
    version: int
    text: Text
    judgement: Judgement
    lang: str
    client: Client

    def of(self, finding: Finding, diagnostics: Sequence[Diagnostic]) -> Iterator[CodeAction]:
        """The actions for one finding; `diagnostics` are those that the editor asked about."""
        mine = [one for one in diagnostics if one.code == finding.rule]
        if finding.fix is not None:
            edit = self._edit(finding.fix.edits)
            preferred = finding.fix.is_safe or None
            yield CodeAction(finding.fix.title, CodeActionKind.QuickFix, mine, preferred, edit=edit)
        if finding.rule in META_RULES:
            return
        allowing = self._allowing(finding)
        if allowing is not None:
            yield CodeAction(self._title("allow", finding), CodeActionKind.QuickFix, mine, edit=allowing)
        title = self._title("explain", finding)
        command = Command(title, EXPLAIN, arguments=[finding.rule, self.uri])
        yield CodeAction(title, CodeActionKind.QuickFix, mine, command=command)

    def fix_all(self) -> CodeAction | None:
        """All safe fixes at once, as far as they do not stand in each other's way."""
        fixes = [one.fix for one in self.judgement.findings if one.fix is not None and one.suppressed is None]
        edits = _apart([fix for fix in fixes if fix.is_safe])
        if not edits:
            return None
        return CodeAction(_WORDS[self.lang]["all"], FIX_ALL, edit=self._edit(edits))

    def _title(self, name: str, finding: Finding) -> str:
        return _WORDS[self.lang][name].format(rule=finding.rule)

    def _allowing(self, finding: Finding) -> WorkspaceEdit | None:
        """The comment that allows a finding. Where the editor has no snippets the reason is left empty, which is
        reported until somebody writes one."""
        draft = self.judgement.draft
        comment = comment_for(draft, finding) if draft is not None else None
        if comment is None:
            return None
        if not self.client.types_snippets:
            return self._edit([comment.edit("")])
        before, after = (_SNIPPET_SIGNS.sub(r"\\\g<0>", part) for part in (comment.before, comment.after))
        snippet = StringValue(f"{before}${{1:{_WORDS[self.lang]['reason']}}}{after}")
        at = comment.at + self.judgement.shift
        return self._versioned([SnippetTextEdit(self.text.range(at, at), snippet)])

    def _edit(self, edits: Sequence[Edit]) -> WorkspaceEdit:
        shift = self.judgement.shift
        plain = [TextEdit(self.text.range(one.span.start + shift, one.span.end + shift), one.text) for one in edits]
        return self._versioned(plain) if self.client.versions_edits else WorkspaceEdit(changes={self.uri: plain})

    def _versioned(self, edits: Sequence[TextEdit | SnippetTextEdit]) -> WorkspaceEdit:
        document = OptionalVersionedTextDocumentIdentifier(self.uri, self.version)
        return WorkspaceEdit(document_changes=[TextDocumentEdit(document, edits)])


def _apart(fixes: Sequence[Fix]) -> list[Edit]:
    """The edits of the fixes; of two fixes that touch the same letters, those of the first."""
    taken: list[Edit] = []
    for fix in fixes:
        new = [edit for edit in fix.edits if edit not in taken]
        if not any(edit.span.overlaps(other.span) for edit in new for other in taken):
            taken += new
    return taken

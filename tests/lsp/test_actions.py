"""Fixes as edits, in the client's units, one by one and all at once."""

from __future__ import annotations

from dataclasses import replace

import pytest
from lsprotocol.types import Position, Range, SnippetTextEdit, TextDocumentEdit, TextEdit

from linter import Finding, Linter
from linter.live.judging import Judgement
from linter.lsp.actions import FIX_ALL, Actions, Client
from linter.lsp.text import Text
from linter.model import Edit, Fix, Span
from linter.readers import read_bytes

TEXT = "😀 sh1t and sh1t.\n"
PLAIN = Client()


@pytest.fixture(scope="module")
def findings(linter: Linter) -> list[Finding]:
    return list(linter.check_text(TEXT, "a.md").findings)[:2]


def dropping(finding: Finding, *, is_safe: bool = True) -> Finding:
    return replace(finding, fix=Fix("Drop the word", (Edit(finding.span, ""),), is_safe))


def actions(findings: list[Finding], client: Client = PLAIN, text: str = TEXT, shift: int = 0) -> Actions:
    judgement = Judgement(read_bytes(TEXT.encode(), "a.md"), None, tuple(findings), shift=shift)
    return Actions("file:///a.md", 7, Text(text, "utf-16"), judgement, "en", client)


def test_a_fix_is_offered_first_and_preferred_if_it_is_safe(findings: list[Finding]) -> None:
    safe, risky = (next(actions(findings).of(dropping(findings[0], is_safe=sure), [])) for sure in (True, False))
    assert (safe.title, safe.is_preferred, risky.is_preferred) == ("Drop the word", True, None)
    assert safe.edit is not None
    assert safe.edit.changes == {"file:///a.md": [TextEdit(Range(Position(0, 3), Position(0, 7)), "")]}


def test_an_edit_names_the_version_it_is_for_if_the_client_wants_it(findings: list[Finding]) -> None:
    fix = next(actions(findings, Client(versions_edits=True)).of(dropping(findings[0]), []))
    assert fix.edit is not None and fix.edit.document_changes is not None
    change = fix.edit.document_changes[0]
    assert isinstance(change, TextDocumentEdit)
    assert change.text_document.version == 7


def test_all_safe_fixes_go_at_once_but_no_two_on_the_same_letters(findings: list[Finding]) -> None:
    first, second = map(dropping, findings)
    wider = replace(first, fix=Fix("Wider", (Edit(Span(first.span.start, first.span.end + 1), ""),), True))
    risky = dropping(second, is_safe=False)
    both = actions([first, wider, second]).fix_all()
    assert both is not None and both.edit is not None and both.edit.changes is not None
    assert both.kind == FIX_ALL
    assert [edit.range.start.character for edit in both.edit.changes["file:///a.md"]] == [3, 12]
    assert actions([risky]).fix_all() is None


def test_a_reason_is_typed_into_a_snippet_if_the_client_has_them(findings: list[Finding]) -> None:
    allowing = next(actions(findings, Client(True, True)).of(findings[0], []))
    assert allowing.edit is not None and allowing.edit.document_changes is not None
    change = allowing.edit.document_changes[0]
    assert isinstance(change, TextDocumentEdit)
    edit = change.edits[0]
    assert isinstance(edit, SnippetTextEdit)
    assert edit.snippet.value == "<!-- draftlint: allow language/profanity -- ${1:reason} -->\n"


def test_a_byte_order_mark_in_the_editor_moves_every_place_by_one(findings: list[Finding]) -> None:
    fix = next(actions(findings, text="\ufeff" + TEXT, shift=1).of(dropping(findings[0]), []))
    assert fix.edit is not None and fix.edit.changes is not None
    assert fix.edit.changes["file:///a.md"][0].range.start == Position(0, 4)

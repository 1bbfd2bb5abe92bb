"""The real command, spoken to by a real client over standard input and output, and over TCP."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from lsprotocol import types
from lsprotocol.types import Position, PositionEncodingKind, Range

from tests.conftest import FIXTURES
from tests.lsp.editor import DRAFTLINT, PATIENCE, Editor

RULE = "language/profanity"
# An emoji, decomposed Hangul (한), CRLF; U+2028 ends no line.
MIXED = "First\r\n\r\n😀 \u1112\u1161\u11ab\u2028sh1t.\r\n"
KOREAN = "블루핀은 쓰레기 같은 회사다.\n"


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("drafts")
    (folder / ".git").mkdir()
    shutil.copy(FIXTURES / ".draftlint.yaml", folder)
    return folder


@pytest.fixture(scope="module")
def editor(root: Path) -> Iterator[Editor]:
    one = Editor(root)
    yield one
    assert one.quit() == 0


def sworn(found: list[types.Diagnostic]) -> list[types.Diagnostic]:
    return [one for one in found if one.code == RULE]


def test_a_diagnostic_says_rule_source_severity_and_place(editor: Editor) -> None:
    editor.open("a.md", "What a load of sh1t.\n")
    (found,) = editor.diagnostics("a.md")
    assert (found.code, found.source, found.severity) == (RULE, "draftlint", types.DiagnosticSeverity.Error)
    assert found.range == Range(Position(0, 15), Position(0, 19))
    editor.close("a.md")


def test_edits_are_followed_whole_or_in_part_and_answered_for_their_version(editor: Editor) -> None:
    editor.open("b.md", "Fine.\n")
    assert editor.diagnostics("b.md") == []
    version = editor.insert("b.md", 0, 5, " sh1t")
    assert [one.range for one in editor.diagnostics("b.md", version)] == [Range(Position(0, 6), Position(0, 10))]
    version = editor.replace("b.md", "Fine again.\n")
    assert editor.diagnostics("b.md", version) == []
    editor.close("b.md")


def test_of_edits_in_a_row_no_answer_is_older_than_the_one_before_and_the_last_is_given(editor: Editor) -> None:
    editor.open("fast.md", "Fine.\n")
    editor.diagnostics("fast.md")
    versions = [editor.insert("fast.md", 0, 0, "sh1t ") for _ in range(10)]
    answered = []
    while versions[-1] not in answered:
        params = editor.published.get(timeout=PATIENCE)
        answered.append(params.version)
        assert len(params.diagnostics) == versions.index(params.version or 0) + 1
    assert answered == sorted(answered)
    editor.close("fast.md")


def test_a_korean_draft_is_told_in_korean(editor: Editor) -> None:
    editor.open("ko.md", KOREAN)
    (found,) = editor.diagnostics("ko.md")
    assert (found.code, found.range) == ("respect/competitor-attack", Range(Position(0, 5), Position(0, 10)))
    assert found.message.startswith("경쟁사를 공격하는 말로 읽힙니다")
    editor.close("ko.md")


def test_hover_says_why_and_what_instead_and_by_whose_word(editor: Editor) -> None:
    editor.open("hover.md", "What a load of sh1t.\n")
    editor.diagnostics("hover.md")
    hover = editor.hover("hover.md", 0, 16)
    assert hover is not None and isinstance(hover.contents, types.MarkupContent)
    assert hover.range == Range(Position(0, 15), Position(0, 19))
    parts = hover.contents.value.split("\n\n")
    assert parts[0] == "This is profanity: 'sh1t' — language/profanity"
    assert [part.split(":**")[0] for part in parts[1:]] == ["**Why", "**Instead", "**Source"]
    assert editor.hover("hover.md", 0, 3) is None
    editor.close("hover.md")


def test_allowing_here_is_an_edit_that_silences_once_a_reason_is_written(editor: Editor) -> None:
    editor.open("allow.md", "Hello.\n\nWhat a load of sh1t.\n")
    (found,) = editor.diagnostics("allow.md")
    action = next(one for one in editor.actions("allow.md", found) if one.title.startswith("Allow here"))
    edit = action.edit.document_changes[0].edits[0]
    assert edit == types.TextEdit(Range(Position(2, 0), Position(2, 0)), f"<!-- draftlint: allow {RULE} --  -->\n")
    version = editor.insert("allow.md", 2, 0, edit.new_text)
    assert {one.code for one in editor.diagnostics("allow.md", version)} == {RULE, "draftlint/invalid-allow"}
    version = editor.insert("allow.md", 2, edit.new_text.index("--  ") + 3, "a quotation")
    assert editor.diagnostics("allow.md", version) == []
    editor.close("allow.md")


def test_the_explanation_opens_as_a_page_that_is_not_judged_itself(editor: Editor) -> None:
    editor.open("explain.md", "What a load of sh1t.\n")
    (found,) = editor.diagnostics("explain.md")
    assert any(one.title == f"Explain {RULE}" for one in editor.actions("explain.md", found))
    text = editor.execute("draftlint.explain", RULE, editor.uri("explain.md"))
    shown = editor.shown.get(timeout=PATIENCE)
    page = Path(shown.removeprefix("file://"))
    assert page.read_text("utf-8") == text
    assert "Flagged:" in text and "Passed:" in text
    editor.open(shown, text)
    version = editor.insert("explain.md", 0, 0, "x")
    assert editor.published.get(timeout=PATIENCE).version == version  # and nothing for the page before it
    editor.close("explain.md")


def test_only_what_was_asked_for_is_offered(editor: Editor) -> None:
    editor.open("only.md", "What a load of sh1t.\n")
    (found,) = editor.diagnostics("only.md")
    assert editor.actions("only.md", found, ["refactor"]) == []
    assert len(editor.actions("only.md", found, ["quickfix"])) >= 2
    editor.close("only.md")


def test_what_is_no_draft_is_left_alone(editor: Editor) -> None:
    editor.open("code.py", "x = 'sh1t'\n", "python")
    editor.open("after.md", "Fine.\n")
    assert editor.published.get(timeout=PATIENCE).uri == editor.uri("after.md")
    editor.close("after.md")


def test_a_draft_that_was_never_saved_is_judged_by_its_language(editor: Editor) -> None:
    editor.open("untitled:Untitled-1", "What a load of sh1t.\n", "markdown")
    assert len(sworn(editor.diagnostics("untitled:Untitled-1"))) == 1
    editor.close("untitled:Untitled-1")


def test_a_draft_that_cannot_be_read_says_so_in_its_place(editor: Editor) -> None:
    editor.open("broken.md", "---\ntitle: [\n---\n\nsh1t\n")
    (found,) = editor.diagnostics("broken.md")
    assert found.message.startswith("This draft")
    assert "front matter is not valid YAML" in found.message
    version = editor.replace("broken.md", "---\ntitle: Fine\n---\n\nsh1t\n")
    assert len(sworn(editor.diagnostics("broken.md", version))) == 1
    editor.close("broken.md")


def test_garbage_is_a_line_in_the_log_and_the_server_goes_on(editor: Editor) -> None:
    editor.client.protocol.writer.write(b"Content-Length: 5\r\n\r\n{bad}")  # type: ignore[union-attr]
    assert editor.logged.get(timeout=PATIENCE).startswith("draftlint: JSONDecodeError: ")
    editor.change("never-opened.md", types.TextDocumentContentChangeWholeDocument("x"))
    editor.open("still.md", "sh1t\n")
    assert len(sworn(editor.diagnostics("still.md"))) == 1
    editor.close("still.md")


def test_a_broken_configuration_is_one_message_and_marked_and_the_last_good_one_goes_on(
    editor: Editor, root: Path
) -> None:
    config = root / ".draftlint.yaml"
    good = config.read_text("utf-8")
    assert editor.registered.get(timeout=PATIENCE) == types.WORKSPACE_DID_CHANGE_WATCHED_FILES
    editor.open("config.md", KOREAN)
    assert len(editor.diagnostics("config.md")) == 1
    config.write_text(good + "nonsense: 1\n", "utf-8")
    editor.touch(config)
    assert len(editor.diagnostics("config.md")) == 1
    (wrong,) = editor.diagnostics(".draftlint.yaml")
    last = len(good.splitlines())
    assert (wrong.range.start, wrong.severity) == (Position(last, 0), types.DiagnosticSeverity.Error)
    assert editor.messages.get(timeout=PATIENCE).startswith(f"{config}:{last + 1}: ")
    editor.diagnostics("config.md", editor.insert("config.md", 0, 0, "가"))
    config.write_text(good, "utf-8")
    editor.touch(config)
    assert editor.diagnostics(".draftlint.yaml") == []
    assert editor.messages.empty()  # said once
    editor.close("config.md")


def test_a_configuration_that_is_mended_holds_from_the_next_edit_though_nobody_tells(
    editor: Editor, root: Path
) -> None:
    config = root / "posts" / ".draftlint.yaml"
    config.parent.mkdir()
    config.write_text("nonsense: 1\n", "utf-8")
    editor.open("posts/a.md", KOREAN)
    assert editor.diagnostics("posts/a.md") == []  # there was no good one yet
    assert editor.messages.get(timeout=PATIENCE).startswith(f"{config}:1: ")
    shutil.copy(root / ".draftlint.yaml", config)
    version = editor.insert("posts/a.md", 1, 0, "\n")
    assert [one.code for one in editor.diagnostics("posts/a.md", version)] == ["respect/competitor-attack"]
    editor.close("posts/a.md")


def test_settings_change_while_it_runs_and_nonsense_is_said(editor: Editor) -> None:
    tell = editor.client.workspace_did_change_configuration
    editor.open("set.md", f"<!-- draftlint: allow {RULE} -- quoted -->\nsh1t\n")
    assert editor.diagnostics("set.md") == []
    editor.tell(tell, types.DidChangeConfigurationParams({"draftlint": {"lang": "ko", "showAllowed": True}}))
    (hint,) = editor.diagnostics("set.md")
    assert hint.severity == types.DiagnosticSeverity.Hint
    assert hint.message == "욕설이나 비속어입니다: 'sh1t' (허용됨: quoted)"
    editor.tell(tell, types.DidChangeConfigurationParams({"draftlint": {"lang": "auto", "showAllowed": False}}))
    assert editor.diagnostics("set.md") == []
    editor.tell(tell, types.DidChangeConfigurationParams({"draftlint": {"largest": 0}}))
    (found,) = editor.diagnostics("set.md")
    assert "more than the 0 kB that are judged while you type" in found.message
    editor.tell(tell, types.DidChangeConfigurationParams({"draftlint": {"largest": 1000}}))
    assert editor.diagnostics("set.md") == []
    editor.tell(tell, types.DidChangeConfigurationParams({"draftlint": {"lang": "fr"}}))
    assert editor.messages.get(timeout=PATIENCE) == "draftlint.lang is auto, ko or en, not 'fr'"
    editor.close("set.md")


@pytest.mark.parametrize(
    ("encoding", "start", "end"),
    [(PositionEncodingKind.Utf8, 17, 21), (PositionEncodingKind.Utf16, 7, 11), (PositionEncodingKind.Utf32, 6, 10)],
)
def test_places_are_in_the_units_that_were_agreed_and_diagnostics_are_pulled(
    root: Path, encoding: PositionEncodingKind, start: int, end: int
) -> None:
    editor = Editor(root, encoding, pulls=True, options={"delay": 0})
    assert editor.initialized.capabilities.position_encoding == encoding
    editor.open("mixed.md", MIXED)
    report = editor.pulled("mixed.md")
    assert [one.range for one in sworn(report.items)] == [Range(Position(2, start), Position(2, end))]
    assert editor.pulled("mixed.md", report.result_id).kind == "unchanged"
    editor.insert("mixed.md", 2, start, "ok")
    editor.insert("mixed.md", 2, start + 2, "\n\n")
    moved = editor.pulled("mixed.md", report.result_id)
    assert [one.range for one in sworn(moved.items)] == [Range(Position(4, 0), Position(4, 4))]
    assert editor.published.empty()
    assert editor.quit() == 0


def test_leaving_without_a_goodbye_is_exit_code_one(root: Path) -> None:
    assert Editor(root).quit(politely=False) == 1


def test_a_rule_that_crashes_is_a_line_in_the_log(root: Path, tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text(
        "import linter.engine\ndef crash(*_):\n    raise ValueError('no')\nlinter.engine.JUDGES['pattern'] = crash\n",
        "utf-8",
    )
    before = os.environ.get("PYTHONPATH", "")
    os.environ["PYTHONPATH"] = f"{tmp_path}{os.pathsep}{before}"
    try:
        editor = Editor(root)
    finally:
        os.environ["PYTHONPATH"] = before
    editor.open("crash.md", "sh1t\n")
    assert len(sworn(editor.diagnostics("crash.md"))) == 1
    assert "failed on this draft: ValueError: no" in editor.logged.get(timeout=PATIENCE)
    assert editor.quit() == 0


def test_over_tcp_it_listens_on_this_machine_alone(root: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = subprocess.Popen([DRAFTLINT, "lsp", "--tcp", str(port)], stderr=subprocess.PIPE)
    try:
        _wait_for(port, server)
        assert _listeners(port) == {"0100007F"}
        editor = Editor(root, port=port)
        editor.open("tcp.md", "sh1t\n")
        assert len(sworn(editor.diagnostics("tcp.md"))) == 1
        editor.quit()
        assert server.wait(PATIENCE) == 0
    finally:
        server.kill()
        server.communicate()


def _wait_for(port: int, server: subprocess.Popen[bytes]) -> None:
    """Until the port is there; connecting to try it would be the one client that is served."""
    for _ in range(int(PATIENCE * 20)):
        if _listeners(port) or server.poll() is not None:
            return
        time.sleep(0.05)


def _listeners(port: int) -> set[str]:
    if not sys.platform.startswith("linux"):
        pytest.skip("reads /proc")
    found = set()
    for table in ("tcp", "tcp6"):
        for line in Path(f"/proc/net/{table}").read_text().splitlines()[1:]:
            address, state = line.split()[1], line.split()[3]
            if state == "0A" and int(address.rpartition(":")[2], 16) == port:
                found.add(address.rpartition(":")[0])
    return found


def test_without_its_library_the_command_says_what_to_install(tmp_path: Path) -> None:
    (tmp_path / "pygls.py").write_text("raise ModuleNotFoundError('No module named pygls', name='pygls')\n", "utf-8")
    environment = {**os.environ, "PYTHONPATH": str(tmp_path)}
    done = subprocess.run([DRAFTLINT, "lsp"], capture_output=True, text=True, env=environment, stdin=subprocess.DEVNULL)
    assert done.returncode == 2
    assert (
        done.stderr.splitlines()[-1]
        == "Error: The language server needs one more library: pip install 'draftlint[lsp]'"
    )

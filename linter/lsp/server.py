"""One editor's server: its documents, its settings, the thread that judges, and what the editor is told."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from lsprotocol import types
from pygls.lsp.server import LanguageServer
from pygls.protocol import LanguageServerProtocol, lsp_method
from pygls.uris import from_fs_path, to_fs_path

from linter.engine import language
from linter.errors import DraftlintError
from linter.explanation import page
from linter.live.judging import Judge, Judgement, Task, WarmMorphology, format_for
from linter.lsp.actions import Actions, Client
from linter.lsp.diagnostics import diagnostics, of_error
from linter.lsp.documents import Document
from linter.lsp.settings import Settings
from linter.lsp.text import Text
from linter.model import Finding
from linter.rulebook.schema import read_rule


class _Protocol(LanguageServerProtocol):
    """pygls' own, but for edits: it would cut lines at U+2028 and move the positions that a client sends."""

    @lsp_method(types.TEXT_DOCUMENT_DID_CHANGE)
    def lsp_text_document__did_change(self, params: types.DidChangeTextDocumentParams) -> Iterator[Any]:
        yield self.fm.features[types.TEXT_DOCUMENT_DID_CHANGE], (params,), None


class DraftlintServer(LanguageServer):
    """What the protocol's requests and notifications are answered from; `features.py` has the answers themselves."""

    def __init__(self) -> None:
        super().__init__("draftlint", version("draftlint"), protocol_cls=_Protocol)
        self.settings, self.locale = Settings(), "en"
        self.documents: dict[str, Document] = {}
        self.was_shut_down = False
        self._morphology = WarmMorphology()
        self._judge = Judge(self._morphology)
        self._worker = ThreadPoolExecutor(1, "judge")
        self._broken: dict[Path | None, DraftlintError] = {}
        self._folder = TemporaryDirectory(prefix="draftlint-")
        self._warming: asyncio.Future[None] | None = None

    # What the editor can do

    def can(self, *names: str) -> bool:
        """Whether the client has a capability: `can("text_document", "diagnostic")`."""
        value: Any = self.client_capabilities
        for name in names:
            value = getattr(value, name, None)
        return bool(value)

    @property
    def pulls(self) -> bool:
        """A client that asks for diagnostics is not sent them, too: it would show each twice."""
        return self.can("text_document", "diagnostic")

    @property
    def client(self) -> Client:
        edit = ("workspace", "workspace_edit")
        return Client(self.can(*edit, "document_changes"), self.can(*edit, "snippet_edit_support"))

    @property
    def hover_kind(self) -> types.MarkupKind:
        document = self.client_capabilities.text_document
        formats = document.hover.content_format if document and document.hover else None
        kinds = types.MarkupKind
        return kinds.Markdown if kinds.Markdown in (formats or ()) else kinds.PlainText

    def text(self, source: str) -> Text:
        return Text(source, str(getattr(self.workspace.position_encoding, "value", self.workspace.position_encoding)))

    @property
    def lang(self) -> str:
        """The language in which the program itself speaks."""
        return self.locale if self.settings.lang == "auto" else self.settings.lang

    # Documents

    def open(self, item: types.TextDocumentItem) -> None:
        path = self._path(item.uri)
        format_name = format_for(path, item.language_id)
        if format_name is None or path.is_relative_to(self._folder.name):
            return
        self.documents[item.uri] = Document(item.uri, item.version, path, format_name, self.text(item.text))
        if language(item.text) == "ko" and self._warming is None:
            self._warming = asyncio.get_running_loop().run_in_executor(None, self._morphology.warm_up)
        self.judge_soon(self.documents[item.uri])

    def close(self, uri: str) -> None:
        document = self.documents.pop(uri, None)
        if document is not None:
            document.cancel()
            self._worker.submit(self._judge.forget, [document.path])
            if not self.pulls:
                self._publish(uri, None, [])

    def judge_all(self) -> None:
        for document in self.documents.values():
            self.judge_soon(document)
        if self.pulls and self.can("workspace", "diagnostics", "refresh_support"):
            self.workspace_diagnostic_refresh(None)

    def judge_soon(self, document: Document) -> None:
        """Judge the newest state of a document: at once, or after a short rest if edits come thick and fast. What was
        under way for an older one is dropped."""
        document.begin(self._judged(document, document.next_turn()))

    async def _judged(self, document: Document, turn: int) -> None:
        if document.is_restless:
            await asyncio.sleep(self.settings.delay / 1000)
        settings, text = self.settings, document.text
        task = Task(document.path, document.format, text.source.encode(), settings.lang, settings.largest * 1000)
        run = asyncio.get_running_loop().run_in_executor
        try:
            judgement = await run(self._worker, self._judge.judge, task, lambda: document.turn != turn)
        except Exception as problem:  # the server outlives whatever a draft does to it
            self.report_server_error(problem, type(problem))
            return
        if judgement is not None and document.turn == turn:
            document.settle(judgement)
            self._report(document, judgement)

    def _path(self, uri: str) -> Path:
        """Where a document lies; one that was never saved counts as lying in the folder that is open."""
        name = to_fs_path(uri) if uri.startswith("file:") else None
        if name:
            return Path(name)
        root = self.workspace.root_path
        return Path(root or Path.cwd()) / (uri.rpartition("/")[2].rpartition(":")[2] or "untitled")

    # What is told

    def diagnostics(self, document: Document) -> list[types.Diagnostic]:
        if document.judgement is None:
            return []
        shows_allowed = self.settings.show_allowed
        return diagnostics(document.judgement, document.text, self.settings.lang, shows_allowed=shows_allowed)

    def _report(self, document: Document, judgement: Judgement) -> None:
        if not self.pulls:
            self._publish(document.uri, document.version, self.diagnostics(document))
        for problem in judgement.problems:
            if problem.internal:
                self.log(f"{problem.path}: {problem.message} ({problem.hint})", types.MessageType.Error)
        self._report_configuration(judgement)

    def _report_configuration(self, judgement: Judgement) -> None:
        """A configuration that can't be used is said once, and marked in the file that is wrong, until it is right."""
        before, now = self._broken.pop(judgement.config, None), judgement.error
        if now is not None:
            self._broken[judgement.config] = now
        if str(before or "") == str(now or ""):
            return
        for error in filter(None, (before, now)):
            if error.path is not None:
                found = [of_error(error, self.text(_content(error.path)))] if error is now else []
                self._publish(from_fs_path(str(Path(error.path).resolve())) or "", None, found)
        if now is not None:
            self.show(str(now))

    def _publish(self, uri: str, version: int | None, found: list[types.Diagnostic]) -> None:
        self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, found, version))

    def show(self, message: str, kind: types.MessageType = types.MessageType.Error) -> None:
        self.window_show_message(types.ShowMessageParams(kind, message))

    def log(self, message: str, kind: types.MessageType = types.MessageType.Warning) -> None:
        self.window_log_message(types.LogMessageParams(kind, message))

    def report_server_error(self, error: Exception, source: Any) -> None:
        """What a client sends amiss, or what fails here, is a line in its log and never the end of the server."""
        with contextlib.suppress(Exception):
            self.log(f"draftlint: {type(error).__name__}: {error}".splitlines()[0])

    def found_at(self, document: Document, place: types.Range) -> list[Finding]:
        """The findings that are shown and touch a place."""
        judgement = document.judgement
        if judgement is None:
            return []
        start, end = (document.text.offset(at) - judgement.shift for at in (place.start, place.end))
        shown = (one for one in judgement.findings if self.settings.show_allowed or one.suppressed is None)
        return [one for one in shown if one.span.start <= end and start <= one.span.end]

    def actions(self, document: Document) -> Actions | None:
        if document.judgement is None:
            return None
        return Actions(document.uri, document.version, document.text, document.judgement, self.lang, self.client)

    def explain(self, rule_id: str, uri: str) -> str:
        """The explanation of a rule, opened in the editor, or shown as a message where it opens no documents."""
        document = self.documents.get(uri)
        rulebook = document.judgement.rulebook if document and document.judgement else None
        rule = next((rule for rule in rulebook.rules if rule.id == rule_id), None) if rulebook else None
        if rule is None:
            self.show(f"There is no rule {rule_id} for this draft.", types.MessageType.Warning)
            return ""
        text = page(read_rule(Path(rule.path), rule.id), self.lang)
        if self.can("window", "show_document"):
            file = Path(self._folder.name) / (rule_id.replace("/", "-") + ".md")
            file.write_text(text, "utf-8")
            self.window_show_document(types.ShowDocumentParams(file.as_uri(), take_focus=True))
        else:
            self.show(text, types.MessageType.Info)
        return text

    def end(self) -> None:
        for document in self.documents.values():
            document.cancel()
        self._worker.shutdown(wait=False, cancel_futures=True)
        self._folder.cleanup()


def _content(path: str) -> str:
    try:
        return Path(path).read_text("utf-8-sig", "replace")
    except OSError:
        return ""

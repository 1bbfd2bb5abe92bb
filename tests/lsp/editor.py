"""An editor for tests: pygls' own client, which starts the real command and speaks to it over standard input and output."""

from __future__ import annotations

import asyncio
import itertools
import queue
import sys
import threading
from collections.abc import Coroutine
from pathlib import Path
from typing import Any

from lsprotocol import types
from pygls.lsp.client import LanguageClient

DRAFTLINT = str(Path(sys.executable).with_name("draftlint"))
PATIENCE = 60.0  # seconds; a hang fails, slowness does not
ALL_ENCODINGS = tuple(types.PositionEncodingKind)


def capabilities(encoding: types.PositionEncodingKind, *, pulls: bool, snippets: bool) -> types.ClientCapabilities:
    edit = types.WorkspaceEditClientCapabilities(document_changes=True, snippet_edit_support=snippets)
    watched = types.DidChangeWatchedFilesClientCapabilities(dynamic_registration=True)
    return types.ClientCapabilities(
        general=types.GeneralClientCapabilities(position_encodings=[encoding]),
        text_document=types.TextDocumentClientCapabilities(
            hover=types.HoverClientCapabilities(content_format=[types.MarkupKind.Markdown]),
            diagnostic=types.DiagnosticClientCapabilities() if pulls else None,
        ),
        workspace=types.WorkspaceClientCapabilities(workspace_edit=edit, did_change_watched_files=watched),
        window=types.WindowClientCapabilities(show_document=types.ShowDocumentClientCapabilities(support=True)),
    )


class Editor:
    """Every call waits for its answer; what the server sends by itself waits in `published`, `messages`, `logged`,
    `shown` and `registered`."""

    def __init__(
        self,
        root: Path,
        encoding: types.PositionEncodingKind = types.PositionEncodingKind.Utf32,
        *,
        pulls: bool = False,
        snippets: bool = False,
        options: Any = None,
        locale: str = "en",
        port: int | None = None,
    ) -> None:
        self.root, self._versions = root, itertools.count(1)
        self.published: queue.Queue[types.PublishDiagnosticsParams] = queue.Queue()
        self.messages: queue.Queue[str] = queue.Queue()
        self.logged: queue.Queue[str] = queue.Queue()
        self.shown: queue.Queue[str] = queue.Queue()
        self.registered: queue.Queue[str] = queue.Queue()
        self._loop = asyncio.new_event_loop()
        threading.Thread(target=self._loop.run_forever, daemon=True).start()
        self.client = LanguageClient("editor", "1")
        self._listen()
        start = self.client.start_io(DRAFTLINT, "lsp") if port is None else self.client.start_tcp("127.0.0.1", port)
        self.run(start)
        params = types.InitializeParams(
            capabilities(encoding, pulls=pulls, snippets=snippets),
            root_uri=root.as_uri(),
            locale=locale,
            initialization_options=options,
        )
        self.initialized = self.run(self.client.initialize_async(params))
        self.tell(self.client.initialized, types.InitializedParams())

    def _listen(self) -> None:
        listen = self.client.feature
        listen(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)(lambda params: self.published.put(params))
        listen(types.WINDOW_SHOW_MESSAGE)(lambda params: self.messages.put(params.message))
        listen(types.WINDOW_LOG_MESSAGE)(lambda params: self.logged.put(params.message))

        @listen(types.WINDOW_SHOW_DOCUMENT)
        def show(params: types.ShowDocumentParams) -> types.ShowDocumentResult:
            self.shown.put(params.uri)
            return types.ShowDocumentResult(True)

        @listen(types.CLIENT_REGISTER_CAPABILITY)
        def register(params: types.RegistrationParams) -> None:
            for one in params.registrations:
                self.registered.put(one.method)

    def run(self, work: Coroutine[Any, Any, Any]) -> Any:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(PATIENCE)

    def tell(self, notify: Any, params: Any) -> None:
        async def told() -> None:
            notify(params)

        self.run(told())

    def uri(self, name: str) -> str:
        return name if ":" in name else (self.root / name).as_uri()

    def open(self, name: str, text: str, language: str = "markdown") -> None:
        item = types.TextDocumentItem(self.uri(name), language, next(self._versions), text)
        self.tell(self.client.text_document_did_open, types.DidOpenTextDocumentParams(item))

    def close(self, name: str) -> None:
        params = types.DidCloseTextDocumentParams(types.TextDocumentIdentifier(self.uri(name)))
        self.tell(self.client.text_document_did_close, params)
        self.diagnostics(name)

    def change(self, name: str, *changes: types.TextDocumentContentChangeEvent) -> int:
        version = next(self._versions)
        document = types.VersionedTextDocumentIdentifier(version, self.uri(name))
        self.tell(self.client.text_document_did_change, types.DidChangeTextDocumentParams(document, list(changes)))
        return version

    def replace(self, name: str, text: str) -> int:
        return self.change(name, types.TextDocumentContentChangeWholeDocument(text))

    def insert(self, name: str, line: int, character: int, text: str) -> int:
        at = types.Position(line, character)
        return self.change(name, types.TextDocumentContentChangePartial(types.Range(at, at), text))

    def diagnostics(self, name: str, version: int | None = None) -> list[types.Diagnostic]:
        """What is published next for a document; for a version, if one is given."""
        while True:
            params = self.published.get(timeout=PATIENCE)
            if params.uri == self.uri(name) and version in (None, params.version):
                return list(params.diagnostics)

    def pulled(self, name: str, previous: str | None = None) -> Any:
        params = types.DocumentDiagnosticParams(
            types.TextDocumentIdentifier(self.uri(name)), previous_result_id=previous
        )
        return self.run(self.client.text_document_diagnostic_async(params))

    def hover(self, name: str, line: int, character: int) -> types.Hover | None:
        params = types.HoverParams(types.TextDocumentIdentifier(self.uri(name)), types.Position(line, character))
        hover: types.Hover | None = self.run(self.client.text_document_hover_async(params))
        return hover

    def actions(self, name: str, diagnostic: types.Diagnostic, only: list[str] | None = None) -> list[Any]:
        """What is offered for a diagnostic. lsprotocol takes an action that has a command for a bare command."""
        context = types.CodeActionContext([diagnostic], only=only)
        params = types.CodeActionParams(types.TextDocumentIdentifier(self.uri(name)), diagnostic.range, context)
        return list(self.run(self.client.text_document_code_action_async(params)) or [])

    def execute(self, name: str, *arguments: str) -> Any:
        params = types.ExecuteCommandParams(name, list(arguments))
        return self.run(self.client.workspace_execute_command_async(params))

    def touch(self, *paths: Path) -> None:
        """Tell the server that files have changed."""
        events = [types.FileEvent(path.as_uri(), types.FileChangeType.Changed) for path in paths]
        self.tell(self.client.workspace_did_change_watched_files, types.DidChangeWatchedFilesParams(events))

    def quit(self, *, politely: bool = True) -> int | None:
        """End the server; its exit code."""
        if politely:
            self.run(self.client.shutdown_async(None))
        self.tell(self.client.exit, None)
        self.run(self.client.stop())
        self._loop.call_soon_threadsafe(self._loop.stop)
        server = self.client._server
        return server.returncode if server is not None else None

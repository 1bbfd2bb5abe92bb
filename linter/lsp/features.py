"""What the server answers: the protocol's requests and notifications, one function each."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any, BinaryIO

from lsprotocol import types

from linter.errors import ConfigError
from linter.live.judging import Judgement
from linter.lsp.actions import EXPLAIN, FIX_ALL, Actions
from linter.lsp.diagnostics import hover
from linter.lsp.documents import Document
from linter.lsp.server import DraftlintServer
from linter.lsp.text import Text
from linter.model import Finding

_LOOPBACK = "127.0.0.1"
_WATCHED = ("**/.draftlint*", "**/*.{yaml,yml,csv}")
_KINDS = [types.CodeActionKind.QuickFix, FIX_ALL]
_RULE = "\n\n---\n\n"  # between two findings on the same words


def make_server() -> DraftlintServer:
    """A server with all that it answers."""
    server = DraftlintServer()
    for register in (_lifecycle, _synchronisation, _questions):
        register(server)
    return server


def _lifecycle(server: DraftlintServer) -> None:
    @server.feature(types.INITIALIZE)
    def initialize(params: types.InitializeParams) -> None:
        server.locale = "ko" if (params.locale or "").lower().startswith("ko") else "en"
        _set(server, params.initialization_options)

    @server.feature(types.INITIALIZED)
    def initialized(params: types.InitializedParams) -> None:
        if server.can("workspace", "did_change_watched_files", "dynamic_registration"):
            watchers = [types.FileSystemWatcher(glob) for glob in _WATCHED]
            options = types.DidChangeWatchedFilesRegistrationOptions(watchers)
            watching = types.Registration("watched", types.WORKSPACE_DID_CHANGE_WATCHED_FILES, options)
            server.client_register_capability(types.RegistrationParams([watching]))

    @server.feature(types.SHUTDOWN)
    def shutdown(params: None) -> None:
        server.was_shut_down = True

    @server.feature(types.WORKSPACE_DID_CHANGE_CONFIGURATION)
    def changed_settings(params: types.DidChangeConfigurationParams) -> None:
        _set(server, params.settings)
        server.judge_all()

    @server.feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    def changed_files(params: types.DidChangeWatchedFilesParams) -> None:
        server.judge_all()


def _set(server: DraftlintServer, values: Any) -> None:
    try:
        server.settings = server.settings.updated(values)
    except ConfigError as problem:
        server.show(str(problem))


def _synchronisation(server: DraftlintServer) -> None:
    @server.feature(types.TEXT_DOCUMENT_DID_OPEN)
    async def opened(params: types.DidOpenTextDocumentParams) -> None:
        server.open(params.text_document)

    @server.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    def changed(params: types.DidChangeTextDocumentParams) -> None:
        document = server.documents.get(params.text_document.uri)
        if document is not None:
            document.change(params.text_document.version, _applied(server, document.text, params.content_changes))
            server.judge_soon(document)

    @server.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    def closed(params: types.DidCloseTextDocumentParams) -> None:
        server.close(params.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_DID_SAVE)
    def saved(params: types.DidSaveTextDocumentParams) -> None:
        if params.text_document.uri not in server.documents:  # a configuration, a rule, a word list
            server.judge_all()


def _applied(server: DraftlintServer, text: Text, changes: Iterable[types.TextDocumentContentChangeEvent]) -> Text:
    for change in changes:
        if isinstance(change, types.TextDocumentContentChangePartial):
            text = text.replaced(change.range, change.text)
        else:
            text = server.text(change.text)
    return text


def _questions(server: DraftlintServer) -> None:
    @server.feature(types.TEXT_DOCUMENT_DIAGNOSTIC)
    async def diagnostic(params: types.DocumentDiagnosticParams) -> types.DocumentDiagnosticReport:
        document = await _ready(server, params.text_document.uri)
        if document is None:
            return types.RelatedFullDocumentDiagnosticReport([])
        if params.previous_result_id == document.state:
            return types.RelatedUnchangedDocumentDiagnosticReport(document.state)
        return types.RelatedFullDocumentDiagnosticReport(server.diagnostics(document), result_id=document.state)

    @server.feature(types.TEXT_DOCUMENT_HOVER)
    async def hovered(params: types.HoverParams) -> types.Hover | None:
        document = await _ready(server, params.text_document.uri)
        if document is None or document.judgement is None:
            return None
        found = server.found_at(document, types.Range(params.position, params.position))
        if not found:
            return None
        return _hover(server, document, document.judgement, found)

    @server.feature(types.TEXT_DOCUMENT_CODE_ACTION, types.CodeActionOptions(code_action_kinds=_KINDS))
    async def code_action(params: types.CodeActionParams) -> list[types.CodeAction]:
        document = await _ready(server, params.text_document.uri)
        actions = server.actions(document) if document is not None else None
        if document is None or actions is None:
            return []
        return _offered(actions, server.found_at(document, params.range), params.context)

    @server.command(EXPLAIN)
    async def explain(rule: str, uri: str) -> str:
        await _ready(server, uri)
        return server.explain(rule, uri)


async def _ready(server: DraftlintServer, uri: str) -> Document | None:
    """The document, once its newest state is judged."""
    document = server.documents.get(uri)
    if document is not None:
        await document.ready()
    return document


def _hover(server: DraftlintServer, document: Document, judgement: Judgement, found: list[Finding]) -> types.Hover:
    kind = server.hover_kind
    contents = [hover(one, judgement, server.settings.lang, kind).value for one in found]
    span, shift = found[0].span, judgement.shift
    place = document.text.range(span.start + shift, span.end + shift)
    return types.Hover(types.MarkupContent(kind, _RULE.join(contents)), place)


def _offered(actions: Actions, found: list[Finding], context: types.CodeActionContext) -> list[types.CodeAction]:
    """The actions of the kinds that the editor asked for; all, if it asked for none."""
    offered: list[types.CodeAction] = []
    if _is_wanted("quickfix", context):
        offered += [action for one in found for action in actions.of(one, context.diagnostics)]
    if _is_wanted(FIX_ALL, context) and (whole := actions.fix_all()) is not None:
        offered.append(whole)
    return offered


def _is_wanted(kind: str, context: types.CodeActionContext) -> bool:
    asked = [str(getattr(one, "value", one)) for one in context.only or ()]
    return not asked or any(not one or kind == one or kind.startswith(f"{one}.") for one in asked)


@contextmanager
def _own_output() -> Iterator[BinaryIO]:
    """Standard output for the protocol alone: whatever else is printed, by whomever, goes to standard error."""
    sys.stdout.flush()
    with os.fdopen(os.dup(1), "wb") as output:
        os.dup2(2, 1)
        yield output


def serve(port: int | None) -> int:
    """Serve one editor, over standard input and output or, with a port, over TCP on this machine alone.

    Returns the exit code: 0 if the editor said goodbye as the protocol wants it, else 1.
    """
    logging.getLogger("pygls").setLevel(logging.CRITICAL + 1)  # its tracebacks are not for people
    server = make_server()
    try:
        if port is None:
            with _own_output() as output:
                server.start_io(stdout=output)
        else:
            server.start_tcp(_LOOPBACK, port)
    except SystemExit:
        pass
    finally:
        server.end()
    return 0 if server.was_shut_down else 1

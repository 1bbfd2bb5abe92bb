"""What every request must pass, and what every answer carries, before and after any page of ours has its say."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from linter.review.settings import Settings

_HARMLESS = frozenset(("GET", "HEAD", "OPTIONS"))
# What a proxy adds: a page without a login must not be put before the world by one.
_OF_A_PROXY = frozenset(("forwarded", "via", "x-real-ip", "x-client-ip", "true-client-ip", "cf-connecting-ip"))
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_ANSWERS = {
    "content-security-policy": _POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
    "cache-control": "no-store",
}


class Guard:
    """ASGI middleware. Says in plain text what is wrong: whoever comes here so has no page yet."""

    def __init__(self, app: ASGIApp, settings: Settings, *, without_login: bool) -> None:
        self._app, self._settings, self._without_login = app, settings, without_login

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        refusal = self._refusal(scope["method"], Headers(scope=scope))
        answer = _with_headers(send, self._more_headers())
        if refusal is not None:
            await refusal(scope, receive, answer)
            return
        body = _Body(receive, self._most)
        await self._app(scope, body.receive, body.unless_too_large(answer))
        if body.is_too_large:
            await self._too_large()(scope, receive, answer)

    def _refusal(self, method: str, headers: Headers) -> PlainTextResponse | None:
        host = headers.get("host", "").lower()
        if host not in self._settings.hosts:
            known = ", ".join(sorted(self._settings.origins))
            return _refused(421, f"This server is not called {host[:100]!r}. It answers at {known}.")
        if self._without_login and any(map(_is_of_a_proxy, headers)):
            return _refused(403, "A proxy sent this, but there is no login here. Add users, and start with --url.")
        if method not in _HARMLESS and not self._is_from_here(headers):
            return _refused(403, "This was sent from another site, so it was not done.")
        if int(headers["content-length"] if headers.get("content-length", "").isdigit() else 0) > self._most:
            return self._too_large()
        return None

    def _too_large(self) -> PlainTextResponse:
        return _refused(413, f"This is more than {self._settings.largest / 1_000_000:g} MB.")

    @property
    def _most(self) -> int:
        # A form writes some characters as three, and a document in JSON as four thirds.
        return self._settings.largest * 3 + 100_000

    def _is_from_here(self, headers: Headers) -> bool:
        """Browsers say whence a request comes; programs with a token say nothing, or need not."""
        origin = headers.get("origin")
        if origin is not None:
            return origin.lower() in self._settings.origins
        referer = headers.get("referer")
        if referer is not None:
            parts = urlsplit(referer)
            return f"{parts.scheme}://{parts.netloc}".lower() in self._settings.origins
        return headers.get("sec-fetch-site", "none") in ("none", "same-origin")

    def _more_headers(self) -> Mapping[str, str]:
        if not self._settings.is_encrypted:
            return _ANSWERS
        return {**_ANSWERS, "strict-transport-security": "max-age=31536000"}


def _is_of_a_proxy(header: str) -> bool:
    return header in _OF_A_PROXY or header.startswith(("x-forwarded-", "x-original-"))


def _refused(status: int, words: str) -> PlainTextResponse:
    return PlainTextResponse(words + "\n", status)


def _with_headers(send: Send, more: Mapping[str, str]) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in more.items():
                headers.setdefault(name, value)
        await send(message)

    return sending


class _Body:
    """What comes without saying beforehand how long it is. Where it is too long, it ends, and whatever the application
    makes of the half of it goes nowhere."""

    def __init__(self, receive: Receive, most: int) -> None:
        self._receive, self._left = receive, most

    @property
    def is_too_large(self) -> bool:
        return self._left < 0

    async def receive(self) -> Message:
        message = await self._receive()
        if message["type"] == "http.request":
            self._left -= len(message.get("body", b""))
        return {"type": "http.disconnect"} if self.is_too_large else message

    def unless_too_large(self, send: Send) -> Send:
        async def sending(message: Message) -> None:
            if not self.is_too_large:
                await send(message)

        return sending

"""The page, served until somebody ends it."""

from __future__ import annotations

import logging
import socket
from collections.abc import Callable

import uvicorn

from linter.errors import ConfigError
from linter.review.services import open_services
from linter.review.settings import Settings, is_loopback
from linter.review.web.app import create_app


def serve(settings: Settings, tell: Callable[[str], None]) -> None:
    """Raises ConfigError where it can't be served. `tell` says a line to whoever started it."""
    services = open_services(settings)
    listener = _listening(settings)
    logging.basicConfig(level=logging.WARNING, format="draftlint: %(message)s")
    address = settings.url or next(iter(sorted(settings.origins)))
    tell(f"reviewing {settings.folder} at {address} (Ctrl-C ends it)")
    if services.local_user is not None:
        tell(f"only this machine can reach it; you are {services.local_user.name}, in all roles, without a login")
    elif not settings.url and not is_loopback(settings.host):
        tell("nothing encrypts what people send: put a proxy with TLS before it, and give its address with --url")
    if settings.url and not settings.trusted:
        tell("wrong passwords slow down everybody who has that name: tell whose proxy it is with --trust to avoid it")
    server = uvicorn.Server(
        uvicorn.Config(
            create_app(services),
            log_level="warning",
            access_log=False,
            proxy_headers=False,
            server_header=False,
            timeout_graceful_shutdown=5,
        )
    )
    server.run(sockets=[listener])


def _listening(settings: Settings) -> socket.socket:
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    listener = socket.socket(family)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((settings.host.strip("[]"), settings.port))
    except OSError as problem:
        hint = "is another one running? --port takes another port"
        raise ConfigError(f"can't listen at {settings.host}:{settings.port}: {problem.strerror}", hint=hint) from None
    return listener

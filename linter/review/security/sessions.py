"""Cookies that say who somebody is, and tokens against forged requests: signed, so that nobody can make one up."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from pathlib import Path

from itsdangerous import BadSignature, URLSafeTimedSerializer

from linter.errors import ConfigError
from linter.review.records import User

LASTS = 12 * 3600  # seconds
_KEY_BYTES = 32


@dataclass(frozen=True, slots=True)
class Session:
    """`user` is None before a login. `nonce` ties forms to the browser that they were made for."""

    nonce: str
    user: int | None = None
    epoch: int = 0


class Sessions:
    def __init__(self, key: str) -> None:
        self._signer = URLSafeTimedSerializer(key, salt="draftlint-session")
        self._forms = URLSafeTimedSerializer(key, salt="draftlint-form")

    def new(self, user: User | None = None) -> Session:
        return Session(secrets.token_urlsafe(16), user.id if user else None, user.epoch if user else 0)

    def cookie(self, session: Session) -> str:
        return self._text(self._signer, [session.nonce, session.user, session.epoch])

    def read(self, cookie: str) -> Session | None:
        try:
            nonce, user, epoch = self._signer.loads(cookie, max_age=LASTS)
            return Session(str(nonce), user, epoch)
        except (BadSignature, ValueError, TypeError):
            return None

    def form_token(self, session: Session) -> str:
        return self._text(self._forms, session.nonce)

    def is_own_form(self, session: Session, token: str) -> bool:
        try:
            nonce = str(self._forms.loads(token, max_age=LASTS))
        except BadSignature:
            return False
        return secrets.compare_digest(nonce.encode(), session.nonce.encode())

    @staticmethod
    def _text(signer: URLSafeTimedSerializer, value: object) -> str:
        signed = signer.dumps(value)
        return signed.decode() if isinstance(signed, bytes) else signed


def key_in(file: Path) -> str:
    """The key that signs, made on the first start and readable for its owner alone. Raises ConfigError."""
    try:
        return _read(file) or _made(file)
    except OSError as problem:
        raise ConfigError(f"can't be read or written: {problem.strerror}", path=file) from None


def _read(file: Path) -> str:
    return file.read_text("ascii").strip() if file.exists() else ""


def _made(file: Path) -> str:
    key = secrets.token_urlsafe(_KEY_BYTES)
    file.touch(0o600)
    file.write_text(key + "\n", "ascii")
    return key

"""Tokens of the API: shown once, kept as a digest. They are random, so that a plain SHA-256 can't be guessed back."""

from __future__ import annotations

import secrets
from hashlib import sha256

_PREFIX = "draftlint_"  # by which scanners for leaked keys can know one


def new_token() -> str:
    return _PREFIX + secrets.token_urlsafe(32)


def digest(token: str) -> str:
    return sha256(token.encode()).hexdigest()

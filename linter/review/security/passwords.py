"""Passwords, as Argon2id hashes in the library's recommended strength (RFC 9106)."""

from __future__ import annotations

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from linter.review.errors import ReviewError

SHORTEST, LONGEST = 12, 1000  # characters
_HASHER = PasswordHasher()
# Checked where there is no such user, so that the time of an answer tells nobody who exists.
_NOBODY = _HASHER.hash("nobody has this password")


def hashed(password: str) -> str:
    """Raises ReviewError for one that is too short or too long."""
    if not SHORTEST <= len(password) <= LONGEST:
        raise ReviewError("password-length", least=SHORTEST, most=LONGEST)
    return _HASHER.hash(password)


def fits(password: str, known: str | None) -> bool:
    """Whether a password is the one of a hash; never, without a hash, and that takes as long."""
    try:
        return _HASHER.verify(known or _NOBODY, password[:LONGEST]) and known is not None
    except (VerificationError, InvalidHashError):
        return False

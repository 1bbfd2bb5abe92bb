"""Logging in by name and password: slowed down for whoever guesses, and never so many at once that the machine fills
up with the work of checking."""

from __future__ import annotations

from asyncio import Semaphore
from collections.abc import Callable

from linter.review.errors import BusyError
from linter.review.offloop import off_loop
from linter.review.records import User
from linter.review.security.attempts import Attempts

_AT_ONCE = 2  # each check takes 64 MB
_MOST_WAITING = 20


class Logins:
    """`known` looks who has a name and a password, which takes long."""

    def __init__(self, attempts: Attempts, known: Callable[[str, str], User | None]) -> None:
        self._attempts, self._known = attempts, known
        self._free, self._waiting = Semaphore(_AT_ONCE), 0

    async def user(self, name: str, password: str, address: str | None) -> User | None:
        """None: there is nobody with this name and password. `address` is where somebody comes from, if that can be
        told. Raises TooManyError and BusyError."""
        if self._waiting >= _MOST_WAITING:
            raise BusyError("busy")
        keys = _keys(name[:100], address)
        self._attempts.begin(*keys)
        self._waiting += 1
        try:
            async with self._free:
                user = await off_loop(self._known, name, password)
        finally:
            self._waiting -= 1
        if user is not None:
            self._attempts.right(*keys)
        return user


def _keys(name: str, address: str | None) -> tuple[str, ...]:
    """Who is slowed down by a wrong password: this name from there, and whoever else comes from there. Behind a proxy
    that is not trusted all come from one place: there it is the name alone."""
    return (f"name {name}",) if address is None else (f"name {name} from {address}", f"address {address}")

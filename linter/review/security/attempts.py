"""How often somebody may get a password wrong: the wait doubles with each miss, for the name and for the address."""

from __future__ import annotations

from collections.abc import Callable
from math import ceil

from linter.review.errors import TooManyError

_FREE = 5
_LONGEST_WAIT = 900.0  # seconds
_MOST_REMEMBERED = 10_000


class Attempts:
    """Counts in memory: a new start forgets. `clock` is in seconds and never goes back."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._missed: dict[str, tuple[int, float]] = {}

    def begin(self, *keys: str) -> None:
        """Count an attempt as missed until it is known to be right, so that many at once are no way around. Raises
        TooManyError while one of the keys has to wait."""
        wait = max(self._wait(key) for key in keys)
        if wait > 0:
            raise TooManyError("too-many-attempts", seconds=ceil(wait))
        for key in keys:
            count, _ = self._missed.pop(key, (0, 0.0))
            self._missed[key] = (count + 1, self._clock())
        for oldest in list(self._missed)[:-_MOST_REMEMBERED]:
            del self._missed[oldest]

    def right(self, name: str, *others: str) -> None:
        """The attempt was right: nothing is held against the name, and of what is held against the other keys, this."""
        self._missed.pop(name, None)
        for key in others:
            count, last = self._missed.get(key, (1, 0.0))
            self._missed[key] = (count - 1, last)

    def _wait(self, key: str) -> float:
        count, last = self._missed.get(key, (0, 0.0))
        if count < _FREE:
            return 0.0
        return last + min(2.0 ** (count - _FREE), _LONGEST_WAIT) - self._clock()

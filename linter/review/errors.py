"""What can go wrong on the review page, each with what a person is told, in both languages."""

from __future__ import annotations

from linter.errors import DraftlintError


class ReviewError(DraftlintError):
    """An act that was refused. `name` is that of its sentence in the page's wording; `values` fill it."""

    status = 400

    def __init__(self, name: str, **values: object) -> None:
        super().__init__(name.replace("-", " "))
        self.name, self.values = name, values


class ForbiddenError(ReviewError):
    status = 403


class NotFoundError(ReviewError):
    status = 404


class ConflictError(ReviewError):
    """Somebody else was faster: what was asked for was about an older state."""

    status = 409


class TooLargeError(ReviewError):
    status = 413


class UnreadableError(ReviewError):
    """A draft that no reader of ours can read."""

    status = 422


class TooManyError(ReviewError):
    status = 429


class BusyError(ReviewError):
    """As much is being judged as may wait."""

    status = 503

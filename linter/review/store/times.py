"""Times as they are written: UTC, ISO 8601, to the microsecond, so that text sorts as time does."""

from __future__ import annotations

from datetime import UTC, datetime


def written(time: datetime) -> str:
    return time.astimezone(UTC).isoformat(timespec="microseconds")


def shown(text: str) -> str:
    """A time as it is written, for people: to the minute."""
    return text[:16].replace("T", " ")


def read(text: str) -> datetime:
    return datetime.fromisoformat(text)


def read_or_none(text: str | None) -> datetime | None:
    return None if text is None else read(text)

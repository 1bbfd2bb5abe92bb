"""The audit log as a chain: each entry holds the digest of the one before, so that none can be changed, put in or taken
out unseen.

A digest is the SHA-256 of the entry's canonical JSON (RFC 8785 for the values that we use: sorted keys, no spaces,
UTF-8, whole numbers only).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from linter.review.records import Entry

FIRST = "0" * 64


@dataclass(frozen=True, slots=True)
class Fault:
    """Something in the record that can't be so. `name` is that of its sentence in the wording."""

    name: str
    number: int
    values: Mapping[str, object]


def link(
    number: int, at: str, by: str, act: str, draft: int | None, details: Mapping[str, Any], previous: str
) -> Entry:
    """The entry that follows one whose digest is `previous`."""
    values = {
        "number": number,
        "at": at,
        "by": by,
        "act": act,
        "draft": draft,
        "details": details,
        "previous": previous,
    }
    return Entry(number, at, by, act, draft, details, previous, sha256(canonical(values)).hexdigest())


def digest(text: str) -> str:
    """By which the log holds what it does not tell."""
    return sha256(text.encode()).hexdigest()


def canonical(values: Mapping[str, Any]) -> bytes:
    return json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def faults(entries: Iterable[Entry], length: int, head: str) -> Iterator[Fault]:
    """What is wrong with a chain that should have `length` entries and end with the digest `head`."""
    previous, number = FIRST, 0
    for expected, entry in enumerate(entries, start=1):
        number = entry.number
        if number != expected:
            yield Fault("gap", number, {"expected": expected})
            return
        if entry.previous != previous:
            yield Fault("broken-link", number, {})
        again = link(number, entry.at, entry.by, entry.act, entry.draft, entry.details, entry.previous)
        if again.digest != entry.digest:
            yield Fault("changed", number, {})
        previous = entry.digest
    if number != length or previous != head:
        yield Fault("cut-off", number, {"expected": length})

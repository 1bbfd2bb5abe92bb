"""The tables as the audit log tells them: what must stand in each row, if nobody wrote past the log."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import Any, TypeAlias

from linter.review.process import ACTS
from linter.review.records import Entry

# What a row is of, and which: a version by its draft and number, a decision by its draft and place, a user by name.
Key: TypeAlias = tuple[str, ...]
Row: TypeAlias = Mapping[str, Any]

_VERDICTS = {act: verdict for verdict, act in ACTS.items()}


def replayed(entries: Iterable[Entry]) -> dict[Key, Row]:
    tables = _Tables()
    for entry in entries:
        tables.take(entry)
    return {key: dict(row) for key, row in tables.rows.items()}


class _Tables:
    def __init__(self) -> None:
        self.rows: dict[Key, dict[str, Any]] = defaultdict(dict)
        self._counts: Counter[tuple[str, int | None]] = Counter()

    def take(self, entry: Entry) -> None:
        if entry.draft is None:
            self._account(entry)
        else:
            self._draft(entry)

    def _draft(self, entry: Entry) -> None:
        act, told, who = entry.act, entry.details, {"by": entry.by, "at": entry.at}
        draft = ("draft", str(entry.draft))
        self.rows[draft] |= {"state": told.get("state"), "version": told.get("version")}
        if act == "submit":
            self.rows[draft]["by"] = entry.by
        if act in ("submit", "save"):
            content = told.get("content")
            row = {"content": content, "hash": content, "name": told.get("name"), **who}
            self.rows["version", str(entry.draft), str(told.get("version"))] = row
        elif act in _VERDICTS:
            said = {name: told.get(name) for name in ("version", "finding", "rule", "severity", "reason", "settles")}
            said |= {"verdict": _VERDICTS[act], "until": told.get("until"), **who}
            self._next("decision", entry, said)
        elif act == "approve":
            signed = {"version": told.get("version"), "content": told.get("content"), "withdrawn": None, **who}
            self._next("signature", entry, signed)
        elif act == "withdraw-approval":
            self._withdraw(entry)
        if "words" in told:
            self._next("comment", entry, {"version": told.get("version"), "words": told["words"], **who})

    def _next(self, what: str, entry: Entry, row: dict[str, Any]) -> None:
        """The next of its kind of this draft."""
        self._counts[what, entry.draft] += 1
        self.rows[what, str(entry.draft), str(self._counts[what, entry.draft])] = row

    def _withdraw(self, entry: Entry) -> None:
        for at in range(1, self._counts["signature", entry.draft] + 1):
            row = self.rows["signature", str(entry.draft), str(at)]
            row["withdrawn"] = row["withdrawn"] or entry.at

    def _account(self, entry: Entry) -> None:
        act, told = entry.act, entry.details
        if act == "add-token":
            row = {"user": told.get("user"), "label": told.get("label"), "secret": told.get("secret")}
            self.rows["token", str(told.get("token"))] = {**row, "revoked": None}
        elif act == "revoke-token":
            row = self.rows["token", str(told.get("token"))]
            row["revoked"] = row.get("revoked") or entry.at
        else:
            self._user(act, told)

    def _user(self, act: str, told: Mapping[str, Any]) -> None:
        row = self.rows["user", str(told.get("user"))]
        if act == "add-user":
            row |= {"is_active": True, "secret": told.get("secret")}
        if act in ("add-user", "set-roles"):
            row["roles"] = " ".join(told.get("roles", ()))
        elif act == "set-password":
            row["secret"] = told.get("secret")
        elif act == "remove-user":
            row |= {"is_active": False, "secret": None}

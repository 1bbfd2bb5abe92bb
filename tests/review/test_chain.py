"""No line of the audit log changes, goes or comes unseen."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linter.review.chain import FIRST, faults, link
from linter.review.records import Entry

WORDS = st.text(max_size=20)
DETAILS = st.dictionaries(WORDS, WORDS | st.integers() | st.lists(WORDS, max_size=3), max_size=4)


@st.composite
def chains(draw: st.DrawFn) -> list[Entry]:
    entries: list[Entry] = []
    for number in range(1, draw(st.integers(1, 8)) + 1):
        previous = entries[-1].digest if entries else FIRST
        by, act, draft = draw(WORDS), draw(WORDS), draw(st.none() | st.integers(1, 99))
        entries.append(link(number, f"2026-01-01T00:00:{number:02}", by, act, draft, draw(DETAILS), previous))
    return entries


def names(entries: list[Entry], length: int, head: str) -> list[str]:
    return [fault.name for fault in faults(entries, length, head)]


@given(chains())
def test_what_was_written_holds(entries: list[Entry]) -> None:
    assert names(entries, len(entries), entries[-1].digest) == []


@given(chains(), st.data())
def test_a_changed_entry_is_seen(entries: list[Entry], data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(entries) - 1))
    field = data.draw(st.sampled_from(["at", "by", "act", "draft", "details"]))
    changed = {"draft": (entries[at].draft or 0) + 1, "details": {**entries[at].details, "!": "more"}}
    value = changed.get(field, f"{getattr(entries[at], field)}!")
    forged = [*entries[:at], replace(entries[at], **{field: value}), *entries[at + 1 :]]
    assert "changed" in names(forged, len(entries), entries[-1].digest)


@given(chains(), st.data())
def test_an_entry_that_was_changed_and_sealed_anew_breaks_the_next(entries: list[Entry], data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(entries) - 1))
    one = entries[at]
    forged = link(one.number, one.at, one.by + "!", one.act, one.draft, one.details, one.previous)
    found = names([*entries[:at], forged, *entries[at + 1 :]], len(entries), entries[-1].digest)
    assert found == (["cut-off"] if at == len(entries) - 1 else ["broken-link"])


@given(chains(), st.data())
def test_an_entry_that_is_gone_is_missed(entries: list[Entry], data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(entries) - 1))
    found = names([*entries[:at], *entries[at + 1 :]], len(entries), entries[-1].digest)
    assert found == (["cut-off"] if at == len(entries) - 1 else ["gap"])


@pytest.mark.parametrize(("length", "head"), [(1, FIRST), (0, "1" * 64)])
def test_an_empty_log_that_should_not_be_is_seen(length: int, head: str) -> None:
    assert names([], length, head) == ["cut-off"]

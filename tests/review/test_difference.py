"""A difference tells all that changed and loses nothing of either text."""

from __future__ import annotations

from collections.abc import Iterator

from hypothesis import given
from hypothesis import strategies as st

from linter.review.alignment import steps
from linter.review.difference import Change, difference

LINES = st.lists(
    st.sampled_from(["", "보았다.", "나는 너를 보았다.", "나는 그를 보았다.", "a b c", "a  b d", " "]), max_size=9
)


def side(changes: tuple[Change, ...], kind: str) -> Iterator[str]:
    """The lines of one of the two texts."""
    other = {"removed": "added", "added": "removed"}[kind]
    for change in changes:
        if change.kind != other:
            yield "".join(piece.text for piece in change.pieces if piece.kind != other)


@given(LINES, LINES)
def test_both_texts_can_be_read_from_it(before: list[str], after: list[str]) -> None:
    one, other = "\n".join(before), "\n".join(after)
    changes = difference(one, other, context=len(before) + len(after) + 1)
    if one == other:
        assert changes == ()
    else:
        assert "\n".join(side(changes, "removed")) == one
        assert "\n".join(side(changes, "added")) == other


def test_a_word_that_changed_is_told_within_its_line() -> None:
    (change,) = difference("나는 너를 보았다.", "나는 너를 봤다.")
    assert change.kind == "changed"
    assert [(piece.kind, piece.text) for piece in change.pieces] == [
        ("kept", "나는 너를 "),
        ("removed", "보았다."),
        ("added", "봤다."),
    ]


def test_a_line_with_little_in_common_is_removed_and_added() -> None:
    assert [change.kind for change in difference("사과 배 감", "바람이 분다 오늘도")] == ["removed", "added"]


def test_what_is_far_from_a_change_is_only_counted() -> None:
    before = "\n".join(map(str, range(100)))
    changes = difference(before, before.replace("50\n", "fifty\n"))
    assert [change.kind for change in changes] == [
        "skipped",
        *["kept"] * 3,
        "removed",
        "added",
        *["kept"] * 3,
        "skipped",
    ]
    assert (changes[0].count, changes[-1].count) == (47, 46)


def test_of_a_long_text_every_line_is_compared_with_its_own() -> None:
    before = [f"{number}일째에는 물을 주었다." for number in range(3000)]
    after = [line.replace("물을", "거름을") for line in before]
    changes = difference("\n".join(before), "\n".join(after))
    assert {change.kind for change in changes} == {"changed"}
    assert len(changes) == 3000


@given(st.lists(st.sampled_from("abcde"), max_size=12), st.lists(st.sampled_from("abcde"), max_size=12))
def test_steps_lead_through_both_sides_and_what_is_kept_is_the_same(old: list[str], new: list[str]) -> None:
    found = list(steps(old, new))
    assert [item for step in found for item in old[step.old]] == old
    assert [item for step in found for item in new[step.new]] == new
    assert all(old[step.old] == new[step.new] for step in found if step.is_kept)

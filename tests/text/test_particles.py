"""Particles agree with the word before them, or nothing is said."""

from __future__ import annotations

import pytest

from linter.rulebook.paths import grammar
from linter.rulebook.words import read_particles
from linter.text.particles import agreeing

PARTICLES = read_particles(grammar("ko-particles.csv"))


@pytest.mark.parametrize(
    ("old", "tail", "new", "agreed"),
    [
        ("소리", "를", "주장", "을"),
        ("소리", "가", "주장", "이"),
        ("주장", "은", "소리", "는"),
        ("주장", "과", "소리", "와"),
        ("소리", "로", "주장", "으로"),
        ("주장", "으로", "글", "로"),
        ("글", "이", "소리", "가"),
        ("소리", "라고", "주장", "이라고"),
        ("소리", "만", "주장", "만"),
        ("소리", "", "주장", ""),
        ("소리", "가지고", "노래", "가지고"),
        ("소리", "를", "nonsense", "를"),
    ],
)
def test_a_particle_takes_the_form_that_the_new_word_asks_for(old: str, tail: str, new: str, agreed: str) -> None:
    assert agreeing(tail, old, new, PARTICLES) == agreed


@pytest.mark.parametrize("tail", ["가지고", "하지", "질"])
def test_what_is_no_particle_of_the_table_is_not_guessed(tail: str) -> None:
    assert agreeing(tail, "소리", "주장", PARTICLES) is None

"""In a run over drafts in both languages, each is told of in its own."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner

from linter.cli import cli


def test_the_words_beside_a_finding_are_of_its_drafts_language(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("What a fucking day at our shop.\n", "utf-8")
    (tmp_path / "b.md").write_text("이 시1발 코드.\n", "utf-8")
    said = CliRunner().invoke(cli, ["check", "--no-cache", str(tmp_path)]).output
    english, _, korean = said.partition("b.md")
    assert "1:8  error" in english
    assert "instead:" in english
    assert "이렇게:" not in english
    assert "오류" in korean
    assert "이렇게:" in korean

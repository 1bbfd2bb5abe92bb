"""The configuration that `draftlint init` writes."""

from __future__ import annotations

import os
import pty
import re
import subprocess
import sys
from dataclasses import fields
from pathlib import Path

import pytest
from click.testing import CliRunner

from linter.cli import cli
from linter.config import Config, load_config
from linter.resources import bundled
from linter.rulebook.rules import kebab

TEMPLATE = bundled("rules") / "template.draftlint.yaml"


@pytest.mark.parametrize("key", [kebab(one.name) for one in fields(Config)])
def test_the_template_has_every_key_under_a_comment_in_both_languages(key: str) -> None:
    blocks = TEMPLATE.read_text("utf-8").split("\n\n")
    (block,) = [block for block in blocks if re.search(rf"^(# )?{key}:", block, re.MULTILINE)]
    comments = "".join(line for line in block.splitlines() if line.startswith("#"))
    assert re.search("[가-힣]", comments)
    assert re.search("[A-Za-z]{3,} [a-z]{2,}", comments)


def test_the_template_can_be_used_as_it_is() -> None:
    assert load_config(TEMPLATE).config.profiles == ["corporate-blog"]


def written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *arguments: str) -> Config:
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(cli, ["init", *arguments])
    assert result.exit_code == 0, result.output
    return load_config(tmp_path / ".draftlint.yaml").config


def test_options_fill_the_template_whatever_characters_they_hold(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = ['가람 "소프트"', "Garam: #1 \\1"]
    config = written(
        tmp_path,
        monkeypatch,
        *("--guideline", "ibm", "--company", names[0], "--company", names[1], "--press-contact", "press@garam.example"),
        *("--codename", "오로라", "--jurisdiction", "kr", "--listed"),
    )
    assert config.profiles == ["ibm", "kr-kftc", "kr-listed"]
    assert config.company.names == names
    assert (config.codenames, config.press_contact) == (["오로라"], "press@garam.example")
    assert "Where press questions go" in (tmp_path / ".draftlint.yaml").read_text("utf-8")


def test_the_law_comes_on_top_of_what_the_template_follows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    config = written(tmp_path, monkeypatch, "--jurisdiction", "us", "--jurisdiction", "uk")
    assert config.profiles == ["corporate-blog", "uk-asa", "us-ftc"]


def test_without_options_the_template_is_written_as_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written(tmp_path, monkeypatch)
    assert (tmp_path / ".draftlint.yaml").read_text("utf-8") == TEMPLATE.read_text("utf-8")


def test_nothing_is_written_for_a_guideline_or_a_law_that_does_not_exist(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for arguments in (["--guideline", "imb"], ["--jurisdiction", "fr"]):
        assert CliRunner().invoke(cli, ["init", *arguments]).exit_code != 0
        assert not list(tmp_path.iterdir())


def test_a_terminal_is_asked_what_no_option_says(tmp_path: Path) -> None:
    terminal, inside = pty.openpty()
    command = [sys.executable, "-m", "linter", "init", "--guideline", "--company", "Garam", "--lang", "en"]
    answers = ["ibm, sunn", "ibm, sun", "GaramTalk", "Bluefin, Acme", "", "press@garam.example", "kr", "y"]
    with subprocess.Popen(command, cwd=tmp_path, stdin=inside, stdout=inside, stderr=inside) as process:
        os.close(inside)
        os.write(terminal, "".join(f"{answer}\n" for answer in answers).encode())
        told = read_all(terminal)
    assert process.returncode == 0
    assert "did you mean 'sun'?" in told
    config = load_config(tmp_path / ".draftlint.yaml").config
    assert config.profiles == ["ibm", "sun", "kr-kftc", "kr-listed"]
    assert (config.company.products, config.competitors) == (["GaramTalk"], ["Bluefin", "Acme"])
    assert config.company.names == ["Garam"]


def read_all(terminal: int) -> str:
    """What a terminal shows until nobody writes to it any more."""
    shown = b""
    while True:
        try:
            part = os.read(terminal, 4096)
        except OSError:
            part = b""
        if not part:
            return shown.decode("utf-8", "replace")
        shown += part

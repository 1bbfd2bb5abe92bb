"""Shell completion: what a shell is told, and a real bash that asks."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from linter.cli import cli

BIN = Path(sys.executable).parent


def completed(words: str, cwd: Path) -> list[str]:
    """What a shell would be offered for the last word."""
    environment = {
        **os.environ,
        "_DRAFTLINT_COMPLETE": "bash_complete",
        "COMP_WORDS": words,
        "COMP_CWORD": str(len(words.split(" ")) - 1),
    }
    done = subprocess.run(
        [BIN / "draftlint"], cwd=cwd, env=environment, capture_output=True, text=True, timeout=60, check=False
    )
    assert done.stderr == ""
    return [line.partition(",")[2] for line in done.stdout.splitlines() if line]


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        ("draftlint co", ["completion", "config"]),
        ("draftlint explain confidential/d", ["confidential/deal"]),
        ("draftlint check --profile corp", ["corporate-blog"]),
        ("draftlint rules --test --rule claims/s", ["claims/superlative"]),
        ("draftlint schema pro", ["profile"]),
    ],
)
def test_commands_rules_and_profiles_complete(tmp_path: Path, words: str, offered: list[str]) -> None:
    assert completed(words, tmp_path) == offered


def test_the_companys_rules_complete_and_a_wrong_configuration_is_no_noise(tmp_path: Path) -> None:
    (tmp_path / "own" / "house").mkdir(parents=True)
    (tmp_path / "own" / "house" / "burn.yaml").write_text("", "utf-8")
    (tmp_path / ".draftlint.yaml").write_text("rules-from: [own]\n", "utf-8")
    assert completed("draftlint explain hou", tmp_path) == ["house/burn"]
    (tmp_path / ".draftlint.yaml").write_text("rules-form: [own]\n", "utf-8")
    assert completed("draftlint explain hou", tmp_path) == []


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_each_shell_gets_its_script(shell: str) -> None:
    done = CliRunner().invoke(cli, ["completion", shell])
    assert done.exit_code == 0
    assert "_DRAFTLINT_COMPLETE" in done.stdout


@pytest.mark.skipif(not shutil.which("bash"), reason="there is no bash here")
def test_bash_offers_what_the_script_asks_for(tmp_path: Path) -> None:
    script = """
        source <(draftlint completion bash)
        COMP_WORDS=(draftlint explain confidential/d) COMP_CWORD=2
        _draftlint_completion draftlint
        printf '%s\\n' "${COMPREPLY[@]}"
    """
    environment = {**os.environ, "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}"}
    done = subprocess.run(
        ["bash", "-c", script], cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=60, check=False
    )
    assert done.stdout == "confidential/deal\n"

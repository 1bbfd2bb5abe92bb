"""What many tests share: the example company's configuration, and a linter under it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from linter import Linter
from tests.repository import ENVIRONMENT, Repository, new_repository

ROOT = Path(__file__).resolve().parent.parent
FIXTURES = ROOT / "fixtures"


@pytest.fixture(scope="session")
def linter() -> Linter:
    return Linter(FIXTURES / ".draftlint.yaml")


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    """An empty repository, in which the test stands; git knows no configuration but its own."""
    for key in [key for key in os.environ if key.startswith("GIT_")]:
        monkeypatch.delenv(key)
    for key in ("GIT_CONFIG_GLOBAL", "GIT_CONFIG_NOSYSTEM"):
        monkeypatch.setenv(key, ENVIRONMENT[key])
    repository = new_repository(tmp_path / "blog")
    monkeypatch.chdir(repository.root)
    return repository

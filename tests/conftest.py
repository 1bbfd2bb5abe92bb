"""What many tests share: the example company's configuration, and a linter under it."""

from __future__ import annotations

from pathlib import Path

import pytest

from linter import Linter

ROOT = Path(__file__).resolve().parent.parent
FIXTURES = ROOT / "fixtures"


@pytest.fixture(scope="session")
def linter() -> Linter:
    return Linter(FIXTURES / ".draftlint.yaml")

"""draftlint: what in a blog draft would get its writer or company into trouble, where, why, and what to write instead.

>>> from linter import Linter
>>> findings = Linter().check_text("이 자료는 대외비입니다.").findings
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from linter.api import Linter, check_paths, check_text
    from linter.model import Finding, Report, Severity

__version__ = "0.1.0"
__all__ = ["Finding", "Linter", "Report", "Severity", "check_paths", "check_text"]


def __getattr__(name: str) -> Any:
    """Loaded when first asked for, so that the command may begin with what it needs."""
    if name not in __all__:
        raise AttributeError(f"module 'linter' has no attribute '{name}'")
    return getattr(import_module("linter.api"), name)

"""Where rules/ and lexicons/ lie. The only module that knows."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path


def bundled(name: str) -> Path:
    """The folder `rules` or `lexicons`: inside the package in a wheel, beside it in a checkout or editable install."""
    package = Path(__file__).resolve().parent
    for folder in (package / "bundled" / name, package.parent / name):
        if folder.is_dir():
            return folder
    raise FileNotFoundError(f"draftlint is installed without its {name}/ folder: install it again")


@lru_cache(maxsize=1)
def code_contents() -> tuple[bytes, ...]:
    """Our own modules: what they build from the same data changes with them."""
    return tuple(path.read_bytes() for path in sorted(Path(__file__).resolve().parent.rglob("*.py")))

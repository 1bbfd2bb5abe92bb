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


# What compiles rules and words. The rest of the code judges with what these have made.
BUILDERS = (
    "rulebook",
    "text",
    "cache.py",
    "config.py",
    "errors.py",
    "model.py",
    "resources.py",
    "scan.py",
    "validators.py",
    "yaml_source.py",
)


@lru_cache(maxsize=2)
def code_contents(*names: str) -> tuple[bytes, ...]:
    """Our own modules, or those of these names: what they make of the same data changes with them."""
    package = Path(__file__).resolve().parent
    places = [package / name for name in names] or [package]
    files = [file for place in places for file in (place.rglob("*.py") if place.is_dir() else [place])]
    return tuple(file.read_bytes() for file in sorted(files))

"""Where rules/ and lexicons/ lie. The only module that knows."""

from __future__ import annotations

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
    "collector.py",
    "config.py",
    "contents.py",
    "errors.py",
    "model.py",
    "resources.py",
    "scan.py",
    "validators.py",
    "yaml_source.py",
)


def code_files(*names: str) -> list[Path]:
    """Our own modules, or those of these names, in order."""
    package = Path(__file__).resolve().parent
    places = [package / name for name in names] or [package]
    return sorted(file for place in places for file in ([place] if place.suffix else place.rglob("*.py")))

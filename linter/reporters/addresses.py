"""How a report names a file: as seen from the folder that draftlint runs in, with slashes; as a URI."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote


def relative(path: str) -> str:
    """The path from here if the file lies here or below, else the path as it is. Always with slashes."""
    plain = Path(path)
    try:
        return (plain.relative_to(Path.cwd()) if plain.is_absolute() else plain).as_posix()
    except ValueError:
        return plain.as_posix()


def uri(path: str) -> tuple[str, bool]:
    """The percent-encoded reference of a file, and whether it is relative to the folder that draftlint runs in."""
    near = relative(path)
    if Path(near).is_absolute() or near.split("/")[0] == "..":
        return Path(path).resolve().as_uri(), False
    return quote(near.encode("utf-8", "surrogateescape")), True

"""Write a file of the user's whole or not at all."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path


def write_file(path: Path, data: bytes) -> None:
    """Whoever reads finds the old or the new, never half; a link stays one, permissions stay. Raises OSError."""
    target = path.resolve()
    temporary = target.with_name(f"{target.name}.{os.getpid()}.new")
    try:
        temporary.write_bytes(data)
        with contextlib.suppress(FileNotFoundError):
            temporary.chmod(target.stat().st_mode)
        temporary.replace(target)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise

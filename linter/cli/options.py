"""The options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

F = TypeVar("F", bound=Callable[..., Any])


def config_option(purpose: str) -> Callable[[F], F]:
    return click.option("--config", type=click.Path(path_type=Path, exists=True, dir_okay=False), help=purpose)


def language_option(purpose: str) -> Callable[[F], F]:
    return click.option(
        "--lang", type=click.Choice(["auto", "ko", "en"]), default="auto", show_default=True, help=purpose
    )

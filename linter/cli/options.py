"""The options that several commands share, and what a shell may complete them to."""

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


def profiles_option(purpose: str) -> Callable[[F], F]:
    return click.option(
        "--profile", "profiles", multiple=True, metavar="NAME", help=purpose, shell_complete=complete_profile
    )


def complete_rule(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """Ids of rules, bundled and the company's."""
    from linter.rulebook.paths import rule_paths

    return [rule_id for rule_id in rule_paths(_rule_folders(ctx)) if rule_id.startswith(incomplete)]


def complete_profile(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    from linter.rulebook.paths import profile_paths

    return [name for name in sorted(profile_paths(_rule_folders(ctx))) if name.startswith(incomplete)]


def _rule_folders(ctx: click.Context) -> list[Path]:
    """The company's rule folders; none where the configuration can't be used, as a shell has no place for errors."""
    from linter.config import find_config, load_config
    from linter.errors import DraftlintError

    path = ctx.params.get("config") or find_config(Path.cwd())
    try:
        loaded = load_config(path) if path else None
        return loaded.folders(loaded.config.rules_from, "rules-from") if loaded else []
    except DraftlintError:
        return []

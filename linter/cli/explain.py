"""draftlint explain"""

from __future__ import annotations

import difflib
from pathlib import Path

import click

from linter.cli.options import complete_rule, config_option, language_option
from linter.config import LoadedConfig, default_config, find_config, load_config
from linter.explanation import page
from linter.rulebook.paths import profile_paths, rule_paths
from linter.rulebook.profile import clauses_of
from linter.rulebook.schema import read_rule


@click.command()
@click.argument("rule_id", metavar="RULE", shell_complete=complete_rule)
@config_option("Also know the rules of this configuration.")
@language_option("Language of the explanation.")
def explain(rule_id: str, config: Path | None, lang: str) -> None:
    """Tell what a rule is for, why, by whose word, with examples, and how to turn it off.

    \b
    draftlint explain confidential/deal
    """
    folders = configured(config).folders(configured(config).config.rules_from, "rules-from")
    paths = rule_paths(folders)
    if rule_id not in paths:
        close = difflib.get_close_matches(rule_id, paths, n=1, cutoff=0.4)
        hint = f" Did you mean {close[0]}?" if close else ""
        raise click.UsageError(f"There is no rule {rule_id}.{hint} `draftlint rules` lists them all.")
    rule = read_rule(paths[rule_id], rule_id)
    clauses = clauses_of(rule_id, profile_paths(folders), paths)
    click.echo(page(rule, language(lang), lambda name: click.style(name, bold=True), clauses), nl=False)


def configured(path: Path | None) -> LoadedConfig:
    """The configuration that is given, else the one that holds here."""
    found = path or find_config(Path.cwd())
    return load_config(found) if found else default_config(Path.cwd())


def language(lang: str) -> str:
    """The language asked for, else the terminal's."""
    if lang != "auto":
        return lang
    import os

    spoken = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    return "ko" if spoken.startswith("ko") else "en"

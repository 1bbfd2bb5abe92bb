"""draftlint rules"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click

from linter.cli.explain import configured, language
from linter.cli.options import config_option, language_option
from linter.rulebook.load import load_rules
from linter.rulebook.paths import profile_paths, rule_paths
from linter.rulebook.profile import select


@click.command()
@click.option(
    "--profile",
    "profiles",
    multiple=True,
    metavar="NAME",
    help="Show the rules under this profile; may be repeated.  [default: as configured]",
)
@config_option("Use this configuration instead of the nearest .draftlint.yaml.")
@language_option("Language of the titles.")
def rules(profiles: tuple[str, ...], config: Path | None, lang: str) -> None:
    """List all rules, with the severity that each has under a profile.

    \b
    draftlint rules
    draftlint rules --profile sponsored-post
    """
    loaded = configured(config)
    if profiles:
        loaded = replace(loaded, config=replace(loaded.config, profiles=list(profiles)), text="")
    folders = loaded.folders(loaded.config.rules_from, "rules-from")
    known = load_rules(rule_paths(folders))
    paths = profile_paths(folders)
    selection = select(loaded, known, paths)
    spoken = language(lang)
    width = max(map(len, known))
    click.echo(f"{'RULE':<{width}}  {'SEVERITY':<8}  {'CHECK':<9}  TITLE")
    for rule_id, rule in known.items():
        severity = selection.severities.get(rule_id)
        columns = f"{rule_id:<{width}}  {str(severity) if severity else 'off':<8}  {rule.file.check:<9}"
        line = f"{columns}  {rule.file.title.in_language(spoken)}"
        click.echo(click.style(line, dim=severity is None))
    click.echo(f"\nprofiles: {', '.join(loaded.config.profiles)}    (there are: {', '.join(sorted(paths))})", err=True)

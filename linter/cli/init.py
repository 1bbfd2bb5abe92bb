"""draftlint init"""

from __future__ import annotations

from pathlib import Path

import click

from linter.resources import bundled


@click.command()
@click.option("--force", is_flag=True, help="Write over a .draftlint.yaml that is there already.")
def init(force: bool) -> None:
    """Write a .draftlint.yaml, with every key explained, into this folder."""
    target = Path(".draftlint.yaml")
    if target.exists() and not force:
        raise click.UsageError(f"{target} is there already; --force writes over it.")
    template = (bundled("rules") / "template.draftlint.yaml").read_text("utf-8")
    temporary = target.with_suffix(".yaml.new")
    temporary.write_text(template, "utf-8")
    temporary.replace(target)
    click.echo(f"Wrote {target}. Put your company's name in it, then run: draftlint check .", err=True)

"""draftlint schema"""

from __future__ import annotations

import json

import click

from linter.json_schema import SHAPES, json_schema


@click.command()
@click.argument("shape", type=click.Choice(list(SHAPES)))
def schema(shape: str) -> None:
    """Print the JSON Schema of a file that you write, for your editor: config, rule, profile or waivers.

    \b
    draftlint schema config > .draftlint.schema.json
    """
    click.echo(json.dumps(json_schema(shape), ensure_ascii=False, indent=2))

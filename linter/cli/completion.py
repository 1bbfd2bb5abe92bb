"""draftlint completion"""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class


@click.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def completion(ctx: click.Context, shell: str) -> None:
    """Print the script that teaches a shell to complete commands, options, rules and profiles.

    \b
    draftlint completion bash >> ~/.bashrc
    draftlint completion zsh >> ~/.zshrc
    draftlint completion fish > ~/.config/fish/completions/draftlint.fish
    """
    kind = get_completion_class(shell)
    if kind is None:
        raise click.UsageError(f"draftlint can't complete for {shell}.")
    click.echo(kind(ctx.find_root().command, {}, "draftlint", "_DRAFTLINT_COMPLETE").source())

"""draftlint lsp"""

from __future__ import annotations

import sys

import click

_LIBRARIES = ("pygls", "lsprotocol", "cattrs", "attrs")


@click.command()
@click.option("--stdio", is_flag=True, help="Speak over standard input and output.  [default]")
@click.option("--tcp", "port", type=click.IntRange(1, 65535), metavar="PORT", help="Wait on this port of 127.0.0.1.")
def lsp(stdio: bool, port: int | None) -> None:
    """Serve an editor: findings as you type, with fixes and explanations.

    An editor starts this itself; the README shows the settings for VS Code, Neovim, Helix and Emacs.
    """
    if stdio and port is not None:
        raise click.UsageError("--stdio and --tcp exclude each other: an editor speaks one way")
    try:
        from linter.lsp.features import serve
    except ModuleNotFoundError as problem:
        if (problem.name or "").partition(".")[0] not in _LIBRARIES:
            raise
        raise click.UsageError("The language server needs one more library: pip install 'draftlint[lsp]'") from None
    sys.exit(serve(port))

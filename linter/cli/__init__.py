"""The command line: one file a command. Exit codes: 0 clean, 1 findings, 2 usage or configuration, 3 our own fault."""

from __future__ import annotations

import sys
from importlib import import_module

import click

from linter.errors import DraftlintError

USAGE, INTERNAL = 2, 3
_COMMANDS = (
    "baseline",
    "check",
    "completion",
    "config",
    "explain",
    "fix",
    "guideline",
    "init",
    "lsp",
    "review",
    "rules",
    "schema",
    "waive",
    "waivers",
)


class Commands(click.Group):
    """The commands, each in a file of its name, imported when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        command: click.Command = getattr(import_module(f"linter.cli.{cmd_name}"), cmd_name)
        return command


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="draftlint", prog_name="draftlint")
def cli() -> None:
    """Read blog drafts before they are published: what would get you or your company into trouble, and what to write
    instead.

    Start with `draftlint check post.md`. `draftlint init` writes a configuration, `draftlint rules` lists the rules and
    `draftlint explain RULE` tells what one of them is for.

    Exit codes: 0 nothing to report, 1 findings, 2 wrong usage, configuration or unreadable draft, 3 internal error.
    """


def main() -> None:
    """The entry point: every error becomes one clear line, none a traceback."""
    try:
        cli.main(standalone_mode=False)
    except click.exceptions.Exit as done:
        sys.exit(done.exit_code)
    except click.Abort:
        sys.exit(130)
    except click.ClickException as problem:
        problem.show()
        sys.exit(USAGE)
    except DraftlintError as problem:
        click.echo(f"draftlint: {problem}", err=True)
        sys.exit(USAGE)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
    except Exception as problem:  # the last door: a person never sees a traceback
        click.echo(
            f"draftlint: internal error: {type(problem).__name__}: {problem} (please report this as a bug)", err=True
        )
        sys.exit(INTERNAL)

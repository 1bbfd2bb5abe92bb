"""draftlint review"""

from __future__ import annotations

import getpass
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from linter.cli.explain import language
from linter.cli.options import language_option
from linter.cli.output import write
from linter.errors import DraftlintError

if TYPE_CHECKING:
    from linter.review.accounts import Accounts
    from linter.review.store.database import Database

_LIBRARIES = (
    "alembic",
    "argon2",
    "fastapi",
    "itsdangerous",
    "jinja2",
    "multipart",
    "python_multipart",
    "sqlalchemy",
    "starlette",
    "uvicorn",
)
_FOLDER = click.Path(path_type=Path, exists=True, file_okay=False)
ROLES = ("writer", "editor", "approver", "admin")


class ReviewCommands(click.Group):
    """`draftlint review posts/` starts the page; a command's name is a command."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if not args or (args[0] not in self.commands and args[0] not in ("-h", "--help")):
            args = ["serve", *args]
        return super().parse_args(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except ModuleNotFoundError as problem:
            if (problem.name or "").partition(".")[0] not in _LIBRARIES:
                raise
            raise click.UsageError("The review page needs more libraries: pip install 'draftlint[review]'") from None
        except DraftlintError as problem:
            raise _in_words(problem) from None


def database_option(folder_too: bool = True) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Where the record is kept."""

    def decorated(command: Callable[..., Any]) -> Callable[..., Any]:
        if folder_too:
            command = click.option(
                "--folder", type=_FOLDER, default=".", help="The folder whose drafts are reviewed.  [default: here]"
            )(command)
        return click.option(
            "--database",
            envvar="DRAFTLINT_REVIEW_DATABASE",
            metavar="URL",
            help="postgresql://user@host/name, or sqlite:///file.  [default: .draftlint-review in the folder]",
        )(command)

    return decorated


@click.group(cls=ReviewCommands)
def review() -> None:
    """Serve a page where an editor and a writer settle drafts, and keep the record of it.

    \b
    draftlint review                     the drafts of this folder, at http://127.0.0.1:8737
    draftlint review posts/ --port 9000
    draftlint review users add kim --role editor
    draftlint review export --format csv --output record.csv
    draftlint review verify

    On this machine alone it needs no login. To serve others, add users first and put a proxy with TLS before it; README
    tells how.
    """


@review.command()
@click.argument("folder", type=_FOLDER, default=".")
@database_option(folder_too=False)
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen at.")
@click.option("--port", type=click.IntRange(1, 65535), default=8737, show_default=True, help="Port to listen at.")
@click.option("--url", default="", metavar="URL", help="The address that people type, where a proxy stands before it.")
@click.option("--login", is_flag=True, help="Ask for a login on this machine, too.")
@click.option(
    "--user-header",
    default="",
    metavar="NAME",
    help="Single sign-on: the request header in which your proxy names the user.  [default: none]",
)
@click.option(
    "--trust",
    multiple=True,
    metavar="ADDRESS",
    help="The proxy that may send that header: an address or a network; may be repeated.",
)
@click.option(
    "--largest", type=click.IntRange(1, 100), default=5, show_default=True, help="Megabytes that a draft may have."
)
def serve(
    folder: Path,
    database: str | None,
    host: str,
    port: int,
    url: str,
    login: bool,
    user_header: str,
    trust: tuple[str, ...],
    largest: int,
) -> None:
    """Start the page for the drafts of a folder.  [default command]"""
    from linter.review.serving import serve as start
    from linter.review.settings import KEY_NAME, Settings, home_of, network

    home = home_of(folder)
    settings = Settings(
        folder=folder.resolve(),
        database=_url(database, folder),
        key_file=home / KEY_NAME,
        host=host,
        port=port,
        url=url,
        user_header=user_header,
        trusted=tuple(map(network, trust)),
        largest=largest * 1_000_000,
        with_login=login,
    )
    start(settings, lambda words: click.echo(f"draftlint: {words}", err=True))


@review.group()
def users() -> None:
    """Say who may come in, and what they may do."""


@users.command("add")
@click.argument("name")
@click.option("--role", "roles", type=click.Choice(ROLES), multiple=True, required=True, help="May be repeated.")
@click.option("--no-password", is_flag=True, help="For somebody who comes by single sign-on.")
@database_option()
def add_user(name: str, roles: tuple[str, ...], no_password: bool, folder: Path, database: str | None) -> None:
    """Add a user. The password is asked for, or read from standard input."""
    password = None if no_password else _password()
    from linter.review.states import Role

    _accounts(folder, database).add(_me(), name, map(Role, roles), password)
    click.echo(f"{name} may come in as {', '.join(roles)}.")


@users.command("list")
@database_option()
def list_users(folder: Path, database: str | None) -> None:
    """List the users and their roles."""
    found = _accounts(folder, database).everybody()
    for user in found:
        click.echo(f"{user.name}\t{', '.join(sorted(user.roles)) if user.is_active else 'removed'}")
    if not found:
        click.echo("There are no users yet. `draftlint review users add NAME --role admin` makes the first.", err=True)


@users.command("roles")
@click.argument("name")
@click.option("--role", "roles", type=click.Choice(ROLES), multiple=True, required=True, help="May be repeated.")
@database_option()
def set_roles(name: str, roles: tuple[str, ...], folder: Path, database: str | None) -> None:
    """Give a user these roles, and no others."""
    from linter.review.states import Role

    _accounts(folder, database).set_roles(_me(), name, map(Role, roles))
    click.echo(f"{name} is now {', '.join(roles)}.")


@users.command("password")
@click.argument("name")
@database_option()
def set_password(name: str, folder: Path, database: str | None) -> None:
    """Set a user's password, and end their sessions."""
    tokens = _accounts(folder, database).set_password(_me(), name, _password())
    click.echo(f"{name} has a new password; all sessions have ended.")
    if tokens:
        click.echo("The tokens of this user still hold: see `draftlint review tokens list`.", err=True)


@users.command("remove")
@click.argument("name")
@database_option()
def remove_user(name: str, folder: Path, database: str | None) -> None:
    """Let a user in no more. What they did stays on record."""
    _accounts(folder, database).remove(_me(), name)
    click.echo(f"{name} can't come in any more.")


@review.group()
def tokens() -> None:
    """Make tokens, with which programs use the API."""


@tokens.command("add")
@click.argument("name", metavar="USER")
@click.option("--label", required=True, help="What it is for.")
@database_option()
def add_token(name: str, label: str, folder: Path, database: str | None) -> None:
    """Make a token that acts as a user. It is shown this once."""
    click.echo(_accounts(folder, database).add_token(_me(), name, label))


@tokens.command("list")
@database_option()
def list_tokens(folder: Path, database: str | None) -> None:
    """List the tokens, not what they are."""
    for one in _accounts(folder, database).tokens():
        click.echo(f"{one.id}\t{one.user}\t{one.label}\t{one.created[:10]}{'  revoked' if one.is_revoked else ''}")


@tokens.command("revoke")
@click.argument("number", type=click.IntRange(1, 2**31 - 1))
@database_option()
def revoke_token(number: int, folder: Path, database: str | None) -> None:
    """Let a token hold no longer."""
    _accounts(folder, database).revoke_token(_me(), number)
    click.echo(f"Token {number} holds no longer.")


@review.command()
@click.option(
    "--format",
    "format_name",
    type=click.Choice(["json", "csv", "html", "cases"]),
    default="json",
    show_default=True,
    help="cases: findings that were disputed, as labelled cases.",
)
@click.option("--output", type=click.Path(path_type=Path, dir_okay=False, allow_dash=True), default="-", metavar="FILE")
@language_option("Language of the HTML.")
@database_option()
def export(format_name: str, output: Path, lang: str, folder: Path, database: str | None) -> None:
    """Write the record into a file: who did what, when, and why."""
    from linter.review.export import FORMATS

    with _recorded(folder, database).reading() as session:
        write(FORMATS[format_name].render(session, language(lang)), output)


@review.command()
@click.option("--head", metavar="DIGEST", help="The last digest that you know of: the log must hold it still.")
@language_option("Language of what is said.")
@database_option()
def verify(head: str | None, lang: str, folder: Path, database: str | None) -> None:
    """Look whether the audit log holds: no entry changed, put in or taken out. Ends with 1 if not."""
    from linter.review.store import audit
    from linter.review.verifying import verify as verified
    from linter.review.web.wording import said

    spoken = language(lang)
    with _recorded(folder, database).reading() as session:
        standing = verified(session)
        is_there = head is None or any(entry.digest == head for entry in audit.entries(session))
    for fault in standing.faults:
        click.echo(said(spoken, f"fault-{fault.name}", {"number": fault.number, **fault.values}))
    if not is_there:
        click.echo(said(spoken, "head-is-gone", {}))
    if standing.faults or not is_there:
        sys.exit(1)
    click.echo(said(spoken, "record-good", {"number": standing.length, "head": standing.head}))


def _in_words(problem: DraftlintError) -> DraftlintError:
    """What was refused, as the page says it."""
    from linter.review.errors import ReviewError
    from linter.review.web.wording import said

    if not isinstance(problem, ReviewError):
        return problem
    return DraftlintError(said(language("auto"), problem.name, problem.values))


def _url(database: str | None, folder: Path) -> str:
    from linter.review.settings import DATABASE_NAME, home_of
    from linter.review.store.database import sqlite_url

    if database:
        return database
    file = home_of(folder).resolve() / DATABASE_NAME
    file.touch(0o600)
    return sqlite_url(file)


def _opened(folder: Path, database: str | None) -> Database:
    from linter.review.store.database import Database

    opened = Database(_url(database, folder))
    opened.migrate()
    return opened


def _recorded(folder: Path, database: str | None) -> Database:
    """The database of a record that is there. Raises DraftlintError."""
    from linter.review.settings import DATABASE_NAME, HOME

    file = folder / HOME / DATABASE_NAME
    if not database and not file.is_file():
        raise DraftlintError(
            "there is no record of a review", path=file, hint="name the folder that was reviewed with --folder"
        )
    return _opened(folder, database)


def _accounts(folder: Path, database: str | None) -> Accounts:
    from linter.review.accounts import Accounts
    from linter.review.services import utc_now

    return Accounts(_opened(folder, database), utc_now)


def _me() -> str:
    """Whoever sits at the command line, for the record."""
    return f"{getpass.getuser()} (command line)"


def _password() -> str:
    if sys.stdin.isatty():
        given: str = click.prompt("Password", hide_input=True, confirmation_prompt=True)
        return given
    return sys.stdin.readline().rstrip("\r\n")

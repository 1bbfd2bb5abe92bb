"""draftlint check"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from linter.api import Linter
from linter.cli.options import config_option, language_option, profiles_option
from linter.engine import language
from linter.model import Certainty, Problem, Report, Severity

_LONG_RUN = 20
CLEAN, FOUND, UNREADABLE, INTERNAL = 0, 1, 2, 3


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path, allow_dash=True))
@config_option("Use this configuration instead of the nearest .draftlint.yaml.")
@profiles_option("Judge by this profile instead of the configured ones; may be repeated.")
@click.option(
    "--format",
    "format_name",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="How to print the findings.",
)
@language_option("Language of the messages; auto follows each draft.")
@click.option(
    "--stdin-name",
    default="stdin.md",
    show_default=True,
    metavar="NAME",
    help="File name of a draft read from standard input (-).",
)
@click.option(
    "--fail-on",
    type=click.Choice(["error", "warning", "info"]),
    help="Exit with 1 from this severity on.  [default: error, or as configured]",
)
@click.option(
    "--min-certainty",
    type=click.Choice(["confirmed", "likely", "unconfirmed"]),
    default="unconfirmed",
    show_default=True,
    help="Leave out findings that are less certain.",
)
@click.option(
    "--jobs",
    type=click.IntRange(min=1),
    metavar="N",
    help="Judge so many files at a time.  [default: one a core]",
)
@click.option("--cache/--no-cache", default=True, help="Don't judge again what has not changed.  [default: cache]")
@click.option(
    "--watch", is_flag=True, help="Check again whenever a draft, the configuration, a rule or a list changes."
)
@click.option("--color/--no-color", default=None, help="Colour; by default only on a terminal.")
def check(
    paths: tuple[Path, ...],
    config: Path | None,
    profiles: tuple[str, ...],
    format_name: str,
    lang: str,
    stdin_name: str,
    fail_on: str | None,
    min_certainty: str,
    jobs: int | None,
    cache: bool,
    watch: bool,
    color: bool | None,
) -> None:
    """Check drafts: files, folders, or - for standard input.

    \b
    draftlint check post.md
    draftlint check content/ --format json
    cat post.md | draftlint check - --stdin-name post.md
    """
    if not paths:
        raise click.UsageError("Which drafts? Give files or folders, or - for standard input: draftlint check post.md")
    linter = Linter(config, profiles, lang, jobs=jobs or os.cpu_count() or 1, remembers=cache)

    def once() -> int:
        report = _check(linter, paths, stdin_name).at_least(Certainty.named(min_certainty))
        _print_report(report, format_name, _language_of(report, lang), color)
        for note in report.notes:
            click.echo(f"draftlint: {note}", err=True)
        for problem in report.problems:
            click.echo(_problem_line(problem), err=True)
        return _exit_code(report, Severity.named(fail_on) if fail_on else linter.fail_on(paths))

    if watch:
        from linter.cli.watch import check_on_change

        check_on_change(paths, config, linter, once)
    sys.exit(once())


def _check(linter: Linter, paths: tuple[Path, ...], stdin_name: str) -> Report:
    dashes = [path for path in paths if str(path) == "-"]
    if dashes:
        if len(paths) > 1:
            raise click.UsageError("- reads one draft from standard input; it can't be mixed with other paths")
        return linter.check_bytes(sys.stdin.buffer.read(), stdin_name)
    with _progress() as step:
        return linter.check_paths(paths, progress=step)


@contextmanager
def _progress() -> Iterator[Callable[[int, int], None]]:
    """A bar on standard error while a long run is watched on a terminal, else nothing."""
    if not sys.stderr.isatty():
        yield lambda done, total: None
        return
    bar = None

    def step(done: int, total: int) -> None:
        nonlocal bar
        if total < _LONG_RUN:
            return
        if bar is None:
            from rich.console import Console
            from rich.progress import Progress

            bar = Progress(console=Console(stderr=True), transient=True)
            bar.start()
            bar.add_task("draftlint", total=total)
        bar.update(bar.task_ids[0], completed=done)

    try:
        yield step
    finally:
        if bar is not None:
            bar.stop()


def _print_report(report: Report, format_name: str, lang: str, color: bool | None) -> None:
    if format_name == "json":
        from linter.reporters import json

        click.echo(json.render(report), nl=False)
        return
    from linter.reporters import text

    coloured = sys.stdout.isatty() if color is None else color
    style = click.style if coloured else (lambda plain, **_: plain)
    click.echo(text.render(report, lang, style), nl=False, color=coloured)


def _language_of(report: Report, lang: str) -> str:
    """The language of the summary: as asked for, else that of the findings, else the terminal's."""
    if lang != "auto":
        return lang
    if report.findings:
        return language("".join(finding.message for finding in report.findings))
    import locale

    return "ko" if (locale.getlocale()[0] or "").startswith("ko") else "en"


def _problem_line(problem: Problem) -> str:
    place = problem.path + (f":{problem.line}" if problem.line else "")
    return f"draftlint: {place}: {problem.message}" + (f" ({problem.hint})" if problem.hint else "")


def _exit_code(report: Report, least: Severity) -> int:
    if any(problem.internal for problem in report.problems):
        return INTERNAL
    if report.problems:
        return UNREADABLE
    return FOUND if report.counted(least) else CLEAN

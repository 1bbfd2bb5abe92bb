"""draftlint check"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from linter.api import Linter
from linter.cli.changes import asked_changes, changes_options
from linter.cli.options import config_option, language_option, profiles_option
from linter.cli.output import check_writable, is_standard_output, spare, write
from linter.engine import language
from linter.model import Certainty, Problem, Report, Severity
from linter.reporters import FORMATS, SHOWS_TEXTS, renderer

if TYPE_CHECKING:
    from linter.git import Change

_LONG_RUN = 20
CLEAN, FOUND, UNREADABLE, INTERNAL = 0, 1, 2, 3


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path, allow_dash=True))
@config_option("Use this configuration instead of the nearest .draftlint.yaml.")
@profiles_option("Judge by this profile instead of the configured ones; may be repeated.")
@click.option(
    "--format",
    "format_name",
    type=click.Choice(FORMATS),
    default="text",
    show_default=True,
    help="How to print the findings.",
)
@click.option(
    "--output",
    type=click.Path(path_type=Path, dir_okay=False, allow_dash=True),
    default="-",
    metavar="FILE",
    help="Write the findings to a file, whole or not at all; the summary then goes to standard error.",
)
@language_option("Language of the messages; auto follows each draft.")
@click.option(
    "--stdin-name",
    default="stdin.md",
    show_default=True,
    metavar="NAME",
    help="File name of a draft read from standard input (-).",
)
@changes_options
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
    "--baseline",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    metavar="FILE",
    help="Let pass what this baseline holds.  [default: .draftlint-baseline beside the configuration]",
)
@click.option("--no-baseline", is_flag=True, help="Count what the baseline holds, too.")
@click.option("--no-inline-allow", is_flag=True, help="Let allow-comments in drafts silence nothing, as in a gate.")
@click.option("--require-approval", is_flag=True, help="Let only content pass that was signed off in draftlint review.")
@click.option(
    "--review-database",
    envvar="DRAFTLINT_REVIEW_DATABASE",
    metavar="URL",
    help="Where the review keeps its record.  [default: .draftlint-review here or above]",
)
@click.option(
    "--watch", is_flag=True, help="Check again whenever a draft, the configuration, a rule or a list changes."
)
@click.option("--color/--no-color", default=None, help="Colour; by default only on a terminal.")
def check(
    paths: tuple[Path, ...],
    config: Path | None,
    profiles: tuple[str, ...],
    format_name: str,
    output: Path,
    lang: str,
    stdin_name: str,
    staged: bool,
    changed_since: str | None,
    whole_files: bool,
    gitignore: bool,
    fail_on: str | None,
    min_certainty: str,
    jobs: int | None,
    cache: bool,
    baseline: Path | None,
    no_baseline: bool,
    no_inline_allow: bool,
    require_approval: bool,
    review_database: str | None,
    watch: bool,
    color: bool | None,
) -> None:
    """Check drafts: files, folders, or - for standard input.

    \b
    draftlint check post.md
    draftlint check content/ --format json
    cat post.md | draftlint check - --stdin-name post.md
    draftlint check --staged
    """
    changes = asked_changes(paths, staged, changed_since, whole_files)
    if not paths and changes is None:
        raise click.UsageError("Which drafts? Give files or folders, or - for standard input: draftlint check post.md")
    if require_approval and Path("-") in paths:
        raise click.UsageError(
            "--require-approval asks about files: what standard input brings, nobody has signed off."
        )
    check_writable(output)
    linter = Linter(
        config,
        profiles,
        lang,
        jobs=jobs or os.cpu_count() or 1,
        remembers=cache,
        follows_gitignore=gitignore,
        inline_allow=not no_inline_allow,
        uses_baseline=not no_baseline,
        baseline=baseline,
        keeps_texts=format_name in SHOWS_TEXTS,
    )

    def once() -> int:
        if changes is None:
            report = _check(linter, paths, stdin_name)
        else:
            report = _check_changes(linter, changes, paths, whole_files)
        if require_approval:
            from linter.cli.approval import gated

            report = gated(report, linter, changes, review_database, lang)
        report = report.at_least(Certainty.named(min_certainty))
        report = replace(report, fail_on=Severity.named(fail_on) if fail_on else linter.fail_on(paths))
        spoken = language_of(report, lang)
        if report.problems:
            from linter.problem_wording import told_in

            report = told_in(report, spoken)
        _print_report(report, format_name, output, spoken, color)
        tell_problems(report)
        return exit_code(report, report.fail_on)

    if watch:
        if changes is not None:
            raise click.UsageError("--watch looks at files and folders, not at what git says has changed")
        from linter.cli.watch import check_on_change

        check_on_change(paths, config, linter, once)
    sys.exit(once())


def _check(linter: Linter, paths: tuple[Path, ...], stdin_name: str) -> Report:
    dashes = [path for path in paths if str(path) == "-"]
    if dashes:
        if len(paths) > 1:
            raise click.UsageError("- reads one draft from standard input; it can't be mixed with other paths")
        return linter.check_bytes(sys.stdin.buffer.read(), stdin_name)
    with progress() as step:
        return linter.check_paths(paths, progress=step)


def _check_changes(linter: Linter, changes: Sequence[Change], paths: tuple[Path, ...], whole_files: bool) -> Report:
    with progress() as step:
        report = linter.check_changes(changes, paths, whole_files=whole_files, progress=step)
    if report.drafts or report.problems:
        return report
    return replace(report, notes=(*report.notes, "no draft has changed" + (" there" if paths else "")))


@contextmanager
def progress() -> Iterator[Callable[[int, int], None]]:
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


def _print_report(report: Report, format_name: str, output: Path, lang: str, color: bool | None) -> None:
    if not is_standard_output(output):
        from linter.reporters.text import summary

        spare(output, [*report.paths, *(problem.path for problem in report.problems)])
        write(renderer(format_name)(report, lang), output)
        click.echo(summary(report, lang), err=True)
    elif format_name == "text":
        _print_text(report, lang, color)
    else:
        write(renderer(format_name)(report, lang), output)


def _print_text(report: Report, lang: str, color: bool | None) -> None:
    from linter.reporters import text

    is_terminal = sys.stdout.isatty()
    coloured = is_terminal if color is None else color
    width = os.get_terminal_size(sys.stdout.fileno()).columns or None if is_terminal else None
    shown = text.render(report, lang, style=click.style if coloured else text.unstyled, width=width)
    click.echo(shown, nl=False, color=coloured)


def language_of(report: Report, lang: str) -> str:
    """The language of the summary: as asked for, else that of the findings, else the terminal's."""
    if lang != "auto":
        return lang
    if report.findings:
        return language("".join(finding.message for finding in report.findings))
    import locale

    return "ko" if (locale.getlocale()[0] or "").startswith("ko") else "en"


def tell_problems(report: Report) -> None:
    """What kept drafts from being judged, and what else is to be mentioned."""
    for note in report.notes:
        click.echo(f"draftlint: {note}", err=True)
    for problem in report.problems:
        click.echo(problem_line(problem), err=True)


def problem_line(problem: Problem) -> str:
    place = problem.path + (f":{problem.line}" if problem.line else "")
    return f"draftlint: {place}: {problem.message}" + (f" ({problem.hint})" if problem.hint else "")


def exit_code(report: Report, least: Severity) -> int:
    return problem_exit_code(report) or (FOUND if report.counted(least) else CLEAN)


def problem_exit_code(report: Report) -> int:
    """0 if every draft was judged by every rule."""
    if any(problem.internal for problem in report.problems):
        return INTERNAL
    return UNREADABLE if report.problems else CLEAN

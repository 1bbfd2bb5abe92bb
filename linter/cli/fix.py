"""draftlint fix"""

from __future__ import annotations

import difflib
import os
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import click

from linter.api import Linter
from linter.cli.check import exit_code, language_of, problem_line, progress
from linter.cli.explain import configured
from linter.cli.options import config_option, language_option
from linter.fixing.mend import Wanted
from linter.model import Finding, Fixed, Report, Severity
from linter.problem_wording import told_in
from linter.reporters import fixes as reporter
from linter.rulebook.paths import rule_paths


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path, allow_dash=True))
@click.option("--unsafe", is_flag=True, help="Also make the changes that may alter what is said.")
@click.option("--dry-run", is_flag=True, help="Print the changes as a unified diff and write nothing.")
@click.option("--rule", "rules", multiple=True, metavar="RULE", help="Fix findings of this rule only; may be repeated.")
@config_option("Use this configuration instead of the nearest .draftlint.yaml.")
@click.option("--profile", "profiles", multiple=True, metavar="NAME", help="Judge by this profile; may be repeated.")
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
    help="Exit with 1 if a finding of this severity is left.  [default: error, or as configured]",
)
@click.option("--color/--no-color", default=None, help="Colour; by default only on a terminal.")
def fix(
    paths: tuple[Path, ...],
    unsafe: bool,
    dry_run: bool,
    rules: tuple[str, ...],
    config: Path | None,
    profiles: tuple[str, ...],
    lang: str,
    stdin_name: str,
    fail_on: str | None,
    color: bool | None,
) -> None:
    """Fix what can be fixed in drafts: insert a missing line, move a label up, mask personal data and keys.

    The text of a draft from standard input goes to standard output. The exit code is that of `draftlint check` for what
    is left, or would be left after a dry run.

    \b
    draftlint fix --dry-run content/
    draftlint fix post.md
    draftlint fix --unsafe --rule language/profanity post.md
    """
    if not paths:
        raise click.UsageError("Which drafts? Give files or folders, or - for standard input: draftlint fix post.md")
    _refuse_unknown_rules(rules, config)
    linter = Linter(config, profiles, lang, jobs=os.cpu_count() or 1, remembers=True)

    def wanted(finding: Finding) -> bool:
        return finding.fix is not None and (unsafe or finding.fix.is_safe) and (not rules or finding.rule in rules)

    if "-" in map(str, paths):
        fixed, report = _fix_standard_input(linter, paths, stdin_name, wanted, dry_run)
    else:
        with progress() as step:
            fixed, report = linter.fix_paths(paths, wanted, writes=not dry_run, progress=step)
    if dry_run:
        _print_diffs(fixed, color)
    summaries = [
        reporter.render(one, language_of(Report(1, (*one.fixed, *one.left)), lang), wanted, dry_run=dry_run)
        for one in fixed
    ]
    spoken = language_of(report, lang)
    _tell(told_in(report, spoken), "".join(summaries) or reporter.NOTHING[spoken])
    sys.exit(exit_code(report, Severity.named(fail_on) if fail_on else linter.fail_on(paths)))


def _fix_standard_input(
    linter: Linter, paths: Sequence[Path], name: str, wanted: Wanted, dry_run: bool
) -> tuple[list[Fixed], Report]:
    if len(paths) > 1:
        raise click.UsageError("- reads one draft from standard input; it can't be mixed with other paths")
    data = sys.stdin.buffer.read()
    report, one = linter.check_bytes(data, name), linter.fix_bytes(data, name, wanted)
    if not dry_run:
        click.echo(one.data, nl=False)
    return [one], replace(report, findings=one.left)


def _print_diffs(fixed: Sequence[Fixed], color: bool | None) -> None:
    coloured = sys.stdout.isatty() if color is None else color
    style = click.style if coloured else (lambda plain, **_: plain)
    for one in fixed:
        click.echo(reporter.painted(one.diff, style), nl=False, color=coloured)


def _tell(report: Report, summary: str) -> None:
    for note in report.notes:
        click.echo(f"draftlint: {note}", err=True)
    click.echo(summary, nl=False, err=True)
    for problem in report.problems:
        click.echo(problem_line(problem), err=True)


def _refuse_unknown_rules(rules: Sequence[str], config: Path | None) -> None:
    loaded = configured(config)
    known = rule_paths(loaded.folders(loaded.config.rules_from, "rules-from"))
    for rule in rules:
        if rule not in known:
            close = difflib.get_close_matches(rule, known, n=1, cutoff=0.4)
            hint = f" Did you mean {close[0]}?" if close else ""
            raise click.UsageError(f"There is no rule {rule}.{hint} `draftlint rules` lists them all.")

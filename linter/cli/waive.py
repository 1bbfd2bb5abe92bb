"""draftlint waive"""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

import click

from linter.api import Linter
from linter.cli.check import tell_problems
from linter.cli.explain import language
from linter.cli.options import config_option, language_option
from linter.cli.wording import findings
from linter.model import Finding
from linter.problem_wording import told_in
from linter.register import Register, shown
from linter.verdict.fingerprint import path_from
from linter.verdict.waiver_file import add_waiver
from linter.verdict.waivers import WaiverEntry

_WORDS = {
    "ko": {
        "added": "{file}에 적었습니다: {files}의 '{rule}', {until}까지.",
        "held": "지금 걸린 {n}이 여기에 해당합니다.",
        "none": "지금은 거기에 걸린 것이 없습니다.",
    },
    "en": {
        "added": "Added to {file}: '{rule}' in {files}, until {until}.",
        "held": "Today it holds {n}.",
        "none": "Nothing there needs it today.",
    },
}


@click.command()
@click.argument("files", metavar="FILE")
@click.argument("rule")
@click.option("--by", required=True, metavar="WHO", help="Who approves it.")
@click.option("--why", required=True, metavar="REASON", help="Why it may be said.")
@click.option(
    "--until",
    required=True,
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="YYYY-MM-DD",
    help="The last day on which it holds.",
)
@click.option(
    "--line",
    "lines",
    type=click.IntRange(min=1),
    multiple=True,
    metavar="N",
    help="Only what the rule finds on this line; may be repeated. It holds wherever the line moves.",
)
@config_option("Use this configuration instead of the nearest .draftlint.yaml.")
@language_option("Language of what is said.")
def waive(
    files: str, rule: str, by: str, why: str, until: datetime, lines: tuple[int, ...], config: Path | None, lang: str
) -> None:
    """Approve what a rule finds in FILE (a draft, a folder or a quoted glob), for a time.

    The approval is added to .draftlint-waivers.yaml beside the configuration; every report lists what it holds.

    \b
    draftlint waive posts/launch.md confidential/deal --by legal --why "announced on 25 November" --until 2026-12-31
    """
    target, last_day = Path(files), until.date()
    _refuse_nonsense(target, by, why, last_day, lines)
    linter = Linter(config, remembers=True)
    register = linter.register(target)
    _refuse_unknown_rule(rule, register)
    found = _found(linter, target, rule, language(lang)) if target.exists() else []
    only = _on_lines(found, lines, files, rule) if lines else found
    fingerprints = sorted({finding.fingerprint for finding in only}) if lines else []
    name = path_from(register.folder, target)
    add_waiver(
        register.waivers_file,
        WaiverEntry(rule, name, " ".join(by.split()), " ".join(why.split()), last_day, fingerprints),
    )
    spoken = language(lang)
    words, file = _WORDS[spoken], shown(register.waivers_file)
    click.echo(words["added"].format(file=file, files=name, rule=rule, until=last_day), err=True)
    if target.exists():
        click.echo(words["held" if only else "none"].format(n=findings(len(only), spoken)), err=True)


def _refuse_nonsense(target: Path, by: str, why: str, until: date, lines: Sequence[int]) -> None:
    if not target.exists() and not set("*?[") & set(str(target)):
        raise click.UsageError(f"There is no file {target}. Give a draft, a folder, or a glob in quotes.")
    if lines and not target.is_file():
        raise click.UsageError("--line needs a single draft.")
    if until < date.today():
        raise click.UsageError(f"--until {until} is over already; a waiver needs a day to come.")
    if not by.strip() or not why.strip():
        raise click.UsageError("--by and --why must say something: they are what a later reader has to go by.")


def _refuse_unknown_rule(rule: str, register: Register) -> None:
    if rule not in register.rulebook.known_ids:
        close = difflib.get_close_matches(rule, register.rulebook.known_ids, n=1, cutoff=0.4)
        hint = f" Did you mean {close[0]}?" if close else ""
        raise click.UsageError(f"There is no rule {rule}.{hint} `draftlint rules` lists them all.")


def _found(linter: Linter, target: Path, rule: str, lang: str) -> list[Finding]:
    report = linter.check_paths([target])
    tell_problems(told_in(report, lang))
    return [finding for finding in report.findings if finding.rule == rule]


def _on_lines(found: Sequence[Finding], lines: Sequence[int], files: str, rule: str) -> list[Finding]:
    for line in lines:
        if not any(finding.start.line <= line <= finding.end.line for finding in found):
            there = ", ".join(str(number) for number in sorted({finding.start.line for finding in found}))
            where = f"It finds something on these lines: {there}." if there else "It finds nothing in this draft."
            raise click.UsageError(f"{rule} finds nothing on line {line} of {files}. {where}")
    return [f for f in found if any(f.start.line <= line <= f.end.line for line in lines)]
